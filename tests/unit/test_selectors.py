"""Selectors: what each kind picks, alone and together, for changes and for routes."""

from __future__ import annotations

from dataclasses import replace

import pytest
from toys import gap, node, rail, small, way

from corridors.errors import QueryError
from corridors.model.change import Change
from corridors.model.query import Query
from corridors.model.records import Terminal
from corridors.model.restriction import Restriction, Selector
from corridors.model.selection import (
    known_keys,
    selected_charges,
    selected_links,
    selected_nodes,
    selected_nodes_of,
)
from corridors.model.snapshot import Snapshot
from corridors.model.tags import tags_of
from corridors.reports.names import Names
from corridors.routing.solve import shortest_route

WEST = ("az-astara-ir-astara-rail", "ir-astara-ir-rasht-rail", "ir-rasht-ir-gulf-rail",
        "ru-north-az-astara-rail")
EAST = ("ir-border-ir-gulf-rail", "ru-north-tm-east-rail", "tm-east-ir-border-rail")
ROAD = "ir-astara-ir-rasht-road"


def links(text: str, snapshot: Snapshot | None = None) -> tuple[str, ...]:
    found, problem = selected_links(snapshot or gap().as_of(), Selector.parse(text))
    assert problem is None
    return found


@pytest.mark.parametrize(("text", "found"), [
    ("mode:road", (ROAD,)), ("mode:r*", tuple(sorted((*WEST, *EAST, ROAD)))),
    ("corridor:west", WEST), ("status:planned", ("ir-astara-ir-rasht-rail",)),
    ("country:TM", ("ru-north-tm-east-rail", "tm-east-ir-border-rail")),
    ("mode:rail & node:ir-rasht", ("ir-astara-ir-rasht-rail", "ir-rasht-ir-gulf-rail")),
    ("corridor:west&country:AZ", ("az-astara-ir-astara-rail", "ru-north-az-astara-rail")),
    ("country:IR & country:AZ & mode:rail", ("az-astara-ir-astara-rail",)),
    ("link:ir-* & status:operational & corridor:*", ("ir-border-ir-gulf-rail",
                                                     "ir-rasht-ir-gulf-rail")),
    ("border:az-ir-astara & mode:rail", ("az-astara-ir-astara-rail",)),
])
def test_links_are_picked(text: str, found: tuple[str, ...]) -> None:
    assert links(text) == found


def test_a_status_is_that_of_the_base_when_changes_are_made() -> None:
    today = gap().as_of()
    swapped = today.apply([Change(("status:planned",), "open"),
                           Change(("corridor:east",), "close")])
    assert swapped.status_of("ir-astara-ir-rasht-rail") == "operational"
    assert links("status:closed", swapped) == EAST
    assert links("status:closed & country:TM", swapped) == EAST[1:]
    assert not selected_links(today, Selector.parse("status:closed"))[0]


def test_charges_are_those_of_links_that_cross_a_border() -> None:
    today = gap().as_of()
    for text, found in (("country:TM", EAST[1:]), ("mode:rail & corridor:west",
                                                  (WEST[0], WEST[3]))):
        assert selected_charges(today, Selector.parse(text)) == (found, None)
    # It crosses a border without a row of its own: the cost model says what that takes.
    assert "ru-north-tm-east-rail" not in {charge.link_id for charge in today.charges}
    quick = today.apply([Change(("link:ru-north-tm-east-rail",), "set", "dwell_h", factor=0.5)])
    before, after = (shortest_route(day, Query("North", "tm-east", "time")).best
                     for day in (today, quick))
    assert before is not None
    assert after is not None
    assert before.time_h - after.time_h == 10


def test_nodes_are_those_with_the_facility() -> None:
    today = gap().as_of()
    for text, field, found in (
            ("country:IR", "gauge_change_h", ("ir-astara", "ir-border")),
            ("corridor:west", "gauge_change_fee_usd_per_teu", ("ir-astara",)),
            ("mode:road", "transfer_fee_usd_per_teu", ("ir-astara", "ir-rasht")),
            ("node:ir-*", "transfer_h", ("ir-astara", "ir-rasht")),
            ("border:az-ir-astara", "transfer_h", ("ir-astara",)),
            ("mode:road & node:ir-rasht", "transfer_h", ("ir-rasht",)),
            ("link:ir-rasht-ir-gulf-rail", "transfer_h", ("ir-rasht",))):
        assert selected_nodes(today, Selector.parse(text), field) == (found, None)
    assert selected_nodes_of(today, Selector.parse("country:TM")) == (("tm-east",), None)


def test_tags_are_kinds_of_links() -> None:
    nodes = [node("ru-a", 44, 48), replace(node("ru-b", 45, 48), node_type="border_crossing"),
             node("ru-c", 46, 48)]
    one = replace(rail("ru-a", "ru-b", 10, (1520, 1435), link_id="one"), tracks=2,
                  electrified="yes", facility_type="railway")
    two = replace(way("ru-b", "ru-c", 10, directed=True, link_id="two"), tracks=1,
                  electrified="partly", facility_type="toll road")
    network = small(nodes, [one, two])
    assert [sorted(tags) for tags in tags_of(network)] == [
        ["border-crossing", "double-track", "electrified", "railway", "two-gauges"],
        ["border-crossing", "one-way", "partly-electrified", "single-track", "toll-road"]]
    assert links("tag:border-crossing", network.as_of()) == ("one", "two")
    assert links("tag:*track & tag:*rail*", network.as_of()) == ("one",)
    assert "toll-road" in known_keys(network.as_of(), "tag")


def test_routes_avoid_and_pass_what_is_picked() -> None:
    today = gap().as_of().apply([Change(("status:planned",), "open")])
    around = shortest_route(today, Query("North", "Gulf", avoid=["mode:rail & node:ir-rasht"])).best
    assert around is not None
    assert "tm-east" in around.node_ids
    by_road = shortest_route(today, Query("az-astara", "Rasht", via=["mode:road & country:IR"]))
    assert by_road.best is not None
    assert ROAD in by_road.best.link_ids
    unknown = Query("North", "Gulf", avoid=["mode:rail & node:ir-nowhere"])
    with pytest.raises(QueryError, match='There is no node "ir-nowhere"'):
        shortest_route(today, unknown)


@pytest.mark.parametrize("given", [{"avoid": ["status:closed"]},
                                   {"via": ["mode:rail & status:planned"]}])
def test_routes_do_not_go_by_a_status(given: dict[str, list[str]]) -> None:
    with pytest.raises(QueryError, match=r"picks links by their status.*\[Q04\]"):
        Query("North", "Gulf", **given)  # type: ignore[arg-type]


def test_what_is_picked_together_is_said_in_words() -> None:
    names = Names.of(gap())
    for text, said in (("mode:rail & country:IR", "rail links in Iran"),
                       ("status:under_construction & mode:rail",
                        "under construction rail links"),
                       ("tag:two-gauges & corridor:west", "links tagged two-gauges of the "
                                                          "corridor west"),
                       ("mode:road & node:ir-rasht", "road links at Rasht")):
        assert names.selected(text) == said
    assert names.limits(Restriction(avoid=("mode:rail & country:IR",))) == \
        "avoiding rail links in Iran"


def test_transfers_can_be_quicker_in_a_whole_country() -> None:
    network = gap()
    today = network.as_of().apply([Change(("country:IR",), "set", "transfer_h", factor=0.5)])
    query = Query("az-astara", "Gulf", "time", via=[f"link:{ROAD}"])
    before, after = (shortest_route(day, query).best for day in (network.as_of(), today))
    assert before is not None
    assert after is not None
    # Two transfers of 24 hours each.
    assert before.time_h - after.time_h == 24
    assert {one.hours for one in today.terminals} == {None}
    assert isinstance(today.terminals[0], Terminal)
