"""Whole maps: what must be on them, what may not, and that they are the same twice."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from itertools import combinations
from typing import Any

import numpy as np
import pytest
import toys
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.collections import LineCollection
from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from matplotlib.text import Text

from corridors.analysis.compare import compare
from corridors.analysis.effects import Effects, effects_of
from corridors.analysis.history import history
from corridors.errors import QueryError
from corridors.io.basemap_files import basemap_features
from corridors.io.data_folder import load
from corridors.io.figures import figure_bytes
from corridors.io.scenario_files import load_scenario
from corridors.maps import (
    Basemap,
    Look,
    alt_text,
    comparison_map,
    draw,
    network_map,
    route_map,
    scenario_map,
    style,
)
from corridors.maps.courses import course, course_credits
from corridors.maps.figure import MapFigure
from corridors.maps.labels import NEARER, away, place_labels
from corridors.maps.marks import Mark, Spot
from corridors.maps.obstacles import Obstacles
from corridors.maps.page import PAGE_PT
from corridors.model.network import Network
from corridors.model.query import Query
from corridors.model.records import Node, Source, Terminal
from corridors.model.route import Answer
from corridors.model.scenario import Change, Scenario, Variant
from corridors.model.tables import Alignment, Tables
from corridors.routing.solve import shortest_route

OPEN = Change(("link:ir-astara-ir-rasht-rail",), "open", expects="planned")
RAIL = Query("North", "Gulf", modes={"rail"})


@cache
def basemap() -> Basemap:
    sheets = basemap_features()
    return Basemap.of(**sheets)


@cache
def network() -> Network:
    return load()


@cache
def worked_out(name: str, query: int = 0) -> Effects:
    """Work a scenario out for one of its queries."""
    scenario = load_scenario(name)
    asked = scenario.queries[query:query + 1]
    return effects_of(replace(scenario, queries=asked, written=()), network())


@cache
def toy_effects() -> Effects:
    scenario = Scenario("gap", "The gap closes", (
        Variant("open", "Gap closed", (OPEN,)),
        Variant("shut", "East shut", (Change(("link:ir-border-ir-gulf-rail",), "close"),))),
        (RAIL, Query("North", "Gulf", by="time")))
    return effects_of(scenario, toys.gap())


def answer(query: Query = RAIL) -> Answer:
    return shortest_route(toys.gap().as_of(), query)


def texts(figure: Figure) -> list[str]:
    return [text.get_text() for text in figure.findobj(Text) if text.get_text()]


def panels(figure: Figure) -> list[Axes]:
    """Give the maps of a figure; the first axes are the page around them."""
    return figure.axes[1:]


def line_looks(figure: Figure) -> set[tuple[str, bool]]:
    """Give colour and dashes of every line on the maps."""
    found = set()
    for axes in panels(figure):
        for lines in axes.findobj(LineCollection):
            styles = lines.get_linestyles()
            for number, colour in enumerate(lines.get_colors()):
                found.add((to_hex(colour), styles[number % len(styles)][1] is not None))
    return found


def overlaps(figure: Figure) -> list[tuple[str, str]]:
    """Give the pairs of texts on a map that touch."""
    canvas = FigureCanvasAgg(figure)
    renderer = canvas.get_renderer()
    found = []
    for axes in panels(figure):
        shown = [(text, text.get_window_extent(renderer)) for text in axes.texts
                 if text.get_text()]
        shown += [(text, text.get_window_extent(renderer)) for other in panels(figure)
                  if other is not axes for text in other.texts if text.get_text()]
        for (one, a), (other, b) in combinations(shown, 2):
            wide = min(a.x1, b.x1) - max(a.x0, b.x0)
            high = min(a.y1, b.y1) - max(a.y0, b.y0)
            if wide > 1 and high > 2.5:
                found.append((one.get_text(), other.get_text()))
    return found


@pytest.mark.parametrize("make", [
    lambda: route_map(answer(), basemap()),
    lambda: comparison_map(toy_effects().comparison(toy_effects().variants[0], 0), basemap()),
    lambda: scenario_map(toy_effects(), basemap()),
    lambda: network_map(toys.gap().as_of(), basemap()),
], ids=["route", "comparison", "scenario", "network"])
def test_every_map_has_its_width_its_small_print_and_no_axes(make: object) -> None:
    figure = make()  # type: ignore[operator]
    assert figure.get_size_inches()[0] == pytest.approx(7.1)
    assert figure.get_size_inches()[1] < 11.7
    said = " ".join(texts(figure))
    for part in ("Natural Earth", "public domain", "imply no opinion", "Lambert", "centre",
                 "2026-11-01", "corridors 0.1.0"):
        assert part in said
    assert not re.search("easting|northing|metre|longitude", said, re.IGNORECASE)
    assert not any(axes.axison for axes in figure.axes)
    assert min(text.get_fontsize() for text in figure.findobj(Text) if text.get_text()) >= 6
    assert not any(text.get_parse_math() for text in figure.findobj(Text) if text.get_text())


def test_one_route_is_one_solid_line_with_ends_and_a_legend_of_what_is_there() -> None:
    figure = route_map(answer(), basemap())
    assert (style.PALETTE[0].lower(), False) in line_looks(figure)
    said = texts(figure)
    assert {"North", "Gulf", "railway", "break of gauge", "border crossing"} <= set(said)
    for absent in ("road", "sea lane", "ferry", "change of mode", "opened by the scenario",
                   "would have to open"):
        assert absent not in said
    assert not any("not open today" in text for text in said)


def test_a_route_by_road_says_so_in_the_legend() -> None:
    said = texts(route_map(answer(Query("North", "Gulf", overland=True)), basemap()))
    assert {"railway", "road", "change of mode"} <= set(said)


def test_what_a_scenario_opens_is_dashed_and_underlaid() -> None:
    figure = scenario_map(toy_effects(), basemap())
    assert (style.PALETTE[0].lower(), True) in line_looks(figure)
    said = texts(figure)
    assert "not open today: planned" in said
    assert "opened by the scenario" in said
    assert "shut: East shut" in said
    assert "Route (colour), mode (form), status (dash)" in said
    assert {"Today", "Gap closed", "East shut"} <= set(said)


def test_a_scenario_names_its_totals_and_differences() -> None:
    said = " ".join(texts(scenario_map(toy_effects(), basemap())))
    assert "3,500 km" in said
    assert "2,572 km (−928)" in said
    assert "no route; the nearest way (1 of 2 ways) would need 1 more link" in said


def test_without_a_route_the_links_to_open_are_crossed_out() -> None:
    shut = toys.gap().as_of().apply([Change(("link:ir-border-ir-gulf-rail",), "close")])
    figure = route_map(shortest_route(shut, RAIL), basemap())
    assert "No route" in texts(figure)
    assert "would have to open (1 of 2 ways)" in texts(figure)
    assert (style.BLOCKED.lower(), True) in line_looks(figure)
    assert any(line.get_marker() == "x" for axes in panels(figure) for line in axes.lines)


def test_a_place_to_itself_and_an_island_are_still_maps() -> None:
    same = route_map(answer(Query("North", "North")), basemap())
    assert "North" in texts(same)
    assert not any("(colour)" in text for text in texts(same))
    lonely = toys.small([toys.node("az-a", 48, 40), toys.node("az-b", 49, 40)], [])
    none = shortest_route(lonely.as_of(), Query("A", "B"))
    assert "No route" in texts(route_map(none, basemap()))


def test_a_comparison_has_two_panels_of_one_view_with_the_same_names() -> None:
    figure = comparison_map(toy_effects().comparison(toy_effects().variants[0], 0), basemap())
    left, right = panels(figure)
    assert left.get_xlim() == right.get_xlim()
    assert left.get_ylim() == right.get_ylim()
    assert [(t.get_text(), t.get_position()) for t in left.texts] \
        == [(t.get_text(), t.get_position()) for t in right.texts]
    said = " ".join(texts(figure))
    assert "928 km shorter" in said
    assert "2,572 km (−928)" in said
    assert {"only in the base", "only in the variant"} <= set(texts(figure))


def test_a_comparison_draws_the_side_without_a_route() -> None:
    base = toy_effects().base.answers[0]
    cut = toy_effects().variants[1].answers[0]
    for pair in ((base, cut), (cut, base)):
        assert "no route" in " ".join(texts(comparison_map(compare(*pair), basemap())))


def test_more_than_five_routes_become_small_multiples() -> None:
    figure = scenario_map(worked_out("instc-branches"), basemap())
    assert len(panels(figure)) > 5
    assert "Saint Petersburg" in texts(figure)


def test_small_multiples_have_one_view_and_the_same_names() -> None:
    first, *others = panels(scenario_map(worked_out("instc-branches", 6), basemap()))
    names = [(text.get_text(), text.get_position()) for text in first.texts]
    assert {"Saint Petersburg", "Bandar Abbas", "Mumbai"} <= {name for name, _ in names}
    for other in others:
        assert (other.get_xlim(), other.get_ylim()) == (first.get_xlim(), first.get_ylim())
        assert [(text.get_text(), text.get_position()) for text in other.texts] == names


def test_what_a_scenario_adds_has_words_of_its_own() -> None:
    link = toys.rail("ir-astara", "ir-rasht", 150, (1435,), link_id="new-rail")
    scenario = Scenario("gap", "The gap closes", (
        Variant("new", "New line", (Change((), "add", links=(link,)),)),), (RAIL,))
    said = texts(scenario_map(effects_of(scenario, toys.gap()), basemap()))
    assert {"added by the scenario", "not open today: added by the scenario"} <= set(said)


def test_restrictions_stand_in_the_subtitle_and_in_the_words_for_the_blind() -> None:
    query = Query("Baku", "Kars", modes={"rail", "road"}, avoid=(
        "country:IR", "border:ru-az-*", "node:ru-moscow"), via=("Tbilisi",), max_road_km=250)
    asked = shortest_route(network().as_of(), query)
    words = ("avoiding Iran, 2 borders such as the crossing Samur–Yalama and Moscow, "
             "via Tbilisi, at most 250 km by road")
    assert f"By rail or road, {words}, " in " ".join(texts(route_map(asked, basemap())))
    assert words in alt_text(asked)
    named = shortest_route(network().as_of(), replace(query, label="avoiding Iran", avoid=(
        "country:IR",)))
    assert "Avoiding Iran, by rail or road, via Tbilisi" in " ".join(
        texts(route_map(named, basemap())))


def test_crosses_leave_the_lines_to_be_seen() -> None:
    figure = scenario_map(worked_out("closures", 2), basemap())
    marks = np.vstack([line.get_xydata() for line in panels(figure)[0].lines
                       if line.get_marker() == "x"])
    assert len(marks) < 16
    apart = np.hypot(*(marks[:, None] - marks[None]).transpose(2, 0, 1))
    assert apart[np.triu_indices(len(marks), 1)].min() > 15


def test_the_caucasus_gets_an_inset_where_something_opens_there() -> None:
    figure = scenario_map(worked_out("aras-or-zangezur"), basemap())
    assert len(panels(figure)) == 2
    inset = {text.get_text() for text in panels(figure)[1].texts}
    assert {"Horadiz", "Meghri"} <= inset
    assert "Meghri" not in {text.get_text() for text in panels(figure)[0].texts}


def test_a_map_from_shanghai_to_rotterdam_has_no_inset() -> None:
    route = shortest_route(network().as_of(), Query("Shanghai", "Rotterdam", modes={"sea"}))
    figure = route_map(route, basemap())
    assert len(panels(figure)) == 1
    assert "1:50m" in " ".join(texts(figure))


@pytest.mark.parametrize(("name", "query"), [
    ("rasht-astara", 0), ("rasht-astara", 9), ("aras-or-zangezur", 0), ("aras-or-zangezur", 6),
    ("closures", 3), ("europe-china", 3)])
def test_no_text_touches_another(name: str, query: int) -> None:
    assert overlaps(scenario_map(worked_out(name, query), basemap())) == []


def test_texts_of_a_map_stay_inside_it() -> None:
    figure = scenario_map(worked_out("rasht-astara"), basemap())
    renderer = FigureCanvasAgg(figure).get_renderer()
    for axes in panels(figure):
        frame = axes.get_window_extent(renderer)
        for text in axes.texts:
            box = text.get_window_extent(renderer)
            assert frame.x0 <= box.x0
            assert box.x1 <= frame.x1


def test_nothing_leaves_the_page() -> None:
    for figure in (scenario_map(worked_out("closures"), basemap()),
                   scenario_map(toy_effects(), basemap())):
        renderer = FigureCanvasAgg(figure).get_renderer()
        wide = figure.bbox.width
        for text in figure.axes[0].texts:
            box = text.get_window_extent(renderer)
            assert box.x0 >= 0
            assert box.x1 <= wide
            assert box.y0 >= 0


def test_a_name_is_nearest_to_its_own_place() -> None:
    crowd = [Spot(Mark("place", f"p{n}", f"Place {n}", 0, 0, n % 4), 40.0 + 17 * (n % 8),
                  40.0 + 13 * (n // 8)) for n in range(40)]
    labels = place_labels(crowd, Obstacles(250, 200))
    assert len(labels) >= 5
    spots = [label.spot for label in labels]
    for label in labels:
        own = away(label.box, label.spot.x, label.spot.y)
        assert all(away(label.box, other.x, other.y) > NEARER * own
                   for other in spots if other is not label.spot)
    for one, other in combinations([label.box for label in labels], 2):
        assert one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] \
            or other[3] <= one[1]


def test_a_name_keeps_off_lines_boxes_and_the_edge() -> None:
    line = np.column_stack([np.linspace(0, 200, 400), np.full(400, 55.0)])
    inset = (120.0, 60.0, 200.0, 100.0)
    spots = [Spot(Mark("place", "a", "Near the edge", 0, 0, 1), 190.0, 30.0),
             Spot(Mark("place", "b", "By the inset", 0, 0, 1), 112.0, 80.0),
             Spot(Mark("end", "c", "Origin", 0, 0, 0), 30.0, 55.0)]
    labels = place_labels(spots, Obstacles(200, 100, points=line).plus([inset]))
    assert {label.text for label in labels} == {"Near the edge", "By the inset", "Origin"}
    for label in labels:
        left, bottom, right, top = label.box
        assert left >= 2
        assert right <= 198
        assert not bottom - 2 < 55 < top + 2
        assert right <= inset[0] or left >= inset[2] or top <= inset[1] or bottom >= inset[3]


def test_hostile_names_do_no_harm() -> None:
    base = toys.gap()
    names = {"ru-north": "$x_1^2$ \\frac{", "ir-gulf": "<b>" + "very long " * 20,
             "ir-border": "{0}%s\x07\n"}
    nodes = [replace(node, name=names.get(node.node_id, node.name))
             for node in base.nodes.records]
    hostile = toys.small(nodes, base.links.records, gauge_changes=base.gauge_changes,
                         terminals=[Terminal("ir-rasht", ("rail", "road"))])
    route = shortest_route(hostile.as_of(), replace(RAIL, origin="ru-north",
                                                    destination="ir-gulf",
                                                    label="$\\alpha$ & <i>"))
    figure = route_map(route, basemap())
    assert figure_bytes(figure, "svg", title="$", alt="<&>")
    assert any(text.startswith("$x_1^2$ \\frac{") for text in texts(figure))
    assert max(len(text.get_text()) for text in panels(figure)[0].texts) <= 60


@pytest.mark.parametrize("kind", ["png", "svg", "pdf"])
def test_a_map_has_the_same_bytes_twice(kind: str) -> None:
    made = []
    for _ in range(2):
        fresh = Basemap.of(**basemap_features()) if kind == "png" else basemap()
        made.append(figure_bytes(route_map(answer(), fresh), kind, dpi=72))
    assert made[0] == made[1]


def test_the_fonts_of_a_pdf_are_lean_and_other_fonts_stay_as_they_are(
        monkeypatch: pytest.MonkeyPatch) -> None:
    from fontTools import subset

    before, cut = subset.load_font, subset.Subsetter.subset
    fonts = []

    def noted(self: Any, font: Any) -> None:
        fonts.append(set(font.keys()))
        cut(self, font)

    monkeypatch.setattr(subset.Subsetter, "subset", noted)
    data = figure_bytes(route_map(answer(), basemap()), "pdf")
    assert subset.load_font is before
    # Left out before anything reads them: that is most of the time of cutting a font down.
    assert fonts
    assert not any({"GSUB", "GPOS", "GDEF", "kern"} & tables for tables in fonts)
    assert b"/CIDFontType2" in data  # true outlines, as printers want them
    assert len(data) < 400_000


OWN_SETTINGS = {
    "lines.linewidth": 9, "font.family": "serif", "axes.facecolor": "red", "text.usetex": True,
    "lines.scale_dashes": False, "savefig.bbox": "tight", "savefig.facecolor": "green",
    "figure.constrained_layout.use": True, "path.simplify_threshold": 0.9, "axes.grid": True,
    "text.antialiased": False, "hatch.linewidth": 5, "pdf.compression": 0, "savefig.pad_inches": 2}


@pytest.mark.parametrize("kind", ["png", "svg", "pdf"])
def test_a_users_own_settings_change_nothing(kind: str) -> None:
    import matplotlib

    def drawn() -> tuple[bytes, ...]:
        return (figure_bytes(route_map(answer(), basemap()), kind, dpi=72),
                figure_bytes(draw(answer(), basemap(), kind="distance"), kind, dpi=72),
                figure_bytes(draw(past, basemap()), kind, dpi=72))

    past = history(network(), Query("Baku", "Kars", modes={"rail"}))

    def notebook() -> str:
        return route_map(answer(), basemap())._repr_html_()

    plain, shown = drawn(), notebook()
    with matplotlib.rc_context(OWN_SETTINGS):
        assert drawn() == plain
        assert notebook() == shown


def test_boundaries_follow_the_policy() -> None:
    query = Query("Mumbai", "Bandar Abbas")
    asked = shortest_route(network().as_of(), query)
    dotted, plain, none = (draw(asked, basemap(), look=Look(policy))
                           for policy in ("dotted", "de_facto", "none"))
    assert "disputed boundary" in texts(dotted)
    assert "disputed boundary" not in texts(plain)
    assert "IRAN" in texts(plain)
    assert "IRAN" not in texts(none)
    assert "no boundaries drawn" in " ".join(texts(none))
    with pytest.raises(QueryError, match='"dashed" is not a way to draw boundaries'):
        draw(asked, basemap(), look=Look("dashed"))


def test_waters_bear_their_own_names() -> None:
    figure = scenario_map(worked_out("rasht-astara"), basemap())
    said = {text.replace("\n", " ") for text in texts(figure)}
    assert {"Caspian Sea", "Black Sea"} <= said


def test_faults_are_named() -> None:
    with pytest.raises(QueryError, match="there is no answer to draw"):
        route_map([], basemap())
    with pytest.raises(QueryError, match="5 routes are too many for one map"):
        route_map([answer()] * 5, basemap())
    today = toys.gap().as_of()
    with pytest.raises(QueryError, match='there is no corridor "wst"'):
        network_map(today, basemap(), corridors=["wst"])
    with pytest.raises(QueryError, match="5 corridors are too many"):
        network_map(today, basemap(), corridors=["west"] * 5)
    with pytest.raises(QueryError, match="there is no query number 9"):
        draw(toy_effects(), basemap(), query=9)
    with pytest.raises(QueryError, match="no link lies in the region"):
        network_map(today, basemap(), region=(0, 0, 1, 1))


def test_a_map_of_the_network_shows_corridors_and_what_is_shut() -> None:
    today = toys.gap().as_of().apply([Change(("link:tm-east-ir-border-rail",), "close")])
    figure = network_map(today, basemap(), corridors=["west", "east"])
    said = texts(figure)
    assert {"west", "east", "closed",
            "Corridor (colour), mode (form), status (dash, bars, signs)"} <= set(said)
    assert (style.PALETTE[0].lower(), True) in line_looks(figure)
    assert (style.PALETTE[1].lower(), False) in line_looks(figure)


def small_print(figure: MapFigure) -> str:
    return " ".join(" ".join(texts(figure)).split())


def test_lines_of_open_street_map_are_credited_where_they_are_drawn_and_only_there() -> None:
    credit = "Some lines © OpenStreetMap contributors, ODbL 1.0."
    nodes = [toys.node("az-a", 48, 40), toys.node("az-b", 49, 40), toys.node("az-c", 50, 40)]
    first = toys.rail("az-a", "az-b", 100)
    second = toys.rail("az-b", "az-c", 100)
    lines = {first.link_id: Alignment(((48.0, 40.0), (49.0, 40.0)), "matched", "osm",
                                      "© OpenStreetMap contributors"),
             second.link_id: Alignment(((49.0, 40.0), (50.0, 40.0)), "digitised", "own")}
    mapped = Network.build(Tables(
        nodes, [first, second], alignments=lines, costs=toys.costs(), sources=(
            Source("osm", licence="ODbL 1.0"), Source("own", licence="CC BY 4.0"))))
    today = mapped.as_of()
    for start, stop, owed in (("A", "C", True), ("A", "B", True), ("B", "C", False)):
        figure = route_map(shortest_route(today, Query(start, stop)), basemap())
        assert (credit in small_print(figure)) is owed
        assert bool(figure.credits) is owed
    assert credit in small_print(network_map(today, basemap()))
    assert credit not in small_print(network_map(today, basemap(), region=(48.9, 39, 51, 41)))
    # Faint lines under a question without an answer, and what would have to open.
    shut = today.apply([Change((f"link:{second.link_id}",), "close")])
    assert credit in small_print(route_map(shortest_route(shut, Query("B", "C")), basemap()))


def test_a_line_drawn_along_another_owes_what_the_other_owes() -> None:
    nodes = [toys.node("az-a", 48, 40), toys.node("az-b", 49, 40)]
    road, rail = toys.way("az-a", "az-b", 150, "road"), toys.rail("az-a", "az-b", 150)
    line = Alignment(((48.0, 40.0), (48.5, 40.6), (49.0, 40.0)), "matched", "osm", "© OSM")
    network = Network.build(Tables(nodes, [road, rail], alignments={road.link_id: line},
                                   costs=toys.costs()))
    assert course(network, rail).tolist() == course(network, road).tolist()
    assert course_credits(network, rail) == ("© OSM",)
    alone = Network.build(Tables(nodes, [rail], costs=toys.costs()))
    assert course_credits(alone, rail) == ()


def test_namesakes_are_told_apart() -> None:
    figure = route_map(answer(Query("az-astara", "ir-astara")), basemap())
    assert {"Astara (Azerbaijan)", "Astara (Iran)"} <= set(texts(figure))


def test_alternative_texts_tell_the_result() -> None:
    said = alt_text(toy_effects())
    assert "North – Gulf" in said
    assert "−928 km" in said
    assert said.startswith("Map of the shortest route North – Gulf. Today: 3,500 km")
    assert alt_text(answer()).startswith("Map of the shortest route North – Gulf by rail: 3,500")
    assert alt_text(answer()).endswith("through Russia, Turkmenistan and Iran.")
    comparison = toy_effects().comparison(toy_effects().variants[0], 0)
    assert "better" in alt_text(comparison)
    assert "links carry traffic" in alt_text(toys.gap().as_of())
    assert all(len(alt_text(worked_out(name))) <= 250 for name in (
        "aras-or-zangezur", "closures", "rasht-astara"))


def test_a_map_knows_its_node_on_the_sea() -> None:
    nodes = [toys.node("az-port", 50, 40), toys.node("tm-port", 53, 40),
             Node("sea-mid", "Middle", "", 51.5, 40.2)]
    wet = toys.small(nodes, [toys.way("az-port", "sea-mid", 130, "sea"),
                             toys.way("sea-mid", "tm-port", 130, "ferry")])
    route = shortest_route(wet.as_of(), Query("az-port", "sea-mid"))
    figure = route_map(route, basemap())
    assert "sea lane" in texts(figure)
    assert figure.get_size_inches()[0] * 72 == pytest.approx(PAGE_PT)


def test_what_has_no_map_is_told_apart() -> None:
    with pytest.raises(QueryError, match=r"a Network cannot be drawn\. .*network\.as_of\(\)\."):
        draw(load(), basemap())  # type: ignore[arg-type]


def test_assumed_openings_and_restricted_links_are_told() -> None:
    later = load().as_of("2030-01-01", assume_expected=True)
    words = [text.get_text() for text in draw(later, basemap()).findobj(Text)]
    assert any("1 January 2030, expected openings assumed" in word for word in words)
    assert any("of them restricted" in word for word in words)
