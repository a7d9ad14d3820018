"""Borders, terminals and changes of gauge rest on claims, and nothing is counted twice."""

from __future__ import annotations

import csv
import re
from collections import Counter, defaultdict
from functools import cache
from pathlib import Path

import pytest

NETWORK = Path(__file__).parents[2] / "data" / "network"
LAND = ("rail", "road")
MEASURED = 46
Row = dict[str, str]


@cache
def rows(name: str) -> tuple[Row, ...]:
    with (NETWORK / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


@cache
def links() -> dict[str, Row]:
    return {row["link_id"]: row for row in rows("link")}


@cache
def countries() -> dict[str, str]:
    return {row["node_id"]: row["country"] for row in rows("node")}


@cache
def working() -> dict[tuple[str, str], Row]:
    return {(row["subject_id"], row["attribute"]): row for row in rows("claim")
            if row["subject_kind"] == "border" and row["working"] == "true"}


def ends(charge: Row) -> tuple[str, str]:
    """Give the country that is left and the one that is entered."""
    link = links()[charge["link_id"]]
    left, entered = (countries()[link[end]] for end in ("from_node_id", "to_node_id"))
    return (left, entered) if charge["direction"] == "forward" else (entered, left)


def attribute(column: str, charge: Row) -> str:
    left, entered = ends(charge)
    return f"{column}_{links()[charge['link_id']]['mode']}_{left}_to_{entered}".lower()


def figures(charge: Row, column: str) -> tuple[float, float, float]:
    low, value, high = (float(charge[name]) for name in (f"{column}_low", column, f"{column}_high"))
    return low, value, high


def measured() -> list[Row]:
    return [charge for charge in rows("border_charge") if charge["assumed"] == "false"]


def charge_of(link: str, left: str) -> Row:
    return next(row for row in rows("border_charge")
                if row["link_id"] == link and ends(row)[0] == left)


def test_every_land_link_between_countries_has_a_row_each_way() -> None:
    charged = defaultdict(set)
    for row in rows("border_charge"):
        charged[row["link_id"]].add(row["direction"])
    for link in links().values():
        left, entered = countries()[link["from_node_id"]], countries()[link["to_node_id"]]
        if link["mode"] in LAND and left and entered and left != entered:
            assert charged[link["link_id"]] == {"forward", "backward"}, link["link_id"]


def test_the_measured_rows_stay_measured() -> None:
    assert len(measured()) >= MEASURED
    for charge in measured():
        assert charge["year"], charge
        assert charge["source"] != "general-knowledge", charge
        assert re.search(r"\b20[12]\d\b", charge["note"]), charge


def test_a_measured_value_is_the_working_claim_of_its_mode_and_direction() -> None:
    for charge in measured():
        claim = working()[charge["border_id"], attribute("dwell_h", charge)]
        assert float(claim["value"]) == float(charge["dwell_h"]), charge["link_id"]
        low, _, high = figures(charge, "dwell_h")
        assert low <= float(claim["value_low"]), charge["link_id"]
        assert float(claim["value_high"]) <= high, charge["link_id"]


def test_a_directed_claim_is_what_the_table_says() -> None:
    told = {(charge["border_id"], attribute(column, charge)): float(charge[column])
            for charge in rows("border_charge") for column in ("dwell_h", "fee_usd_per_teu")}
    for key, claim in working().items():
        if re.fullmatch(r"(dwell_h|fee_usd_per_teu)_(rail|road|ferry)_\w\w_to_\w\w", key[1]):
            assert told[key] == float(claim["value"]), claim["claim_id"]


def test_what_is_told_of_a_queue_is_no_working_value() -> None:
    peaks = [claim for claim in rows("claim") if claim["attribute"].startswith("dwell_h_peak_")]
    assert len(peaks) >= 10
    for charge in measured():
        assert "peak" not in working()[charge["border_id"], attribute("dwell_h", charge)][
            "attribute"]


@pytest.mark.parametrize(("left", "hours", "other_side"), [("AZ", 13.6, 1.8), ("GE", 54.9, 3.1)])
def test_the_two_sides_of_the_red_bridge_are_one_queue(
        left: str, hours: float, other_side: float) -> None:
    """Facts: 13.6 h are the Azerbaijani side, 24.2 and 54.9 h the Georgian side, outbound."""
    charge = charge_of("az-red-bridge-ge-red-bridge-road", left)
    assert float(charge["dwell_h"]) == hours
    assert f"{other_side} h inbound" in charge["note"]
    assert "not added" in charge["note"]


def test_hours_of_a_chinese_train_are_those_of_the_slower_side() -> None:
    for link in ("kz-altynkol-cn-horgos-rail", "kz-dostyk-cn-alashankou-rail"):
        assert figures(charge_of(link, "KZ"), "dwell_h")[1] == 16.3
        assert figures(charge_of(link, "CN"), "dwell_h")[1] == 78


def test_a_gauge_change_is_inside_hours_only_beside_its_facility() -> None:
    places = {row["node_id"] for row in rows("gauge_change")}
    inside: Counter[str] = Counter()
    for charge in rows("border_charge"):
        place = charge["gauge_change_included_at"]
        if place:
            link = links()[charge["link_id"]]
            assert place in places, charge
            assert place in (link["from_node_id"], link["to_node_id"]), charge
            assert link["mode"] == "rail", charge
            assert "contains the change of gauge" in charge["note"], charge
            inside[place] += 1
    assert inside == {"kz-altynkol": 2, "kz-dostyk": 2}


@pytest.mark.parametrize("table", ["terminal", "gauge_change"])
def test_a_capacity_has_a_unit_and_a_source(table: str) -> None:
    told = [row for row in rows(table) if row["capacity"]]
    assert len(told) >= {"terminal": 70, "gauge_change": 7}[table]
    for row in told:
        assert set(row["source"].split(";")) - {"general-knowledge"}, row["node_id"]
        assert re.search(r"Mt|kt|TEU|wagons|train|containers|\bt\b|ships", row["capacity"]), row


def test_every_capacity_that_is_claimed_is_in_the_tables() -> None:
    told = {(table, row["node_id"]) for table in ("terminal", "gauge_change")
            for row in rows(table) if row["capacity"]}
    places = {(table, row["node_id"]) for table in ("terminal", "gauge_change")
              for row in rows(table)}
    for claim in rows("claim"):
        about = claim["subject_kind"], claim["subject_id"]
        if claim["attribute"].startswith("capacity_") and about in places:
            assert about in told, claim["claim_id"]


def test_a_crossing_tells_every_year_in_which_a_link_of_it_changed() -> None:
    crossings = {row["border_id"]: row for row in rows("border")}
    of_link = {row["link_id"]: row["border_id"] for row in rows("border_charge")}
    sources = {row["event_id"]: set(row["source"].split(";")) for row in rows("event")}
    for row in rows("link_status"):
        if row["link_id"] in of_link:
            crossing = crossings[of_link[row["link_id"]]]
            assert row["start"][:4] in crossing["history"], (crossing["border_id"], row["start"])
            assert sources[row["event_id"]] <= set(crossing["source"].split(";")), row
