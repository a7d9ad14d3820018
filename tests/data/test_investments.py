"""What projects cost: every figure has a source that is there, and stands for links that are."""

from __future__ import annotations

import csv
import shutil
from functools import cache
from pathlib import Path

import pytest

import corridors as co
from corridors.errors import TableError

DATA = Path(__file__).parents[2] / "data"
NETWORK = DATA / "network"


@cache
def network() -> co.Network:
    return co.load()


def rows() -> list[dict[str, str]]:
    with (NETWORK / "investment.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_figure_has_a_source_a_year_and_a_confidence() -> None:
    known = {source.source_key for source in network().sources}
    found = rows()
    assert len(found) > 10
    for row in found:
        assert set(filter(None, row["source"].split(";"))) <= known, row
        assert bool(row["investment_musd"]) == bool(row["year"]), row
        # What rests on one source alone is never more than of low confidence.
        assert ";" in row["source"] or row["confidence"] == "low", row
        assert row["source"], row
        assert row["note"], row


def test_no_link_is_in_two_projects_and_all_carry_nothing_today() -> None:
    today = network().as_of()
    links = [link for project in network().investments.values() for link in project.link_ids]
    assert len(links) == len(set(links))
    assert not [link for link in links
                if today.carrying[network().links.index[link]]]
    rasht = network().investments["rasht-astara"]
    assert rasht.link_ids == ("ir-astara-ir-rasht-rail",)
    assert rasht.musd is not None
    assert 1600 <= rasht.musd.low <= rasht.musd.value <= rasht.musd.high <= 1800


def folder(place: Path, investment: str) -> Path:
    (place / "node.csv").write_text("node_id,name,country,lon,lat\naz-one,One,AZ,49,40\n"
                                    "az-two,Two,AZ,50,41\n")
    (place / "link.csv").write_text("link_id,from_node_id,to_node_id,mode,length_km,status\n"
                                    "az-one-az-two-road,az-one,az-two,road,200,planned\n")
    shutil.copy(DATA / "datapackage.json", place)
    (place / "investment.csv").write_text(investment)
    return place


@pytest.mark.parametrize(("row", "said"), [
    ("a,A,az-one-az-tow-road,5,,", r'There is no link "az-one-az-tow-road". Did you mean'),
    ("a,A,az-one-az-two-road,5,7,9", r"5 million USD is not between its lowest and highest"),
    ("a,A,az-one-az-two-road,,7,", r"a lowest or highest figure has none between")])
def test_what_is_wrong_in_the_table_is_told(tmp_path: Path, row: str, said: str) -> None:
    head = "project_id,title,link_ids,investment_musd,investment_musd_low,investment_musd_high"
    network = co.load(folder(tmp_path, f"{head}\n{row}\n"))
    with pytest.raises(TableError, match=said):
        len(network.investments)
    network = co.load(folder(tmp_path, f"{head}\na,A,az-one-az-two-road,5,,\n"))
    assert network.investments["a"].musd == co.Spread(5, 5, 5)
    assert len(co.load(folder(tmp_path, f"{head}\n")).investments) == 0
