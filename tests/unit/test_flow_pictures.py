"""Pictures of shares and flows: what they say, which lines are how broad, and what is refused."""

from __future__ import annotations

import pytest
from matplotlib.colors import to_hex

import corridors as co
from corridors.maps import style
from corridors.maps.assign_map import flow_steps


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


def test_a_map_of_flows_tells_classes_and_links_beyond_their_capacity(trade: co.Assignment) -> None:
    figure = co.draw(trade)
    said = {text.get_text() for axes in figure.axes for text in axes.texts}
    assert "beyond its capacity (up to 3.8 times)" in said
    assert "500,000 and more" in said
    assert "Where the demand of a year goes" in said | {text.get_text() for text in figure.texts}
    lines = widths(figure)
    assert style.BLOCKED.lower() in lines
    assert max(lines[style.BANDS[0].lower()]) > max(lines[style.BANDS[3].lower()])
    assert figure.alt.startswith("Map of the flows of a year on 1 November 2026: 800,000 of")
    assert len(figure.alt) <= 250


def test_steps_of_flows_are_round_and_below_the_largest() -> None:
    assert flow_steps(1_000_000) == [500_000, 200_000, 100_000]
    assert flow_steps(3) == [2, 1, 0.5]
    for most in (1, 7.5, 99, 12_345, 5e6):
        steps = flow_steps(most)
        assert steps == sorted(steps, reverse=True)
        assert all(step < most for step in steps)


def test_a_chart_of_shares_has_a_bar_for_each_corridor_and_route(today: co.Snapshot) -> None:
    found = co.shares(today, co.Query("Saint Petersburg", "Bandar Abbas", modes={"rail", "road"}),
                      count=3)
    figure = co.draw(found)
    corridors, routes = figure.axes
    assert len(corridors.patches) == len(found.by_name())
    assert len(routes.patches) == len(found.pairs[0].shares)
    assert corridors.get_xlim() == routes.get_xlim()
    per_cents = [int(text.get_text().removesuffix(" %")) for text in routes.texts]
    assert sum(per_cents) == 100
    assert [bar.get_width() for bar in routes.patches] == pytest.approx(
        [100 * share.share for share in found.pairs[0].shares])
    assert "assumptions" in " ".join(text.get_text() for text in figure.texts)
    assert figure.alt.startswith("Bars of the shares of corridors, Saint Petersburg")


def test_bars_of_branches_are_not_drawn_twice(today: co.Snapshot) -> None:
    query = co.Query("Moscow", "Bandar Abbas", max_road_km=250)
    figure = co.draw(co.shares(today, query, scenario=co.load_scenario("instc-branches")))
    assert len(figure.axes) == 1
    assert len(figure.axes[0].patches) == 6


def test_nothing_to_draw_is_refused(today: co.Snapshot) -> None:
    query = co.Query("Kabul", "Baku", by="time", modes={"rail"})
    with pytest.raises(co.InputError, match="no pair has a route, so that there are no shares"):
        co.draw(co.shares(today, query))
    with pytest.raises(co.InputError, match="nothing goes along any link, so that there are no"):
        co.draw(co.assign(today, co.Pairs((query,), (1.0,), "TEU")))
