"""Maps of what hurts when it closes."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from matplotlib.collections import LineCollection
from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from toys import gap

import corridors as co
from corridors.errors import QueryError
from corridors.maps import alt_text, style
from corridors.maps.critical_map import Closed, _stepped


def today() -> co.Snapshot:
    return co.load().as_of()


@pytest.mark.parametrize(("make", "words"), [
    (lambda snapshot: co.critical(snapshot, co.Query("Baku", "Nakhchivan", "time"), ["link"]),
     "Links that hurt most when they close: 1 OD pair by time"),
    (lambda snapshot: co.interdict(snapshot, co.Query("Baku", "Nakhchivan"), 2),
     "The 2 closures that hurt most together"),
    (lambda snapshot: co.separate(snapshot, "Baku", "Poti", co.Query("", "", modes={"rail"})),
     "1 closure leaves no route: from Baku to Poti"),
    (lambda snapshot: co.bridges(snapshot, co.Query("", "", modes={"road"})),
     "Links that nothing can replace: road only")])
def test_everything_that_closes_can_be_drawn(make: Callable[[co.Snapshot], Closed],
                                             words: str) -> None:
    what = make(today())
    figure = co.draw(what)
    assert figure.get_axes()
    assert words in alt_text(what)
    assert len(alt_text(what)) <= 250


def marks(figure: Figure, symbol: str) -> int:
    """Count a symbol on the maps of a figure, without its legend."""
    wanted = style.SYMBOLS[symbol]
    return sum(line.get_marker() == wanted.marker and line.get_markersize() == wanted.size_pt
               and line.get_markerfacecolor() == wanted.face
               for axes in figure.axes[1:] for line in axes.lines)


def test_borders_that_close_are_marked_and_named() -> None:
    found = co.separate(today(), "group:baltic-ports", "group:gulf-ports",
                        co.Query("", "", modes={"rail"}), ["border"])
    figure = co.draw(found)
    said = {text.get_text() for axes in figure.axes for text in axes.texts}
    assert marks(figure, "closed") == len(found.sets[0]) == 2
    assert "closed, in one set of the fewest" in said
    assert any("Incheh Borun" in text and "Sarakhs" in text for text in said)  # above the map
    assert {"Sarakhs-Serahs", "Incheh Borun-Akyayla"} & said  # beside their symbols


def test_closures_are_marked_in_the_inset_as_well_as_on_the_map() -> None:
    found = co.interdict(today(), co.Query("Tbilisi", "Yerevan", modes={"rail", "road"}), 2)
    assert marks(co.draw(found), "closed") >= len(found.loss.things)


def test_nodes_and_borders_that_hurt_are_symbols_in_classes_with_names() -> None:
    found = co.critical(today(), co.Query("Tashkent", "Poti", "time"), ["border", "node"])
    figure = co.draw(found)
    drawn = sum(marks(figure, f"{shape}_{place}") for shape in ("post", "town")
                for place in range(5))
    assert drawn > 10
    said = " ".join(text.get_text() for axes in figure.axes for text in axes.texts)
    assert "border crossing: " in said
    assert "place: " in said
    assert "Border crossings and places that hurt most" in said


def test_countries_that_hurt_are_drawn_by_their_links() -> None:
    found = co.critical(today(), co.Query("Moscow", "Bandar Abbas", "time"), ["country"])
    figure = co.draw(found)
    colours = {to_hex(colour) for axes in figure.axes[1:] for lines in axes.collections
               if isinstance(lines, LineCollection) for colour in lines.get_colors()}
    assert style.BANDS[0].lower() in colours
    assert "Worst first: Iran, Russia" in figure.alt


def test_classes_have_round_limits_and_hold_every_link_once() -> None:
    values = [(f"link-{number}", 813 / (number + 1)) for number in range(60)]
    classes = _stepped(values, " km", (1.0, 0.8, 0.6))
    assert [each.text for each in classes] == ["200 or more km", "50 or more km",
                                               "less than 50 km"]
    drawn = [link for each in classes for link in each.link_ids]
    assert sorted(drawn) == sorted(link for link, _ in values)


def test_where_there_is_no_bridge_there_is_nothing_to_draw() -> None:
    with pytest.raises(QueryError, match="nothing was found that could be drawn"):
        co.draw(co.bridges(gap().as_of()))
