"""The page about the data says what the data says, and so does its map."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

import data_report_tables as tables
from data_report import COMMAND, DATA, MAP, PAGE, drawn_hash, page_text, readme_rows, section
from PIL import Image

import corridors as co
from corridors.analysis.published import Agreement, Held, held_against
from corridors.analysis.sourcing import Share, Sourcing
from corridors.model.published import PublishedRoute

README = (DATA / "README.md").read_text(encoding="utf-8")
ROW = PublishedRoute("p1", "ge-tbilisi", "ge-poti", "rail | ship", modes=("rail",),
                     distance_km=310, days=(1, 40), cost_usd_per_teu=500)


@cache
def network() -> co.Network:
    return co.load()


def held(*rows: PublishedRoute) -> tuple[Held, ...]:
    return held_against(network(), rows)


def cells(text: str, row: int = 2) -> list[str]:
    return [cell.strip() for cell in re.split(r"(?<!\\)\|", text.splitlines()[row])[1:-1]]


def test_the_page_is_up_to_date() -> None:
    assert PAGE.read_text(encoding="utf-8") == page_text(network(), README), f"run {COMMAND}"


def test_the_map_shows_the_network_as_it_is() -> None:
    with Image.open(MAP) as picture:
        assert picture.info["Description"] == drawn_hash(network()), f"run {COMMAND}"


def test_the_page_holds_what_it_must() -> None:
    text = PAGE.read_text(encoding="utf-8")
    for heading in ("Tables", "Links by status", "Sources", "What lengths rest on",
                    "Published routes beside ours", "Links and the straight line",
                    "Known weaknesses"):
        assert f"\n## {heading}\n" in text
    assert f"Dated events: **{len(network().events)}**" in text
    assert len(network().events) >= 120
    assert f"Claims: **{len(network().claims)}**" in text
    assert "Rows of any table that name no source: **0**." in text
    assert "no reason given" not in text
    assert "no route" not in text
    assert "(images/network-status.png)" in text


def test_sections_and_rows_of_the_readme_are_found() -> None:
    text = "# A\n\n## Warnings\n\nSome.\n\n| code | about | why |\n|---|---|---|\n| N1 | a | b |" \
           "\n\n## C\n\n| N2 | x | y |\n"
    assert section(text, "## C") == "| N2 | x | y |"
    assert list(readme_rows(text, "## Warnings")) == [["N1", "a", "b"]]


def test_a_published_route_stands_beside_ours() -> None:
    row = cells(tables.lengths_table(held(ROW), network()))
    assert row[:4] == ["p1", "Tbilisi – Poti", "rail \\| ship", ""]
    assert row[4] == "310"
    assert float(row[5]) > 300
    assert re.fullmatch(r"[+−]\d\.\d %|0\.0 %", row[6])
    assert tables.lengths_table(held(PublishedRoute("p", "ge-poti", "ge-tbilisi", days=(1, 2))),
                                network()).count("\n") == 1


def test_days_and_costs_are_told_with_their_range() -> None:
    row = cells(tables.days_table(held(ROW), network()))
    assert row[4] == "1–40"
    assert re.fullmatch(r"[\d.]+–[\d.]+", row[6])
    assert row[7] in ("yes", "no")
    money = cells(tables.costs_table(held(ROW), network()))
    assert money[4] == "500"
    assert re.fullmatch(r"[\d,]+–[\d,]+", money[6])


def test_where_there_is_no_route_the_table_says_so() -> None:
    nowhere = held(PublishedRoute("p1", "ge-tbilisi", "in-mumbai", modes=("road",),
                                  avoid=("country:IR",), distance_km=1, days=(3, 3),
                                  cost_usd_per_teu=1))
    assert cells(tables.lengths_table(nowhere, network()))[5:] == ["no route", ""]
    assert cells(tables.days_table(nowhere, network()))[4:] == ["3", "", "no route", "no"]
    assert tables.costs_table(nowhere, network()).count("\n") == 1


def test_why_a_length_is_left_out_is_told() -> None:
    row = PublishedRoute("p1", "ge-tbilisi", "ge-poti", modes=("rail",), distance_km=1000,
                         comparable=False, comparable_note="a headline")
    assert cells(tables.left_out_table(held(row), network()))[3:5] == ["a headline", "1,000"]


def test_the_sentence_about_agreement() -> None:
    said = tables.lengths_told(Agreement(18, 2.44, ("p003",), (), 4, 3))
    assert "Median absolute difference: **2.4 %**" in said
    assert "More than 8 %: p003; without a written reason: none." in said
    assert "3 of 4 published ranges overlap ours (**75 %**)" in said
    assert "not known" in tables.lengths_told(Agreement(0, None, (), (), 0, 0))


def test_shares_sources_statuses_and_detours() -> None:
    share = Share("west", Counter(cited=3, general_knowledge=1))
    sourcing = Sourcing(share, (share,), Counter(press=2), ())
    assert cells(tables.shares_table(sourcing)) == ["west", "4", "75", "0", "0", "25", "0", "75"]
    assert cells(tables.sources_table(sourcing, network()))[:2] == ["press", "2"]
    assert "operational" in tables.statuses_table(network())
    assert "**no reason given**" in tables.detours_table(network(), {})
    assert cells(tables.counts_table([("a.csv", "a thing", 1200)])) == ["`a.csv`", "a thing",
                                                                        "1,200"]
