"""What openings are worth: worked by hand on a small network; budgets on the bundled one."""

from __future__ import annotations

import csv
import json
from functools import cache
from pathlib import Path

import pytest
from toys import node, small, way

import corridors as co
from corridors.analysis.openings import openings
from corridors.cli import main
from corridors.reports.openings_text import openings_text

RAIL = co.Query("Baku", "Nakhchivan", modes={"rail"}, by="time")
ZANGEZUR = {"horadiz-aghband", "zangezur", "am-agarak-rail-az-ordubad-rail"}


@cache
def today() -> co.Snapshot:
    return co.load().as_of()


def detour() -> co.Snapshot:
    """A–B takes 900; two closed halves of 200 by C; a closed road of 700; D has no way at all."""
    nodes = [node(f"az-{name}", 49 + place) for place, name in enumerate("abcd")]
    links = [way("az-a", "az-b", 900, link_id="ab"),
             way("az-a", "az-b", 700, status="closed", link_id="direct"),
             *(way(f"az-{name[0]}", f"az-{name[1]}", km, status="planned", link_id=name)
               for name, km in (("ac", 200), ("cb", 200), ("bd", 100)))]
    return small(nodes, links).as_of()


def test_halves_are_worth_nothing_alone_and_something_together() -> None:
    found = openings(detour(), co.Query("az-a", "az-b"))
    half = found.single("ac")
    assert half.alone.nothing
    assert half.needs == ("cb",)
    assert (half.with_needs and half.with_needs.gain, half.last.gain) == (500, 300)
    assert found.single("direct").alone.gain == 200
    assert found.single("direct").last.nothing
    assert found.single("bd").needs is None
    assert [one.names for one in found.programmes] == [("ac", "cb"), ("direct",)]
    assert found.programmes[0].totals == (400_000,)
    assert [one.opener.name for one in found.useful] == ["direct", "ac", "cb"]


def test_a_pair_that_gets_a_route_comes_before_any_gain() -> None:
    pairs = co.Pairs((co.Query("az-a", "az-b"), co.Query("az-a", "az-d")), (100.0, 0.5))
    found = openings(detour(), pairs, most=1)
    assert [(one.names, one.benefit.newly, one.benefit.gain) for one in found.programmes] == [
        (("bd",), 0.5, 0), (("direct",), 0, 20_000)]
    assert found.single("bd").alone.newly_takes == 500  # 1,000 km, times a half
    said = openings_text(found)
    assert "gives a weight of 0.5 a route that had none" in said


def test_rasht_astara_is_worth_it_alone() -> None:
    found = openings(today(), co.Query("Saint Petersburg", "Bandar Abbas", modes={"rail"}))
    worth = found.single("rasht-astara")
    assert (worth.needs, worth.alone.gain, worth.last.gain) == ((), 1007.2, 480.2)
    assert worth.per_musd is not None
    assert worth.per_musd.low == pytest.approx(1007.2 / 1730)
    assert worth.per_musd.high == pytest.approx(1007.2 / 1600)
    assert found.complete


def test_a_budget_leaves_out_what_is_dear_and_what_has_no_figure() -> None:
    found = openings(today(), RAIL, budget_musd=2000)
    assert [one.names for one in found.programmes] == [("rasht-astara",)]
    per = openings(today(), RAIL, rank="per_investment")
    gains = [one.per_musd.value for one in per.programmes if one.per_musd is not None]
    assert gains == sorted(gains, reverse=True)
    none = openings(today(), RAIL, budget_musd=1)
    assert none.programmes == ()
    assert "No set of things whose cost is known is worth anything within the limits." in \
        " ".join(openings_text(none).split())


def test_what_is_named_is_one_thing_each() -> None:
    found = openings(today(), RAIL, ["project:zangezur", "project:horadiz-aghband",
                                     "link:am-agarak-rail-az-ordubad-rail"])
    assert {one.opener.name for one in found.singles} == ZANGEZUR
    assert {one.opener.kind for one in found.singles} == {"project", "link"}


def test_nothing_of_use_is_said() -> None:
    found = openings(detour(), co.Query("az-a", "az-b"), ["link:bd"])
    assert found.programmes == ()
    assert "Nothing that is closed would be of use" in openings_text(found)
    assert "none of them would be of use" in repr(found)


def test_on_the_command_line(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    words = ["openings", "Baku", "Nakhchivan", "--modes", "rail", "--by", "time"]
    assert main([*words, "--most", "2", "--json"]) == 0
    made = json.loads(capsys.readouterr().out)
    assert (made["most"], made["by"]) == (2, "time")
    table = tmp_path / "found.csv"
    assert main([*words, "--only", "project:zangezur,project:rasht-astara", "--csv",
                 str(table)]) == 0
    with table.open(encoding="utf-8", newline="") as file:
        assert [row["opens"] for row in csv.DictReader(file) if row["what"] == "single"] == [
            "rasht-astara", "zangezur"]
    capsys.readouterr()
    assert main(["openings", "--from", "group:baltic-ports", "--to", "Bandar Abbas", "--modes",
                 "rail", "--only", "project:rasht-astara"]) == 0
    assert "OD pairs" in capsys.readouterr().out
