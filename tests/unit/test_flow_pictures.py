"""Pictures of shares and flows: what they say, which lines are how broad, and what is refused."""

from __future__ import annotations

import numpy as np
import pytest
from matplotlib.colors import to_hex

import corridors as co
from corridors.maps import style
from corridors.maps.courses import course
from corridors.maps.projection import Projection, View
from corridors.maps.stacks import stacked
from corridors.maps.strands import Strand, strokes
from corridors.maps.volume_map import Band, round_steps


@pytest.fixture(scope="module")
def today() -> co.Snapshot:
    return co.load().as_of()


@pytest.fixture(scope="module")
def trade(today: co.Snapshot) -> co.Assignment:
    opened = today.apply(co.load_scenario("rasht-astara"))
    query = co.Query("Moscow", "Bandar Abbas", by="time", modes={"rail"})
    return co.assign(opened, co.Pairs((query,), (800_000.0,), "TEU"))


def widths(figure: object) -> dict[str, set[float]]:
    found: dict[str, set[float]] = {}
    for axes in figure.axes:
        for lines in axes.collections:
            if hasattr(lines, "get_segments"):
                for colour, width in zip(lines.get_colors(), lines.get_linewidths(), strict=False):
                    found.setdefault(to_hex(colour), set()).add(round(float(width), 2))
    return found


def test_a_map_of_flows_is_true_to_area_and_marks_what_is_beyond_its_capacity(
        trade: co.Assignment) -> None:
    figure = co.draw(trade)
    said = {text.get_text() for axes in figure.axes for text in axes.texts}
    assert {"beyond its capacity (up to 3.8 times)", "500,000", "TEU a year (width), mode (form)",
            "direction, where both differ", "Where the demand of a year goes"} <= said
    lines = widths(figure)
    assert style.BLOCKED.lower() in lines
    volumes = {part for link in trade.links for part in (link.forward, link.backward) if part}
    want = {round(max(1.0, 8 * volume / max(volumes)), 1) for volume in volumes}
    drawn = {round(width, 1) for colour in (style.PALETTE[0], style.BLOCKED)
             for width in lines[colour.lower()]}
    assert want == drawn
    assert max(drawn) == 8.0
    assert figure.alt.startswith("Map of the flows of a year on 1 November 2026: 800,000 of")
    assert len(figure.alt) <= 250


def test_widths_of_the_legend_are_those_of_the_map(trade: co.Assignment) -> None:
    page = co.draw(trade).axes[0]
    drawn = [line.get_linewidth() for line in page.lines if line.get_color() == style.PALETTE[0]]
    most = max(max(link.forward, link.backward) for link in trade.links)
    for step in (500_000, 200_000):
        assert any(width == pytest.approx(8 * step / most) for width in drawn)


def test_each_direction_is_a_band_of_its_own_on_its_right(today: co.Snapshot) -> None:
    there, back = (co.Query(*ends, by="time", modes={"rail"}) for ends in (
        ("Moscow", "Baku"), ("Baku", "Moscow")))
    found = co.assign(today, co.Pairs((there, back), (1000.0, 500.0), "TEU"))
    snapshot = found.snapshot
    bands = tuple(Band(link.link_id, link.forward, link.backward, directed=True)
                  for link in found.links)
    assert {band.parts for band in bands} == {(1000.0, 500.0), (500.0, 1000.0)} or len(
        {band.parts for band in bands}) == 1
    link = snapshot.network.link(found.links[0].link_id)
    line = course(snapshot.network, link)
    view = View.fit(Projection.centred_on(line), line, 400.0, (0.8, 1.8))
    ends = (link.from_node_id, link.to_node_id)
    forward = Strand(line, ends, "rail", False, "#000000", 0, width=2.0)
    backward = Strand(line[::-1], ends[::-1], "rail", False, "#000000", 1, width=1.0)
    right, other = stacked([[forward], [backward]], view)
    assert right.slot < 0
    assert other.slot < 0
    apart = -(right.slot * right.width + other.slot * other.width) * style.STEP * 2.4
    assert apart >= 0.85 * (right.width_pt + other.width_pt) / 2


def test_two_directions_alike_are_one_band() -> None:
    assert Band("x", 100.0, 100.0, directed=True).parts == (200.0,)
    assert Band("x", 0.0, 100.0, directed=True).parts == (100.0,)
    assert not Band("x", 0.0, 100.0, directed=True).whole


def test_round_figures_to_read_widths_by() -> None:
    for most in (1, 7.5, 99, 12_345, 5e6):
        steps = round_steps(most, most / 20)
        assert steps == sorted(steps, reverse=True)
        assert all(most / 20 <= step <= most for step in steps)


def along_aras(snapshot: co.Snapshot, scale: float) -> tuple[list[Strand], View]:
    """Give the line through Meghri and the line through Iran along the Aras as two bands."""
    network = snapshot.network
    strands = []
    for number, (start, goal, avoid) in enumerate((("Horadiz", "Julfa", ("country:IR",)),
                                                   ("Horadiz", "Julfa", ("country:AM",)))):
        route = co.shortest_route(snapshot, co.Query(start, goal, modes={"rail", "road"},
                                                     avoid=avoid)).best
        assert route is not None
        for leg in route.legs:
            if leg.kind == "move":
                link = network.link(leg.link_id)
                strands.append(Strand(course(network, link, forward=leg.from_id
                                             == link.from_node_id), (leg.from_id, leg.to_id),
                                      "rail", False, style.PALETTE[number], number, width=scale))
    lonlat = np.vstack([strand.lonlat for strand in strands])
    view = View.fit(Projection.centred_on(lonlat), lonlat, 250.0, (0.8, 2.5))
    return strands, view


@pytest.mark.parametrize("width", [1.0, 3.3])
def test_the_line_through_meghri_lies_north_of_the_line_through_iran(width: float) -> None:
    """Ranging over widths: bands of 8 points would hide each other along the river."""
    snapshot = co.load().as_of().apply(co.load_scenario("aras-or-zangezur"), "both")
    strands, view = along_aras(snapshot, width)
    lines = [[strand for strand in strands if strand.line == line] for line in (0, 1)]
    for order in (lines, lines[::-1]):  # the side never comes from the order of the list
        drawn = strokes(stacked(order, view), view)
        north, south = (np.vstack([stroke.path for stroke in drawn if stroke.colour == colour])
                        for colour in style.PALETTE[:2])
        shared = [(y, south[np.abs(south[:, 0] - x).argmin(), 1]) for x, y in north
                  if np.abs(south[:, 0] - x).min() < 1.0]
        above = [y > other for y, other in shared]
        assert len(above) > 20
        assert np.mean(above) > 0.9


def test_a_map_of_shares_has_a_colour_and_a_width_for_each_corridor(today: co.Snapshot) -> None:
    found = co.shares(today, co.Query("Saint Petersburg", "Bandar Abbas", modes={"rail", "road"}),
                      count=3)
    figure = co.draw(found)
    said = {text.get_text() for axes in figure.axes for text in axes.texts}
    lines = widths(figure)
    for name, colour in zip(found.by_name(), style.PALETTE, strict=False):
        assert any(text.startswith(f"{name} ") and text.endswith(" %") for text in said)
        assert colour.lower() in lines
    assert max(lines[style.PALETTE[0].lower()]) > max(lines[style.PALETTE[1].lower()])


def test_gains_and_losses_are_told_by_signs_as_well_as_colours(today: co.Snapshot) -> None:
    effects = co.run_study("rasht-astara").effects
    figure = co.draw(co.indicators(effects))
    for kind in ("gains", "loses"):
        assert sum(line.get_marker() == style.SIGNS[kind].marker
                   for line in figure.axes[1].lines) > 2


def test_a_chart_of_shares_has_a_bar_for_each_corridor_and_route(today: co.Snapshot) -> None:
    found = co.shares(today, co.Query("Saint Petersburg", "Bandar Abbas", modes={"rail", "road"}),
                      count=3)
    figure = co.draw(found, kind="shares-bars")
    corridors, routes = figure.axes
    assert len(corridors.patches) == len(found.by_name())
    assert len(routes.patches) == len(found.pairs[0].shares)
    assert corridors.get_xlim() == routes.get_xlim()
    per_cents = [int(text.get_text().removesuffix(" %")) for text in routes.texts]
    assert sum(per_cents) == 100
    assert [bar.get_width() for bar in routes.patches] == pytest.approx(
        [100 * share.share for share in found.pairs[0].shares])
    assert "assumptions" in " ".join(text.get_text() for text in figure.texts)
    assert figure.alt.startswith("Shares of corridors, Saint Petersburg")


def test_bars_of_branches_are_not_drawn_twice(today: co.Snapshot) -> None:
    query = co.Query("Moscow", "Bandar Abbas", max_road_km=250)
    figure = co.draw(co.shares(today, query, scenario=co.load_scenario("instc-branches")),
                     kind="shares-bars")
    assert len(figure.axes) == 1
    assert len(figure.axes[0].patches) == 6


def test_nothing_to_draw_is_refused(today: co.Snapshot) -> None:
    query = co.Query("Kabul", "Baku", by="time", modes={"rail"})
    with pytest.raises(co.InputError, match="no pair has a route, so that there are no shares"):
        co.draw(co.shares(today, query))
    with pytest.raises(co.InputError, match="nothing goes along any link, so that there are no"):
        co.draw(co.assign(today, co.Pairs((query,), (1.0,), "TEU")))
