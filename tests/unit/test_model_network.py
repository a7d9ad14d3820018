"""Networks: frozen, ordered, hashed, and refused when they are not sound."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from toys import both_ways, costs, flat, gap, node, rail, small, way

from corridors.errors import QueryError, TableError
from corridors.model.network import Network
from corridors.model.records import Alias, Border, GaugeChange, Terminal
from corridors.model.spread import Spread
from corridors.model.status import StatusEvent, carries, effective_day, status_on
from corridors.model.tables import Tables

A, B = node("ir-a", 50, 35), node("ir-b", 51, 35)


def refused(**tables: object) -> str:
    with pytest.raises(TableError) as caught:
        Network.build(replace(Tables([A, B], [rail("ir-a", "ir-b", 95)]), **tables))
    return str(caught.value)


@pytest.mark.parametrize(("tables", "sentence"), [
    ({"nodes": [A, A, B]}, 'node.csv, column node_id: "ir-a" is already used'),
    ({"links": [rail("ir-a", "ir-b", 95), rail("ir-b", "ir-a", 95, link_id="ir-a-ir-b-rail")]},
     'link.csv, column link_id: "ir-a-ir-b-rail" is already used'),
    ({"links": [replace(rail("ir-a", "ir-b", 95), mode="raill")]}, '"raill" is not a mode'),
    ({"links": [replace(rail("ir-a", "ir-b", 95), status="shut")]}, '"shut" is not a status'),
    ({"links": [rail("ir-a", "ir-b", float("nan"))]}, '"nan" cannot be the length of a link'),
    ({"links": [rail("ir-a", "ir-b", float("inf"))]}, '"inf" cannot be the length of a link'),
    ({"links": [rail("ir-a", "ir-b", -1)]}, '"-1" cannot be the length of a link'),
    ({"nodes": [A, replace(B, lon=4e6)]}, "looks like metres of a map projection"),
    ({"nodes": [A, replace(B, lat=95)]}, "95 is not on the globe"),
    ({"gauge_changes": [GaugeChange("ir-x", (1520, 1435))]}, 'There is no node "ir-x"'),
    ({"gauge_changes": [GaugeChange("ir-a", (1520, 1400))]}, "1400 mm is not a gauge"),
    ({"terminals": [Terminal("ir-x", ("rail", "road"))]}, 'terminal.csv, column node_id'),
    ({"aliases": [Alias("ir-x", "X")]}, "place_alias.csv"),
    ({"terminals": [Terminal("ir-a", ("rail", "road"), Spread(3, 2, 1))]},
     "3, 2, 1 is not a range"),
])
def test_records_that_are_not_sound_are_refused(tables: dict[str, object], sentence: str) -> None:
    assert sentence in refused(**tables)


def test_columns_are_ordered_and_read_only() -> None:
    network = gap()
    assert list(network.nodes.node_id) == sorted(network.nodes.node_id)
    assert list(network.links.link_id) == sorted(network.links.link_id)
    assert network.links.length_m[network.links.index["ir-astara-ir-rasht-rail"]] == 162_000
    with pytest.raises(TypeError, match="read-only"):
        network.links.length_m[0] = 1  # type: ignore[index]
    as_array = np.asarray(network.links.length_m)
    assert as_array.dtype == np.int64
    assert not as_array.flags.writeable
    assert not as_array.flags.owndata
    assert np.asarray(network.nodes.lon).dtype == np.float64


def test_records_are_found_by_id_and_misses_name_the_nearest() -> None:
    network = gap()
    assert network.node("ir-rasht").name == "Rasht"
    assert network.link("ir-astara-ir-rasht-rail").gauges_mm == (1435,)
    assert network.border("az-ir-astara").country_b == "IR"
    assert network.links_of_border("az-ir-astara") == ("az-astara-ir-astara-rail",)
    for ask, kind in ((network.node, "node"), (network.link, "link"), (network.border, "border")):
        with pytest.raises(QueryError, match=f'There is no {kind} "az-ir-astra"'):
            ask("az-ir-astra")


def test_the_version_changes_with_what_can_change_a_route_and_only_then() -> None:
    links = [rail("ir-a", "ir-b", 95)]
    base = small([A, B], links).version
    assert small([B, A], links).version == base
    assert small([replace(A, note="x"), B], links).version == base
    charge = both_ways("x", links[0])
    others = [
        small([A, B], [rail("ir-a", "ir-b", 96)]),
        small([A, B], [rail("ir-a", "ir-b", 95, (1435,))]),
        small([replace(A, country="AZ"), B], links),
        small([A, B], links, terminals=[Terminal("ir-a", ("rail", "road"), flat(3))]),
        small([A, B], links, gauge_changes=[GaugeChange("ir-a", (1520, 1435))]),
        small([A, B], links, charges=charge, borders=[Border("x", "X", "IR", "AZ")]),
        small([A, B], [rail("ir-a", "ir-b", 95, history=[StatusEvent("2020", "closed",
                                                              before="planned")])]),
        small([A, B], [way("ir-a", "ir-b", 95)]),
    ]
    versions = [network.version for network in others]
    assert base not in versions
    assert len(set(versions)) == len(versions)


HISTORY = [StatusEvent("1992", "closed", before="operational"), StatusEvent("2014-12-03",
                                                                            "operational"),
           StatusEvent("2020-02", "suspended"), StatusEvent("2020-06", "operational")]


@pytest.mark.parametrize(("day", "status"), [
    ("1991-06-01", "operational"), ("1992-12-30", "operational"), ("1992-12-31", "closed"),
    ("2014-12-02", "closed"), ("2014-12-03", "operational"), ("2020-02-28", "operational"),
    ("2020-02-29", "suspended"), ("2020-05-31", "suspended"), ("2020-06-01", "operational"),
    ("2035-01-01", "operational")])
def test_status_follows_from_the_dated_events(day: str, status: str) -> None:
    network = small([A, B], [rail("ir-a", "ir-b", 95, history=HISTORY)])
    assert network.as_of(day).status_of("ir-a-ir-b-rail") == status


def test_a_link_without_events_has_its_base_status_at_all_dates() -> None:
    network = small([A, B], [rail("ir-a", "ir-b", 95, status="planned")])
    assert {network.as_of(day).status_of("ir-a-ir-b-rail")
            for day in ("1990-01-01", date(2026, 11, 1), None)} == {"planned"}
    assert network.as_of().on == network.reference_date


def test_only_operational_and_restricted_carry() -> None:
    assert [s for s in ("operational", "restricted", "suspended", "closed", "unknown", "planned",
                        "disused", "under_construction") if carries(s)] == ["operational",
                                                                            "restricted"]
    assert effective_day("2020", "restricted") == date(2020, 1, 1)
    assert status_on(date(2020, 1, 1), (), "unknown") == "unknown"


@pytest.mark.parametrize("day", ["2026", "2026-11", "1.11.2026", "2026-02-30", "soon"])
def test_a_day_must_be_a_day(day: str) -> None:
    with pytest.raises(QueryError, match=f'"{day}" is not a day. Write it as year-month-day'):
        gap().as_of(day)


def test_reprs_are_worth_reading() -> None:
    network = gap()
    assert repr(network).startswith("<Network 'Gap': 7 nodes, 8 links, 3 borders, reference date "
                                    "2026-11-01, sha256:")
    assert repr(network.as_of()) == ("<Snapshot of 'Gap' on 2026-11-01: 7 of 8 links carry "
                                     "traffic>")
    assert "border crossings" in network._repr_html_()
    assert "<td>planned</td><td>1</td>" in network.as_of()._repr_html_()
    assert "driving_hours" in costs()._repr_html_()
    assert repr(costs()).startswith("<CostModel 'toy': ")
