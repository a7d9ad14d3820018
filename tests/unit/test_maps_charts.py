"""Charts: what they say in words, and that they can be told apart without colour."""

from __future__ import annotations

from itertools import pairwise

import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.patches import PathPatch, Rectangle
from scenes import basemap, network, texts

from corridors.analysis.montecarlo import montecarlo
from corridors.analysis.openings import openings
from corridors.analysis.threshold import threshold
from corridors.analysis.threshold_map import threshold_map
from corridors.io.scenario_files import load_scenario
from corridors.maps import draw
from corridors.maps.chart import Chart, Plot, bars, chart
from corridors.maps.figure import MapFigure
from corridors.model.query import Query
from corridors.model.snapshot import Snapshot

ASKED = Query("Saint Petersburg", "Bandar Abbas", by="time", modes={"rail"})
WAITS = ("dwell_h of border:az-ir-astara", "dwell_h of border:ir-tm-sarakhs")


def opened() -> Snapshot:
    return network().as_of().apply(load_scenario("rasht-astara"))


def inside(figure: MapFigure) -> bool:
    """Say whether everything that is written stands on the page."""
    renderer = FigureCanvasAgg(figure).get_renderer()
    page = figure.bbox
    found = [text.get_window_extent(renderer) for axes in figure.axes for text in axes.texts]
    return all(one.x0 >= page.x0 and one.x1 <= page.x1 for one in found)


def test_what_is_said_at_a_bar_stays_on_the_page() -> None:
    figure, (axes,) = chart(Chart("Bars", "", (Plot(40, left_pt=60),), None))
    bars(axes, ["One", "Two"], [100.0, 40.0], said=["113, costs 1,600 to 1,730 million USD"] * 2)
    assert inside(figure)
    longest = max(text.get_window_extent(FigureCanvasAgg(figure).get_renderer()).x1
                  for text in axes.texts)
    assert longest <= axes.get_window_extent().x1 + 1


def test_regions_are_hatched_and_told_with_their_letters() -> None:
    found = threshold_map(opened(), ASKED, (WAITS[0], 0, 240), (WAITS[1], 0, 120), depth=4)
    figure = draw(found, basemap())
    regions = figure.axes[0].findobj(PathPatch)
    assert len({patch.get_hatch() for patch in regions}) == len(found.regions) >= 2
    said = texts(figure)
    for letter, region in zip("ABC", found.regions, strict=False):
        assert said.count(letter) == 2
        assert any(text.lower().startswith(region.name.lower()[:30]) for text in said)


def test_curves_of_a_threshold_are_dashed_apart_and_their_routes_are_told_below() -> None:
    found = threshold(opened(), ASKED, WAITS[0], low=0, high=240)
    figure = draw(found, basemap())
    curves = [line for line in figure.axes[0].lines if line.get_linewidth() == 2.0]
    styles = {line.get_color(): line._dash_pattern for line in curves}
    assert len({str(pattern) for pattern in styles.values()}) == len(styles) >= 2
    for segment in found.segments:
        said = segment.alternative or segment.label
        assert any(text.lower().startswith(said.lower()[:30]) for text in texts(figure))
    assert not any("…" in text for text in texts(figure))


def test_medians_are_marked_and_both_ends_of_the_tornado_are_named() -> None:
    found = montecarlo({"Today": network().as_of(), "Open": opened()}, ASKED, draws=60)
    figure = draw(found, basemap())
    outcomes = [row[0] for row in found.outcomes]
    diamonds = [float(line.get_xdata()[0]) for line in figure.axes[0].lines
                if line.get_marker() == "D"]
    assert diamonds == pytest.approx([one.percentile("time", 50) / 24 for one in outcomes])
    said = " ".join(texts(figure))
    for one in outcomes:
        assert f"median {one.percentile('time', 50) / 24:.1f} days" in said
    first = outcomes[0].influences[0]
    for value in (first.low, first.high):
        assert f"{value / 24:.1f}" in said
    patterns = [line._dash_pattern for line in figure.axes[0].lines
                if line.get_drawstyle() == "steps-post"]
    assert all(one != other for one, other in pairwise(patterns))
    assert inside(figure)


def test_sets_of_several_openings_are_hatched_and_their_costs_told() -> None:
    found = openings(network().as_of(), Query("Baku", "Nakhchivan", by="time", modes={"rail"}),
                     most=2)
    figure = draw(found, basemap(), kind="openings-bars")
    patches = [one for one in figure.axes[0].patches if isinstance(one, Rectangle)]
    assert [bool(one.get_hatch()) for one in patches] \
        == [len(one.names) > 1 for one in found.programmes[:len(patches)]]
    assert any("million USD" in text for text in texts(figure))
    assert figure.alt.startswith("Bars of the best sets to open, Baku – Nakhchivan")
    assert inside(figure)
