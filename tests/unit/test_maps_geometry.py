"""Projection, lines on the page, scale bar, texts: the parts of a map."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
import toys
from matplotlib import ft2font
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.font_manager import findfont

from corridors.maps import letters, style
from corridors.maps.courses import course, offset, rounded, spaced
from corridors.maps.figure import MapFigure
from corridors.maps.ink import line_styles, sign_points
from corridors.maps.inset import REGION, inset_view
from corridors.maps.letters import MissingLetters, told_once
from corridors.maps.obstacles import Obstacles
from corridors.maps.parallel import beside
from corridors.maps.projection import Projection, View
from corridors.maps.scale_bar import place_scale_bar
from corridors.maps.strands import Strand, status_today, strokes
from corridors.maps.text import clean, font, safe, size_of, wrap
from corridors.model.network import Network
from corridors.model.scenario import Change
from corridors.model.status import STATUSES
from corridors.model.tables import Alignment, Tables


def corridor_view(width_pt: float = 500) -> View:
    ends = np.array([[30.3, 59.9], [56.3, 27.2]])
    return View.fit(Projection.centred_on(ends), ends, width_pt, (0.92, 1.85))


def test_a_view_holds_what_it_was_fitted_to_and_keeps_its_shape() -> None:
    view = corridor_view()
    assert 0.92 <= view.width_pt / view.height_pt <= 1.85
    assert view.holds(30.3, 59.9, 20)
    assert view.holds(56.3, 27.2, 20)
    assert not view.holds(-70, 10)


def test_a_view_of_one_place_is_still_a_map() -> None:
    spot = np.array([[49.0, 40.0]])
    view = View.fit(Projection.centred_on(spot), spot, 400, (0.92, 1.85))
    assert view.width_pt * view.m_per_pt >= 40_000


def test_areas_are_true() -> None:
    view = corridor_view()
    square = shapely.box(44, 39, 45, 40)
    page = view.shape_to_page(shapely.segmentize(square, 0.05))
    km2 = page.area * (view.m_per_pt / 1000) ** 2
    assert km2 == pytest.approx(9_540, rel=0.01)  # one degree by one degree at 39.5° N


def test_the_centre_of_the_date_line_is_not_africa() -> None:
    assert abs(Projection.centred_on(np.array([[170.0, 50.0], [-170.0, 50.0]])).lon) == 180


def test_what_lies_across_the_date_line_is_drawn_without_a_jump() -> None:
    network = toys.small([toys.node("ru-west", 175, 60), toys.node("ru-east", -175, 60)],
                         [toys.way("ru-west", "ru-east", 600, "sea")])
    line = course(network, network.link("ru-west-ru-east-sea"))
    view = View.fit(Projection.centred_on(line), line, 500, (0.9, 1.8))
    steps = np.hypot(*np.diff(view.to_page(line), axis=0).T)
    assert steps.max() < 2 * np.median(steps)


@pytest.mark.parametrize("width_pt", [160, 245, 497])
def test_a_scale_bar_is_honest(width_pt: float) -> None:
    view = corridor_view(width_pt)
    bar = place_scale_bar(view, Obstacles(view.width_pt, view.height_pt))
    assert bar.half_pt * view.m_per_pt == pytest.approx(bar.half_km * 1000)
    assert str(bar.half_km).rstrip("0") in {"1", "2", "5"}
    assert 0.1 * width_pt <= 2 * bar.half_pt <= 0.25 * width_pt


def test_a_scale_bar_keeps_off_the_lines() -> None:
    view = corridor_view()
    line = np.column_stack([np.linspace(0, 240, 200), np.full(200, 12.0)])
    bar = place_scale_bar(view, Obstacles(view.width_pt, view.height_pt, points=line))
    assert bar.box[0] > 240 or bar.box[1] > 20


def test_a_link_runs_where_its_alignment_says_in_both_directions() -> None:
    nodes = [toys.node("az-a", 48, 40), toys.node("az-b", 49, 40)]
    link = toys.rail("az-a", "az-b", 100)
    bent = ((48.0, 40.0), (48.5, 40.3), (49.0, 40.0))
    network = Network.build(Tables(
        nodes, [link], alignments={link.link_id: Alignment(bent, "digitised")}))
    assert course(network, link).tolist() == [list(point) for point in bent]
    assert course(network, link, forward=False).tolist() == [list(p) for p in reversed(bent)]


def test_a_railway_added_beside_a_road_follows_the_road_and_its_side_of_a_border() -> None:
    nodes = [toys.node("ir-a", 46, 39), toys.node("ir-b", 46.5, 38.7), toys.node("ir-c", 47, 39)]
    roads = [toys.way("ir-a", "ir-b", 60), toys.way("ir-c", "ir-b", 61)]
    south = {"ir-a-ir-b-road": ((46.0, 39.0), (46.2, 38.6), (46.5, 38.7)),
             "ir-c-ir-b-road": ((47.0, 39.0), (46.8, 38.6), (46.5, 38.7))}
    beside_it = toys.rail("ir-a", "ir-c", 120, (1435,), "planned")
    shorter = toys.rail("ir-a", "ir-c", 100, (1435,), "planned", link_id="other")
    network = Network.build(Tables(nodes, [*roads, beside_it, shorter], alignments={
        key: Alignment(points, "digitised") for key, points in south.items()}))
    assert course(network, beside_it)[:, 1].min() == pytest.approx(38.6)
    assert course(network, beside_it)[-1].tolist() == [47.0, 39.0]
    assert course(network, shorter)[:, 1].min() > 38.9


def test_a_long_lane_follows_the_great_circle() -> None:
    network = toys.small([toys.node("sea-a", 0, 50), toys.node("sea-b", 60, 50)],
                         [toys.way("sea-a", "sea-b", 4200, "sea")])
    line = course(network, network.link("sea-a-sea-b-sea"))
    assert line[:, 1].max() > 53
    assert len(line) > 30


def test_a_parallel_line_keeps_its_distance_at_corners() -> None:
    line = np.array([[0, 0], [50, 0], [50, 50]], dtype=float)
    moved = shapely.LineString(offset(line, 3.0))
    assert moved.distance(shapely.LineString(line)) == pytest.approx(3.0, abs=0.01)


def test_rounding_moves_a_line_by_less_than_its_width() -> None:
    line = np.array([[0, 0], [50, 0], [50, 50], [20, 80]], dtype=float)
    apart = shapely.hausdorff_distance(shapely.LineString(line),
                                       shapely.LineString(rounded(line)), densify=0.05)
    assert apart < style.FORMS["rail"].width_pt


def test_marks_along_a_line_are_even_and_at_least_one() -> None:
    line = np.array([[0, 0], [100, 0]], dtype=float)
    assert spaced(line, 40)[:, 0].tolist() == [25.0, 75.0]
    assert spaced(line, 1e9)[:, 0].tolist() == [50.0]


def test_shared_stretches_lie_beside_each_other_and_the_left_one_keeps_left() -> None:
    view = corridor_view()
    shared = np.array([[40.0, 45.0], [40.0, 44.0]])
    west = np.array([[40.0, 44.0], [35.0, 42.0]])
    east = np.array([[40.0, 44.0], [45.0, 42.0]])

    def line(number: int, after: np.ndarray, node: str) -> tuple[Strand, ...]:
        return (Strand(shared, ("a", "b"), "rail", False, style.PALETTE[number], number),
                Strand(after, ("b", node), "rail", False, style.PALETTE[number], number))

    for lines in ([line(0, west, "w"), line(1, east, "e")],
                  [line(0, east, "e"), line(1, west, "w")]):
        placed = beside(lines, view)
        both = [strand for strand in placed if strand.ends == ("a", "b")]
        assert sorted(strand.slot for strand in both) == [-0.5, 0.5]
        # Going south, the left hand is in the east.
        turning_east = next(s.line for s in placed if s.ends[1] == "e")
        assert next(s.slot for s in both if s.line == turning_east) == 0.5
        paths = [stroke.path for stroke in strokes(placed, view)]
        middle = [path[len(path) // 4] for path in paths]
        assert np.hypot(*(middle[0] - middle[1])) >= style.FORMS["rail"].width_pt


def test_two_directions_of_one_stretch_do_not_hide_each_other() -> None:
    view = corridor_view()
    there = np.array([[40.0, 45.0], [40.0, 44.0]])
    lines = [(Strand(there, ("a", "b"), "rail", False, "#000000", 0),),
             (Strand(there[::-1], ("b", "a"), "rail", False, "#ff0000", 1),)]
    first, second = strokes(beside(lines, view), view)
    assert shapely.LineString(first.path).distance(
        shapely.LineString(second.path)) > style.FORMS["rail"].width_pt


def test_a_railway_and_a_road_on_one_track_do_not_hide_each_other() -> None:
    view = corridor_view()
    rail = np.column_stack([np.full(20, 44.0), np.linspace(45, 40, 20)])
    road = np.column_stack([np.full(20, 44.01), np.linspace(45, 40, 20)])
    lines = [(Strand(rail, ("a", "c"), "rail", False, "#000000", 0),),
             (Strand(road[:10], ("a", "b"), "road", False, "#ff0000", 1),
              Strand(road[9:], ("b", "c"), "road", False, "#ff0000", 1))]
    first, second = strokes(beside(lines, view), view)
    assert shapely.LineString(first.path).distance(shapely.LineString(second.path)) > 2.0


def test_land_lines_are_cased_and_water_lines_are_not() -> None:
    for mode, cased in (("rail", True), ("road", True), ("sea", False), ("ferry", False),
                        ("inland_waterway", False)):
        casing, line, _ = line_styles(mode, style.PALETTE[0])
        assert (casing is not None) == cased
        assert line is not None
        assert casing is None or casing[1] == pytest.approx(line[1] + 1.6)


def test_every_mode_has_a_form_of_its_own() -> None:
    looks = {(tuple(form.dash), form.hollow) for form in style.FORMS.values()}
    assert len(looks) == len(style.FORMS)


def test_what_is_not_open_is_dashed() -> None:
    assert line_styles("rail", "#000000")[1] == ("#000000", 2.4, ())
    assert line_styles("rail", "#000000", dashed=True)[1] == ("#000000", 2.4, (1.6, 1.1))


@pytest.mark.parametrize("status", STATUSES)
def test_a_link_has_its_status_of_the_day(status: str) -> None:
    nodes = [toys.node("az-a", 48, 40), toys.node("az-b", 49, 40)]
    snapshot = toys.small(nodes, [toys.rail("az-a", "az-b", 100, status=status)]).as_of()
    assert status_today(snapshot, snapshot.on) == {"az-a-az-b-rail": status}


def test_the_status_of_the_day_knows_nothing_of_a_scenario() -> None:
    today = toys.gap().as_of()
    opened = today.apply([Change(("link:ir-astara-ir-rasht-rail",), "open", expects="planned")])
    added = today.apply([Change((), "add", links=(
        toys.rail("ir-astara", "ir-rasht", 150, (1435,), link_id="new-rail"),))])
    for snapshot in (opened, added):
        assert status_today(snapshot, snapshot.on) == status_today(today, today.on)


def test_an_inset_is_worth_its_room_or_left_out() -> None:
    main = corridor_view()
    line = np.array([[44.0, 39.0], [47.0, 39.5], [49.0, 40.3]])
    inset = inset_view(main, [line], [], line)
    assert inset is not None
    assert main.m_per_pt / inset.m_per_pt > 2
    assert inset.projection is main.projection
    assert inset_view(main, [line + 20], [], line + 20) is None
    close = View.fit(main.projection, line, 500, (0.9, 1.8))
    assert inset_view(close, [line], [], line) is None
    assert REGION == (43.0, 38.2, 49.5, 42.2)


@pytest.mark.parametrize(("given", "shown"), [
    ("$x_1^2$", "$x_1^2$"), ("<b>Baku</b>", "<b>Baku</b>"), ("a\x00\u202eb\nc", "ab c"),
    ("Санкт-Петербург", "Санкт-Петербург"), ("x" * 200, "x" * 59 + "…")])
def test_names_are_cleaned(given: str, shown: str) -> None:
    assert safe(given) == shown


HIEROGLYPH = "\U00013000"
"""No font that a map may use has it."""


def _shown_together(*names: str) -> list[str]:
    with told_once():
        return [safe(name) for name in names]


def test_letters_that_no_font_has_are_warned_of_once_with_the_font_to_install() -> None:
    shown = []
    with pytest.warns(MissingLetters, match=r"U\+13000.*question.*Install Noto Sans") as told:
        shown += _shown_together(f"Luxor {HIEROGLYPH}\x07", HIEROGLYPH * 3)
    assert shown == ["Luxor ?", "???"]
    assert len(told) == 1
    with pytest.warns(MissingLetters):
        assert safe(HIEROGLYPH) == "?"


def test_a_letter_that_the_font_lacks_comes_from_a_font_that_has_it(
        monkeypatch: pytest.MonkeyPatch) -> None:
    # Of the fonts that come with matplotlib this one has letters that the usual one lacks.
    other = ft2font.FT2Font(findfont("STIXGeneral")).get_charmap()
    usual = ft2font.FT2Font(findfont(letters.FAMILY)).get_charmap()
    letter = chr(min(code for code in other if code > 0x2000 and code not in usual))
    monkeypatch.setattr(letters, "OTHERWISE", "STIXGeneral")
    letters._other.cache_clear()
    try:
        assert safe(letter) == letter
        assert letters.families(f"Baku {letter}") == (letters.FAMILY, "STIXGeneral")
        assert letters.families("Baku") == (letters.FAMILY,)
        figure = MapFigure()
        text = figure.text(0, 0, f"Baku {letter}", family=letters.FAMILY)
        FigureCanvasAgg(figure).draw()
        assert text.get_fontfamily() == [letters.FAMILY, "STIXGeneral"]
    finally:
        letters._other.cache_clear()


def test_persian_words_keep_what_says_which_letters_join() -> None:
    word = "ده\u200cبید"
    assert clean(word) == word
    assert word in safe(word)
    assert size_of(word, font(7)) != size_of(word.replace("\u200c", ""), font(7))
    assert clean("\u200c") == ""


def test_words_from_right_to_left_turn_nothing_else() -> None:
    assert safe("\u05ea\u05dc \u05d0 – \u05d7") == "\u05ea\u05dc \u05d0 – \u05d7"
    assert safe("\u05ea\u05dc \u05d0 – \u05d7: 9 km") == (
        "\u200e\u05ea\u05dc \u05d0\u200e – \u200e\u05d7\u200e: 9 km")


def test_texts_are_cut_between_words_and_keep_letters_the_font_lacks() -> None:
    assert clean("北京\x07 – Baku") == "北京 – Baku"
    assert clean("one two three", 9) == "one two…"
    assert clean("one two, three", 10) == "one two…"
    assert all(len(clean("word " * 99, longest)) <= longest for longest in range(5, 40))


def test_crosses_stand_at_the_ends_of_a_long_stretch_and_in_the_middle_of_a_short_one() -> None:
    long, short = (np.array([[0.0, 0.0], [length, 0.0]]) for length in (96.0, 30.0))
    assert sign_points(long)[:, 0].tolist() == [8.0, 48.0, 88.0]
    assert sign_points(short)[:, 0].tolist() == [15.0]


def test_texts_are_measured_and_broken() -> None:
    small = font(6)
    lines = wrap("Boundaries imply no opinion on the status of any territory", small, 90)
    assert len(lines) > 1
    assert all(size_of(line, small)[0] <= 90 for line in lines)
    assert size_of("two\nlines", small)[1] > size_of("one", small)[1]


def test_the_page_has_east_on_the_right_and_north_on_top() -> None:
    west, east, north = corridor_view().to_page(np.array([[44, 40], [49, 40], [44, 44]]))
    assert west[0] < east[0]
    assert west[1] < north[1]
