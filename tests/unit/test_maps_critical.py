"""Maps of what hurts when it closes."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from toys import gap

import corridors as co
from corridors.errors import QueryError
from corridors.maps import alt_text
from corridors.maps.critical_map import Closed, _stepped


def today() -> co.Snapshot:
    return co.load().as_of()


@pytest.mark.parametrize(("make", "words"), [
    (lambda snapshot: co.critical(snapshot, co.Query("Baku", "Nakhchivan", "time"), ["link"]),
     "Links that hurt most when they close: 1 OD pair by time"),
    (lambda snapshot: co.interdict(snapshot, co.Query("Baku", "Nakhchivan"), 2),
     "The 2 closures that hurt most together"),
    (lambda snapshot: co.separate(snapshot, "Baku", "Poti", co.Query("", "", modes={"rail"})),
     "leave no route: from 1 to 1 places"),
    (lambda snapshot: co.bridges(snapshot, co.Query("", "", modes={"road"})),
     "Links that nothing can replace: road only")])
def test_everything_that_closes_can_be_drawn(make: Callable[[co.Snapshot], Closed],
                                             words: str) -> None:
    what = make(today())
    figure = co.draw(what)
    assert figure.get_axes()
    assert words in alt_text(what)
    assert len(alt_text(what)) <= 250


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
