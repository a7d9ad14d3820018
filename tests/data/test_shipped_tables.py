"""The tables that come with corridors keep the promises of ``data/README.md``."""

from __future__ import annotations

import csv
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from corridors.errors import PlaceError, Problem
from corridors.io.check import check
from corridors.io.cost_files import load_cost_model
from corridors.io.data_folder import load
from corridors.io.schema import read_schemas
from corridors.io.tables import read_table
from corridors.model.geodesy import great_circle_km
from corridors.model.modes import GAUGE_CLASSES, OVERLAND_MODES
from corridors.model.status import StatusEvent, carries, status_on

DATA = Path(__file__).parents[2] / "data"
SCHEMAS = read_schemas(DATA / "schema")
NAMES = sorted(path.stem for path in (DATA / "network").glob("*.csv"))
README = (DATA / "README.md").read_text(encoding="utf-8")
ABOUT = json.loads((DATA / "datapackage.json").read_text(encoding="utf-8"))
REFERENCE = date.fromisoformat(ABOUT["reference_date"])
Row = dict[str, Any]


@cache
def rows(name: str) -> tuple[Row, ...]:
    """Read a table; what is wrong with it fails the test that asks first."""
    problems: list[Problem] = []
    notes: list[Problem] = []
    table = read_table(DATA / "network" / f"{name}.csv", SCHEMAS[name], problems, notes)
    assert [*problems, *notes] == []
    return tuple(dict(zip(table.columns, cells, strict=True))
                 for cells in zip(*table.columns.values(), strict=True))


@cache
def nodes() -> dict[str, Row]:
    return {row["node_id"]: row for row in rows("node")}


@cache
def links() -> dict[str, Row]:
    return {row["link_id"]: row for row in rows("link")}


@cache
def histories() -> dict[str, tuple[StatusEvent, ...]]:
    found: defaultdict[str, list[StatusEvent]] = defaultdict(list)
    for row in rows("link_status"):
        found[row["link_id"]].append(
            StatusEvent(row["start"], row["status"], row["status_before"], row["event_id"]))
    return {link: tuple(sorted(events, key=lambda event: event.day))
            for link, events in found.items()}


def status(link: str, day: str) -> str:
    return status_on(date.fromisoformat(day), histories().get(link, ()), links()[link]["status"])


def crosses_land_border(link: Row) -> bool:
    ends = {nodes()[link[end]]["country"] for end in ("from_node_id", "to_node_id")}
    return link["mode"] in OVERLAND_MODES and "" not in ends and len(ends) == 2


def section(title: str) -> Iterator[list[str]]:
    """Give the cells of the table rows under a heading or a first line of the README."""
    for line in README.split(title, 1)[1].splitlines()[1:]:
        if line.startswith("#"):
            return
        if line.startswith("|") and not line.startswith("|--"):
            yield [cell.strip() for cell in line.strip("|").split("|")]


@pytest.mark.parametrize("name", NAMES)
def test_every_table_reads_without_a_remark(name: str) -> None:
    assert len(rows(name)) > 0
    assert set(NAMES) == set(SCHEMAS) - {"geometry", "drawn"}


def test_the_network_builds_without_a_note() -> None:
    network = load(DATA)
    assert [str(note) for note in network.notes] == []
    assert network.reference_date == REFERENCE == date(2026, 11, 1)


def test_the_readme_counts_the_rows_that_are_there() -> None:
    told = {name: int(count) for name, count in
            re.findall(r"^\| `network/(\w+)\.csv` \| (\d+) \|", README, flags=re.MULTILINE)}
    assert told == {name: len(rows(name)) for name in NAMES}
    rates = dict(re.findall(r"^\| `costs/(\w+)\.toml` \| (\d+) \|", README, flags=re.MULTILINE))
    assert {name: int(count) for name, count in rates.items()} == {
        path.stem: path.read_text(encoding="utf-8").count("[[rate]]")
        for path in (DATA / "costs").glob("*.toml")}


def test_the_readme_decides_every_correction_and_parameter() -> None:
    decided = [cells for cells in section("## Corrections") if cells[0].isdigit()]
    assert [int(cells[0]) for cells in decided] == list(range(1, 104))
    words = Counter(cells[3] for cells in decided)
    assert set(words) == {"applied", "kept as claim", "not applied"}
    said = (f"{words['applied']} applied, {words['kept as claim']} kept as claims, "
            f"{words['not applied']} not applied")
    assert said in README
    assert len(list(section("## Parameters"))) - 1 == 87


def test_every_warning_of_a_check_has_its_reason_in_the_readme() -> None:
    """Neither a warning without a reason, nor a reason for what is no warning."""
    problems, notes = check(DATA)
    assert problems == []
    reasons = {(cells[0], cells[1]) for cells in section("## Warnings") if cells[0] != "code"}
    assert {(note.code, note.message.split(" ")[0].strip(",")) for note in notes} == reasons


def test_rows_are_in_the_order_of_their_ids() -> None:
    for name, key in (("node", "node_id"), ("link", "link_id"), ("border", "border_id"),
                      ("claim", "claim_id"), ("source", "source_key"),
                      ("published_route", "route_id")):
        ids = [row[key] for row in rows(name)]
        assert ids == sorted(ids), name


def test_ids_are_kebab_case_and_country_first() -> None:
    for node_id, node in nodes().items():
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", node_id)
        assert node_id.startswith(f"{node['country'].lower() or 'sea'}-")
    words = {"inland_waterway": "waterway"}
    for link_id, link in links().items():
        mode = words.get(link["mode"], link["mode"])
        assert re.fullmatch(
            f"{link['from_node_id']}-{link['to_node_id']}-{mode}(-[a-z-]+)?", link_id)


def test_every_source_key_exists_and_every_source_is_used() -> None:
    known = {row["source_key"] for row in rows("source")}
    used = {key for name in NAMES if "source" in SCHEMAS[name].names
            for row in rows(name) for key in row["source"]}
    used |= {key for path in sorted((DATA / "costs").glob("*.toml"))
             for rate in load_cost_model(path).rates for key in rate.source}
    with (DATA / "geometry" / "geometry.csv").open(encoding="utf-8", newline="") as file:
        used |= {key for row in csv.DictReader(file) for key in row["source"].split(";")}
    used |= {"unece-un-locode"}  # The source of the column unlocode of node.csv, and of no row.
    assert used - known == set()
    assert known - used == set()


def test_rows_name_a_source() -> None:
    for name in NAMES:
        if "source" in SCHEMAS[name].names and name != "source":
            assert [row for row in rows(name) if not row["source"]] == [], name


def test_base_status_is_the_status_on_the_reference_date() -> None:
    wrong = {link: status(link, str(REFERENCE)) for link in links()
             if status(link, str(REFERENCE)) != links()[link]["status"]}
    assert wrong == {}


def test_histories_begin_with_a_status_before_and_never_repeat_themselves() -> None:
    for link, events in histories().items():
        assert link in links()
        assert events[0].before, link
        assert all(not event.before for event in events[1:]), link
        states = [events[0].before, *(event.status for event in events)]
        assert all(one != next_one for one, next_one in pairwise(states)), link
        assert len({event.day for event in events}) == len(events), link


def test_events_and_statuses_point_at_each_other() -> None:
    events = {row["event_id"]: row for row in rows("event")}
    told = {(row["event_id"], row["link_id"]) for row in rows("link_status")}
    for event, link in told:
        assert link in events[event]["link_ids"]
        assert events[event]["kind"] == "status"
    for event_id, event in events.items():
        assert set(event["link_ids"]) <= set(links())
        if event["kind"] == "status":
            assert event_id in {event for event, _ in told}


def test_a_link_that_carries_nothing_says_since_when_or_that_nobody_knows() -> None:
    silent = [key for key, link in links().items()
              if not carries(link["status"]) and key not in histories()
              and "no dated beginning was found" not in link["note"]]
    assert silent == []


@pytest.mark.parametrize(("link", "day", "expected"), [
    ("ir-qazvin-ir-rasht-rail", "2019-03-05", "under_construction"),
    ("ir-qazvin-ir-rasht-rail", "2019-03-06", "operational"),
    ("ir-zahedan-ir-khash-rail", "2022-11-10", "operational"),
    ("am-nrnadzor-am-meghri-rail", "1988-06-01", "operational"),
    ("am-nrnadzor-am-meghri-rail", "1995-01-01", "closed"),
    ("am-nrnadzor-am-meghri-rail", "2026-01-01", "planned"),
    ("az-horadiz-az-mincivan-rail", "1993-09-01", "closed"),
    ("az-horadiz-az-mincivan-rail", "2021-03-13", "under_construction"),
    ("ru-verkhny-lars-ge-kazbegi-lars-road", "2008-01-01", "closed"),
    ("ru-verkhny-lars-ge-kazbegi-lars-road", "2010-03-01", "operational"),
    ("by-brest-pl-terespol-rail", "2025-09-20", "closed"),
    ("by-brest-pl-terespol-rail", "2025-09-25", "operational"),
    ("by-kamenny-log-lt-medininkai-road", "2025-11-20", "operational"),
    ("by-bruzgi-pl-kuznica-road", "2026-11-01", "closed"),
    ("fi-vaalimaa-ru-torfyanovka-road", "2023-12-14", "operational"),
    ("az-astara-ir-astara-road", "2026-03-06", "suspended"),
    ("az-astara-ir-astara-road", "2026-03-09", "operational"),
    ("in-mumbai-sea-hormuz-sea", "2026-05-01", "closed"),
    ("in-mumbai-sea-hormuz-sea", "2026-06-22", "restricted"),
    ("in-mumbai-ir-chabahar-sea", "2026-04-13", "closed"),
    ("sea-suez-sea-port-said-sea", "2021-03-25", "closed"),
    ("ir-kalaleh-ir-norduz-road", "2026-11-01", "under_construction"),
    ("ir-astara-ir-rasht-rail", "2026-11-01", "planned"),
])
def test_status_on_a_day(link: str, day: str, expected: str) -> None:
    assert status(link, day) == expected


def test_no_strait_has_a_country() -> None:
    for node in nodes().values():
        assert (node["country"] == "") == (node["node_type"] in ("strait", "waypoint"))


def test_lanes_go_through_the_straits() -> None:
    network: defaultdict[str, set[str]] = defaultdict(set)
    for link in links().values():
        if link["mode"] in ("sea", "ferry") and carries(link["status"]):
            network[link["from_node_id"]].add(link["to_node_id"])
            network[link["to_node_id"]].add(link["from_node_id"])

    def joined(start: str, goal: str, shut: str) -> bool:
        seen, waiting = {start}, [start]
        while waiting:
            for other in network[waiting.pop()] - seen - {shut}:
                seen.add(other)
                waiting.append(other)
        return goal in seen

    for start, goal, strait in (
        ("ir-bandar-abbas", "in-mumbai", "sea-hormuz"),
        ("ru-novorossiysk", "tr-mersin", "sea-bosphorus"),
        ("ru-novorossiysk", "tr-mersin", "sea-dardanelles"),
        ("ru-azov", "ru-novorossiysk", "sea-kerch"),
        ("ru-saint-petersburg-port", "nl-rotterdam", "sea-danish-straits"),
    ):
        assert joined(start, goal, "")
        # The Kiel Canal leads round the Danish Straits to Klaipeda, but not to Russia: the
        # lane from Klaipeda is suspended.
        assert not joined(start, goal, strait), (start, goal)
    assert not joined("az-alat-port", "ru-novorossiysk", "")


def test_a_change_of_gauge_is_possible_only_where_the_readme_says() -> None:
    meeting: defaultdict[str, set[int]] = defaultdict(set)
    for link in links().values():
        for end in ("from_node_id", "to_node_id"):
            meeting[link[end]] |= {GAUGE_CLASSES[gauge] for gauge in link["gauge_mm"]}
    places = {node for node, gauges in meeting.items() if len(gauges) > 1}
    facilities = {row["node_id"] for row in rows("gauge_change")}
    assert len(facilities) == len(rows("gauge_change")), "one facility per place"
    listed = {cells[0].strip("`") for cells in section("A break happens only at these places:")}
    assert facilities | {"place"} <= listed
    assert facilities <= places
    without = {cells[0].strip("`") for cells in section("without a facility, deliberately:")
               if cells[0].startswith("`") and "facility is there" in cells[-1]}
    assert places - facilities == without


def test_terminals_have_links_of_both_modes_and_no_border_post_is_one() -> None:
    modes: defaultdict[str, set[str]] = defaultdict(set)
    for link in links().values():
        modes[link["from_node_id"]].add(link["mode"])
        modes[link["to_node_id"]].add(link["mode"])
    for row in rows("terminal"):
        assert {row["mode_a"], row["mode_b"]} <= modes[row["node_id"]], row["node_id"]
    posts = {row["node_id"] for row in rows("terminal")
             if nodes()[row["node_id"]]["node_type"] == "border_crossing"}
    assert posts == {"ir-astara", "ir-jolfa", "tr-kapikule"}


def test_every_land_link_between_countries_has_both_charges() -> None:
    charged = Counter(row["link_id"] for row in rows("border_charge"))
    crossing = {key for key, link in links().items() if crosses_land_border(link)}
    assert {key for key in crossing if charged[key] != 2} == set()
    others = set(charged) - crossing
    assert {links()[key]["mode"] for key in others} == {"ferry"}
    assert {row["border_id"] for row in rows("border_charge")} | {"ir-om-hormuz"} == {
        row["border_id"] for row in rows("border")}


def test_ranges_are_ranges() -> None:
    for name, columns in (("border_charge", ("dwell_h", "fee_usd_per_teu")),
                          ("terminal", ("hours", "fee_usd_per_teu")),
                          ("gauge_change", ("hours", "fee_usd_per_teu"))):
        for row in rows(name):
            for column in columns:
                low, value, high = (row[f"{column}_low"], row[column], row[f"{column}_high"])
                assert low is value is high is None or 0 <= low <= value <= high


def test_a_change_of_gauge_inside_a_dwell_leaves_a_range() -> None:
    costs = load_cost_model(DATA / "costs" / "default.toml")
    facilities = {row["node_id"]: row for row in rows("gauge_change")}
    for row in rows("border_charge"):
        place = row["gauge_change_included_at"]
        if not place:
            continue
        own = facilities[place]
        rate = costs.rate("gauge_change_hours", technique=own["technique"]).spread
        there = ((own["hours_low"], own["hours"], own["hours_high"]) if own["hours"] is not None
                 else (rate.low, rate.value, rate.high))
        dwell = (row["dwell_h_low"], row["dwell_h"], row["dwell_h_high"])
        left = [max(0.0, whole - part) for whole, part in zip(dwell, there, strict=True)]
        assert left == sorted(left), (row["link_id"], row["direction"])


def test_no_link_is_shorter_than_the_great_circle() -> None:
    for key, link in links().items():
        a, b = nodes()[link["from_node_id"]], nodes()[link["to_node_id"]]
        assert link["length_km"] >= great_circle_km(a["lon"], a["lat"], b["lon"], b["lat"]), key


def test_speeds_gauges_and_modes_fit() -> None:
    for key, link in links().items():
        rail = link["mode"] == "rail"
        assert bool(link["gauge_mm"]) == rail, key
        assert not (rail and link["speed_kmh"]), key


def test_claims_have_one_working_value_and_it_is_the_one_in_the_table() -> None:
    working = Counter((row["subject_kind"], row["subject_id"], row["attribute"])
                      for row in rows("claim") if row["working"])
    assert max(working.values()) == 1
    for row in rows("claim"):
        if row["subject_kind"] == "link":
            link = links()[row["subject_id"]]
            if row["attribute"] == "length_km":
                assert working["link", row["subject_id"], "length_km"] == 1
            if row["working"] and row["attribute"] in link and isinstance(
                    link[row["attribute"]], int | float):
                assert float(row["value"]) == pytest.approx(link[row["attribute"]])
        if row["subject_kind"] in ("node", "border"):
            key = f"{row['subject_kind']}_id"
            assert row["subject_id"] in {other[key] for other in rows(row["subject_kind"])}
        if row["subject_kind"] == "route":
            assert row["subject_id"] in {other["route_id"] for other in rows("published_route")}


def test_published_routes_run_between_known_places() -> None:
    for row in rows("published_route"):
        assert {row["origin"], row["destination"]} <= set(nodes())


@pytest.mark.parametrize(("name", "expected"), [
    ("Saint Petersburg", "ru-saint-petersburg"), ("St. Petersburg", "ru-saint-petersburg"),
    ("St Petersburg", "ru-saint-petersburg"), ("Санкт-Петербург", "ru-saint-petersburg"),
    ("Bandar Abbas", "ir-bandar-abbas"), ("بندرعباس", "ir-bandar-abbas"),
    ("Moscow", "ru-moscow"), ("Москва", "ru-moscow"), ("Helsinki", "fi-helsinki"),
    ("Baku", "az-baku"), ("Bakı", "az-baku"), ("Nakhchivan", "az-nakhchivan"),
    ("Naxçıvan", "az-nakhchivan"), ("Nakhichevan", "az-nakhchivan"), ("Ganja", "az-ganja"),
    ("Gəncə", "az-ganja"), ("Kars", "tr-kars"), ("Mumbai", "in-mumbai"), ("Poti", "ge-poti"),
    ("Altynkol", "kz-altynkol"), ("Suez", "sea-suez"), ("Julfa", "az-julfa"),
    ("Jolfa", "ir-jolfa"), ("Alat", "az-alat"), ("Astara, IR", "ir-astara"),
])
def test_a_plain_name_means_one_node(name: str, expected: str) -> None:
    assert load(DATA).gazetteer.find(name).node_id == expected


@pytest.mark.parametrize("name", ["Astara", "Samur", "Red Bridge", "Khorgos"])
def test_two_places_of_one_name_stay_ambiguous(name: str) -> None:
    with pytest.raises(PlaceError, match="is the name of 2 places"):
        load(DATA).gazetteer.find(name)


def test_every_resource_of_the_package_is_there() -> None:
    for resource in ABOUT["resources"]:
        assert (DATA / resource["path"]).is_file(), resource["path"]
        assert resource["licenses"], resource["name"]
    told = {resource["path"] for resource in ABOUT["resources"]}
    assert {f"network/{name}.csv" for name in NAMES} <= told
