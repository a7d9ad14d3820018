"""What a map is about is to be seen and named on it: ends, closures, openings."""

from __future__ import annotations

from functools import cache

import numpy as np
from measured import Measured, measure

import corridors as co
from corridors.maps.inset import LARGER, focus_view
from corridors.maps.labels import place_labels
from corridors.maps.marks import Mark, Spot
from corridors.maps.obstacles import Obstacles
from corridors.maps.projection import Points, Projection, View


@cache
def today() -> co.Snapshot:
    return co.load().as_of()


@cache
def pairs() -> co.Pairs:
    return co.default_pairs(today().network, co.Query("", ""))


def named(page: Measured) -> set[str]:
    return {word.text for word in page.names}


def test_every_origin_and_destination_of_flows_is_named() -> None:
    asked_for = [co.Query(*ends, by="time") for ends in (
        ("Xi'an", "Małaszewicze"), ("Poti", "Baku"), ("Batumi", "Karagandy"), ("Kars", "Xi'an"),
        ("Moscow", "Tehran"), ("Karagandy", "Bandar Abbas"))]
    found = co.assign(today(), co.Pairs(tuple(asked_for), (9.0, 8.0, 7.0, 2.0, 1.0, 3.0), "TEU"))
    asked = {node.name for pair in found.pairs if pair.routes
             for node in (pair.origin, pair.destination)}
    assert asked - named(measure(co.draw(found))) == set()


def test_the_place_that_a_reach_is_asked_for_is_named() -> None:
    assert "Baku" in named(measure(co.draw(co.reach(today(), "Baku", ["6d"]))))


def test_closures_by_a_town_are_seen_and_named_without_an_inset_of_elsewhere() -> None:
    found = co.interdict(today(), pairs(), 3, ["border"])
    page = measure(co.draw(found))
    names = {thing.key: found.snapshot.network.border(thing.key).name
             for thing in found.loss.things}
    assert "Saryagash-Keles" in names.values()  # 15 km from Tashkent, an end of several pairs
    assert {f"place border:{key}" for key in names} <= {dot.label for dot in page.dots}
    assert {*names.values(), "Tashkent", "Yerevan", "Nakhchivan"} <= named(page)
    assert len(page.panels) == 2  # the page and the map


def test_openings_have_an_inset_and_names_and_no_class_without_lines() -> None:
    asked = co.Query("Saint Petersburg", "Bandar Abbas", modes={"rail"})
    page = measure(co.draw(co.openings(today(), asked)))
    assert len(page.panels) == 3
    assert {"Rasht", "Astara"} <= {word.text for word in page.names if word.panel == 2}
    said = {word.text for word in page.words}
    assert {"the best set", "worth something only with others"} <= said
    assert "worth something alone" not in said  # what is, is in the best set


MAIN = View.fit(Projection.centred_on(np.array([[20.0, 20.0], [90.0, 60.0]])),
                np.array([[20.0, 20.0], [90.0, 60.0]]), 500.0, (0.9, 1.8))


def line(lon: float, lat: float, long: float = 0.2) -> Points:
    return np.array([[lon, lat], [lon + long, lat + long]])


def test_an_inset_shows_what_lies_near_the_first() -> None:
    view = focus_view(MAIN, [line(45, 40), line(46, 40), line(80, 50), line(81, 50)])
    assert view is not None
    assert view.holds(45, 40, 0)
    assert view.holds(46.2, 40.2, 0)
    assert not view.holds(80, 50, 0)
    assert MAIN.m_per_pt / view.m_per_pt >= LARGER


def test_what_lies_alone_has_an_inset_where_it_is_long() -> None:
    assert focus_view(MAIN, [line(45, 40), line(80, 50)]) is None
    assert focus_view(MAIN, []) is None
    view = focus_view(MAIN, [line(45, 40), line(60, 30, 3.0)])
    assert view is not None
    assert view.holds(61, 31, 0)
    assert focus_view(MAIN, [line(30, 25, 30.0)]) is None  # as large as the map


def test_a_name_stands_on_the_bank_of_its_place() -> None:
    along = np.arange(0.0, 200.0, 2.0)
    spot = Spot(Mark("place", "m", "Meghri", 46.2, 38.9, 5), 100.0, 50.0)
    for other_bank, above in ((-4.0, True), (4.0, False)):
        tracks = np.vstack([np.column_stack([along, np.full(along.size, 50.0 + off)])
                            for off in (0.0, other_bank)])
        # A boundary on its own side, which names leave free where they can.
        boundary = np.column_stack([along, np.full(along.size, 56.0 if above else 44.0)])
        label, = place_labels([spot], Obstacles(200.0, 100.0, points=tracks, faint=boundary))
        assert (label.box[1] > 50.0) is above
