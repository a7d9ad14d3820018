"""What pictures of analyses are made of: links by class, and the page of a chart."""

from __future__ import annotations

import pytest
from matplotlib.colors import to_hex

import corridors as co
from corridors.maps import style
from corridors.maps.basemap import Basemap
from corridors.maps.chart import Chart, Plot, bars, chart, label_width_pt
from corridors.maps.valued_map import LinkClass, ValuedLinks, valued_map
from corridors.study import load_basemap

MISSING = "ir-astara-ir-rasht-rail"


@pytest.fixture(scope="module")
def basemap() -> Basemap:
    return load_basemap()


@pytest.fixture(scope="module")
def today() -> co.Snapshot:
    return co.load().as_of()


def shown(*classes: LinkClass) -> ValuedLinks:
    return ValuedLinks("Title", "Subtitle", classes, "Loss (colour, width)", ("az-baku",))


def colours(figure: object) -> set[str]:
    return {to_hex(colour) for axes in figure.axes for lines in axes.collections
            if hasattr(lines, "get_segments") for colour in lines.get_colors()}


def test_each_class_has_its_colour_and_its_words(today: co.Snapshot, basemap: Basemap) -> None:
    figure = valued_map(shown(LinkClass("more than 100 h", ("az-alat-az-osmanli-rail",)),
                              LinkClass("less", (MISSING,), 0.6)), today, basemap)
    said = {text.get_text() for axes in figure.axes for text in axes.texts}
    assert {"more than 100 h", "less", "not open on the day: planned"} <= said
    assert {colour.lower() for colour in style.BANDS[:2]} <= colours(figure)
    assert style.BANDS[2].lower() not in colours(figure)


def test_a_link_in_two_classes_is_drawn_in_the_first(today: co.Snapshot, basemap: Basemap) -> None:
    figure = valued_map(shown(LinkClass("one", (MISSING,)), LinkClass("two", (MISSING,))), today,
                        basemap)
    assert style.BANDS[0].lower() in colours(figure)
    assert style.BANDS[1].lower() not in colours(figure)


def test_too_many_classes_and_nothing_to_draw_are_refused(today: co.Snapshot,
                                                          basemap: Basemap) -> None:
    with pytest.raises(co.InputError, match="6 classes are too many for one map"):
        valued_map(shown(*(LinkClass(str(n), (MISSING,)) for n in range(6))), today, basemap)
    with pytest.raises(co.InputError, match="nothing was found that could be drawn"):
        valued_map(ValuedLinks("Title", "", (), "Loss"), today, basemap)


def test_a_chart_keeps_its_letters_on_the_page_and_large_enough(today: co.Snapshot) -> None:
    names = ["Astara", "a border with a name that is longer than anybody would print it in full"]
    figure, (axes,) = chart(Chart("Title", "Subtitle", (
        Plot(26, x="hours", title="Tornado", left_pt=label_width_pt(names)),), today, "A note."))
    bars(axes, names, [3.0, -1.0], said=["3 h", "$5 to $6"])
    figure.draw_without_rendering()
    wide, high = figure.get_size_inches() * figure.dpi
    texts = [*figure.texts, *axes.texts, *axes.get_yticklabels(), axes.xaxis.label]
    for text in texts:
        box = text.get_window_extent()
        edges = (box.x0, box.y0, wide - box.x1, high - box.y1)
        assert min(edges) >= -1, text
        assert text.get_fontsize() >= style.SMALLEST_PT
    assert any("Network on 2026-11-01" in text.get_text() for text in figure.texts)
