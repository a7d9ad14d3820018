"""What lengths rest on, for each corridor, and which rows name no source."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from toys import REFERENCE, costs, node, rail

from corridors.analysis.sourcing import sourcing_of
from corridors.cli import main
from corridors.io.data_folder import load
from corridors.model.network import Network
from corridors.model.sourcing import BASES, basis_of_keys
from corridors.model.tables import Tables
from corridors.reports.sourcing import COLUMNS, sourcing_json, sourcing_text

KINDS = {"osjd": "agency", "memory": "general_knowledge", "searoute": "computed"}
FOLDER = {
    "datapackage.json": '{"title": "T", "reference_date": "2026-11-01"}',
    "node.csv": "node_id,name,country,lon,lat\na,A,AZ,49,40\nb,B,AZ,49,41\nc,C,AZ,49,42\n",
    "link.csv": "link_id,from_node_id,to_node_id,mode,length_km,status,corridors,source\n"
                "ab,a,b,road,120,operational,west,memory\n"
                "bc,b,c,road,120,operational,west;east,osjd\n"
                "ac,a,c,road,240,operational,,\n",
    "source.csv": "source_key,title,kind\nosjd,Bulletin,agency\n"
                  "memory,Memory,general_knowledge\n",
    "claim.csv": "claim_id,subject_kind,subject_id,attribute,value,unit,source,working\n"
                 "c1,link,ab,length_km,120,km,osjd,true\n"
                 "c2,link,bc,length_km,125,km,memory,false\n",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in FOLDER.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(("keys", "basis"), [
    (["memory"], "general_knowledge"), (["searoute"], "computed"), (["osjd"], "cited"),
    (["memory", "searoute"], "confirmed"), (["memory", "searoute", "osjd"], "cited"),
    ([], "none"), (["unheard-of"], "none"), (["unheard-of", "memory"], "general_knowledge")])
def test_what_a_length_rests_on(keys: list[str], basis: str) -> None:
    assert basis_of_keys(keys, KINDS) == basis


def test_the_working_claim_says_what_a_length_rests_on_else_the_link(folder: Path) -> None:
    network = load(folder)
    assert network.link("ab").length_basis == "cited"
    assert network.link("bc").length_basis == "cited"
    assert network.link("ac").length_basis == "none"


def test_shares_are_counted_for_each_corridor(folder: Path) -> None:
    sourcing = sourcing_of(load(folder))
    assert [(share.corridor, share.links) for share in sourcing.corridors] == [
        ("east", {"cited": 1}), ("west", {"cited": 2})]
    assert sourcing.whole.percent("none") == pytest.approx(100 / 3)
    assert sourcing.whole.backed_percent == pytest.approx(200 / 3)


def test_rows_without_a_source_are_named(folder: Path) -> None:
    unsourced = sourcing_of(load(folder)).unsourced
    assert ("link.csv", "ac") in unsourced
    assert {table for table, _ in unsourced} == {"link.csv", "node.csv"}


def test_a_network_without_anything_has_no_shares() -> None:
    nodes = [node("az-a", 49, 40), node("az-b", 49, 41)]
    network = Network.build(Tables(nodes, [], title="T", reference_date=REFERENCE))
    assert sourcing_of(network).whole.backed_percent == 0
    assert "Sources: none." in sourcing_text(sourcing_of(network))


def test_many_rows_without_a_source_are_counted() -> None:
    nodes = [node(f"az-n{number}", 49, 30 + number / 10) for number in range(30)]
    links = [rail(nodes[0].node_id, nodes[1].node_id, 12)]
    network = Network.build(Tables(nodes, links, title="T", reference_date=REFERENCE,
                                   costs=replace(costs(), rates=())))
    assert sourcing_text(sourcing_of(network)).endswith("  and 11 more\n")


def test_text_and_object_say_the_same(folder: Path) -> None:
    sourcing = sourcing_of(load(folder))
    assert set(COLUMNS) == set(BASES)
    made = sourcing_json(sourcing)
    assert made["links"] == {"count": 3, "backed_percent": 66.7, "cited": 2, "computed": 0,
                             "confirmed": 0, "general_knowledge": 0, "none": 1}
    assert [row["corridor"] for row in made["corridors"]] == ["east", "west"]
    line = next(line for line in sourcing_text(sourcing).splitlines() if line.startswith("west"))
    assert line.split() == ["west", "2", "100", "0", "0", "0", "0"]


def test_the_command_line_tells_it_for_any_folder(
        folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--sources", str(folder), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["links"]["count"] == 3
    assert main(["check", "--sources"]) == 0
    assert "instc-west" in capsys.readouterr().out
    assert main(["check", "--sources", str(folder / "nothing")]) == 1
    assert "is not a folder" in capsys.readouterr().err
    assert main(["check", "--json"]) == 2
    assert capsys.readouterr().err == "--json goes with --sources. Add --sources. [U02]\n"


def test_a_notebook_shows_a_table(folder: Path) -> None:
    shown = sourcing_of(load(folder))._repr_html_()
    assert "all links" in shown
    assert "general knowledge" in shown
