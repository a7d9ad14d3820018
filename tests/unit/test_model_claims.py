"""The rule that chooses the working value, and what a check tells where a table departs from it."""

from __future__ import annotations

import csv
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from choose_working_values import main as choose

import corridors as co
from corridors.model.claim_checks import working_values
from corridors.model.claims import by_subject, working_claim
from corridors.model.records import Claim

DATA = Path(__file__).parents[2] / "data"
KINDS = {"railway": "operator", "office": "official_statistic", "agency": "agency",
         "paper": "press", "book": "reference", "map": "computed", "memory": "general_knowledge"}


def claim(key: str, value: float, source: str, confidence: str = "medium",
          said_on: str = "") -> Claim:
    return Claim(key, "link", "a-b-rail", "length_km", f"{value:g}", value, value, "km", source,
                 said_on, confidence)


@pytest.mark.parametrize(("first", "second"), [
    (claim("z", 100, "memory"), claim("a", 90, "railway", "low")),
    (claim("z", 100, "office"), claim("a", 90, "paper", "high")),
    (claim("z", 100, "book"), claim("a", 90, "map", "high")),
    (claim("z", 100, "map"), claim("a", 90, "memory", "high")),
    (claim("z", 100, "paper;memory"), claim("a", 90, "map;memory;memory", "high")),
    (claim("z", 100, "paper", "high"), claim("a", 90, "agency", said_on="2026")),
    (claim("z", 100, "paper;book"), claim("a", 90, "agency", said_on="2026")),
    (claim("z", 100, "paper", said_on="2025-03"), claim("a", 90, "agency", said_on="2025")),
    (claim("z", 100, "paper", said_on="2014"), claim("a", 90, "agency", said_on="long ago")),
    (claim("a", 100, "paper"), claim("z", 90, "agency")),
], ids=["confidence", "official", "cited", "computed", "strongest source", "high", "sources",
        "later", "a date that is none", "id"])
def test_what_stands_first(first: Claim, second: Claim) -> None:
    assert working_claim([first, second], KINDS) is first
    assert working_claim([second, first], KINDS) is first


def test_of_equals_the_one_nearest_to_the_median_is_taken() -> None:
    told = [claim("a", 60, "paper"), claim("b", 101, "agency"), claim("c", 100, "book")]
    assert working_claim(told, KINDS).claim_id == "c"


def test_claims_are_put_together_by_subject_and_attribute() -> None:
    other = replace(claim("c", 2, "paper"), attribute="tracks")
    grouped = by_subject([claim("b", 1, "paper"), other, claim("a", 1, "book")])
    assert [(subject[2], [one.claim_id for one in told]) for subject, told in grouped.items()] \
        == [("length_km", ["a", "b"]), ("tracks", ["c"])]


def test_a_check_tells_what_the_rule_would_choose() -> None:
    network = co.load()
    told = by_subject(network.claims)["link", "az-ordubad-az-julfa-rail", "length_km"]
    turned = tuple(replace(one, working=not one.working) if one in told else one
                   for one in network.claims)
    said = [str(problem) for problem in working_values(replace(network, claims=turned))]
    assert len(said) == 1
    assert 'of the claims about length_km of "az-ordubad-az-julfa-rail" ' in said[0]
    assert "stands first, not az-ordubad-az-julfa-rail-length-km-" in said[0]
    assert "lower its confidence and say why in its note. [N78]" in said[0]


def test_a_check_tells_where_a_length_is_not_the_one_in_use() -> None:
    network = co.load()
    chosen = next(one for one in network.claims
                  if one.subject_id == "az-alat-az-osmanli-rail" and one.working
                  and one.attribute == "length_km")
    for value in ("61", "about 60"):
        claims = tuple(replace(one, value=value) if one is chosen else one
                       for one in network.claims)
        said = [str(problem) for problem in working_values(replace(network, claims=claims))]
        assert said == ['link.csv, column length_km: "az-alat-az-osmanli-rail" is 60 km long, its '
                        f"working claim says {value}. Write the same length in both. [N79]"]


def test_the_shipped_tables_hold_what_the_rule_chooses(
        tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert list(working_values(co.load())) == []
    copy = tmp_path / "data"
    shutil.copytree(DATA / "network", copy / "network")
    choose(copy)
    assert capsys.readouterr().out == ""
    for name in ("claim.csv", "link.csv"):
        assert (copy / "network" / name).read_bytes() == (DATA / "network" / name).read_bytes()


def test_choosing_moves_a_length_to_the_claim_that_stands_first(
        tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    copy = tmp_path / "data"
    shutil.copytree(DATA, copy)
    path = copy / "network" / "claim.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    rows.append({**dict.fromkeys(rows[0], ""), "claim_id": "az-alat-az-osmanli-rail-length-km-9",
                 "subject_kind": "link", "subject_id": "az-alat-az-osmanli-rail",
                 "attribute": "length_km", "value": "61.5", "value_low": "61.5",
                 "value_high": "61.5", "unit": "km", "confidence": "high", "said_on": "2026-11",
                 "source": "ady-reconstruction-alat-osmanli-astara-railway;"
                           "trend-alat-osmanli-2025;cis-tariff-guide-4;"
                           "wikipedia-de-alat-julfa-km-table;trend-ady-projects-2025;"
                           "searoute-1-6-0"})
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    choose(copy)
    assert "az-alat-az-osmanli-rail: 60 -> 61.5 km" in capsys.readouterr().out
    assert co.load(copy).link("az-alat-az-osmanli-rail").length_km.value == 61.5
