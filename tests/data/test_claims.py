"""Contradicting figures are all kept, and every published figure of a route is a claim."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

import corridors as co
from corridors.analysis.published import MOST_PERCENT, agreement_of, held_against
from corridors.analysis.sourcing import sourcing_of
from corridors.io.cost_files import bundled_cost_models
from corridors.io.published_routes import load_published_routes

NETWORK = Path(__file__).parents[2] / "data" / "network"


def table(name: str) -> list[dict[str, str]]:
    with (NETWORK / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


CLAIMS = table("claim")

# The conflicts of the compiled facts: subjects, attribute, and the values sources give.
CONFLICTS = [
    ("ir-astara-ir-rasht-rail", "length_km", "152 153 160 162 163 164 167 170"),
    ("ir-astara-ir-rasht-rail", "purchased_land_km", "95|95 %"),
    ("ir-astara-ir-rasht-rail", "investment_cost",
     "1.6 bn EUR, of it 1.3 bn EUR Russian state loan|1.6 bn USD"),
    ("ir-astara-ir-rasht-rail", "contractor",
     "Caspian Service (Russia)|Khatam al-Anbiya (IRGC)"),
    ("ir-qazvin-ir-rasht-rail", "length_km", "164 205"),
    ("az-astara-ir-astara-rail", "length_km", "10 8.3 9.7"),
    ("p050", "distance_km", "110.4 140.6 104.7"),
    ("p051", "distance_km", "41 42 43 45"),
    ("ir-kalaleh-ir-norduz-road", "length_km", "50 55"),
    ("p054", "distance_km", "107"),
    ("tr-dilucu-tr-kars-rail", "length_km", "223.6 223.9 224"),
    ("tr-dilucu-tr-kars-rail", "stations", "5 6"),
    ("p044", "distance_km", "677 908 925 928"),
    ("kz-uzen-kz-bolashak-rail", "length_km", "120 137 140 146"),
    ("ir-gorgan-ir-incheh-borun-rail", "length_km", "82 85 88"),
    ("p045", "distance_km", "610 628 630 730 750"),
    ("p077", "distance_km", "454 486 523 532.53"),
    ("p022", "distance_km_moscow_sarakhs", "3,800 km|more than 4,000 km"),
    ("p035", "distance_km", "1349 1397 1488"),
    ("p003", "distance_km", "16066 14119"),
    ("p015", "time_days_suez", "23 30-45 35-40 45-60"),
    ("p001", "cost_gain", "30 % cheaper, 40 % shorter|"
     "3,882 USD and 32 days by INSTC against 3,133 USD and 32 days by sea"),
    ("p065", "distance_km_trans_caspian", "4,256 km rail + 508 km sea|4326"),
    ("az-ge-red-bridge", "dwell_h_road_az_to_ge", "13.6"),
    ("az-ge-red-bridge", "dwell_h_road_ge_to_az", "24.2 54.9"),
    ("speed-kz-rail", "speed_with_delay_kmh", "10.4 57.9"),
    ("tariff-az-road", "tariff_usd_per_500km_20t", "58"),
    ("by-pl-brest-terespol", "trains_held_september_2025", "300 130"),
    ("sea-hormuz-ir-bandar-abbas-sea", "transits_late_june_2026", "308 in a week|15-20 a day"),
]


@pytest.mark.parametrize(("subject", "attribute", "values"), CONFLICTS)
def test_every_value_of_a_conflict_is_kept(subject: str, attribute: str, values: str) -> None:
    told = {claim["value"] for claim in CLAIMS
            if (claim["subject_id"], claim["attribute"]) == (subject, attribute)}
    wanted = values.split("|") if "|" in values else values.split(" ")
    assert set(wanted) <= told


def test_at_least_the_24_conflicts_are_listed() -> None:
    assert len(CONFLICTS) >= 24


@pytest.mark.parametrize(("attribute", "low", "high"), [
    ("distance_km", "distance_km", "distance_km"),
    ("time_days", "time_days_low", "time_days_high"),
    ("cost_usd_per_teu", "cost_usd_per_teu", "cost_usd_per_teu")])
def test_every_published_figure_of_a_route_is_a_claim(attribute: str, low: str, high: str
                                                      ) -> None:
    claimed = [(claim["subject_id"], float(claim["value_low"]), float(claim["value_high"]))
               for claim in CLAIMS if claim["subject_kind"] == "route"
               and claim["attribute"] == attribute]
    for row in table("published_route"):
        if row[low]:
            said = row["route_id"], float(row[low]), float(row[high])
            assert any(route == said[0] and least <= said[1] and said[2] <= most
                       for route, least, most in claimed), said


def test_every_source_says_what_it_is_and_where() -> None:
    for source in table("source"):
        for column in ("title", "publisher", "seen", "kind"):
            assert source[column], (source["source_key"], column)
        if source["kind"] not in ("general_knowledge", "computed"):
            assert source["address"].startswith("http"), source["source_key"]
        read = not re.search("from memory|no page was read|not kept", source["title"])
        assert read or source["kind"] == "general_knowledge", source["source_key"]


def test_nothing_is_without_a_source() -> None:
    sourcing = sourcing_of(co.load())
    assert sourcing.unsourced == ()
    assert sourcing.whole.links["none"] == 0
    for name in bundled_cost_models():
        assert [rate for rate in co.load_cost_model(name).rates if not rate.source] == [], name


def test_every_published_route_can_be_asked_for_and_large_differences_have_a_reason() -> None:
    held = held_against(co.load(), load_published_routes())
    assert [one.published.route_id for one in held if one.ours is None] == []
    assert [one.published.route_id for one in held
            if one.ours is not None and one.ours.repeated] == []
    silent = [one.published.route_id for one in held
              if not (one.published.comparable or one.published.comparable_note)]
    assert silent == []
    agreement = agreement_of(held)
    assert agreement.unexplained == ()
    needless = [one.published.route_id for one in held if one.published.difference_note
                and (one.percent is None or abs(one.percent) <= MOST_PERCENT)]
    assert needless == [], "a reason for a difference that is not there any more"
    assert agreement.lengths >= 15
    assert agreement.median_percent is not None
    assert agreement.median_percent <= 2.5
