"""Where the best route changes: worked by hand, and on the corridors."""

from __future__ import annotations

import csv
import json
from functools import cache
from pathlib import Path

import pytest
from toys import node, small, way

import corridors as co
from corridors.analysis.threshold import threshold
from corridors.analysis.threshold_map import threshold_map
from corridors.cli import main
from corridors.reports.threshold_map_text import threshold_map_text
from corridors.reports.threshold_text import threshold_text

ASTARA = "dwell_h of border:az-ir-astara"
SPEED = "speed_kmh of link:ir-astara-ir-rasht-rail"
RAIL = co.Query("Saint Petersburg", "Bandar Abbas", modes={"rail"}, by="time")


@cache
def built() -> co.Snapshot:
    return co.load().as_of().apply([co.Change(("link:ir-astara-ir-rasht-rail",), "open")])


def two_ways() -> co.Snapshot:
    """From a to b by c, 300 km, or by d, 100 km and a leg of 150."""
    nodes = [node(f"az-{name}", 49 + place) for place, name in enumerate("abcd")]
    return small(nodes, [way(f"az-{name[0]}", f"az-{name[1]}", km, link_id=name) for name, km in
                         (("ac", 100), ("cb", 200), ("ad", 100), ("db", 150))]).as_of()


def test_a_switch_is_told_to_the_metre() -> None:
    found = threshold(two_ways(), co.Query("az-a", "az-b"), "length_km of link:db", 100, 400)
    switch, = found.switches
    assert switch.above - switch.below == pytest.approx(0.001)
    assert 199.999 <= switch.below <= switch.above <= 200.001
    assert found.at(150).link_ids == ("ad", "db")
    assert found.at(300).link_ids == ("ac", "cb")
    assert found.today == (150, 150)
    assert found.complete


def test_a_factor_is_turned() -> None:
    found = threshold(two_ways(), co.Query("az-a", "az-b"), "x length_km of link:db", 1, 2)
    switch, = found.switches
    assert switch.below == pytest.approx(4 / 3, abs=0.002)
    assert found.today == (1, 1)


def test_one_route_for_every_value() -> None:
    found = threshold(two_ways(), co.Query("az-a", "az-b"), "length_km of link:db", 1, 20)
    assert found.switches == ()
    assert "It does not change" in threshold_text(found)
    assert "one route is best" in repr(found)


def test_the_western_branch_loses_at_27_485_hours() -> None:
    found = threshold(built(), RAIL, ASTARA, 0, 240)
    switch, = found.switches
    assert (switch.below, switch.above) == (27.484, 27.485)
    assert (switch.before.corridor, switch.after.corridor) == ("instc-west", "instc-east")
    assert switch.changes_corridor
    said = " ".join(threshold_text(found).split())
    assert "Up to 27.484 h the fastest route takes" in said
    assert "changes from INSTC, west of the Caspian to INSTC, east of the Caspian." in said
    assert "As things are, it is 12 h to 24 h, below the first switch." in said
    # Routing again on both sides gives the same.
    for value, corridor in ((27.484, "AZ"), (27.485, "TM")):
        changed = built().apply([found.turn.parameter.change(value)])
        route = co.shortest_route(changed, RAIL).routes[0]
        assert corridor in route.countries


def test_a_toll_that_an_opened_link_can_bear() -> None:
    query = co.Query("Saint Petersburg", "Bandar Abbas", modes={"rail"}, by="cost")
    found = threshold(built(), query, "toll_usd_per_teu of link:ir-astara-ir-rasht-rail", 0, 2000)
    assert [(one.below, one.above) for one in found.switches] == [(72.75, 72.76)]


def test_a_map_of_regions() -> None:
    found = threshold_map(built(), RAIL, (ASTARA, 0, 60), (SPEED, 10, 80), depth=4)
    assert {region.corridor for region in found.regions} == {"instc-east", "instc-west"}
    assert [region.corridor for region in found.at(0, 80)] == ["instc-west"]
    assert [region.corridor for region in found.at(60, 10)] == ["instc-east"]
    assert 0.9 < found.proved <= 1
    assert sum(region.share_high for region in found.regions) >= 1
    assert "the first value is 12 h to 24 h" in " ".join(threshold_map_text(found).split())


def test_on_the_command_line(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    words = ["threshold", "Saint Petersburg", "Bandar Abbas", "--modes", "rail", "--by", "time",
             "--scenario", "rasht-astara", "--variant", "open", "--parameter", ASTARA, "--low",
             "0", "--high", "60"]
    assert main([*words, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["switches"][0]["above"] == 27.485
    assert main([*words, "--alternative", "west=country:KZ", "--alternative",
                 "east=country:AZ"]) == 0
    assert "loses to east" in " ".join(capsys.readouterr().out.split())
    table = tmp_path / "found.csv"
    second = ["--second", SPEED, "--second-low", "10", "--second-high", "80", "--depth", "2"]
    assert main([*words, *second, "--csv", str(table)]) == 0
    with table.open(encoding="utf-8", newline="") as file:
        assert {row["corridor"] for row in csv.DictReader(file)} >= {"instc-west", "instc-east"}
