"""Strips and distance diagrams, measured: what they say, and that nothing lies on anything."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from itertools import combinations

import numpy as np
import pytest
import toys
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.collections import LineCollection
from matplotlib.figure import Figure
from matplotlib.text import Text
from shapely import LineString, Polygon, affinity, box

import corridors as co
from corridors.analysis.along import stops_of
from corridors.errors import QueryError
from corridors.io.figures import figure_bytes
from corridors.maps import Look, distance_chart, strip_chart
from corridors.maps.along_alt import along_alt
from corridors.maps.ink import BAR_PT
from corridors.maps.page import PAGE_PT
from corridors.model.network import Network
from corridors.model.records import Terminal

RAIL = frozenset({"rail"})
CHARTS = {"strip": strip_chart, "distance": distance_chart}


@cache
def network() -> Network:
    return co.load()


@cache
def effects(name: str) -> co.Effects:
    return co.effects_of(co.load_scenario(name), network())


@cache
def real(name: str) -> co.Answer | co.Effects | co.Comparison:
    today = network().as_of("2026-11-01")
    if name == "long":
        return co.shortest_route(today, co.Query("Shanghai", "Rotterdam", by="time", modes=RAIL))
    if name == "ferry":
        return co.shortest_route(today, co.Query(
            "Almaty", "Tbilisi", by="time", modes={"rail", "ferry"}, avoid={"country:RU"}))
    if name == "four":
        return co.shortest_route(today, co.Query("Moscow", "Bandar Abbas", by="time",
                                                 different=4))
    if name == "mumbai":
        return co.shortest_route(today, co.Query("Moscow", "Mumbai", by="time", different=3))
    if name == "one leg":
        return co.shortest_route(today, co.Query("ru-moscow", "ru-ryazan", modes=RAIL,
                                                 terminal_to_terminal=True))
    if name == "comparison":
        return effects("rasht-astara").comparison(effects("rasht-astara").variants[0], 0)
    return effects(name)


REAL = ("long", "ferry", "four", "one leg", "comparison", "rasht-astara",
        "aras-or-zangezur", "europe-china", "mumbai")


@cache
def drawn(kind: str, name: str) -> Figure:
    return CHARTS[kind](real(name))


def all_texts(figure: Figure) -> list[Text]:
    FigureCanvasAgg(figure).draw()
    unseen = {label for axes in figure.axes for axis, (low, high) in (
        (axes.xaxis, axes.get_xlim()), (axes.yaxis, axes.get_ylim()))
        for tick, label in zip(axis.get_majorticklocs(), axis.get_majorticklabels(), strict=True)
        if not axes.axison or not low <= tick <= high}
    return [text for text in figure.findobj(Text) if text.get_text().strip()
            and text.get_visible() and text not in unseen]


def shape_of(figure: Figure, text: Text) -> Polygon:
    """The outline of a text in points, turned as it is."""
    angle = text.get_rotation() if text.get_rotation_mode() == "anchor" else 0.0
    if angle:
        text.set_rotation(0)
    extent = text.get_window_extent()
    anchor = text.get_transform().transform(text.get_position())
    if angle:
        text.set_rotation(angle)
    scale = 72 / figure.dpi
    made = affinity.rotate(box(*extent.extents), angle, origin=tuple(anchor))
    return affinity.scale(made, scale, scale, origin=(0, 0))


def said(figure: Figure) -> set[str]:
    return {text.get_text() for text in all_texts(figure)}


@pytest.mark.parametrize("name", REAL)
@pytest.mark.parametrize("kind", CHARTS)
def test_no_text_touches_another_or_leaves_the_page_or_is_too_small(kind: str, name: str) -> None:
    figure = drawn(kind, name)
    texts = all_texts(figure)
    # Lines of letters have room above and below that holds no ink.
    shapes = [shape_of(figure, text).buffer(-1.1) for text in texts]
    touching = [(a.get_text(), b.get_text()) for (a, one), (b, other) in combinations(
        zip(texts, shapes, strict=True), 2) if one.intersects(other)]
    assert touching == []
    wide, high = figure.get_size_inches() * 72
    assert wide == pytest.approx(PAGE_PT)
    page = box(0, 0, wide, high)
    assert [text.get_text() for text, shape in zip(texts, shapes, strict=True)
            if not page.covers(shape)] == []
    assert min(text.get_fontsize() for text in texts) >= 6


@pytest.mark.parametrize("name", ["rasht-astara", "aras-or-zangezur", "four", "ferry"])
def test_a_distance_diagram_has_room_on_a_page(name: str) -> None:
    for kind in CHARTS:
        assert drawn(kind, name).get_size_inches()[1] < 10.7


# ---- the strip


def rows_of_totals(figure: Figure, unit: str) -> list[list[float]]:
    """The totals in each row that begins with a unit, from left to right."""
    texts = [(text, shape_of(figure, text).centroid) for text in all_texts(figure)]
    found = []
    for head, at in texts:
        if head.get_text() == unit:
            row = sorted((other.x, float(text.get_text().replace(",", "")))
                         for text, other in texts
                         if text is not head and abs(other.y - at.y) < 2
                         and text.get_text().replace(",", "").isdigit())
            found.append([value for _, value in row])
    return found


def test_totals_below_the_stops_grow_up_to_those_of_the_route() -> None:
    figure, route = drawn("strip", "long"), real("long").best
    for unit, whole in (("km", route.distance_km), ("h", route.time_h),
                        ("USD/TEU", route.cost_usd_per_teu)):
        rows = rows_of_totals(figure, unit)
        assert len(rows) == 2  # the route goes on in a second row, which repeats its stop
        assert rows[0][-1] == rows[1][0]
        values = [*rows[0], *rows[1][1:]]
        assert values == sorted(values)
        assert values[-1] == round(whole)
    assert rows_of_totals(figure, "km")[0][0] == 0


def test_a_strip_names_all_that_is_done_and_both_ends() -> None:
    words = said(drawn("strip", "long"))
    assert {"Shanghai", "Rotterdam", "Dostyk–Alashankou", "border 74 h", "Dostyk",
            "1435 to 1520 mm 4.2 h", "rail, 1520 mm", "China", "Kazakhstan"} <= words
    crossed = real("long").best.count("border")
    assert sum(word.startswith("border ") and word.endswith(" h") for word in words) <= crossed
    ferry = said(drawn("strip", "ferry"))
    assert {"rail to ferry 60 h", "ferry to rail 84 h", "on water", "ferry"} <= ferry


def test_a_strip_dashes_what_is_not_open_and_marks_what_the_scenario_opens() -> None:
    words = said(drawn("strip", "rasht-astara"))
    assert "not open today: planned" in words
    assert "opened by the scenario" in words
    assert {"Today", "Rasht–Astara open"} <= words
    page = drawn("strip", "rasht-astara").axes[0]
    dashed = [lines for lines in page.collections
              if hasattr(lines, "get_linestyles") and lines.get_linestyles()
              and lines.get_linestyles()[0][1]]
    assert len(dashed) == 1


def test_each_symbol_stands_on_the_line_and_has_the_kind_of_what_is_done() -> None:
    page = drawn("strip", "long").axes[0]
    kinds = [line.get_marker() for line in page.lines if line.get_marker() not in {"None", ""}]
    assert (kinds.count("D"), kinds.count("^")) == (2, 0)
    # The border between the two rows is drawn at the end of one and the beginning of the other.
    assert kinds.count("s") == real("long").best.count("border") + 1


def test_lengths_can_be_compared_where_each_route_has_one_row() -> None:
    page = drawn("strip", "aras-or-zangezur").axes[0]
    ends = [text for text in page.texts if text.get_text() == "Nakhchivan"]
    starts = [text for text in page.texts if text.get_text() == "Baku"]
    assert len(starts) == len(ends) == 4
    widths = [end.get_position()[0] - start.get_position()[0]
              for start, end in zip(starts, ends, strict=True)]
    assert widths[0] == max(widths)


# ---- the distance diagram


def lines_of(axes: Axes) -> list[LineString]:
    """The lines of routes, in points: slopes and steps, no leaders and no marks."""
    scale = 72 / axes.figure.dpi
    return [LineString(axes.transData.transform(line.get_xydata()) * scale)
            for line in axes.lines if len(line.get_xydata()) > 1 and line.get_linewidth() > 0.6
            and line.get_color() != "white"]


@pytest.mark.parametrize("name", REAL)
def test_no_text_lies_on_a_line(name: str) -> None:
    figure = drawn("distance", name)
    FigureCanvasAgg(figure).draw()
    for axes in figure.axes[:2]:
        lines = lines_of(axes)
        assert [text.get_text() for text in axes.texts
                if any(shape_of(figure, text).buffer(-1.1).intersects(line) for line in lines)
                ] == []


@pytest.mark.parametrize("name", ["four", "aras-or-zangezur", "europe-china", "comparison"])
def test_every_line_is_named_at_its_end_with_its_total(name: str) -> None:
    figure = drawn("distance", name)
    for axes, unit in zip(figure.axes[:2], (" h ", "USD "), strict=True):
        ends = [text for text in axes.texts if "\n" in text.get_text()]
        assert len(ends) == (2 if name == "comparison" else 4)
        assert all(unit in text.get_text().replace("\n", " ") for text in ends)
        assert len({text.get_color() for text in ends}) == len(ends)


def test_slopes_and_steps_are_those_of_the_legs() -> None:
    figure, route = drawn("distance", "ferry"), real("ferry").best
    for axes, by in zip(figure.axes[:2], ("time", "cost"), strict=True):
        points = np.vstack([line.get_xydata() for line in axes.lines
                            if len(line.get_xydata()) > 1 and line.get_linewidth() > 0.6])
        assert points[:, 0].max() == pytest.approx(route.distance_km)
        assert points[:, 1].max() == pytest.approx(route.shown(by))
        upright = [line.get_ydata() for line in axes.lines if len(line.get_xydata()) == 2
                   and line.get_linewidth() > 0.6 and np.ptp(line.get_xdata()) == 0]
        stood = sum(leg.amount(by).value for leg in route.legs if leg.kind != "move")
        assert sum(np.ptp(step) for step in upright) == pytest.approx(
            stood / {"time": 1000, "cost": 100}[by])


def test_the_band_is_the_range_of_the_total() -> None:
    figure, route = drawn("distance", "one leg"), real("one leg").best
    for axes, by in zip(figure.axes[:2], ("time", "cost"), strict=True):
        corners = axes.collections[0].get_paths()[0].vertices
        low, high = route.shown_range(by)
        at_end = corners[np.isclose(corners[:, 0], route.distance_km)][:, 1]
        assert at_end.min() == pytest.approx(low)
        assert at_end.max() == pytest.approx(high)
    assert "198 km" in " ".join(said(figure))


def test_steps_are_named_with_their_size() -> None:
    words = said(drawn("distance", "ferry"))
    assert {"Kuryk, rail to ferry: 60 h", "Alat port, ferry to rail: 84 h",
            "Boyuk Kesik–Gardabani, border: 12 h", "Kuryk, rail to ferry: USD 200"} <= words


def test_what_finds_no_room_is_numbered_and_listed() -> None:
    figure = drawn("distance", "europe-china")
    numbers = {text.get_text() for axes in figure.axes[:2] for text in axes.texts
               if text.get_text().isdigit()}
    listed = {text.get_text().partition(" ")[0] for text in figure.axes[2].texts
              if text.get_text().partition(" ")[0].isdigit()
              and ", " in text.get_text()}
    assert numbers
    assert numbers <= listed


def test_bands_are_drawn_for_two_routes_at_most() -> None:
    assert len(drawn("distance", "comparison").axes[0].collections) == 2
    assert len(drawn("distance", "four").axes[0].collections) == 0
    assert "band" not in " ".join(said(drawn("distance", "four")))


# ---- both


@pytest.mark.parametrize("kind", CHARTS)
def test_a_case_without_a_route_is_told(kind: str) -> None:
    today = toys.gap().as_of()
    query = co.Query("ru-north", "ir-gulf", modes=RAIL, avoid={"country:TM"})
    opened = co.Scenario("gap", "Gap", (co.Variant("open", "Open", (
        co.Change(("link:ir-astara-ir-rasht-rail",), "open", expects="planned"),)),))
    base, variant = (co.shortest_route(each, query) for each in (today, today.apply(opened)))
    assert (base.reachable, variant.reachable) == (False, True)
    figure = CHARTS[kind](co.compare(base, variant))
    assert any("no route" in words for words in said(figure))
    assert "no route: Base" in along_alt(co.compare(base, variant), kind, 0)


@pytest.mark.parametrize("kind", CHARTS)
def test_more_variants_than_four_are_named_as_left_out(kind: str) -> None:
    figure = drawn(kind, "aras-or-zangezur")
    print_ = " ".join(text.get_text() for text in figure.texts)
    assert "Not drawn, since four routes are shown at most: Rasht–Astara open." in print_


@pytest.mark.parametrize("kind", CHARTS)
def test_what_cannot_be_drawn_is_refused(kind: str) -> None:
    today = toys.gap().as_of()
    nothing = co.shortest_route(today, co.Query("ru-north", "ir-gulf", modes=RAIL,
                                                avoid={"country:TM"}))
    itself = co.shortest_route(today, co.Query("ir-gulf", "ir-gulf"))
    for given, code in ((nothing, "M20"), (itself, "M20"), ((), "M21"),
                        ((real("four"),) * 5, "M22")):
        with pytest.raises(QueryError) as caught:
            CHARTS[kind](given)
        assert [problem.code for problem in caught.value.problems] == [code]
    with pytest.raises(QueryError, match="Ask for a route between two places"):
        CHARTS[kind](itself)
    with pytest.raises(QueryError, match="no query number 99"):
        CHARTS[kind](effects("rasht-astara"), query=99)


@pytest.mark.parametrize("kind", CHARTS)
def test_hostile_names_are_text_and_stay_on_the_page(kind: str) -> None:
    names = ["$5 to $6", "<b>Poti</b>", "x" * 10_000, "\u202eevil\u202c", "تهران"]
    nodes = [toys.node(f"ir-{place}", 50 + place, 38, name) for place, name in enumerate(names)]
    links = [toys.rail(f"ir-{place}", f"ir-{place + 1}", 300) for place in range(4)]
    today = toys.small(nodes, links).as_of()
    answer = co.shortest_route(today, co.Query("ir-0", "ir-4", modes=RAIL))
    figure = CHARTS[kind](answer)
    texts = all_texts(figure)
    assert any("$5 to $6" in text.get_text() for text in texts)
    assert not any(text.get_parse_math() for text in texts if "$" in text.get_text())
    assert max(len(text.get_text()) for text in texts) < 300
    assert not any("\u202e" in text.get_text() for text in texts)
    wide = figure.get_size_inches()[0] * 72
    assert all(shape_of(figure, text).bounds[2] <= wide for text in texts)


@pytest.mark.parametrize("kind", CHARTS)
@pytest.mark.parametrize("form", ["png", "svg", "pdf"])
def test_the_same_bytes_twice(kind: str, form: str) -> None:
    made = {figure_bytes(CHARTS[kind](real("one leg")), form, dpi=60) for _ in range(2)}
    assert len(made) == 1


@pytest.mark.parametrize("kind", CHARTS)
def test_texts_stay_text_in_svg(kind: str) -> None:
    made = figure_bytes(drawn(kind, "ferry"), "svg").decode()
    assert ">Kuryk" in made
    assert "Georgia" in made or kind == "distance"


def test_draw_chooses_by_kind_and_tells_its_own_words() -> None:
    figure = co.draw(real("ferry"), kind="strip")
    assert figure.alt.startswith("Strip, Almaty – Tbilisi: 3,771 km, ")
    assert "longest stop Alat port (ferry to rail, 84 h)" in figure.alt
    for name in REAL[:-1]:
        for kind in CHARTS:
            assert len(along_alt(real(name), kind, 0)) <= 250


@pytest.mark.parametrize("kind", CHARTS)
def test_a_wait_is_a_step_of_its_own_and_the_day_is_said_once(kind: str) -> None:
    answer = co.shortest_route(network().as_of(), co.Query(
        "Rostov-on-Don", "ru-astrakhan-port", modes={"inland_waterway"}, depart="2026-12-20"))
    words = said(CHARTS[kind](answer))
    assert any("wait" in word and ("2,280 h" if kind == "strip" else "2,448 h") in word
               for word in words)
    assert "By inland waterway, departing on 20 December 2026" in words


@pytest.mark.parametrize("kind", CHARTS)
def test_restrictions_are_drawn_as_on_maps(kind: str) -> None:
    figure = drawn(kind, "mumbai")
    assert "restricted" in said(figure)
    bars = [lines for axes in figure.axes for lines in axes.collections
            if isinstance(lines, LineCollection) and lines.get_linewidths()[0] == BAR_PT]
    assert len(bars) >= 3  # one for each route, or for each and plot


def test_a_port_at_the_end_says_its_country() -> None:
    assert "Mumbai, India" in said(drawn("strip", "mumbai"))
    assert "at sea" in said(drawn("strip", "mumbai"))


def test_places_and_countries_are_named_in_a_language_where_they_have_a_name() -> None:
    words = said(strip_chart(real("rasht-astara"), look=Look(names="ru")))
    assert {"Санкт-Петербург", "Россия", "Иран"} <= words
    steps = " ".join(said(distance_chart(real("rasht-astara"), look=Look(names="ru"))))
    assert "Санкт-Петербург, first mile" in steps
    with pytest.raises(QueryError, match="nothing has a name in the language"):
        strip_chart(real("rasht-astara"), look=Look(names="xx"))


# ---- stops


def test_stops_add_up_to_the_route() -> None:
    for name in ("long", "ferry", "one leg"):
        route = real(name).best
        stops = stops_of(route)
        assert [leg for stop in stops for leg in (*stop.moved, *stop.done)] == list(route.legs)
        for by in ("distance", "time", "cost"):
            assert stops[-1].left(by) == route.total(by)
        assert sum(stop.border for stop in stops) == route.count("border")


def test_a_ship_that_is_cleared_in_a_port_makes_no_border_of_its_own() -> None:
    nodes = [toys.node("ir-anzali", 49, 37), toys.node("sea-caspian", 50, 40),
             toys.node("ru-olya", 47, 45), toys.node("ru-moscow", 37, 55)]
    links = [toys.way("ir-anzali", "sea-caspian", 400, "sea"),
             toys.way("sea-caspian", "ru-olya", 500, "sea"),
             toys.rail("ru-olya", "ru-moscow", 1500)]
    today = toys.small(nodes, links, terminals=[Terminal("ru-olya", ("rail", "sea"))]).as_of()
    answer = co.shortest_route(today, co.Query("ir-anzali", "ru-moscow"))
    stops = stops_of(answer.best)
    assert [stop.border for stop in stops] == [False] * 4
    assert [leg.kind for leg in stops[2].done] == ["border", "transfer"]
    words = said(strip_chart(answer))
    assert "cleared in port, sea to rail 24 h" in words
    assert replace(answer, routes=()).reachable is False
