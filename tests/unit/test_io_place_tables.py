"""Tables about places are read when they are asked for, and a list of one's own is read at once."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import corridors as co
from corridors.errors import PlaceError, QueryError, TableError
from corridors.io.check import check
from corridors.io.place_lists import read_place_list, with_lists
from corridors.io.read_later import ReadLater
from corridors.model.place_groups import places_of

DATA = Path(__file__).parents[2] / "data"


def folder(tmp_path: Path, **tables: str) -> Path:
    (tmp_path / "node.csv").write_text("node_id,name,country,lon,lat,node_type\n"
                                       "az-one,One,AZ,49,40,port\naz-two,Two,AZ,50,41,city\n")
    (tmp_path / "link.csv").write_text(
        "link_id,from_node_id,to_node_id,mode,length_km,status,corridors\n"
        "az-one-az-two-road,az-one,az-two,road,200,operational,north\n")
    shutil.copy(DATA / "datapackage.json", tmp_path)
    for name, text in tables.items():
        (tmp_path / f"{name}.csv").write_text(text)
    return tmp_path


def test_a_folder_without_these_tables_has_no_groups(tmp_path: Path) -> None:
    network = co.load(folder(tmp_path))
    assert (dict(network.population), dict(network.groups)) == ({}, {})
    with pytest.raises(QueryError, match=r'There is no group "ports"'):
        places_of(network, ["group:ports"])


def test_groups_come_in_the_order_they_are_asked_for_each_place_once(tmp_path: Path) -> None:
    network = co.load(folder(tmp_path, place_group="group,node_id\nall,az-two\nall,az-one\n",
                             population="node_id,population\naz-two,50\n"))
    assert network.population["az-two"].people == 50
    for asked, found in ((["group:all"], "az-one az-two"), (["Two", "group:all"], "az-two az-one"),
                         (["type:port"], "az-one"), (["corridor:north"], "az-one az-two"),
                         (["country:AZ", "node:az-one"], "az-one az-two")):
        assert [node.node_id for node in places_of(network, asked)] == found.split()


def test_what_is_wrong_is_told_when_it_is_asked_for_and_by_a_check(tmp_path: Path) -> None:
    place = folder(tmp_path, place_group="group,node_id\nall,az-tow\n",
                   population="node_id,population\naz-two,many\n")
    network = co.load(place)
    for table, said in ((network.groups, r"place_group.csv, row 2, column node_id: There is no "
                                         r'node "az-tow". Did you mean "az-two"'),
                        (network.population, r"population.csv, row 2, column population")):
        with pytest.raises(TableError, match=said):
            len(table)
    problems, _ = check(place)
    assert sorted({problem.file for problem in problems}) == ["place_group.csv", "population.csv"]


def test_a_table_is_read_once() -> None:
    calls: list[int] = []

    def read() -> dict[str, int]:
        calls.append(1)
        return {"a": 1}

    later = ReadLater(read)
    assert calls == []
    assert (list(later), later["a"], "b" in later, len(calls)) == (["a"], 1, False, 1)


def test_all_places_that_are_wrong_are_told_at_once() -> None:
    network = co.load()
    with pytest.raises(QueryError, match=r'key to: There is no type "prot"(.|\n)*"Nowhere"'):
        places_of(network, ["type:prot", "Nowhere"], column="to")
    with pytest.raises(PlaceError, match='"Nowhere"'):
        places_of(network, ["Nowhere"])
    with pytest.raises(QueryError, match="no place is given"):
        places_of(network, [])


def test_a_list_of_places_with_weights(tmp_path: Path) -> None:
    path = tmp_path / "mine.CSV"
    path.write_text("place,weight\nBaku,5\nPoti,\n")
    assert with_lists(["Tbilisi", str(path)]) == {"Tbilisi": None, "Baku": 5.0, "Poti": None}


@pytest.mark.parametrize(("text", "said"), [
    ("place,weight\nBaku,-1\n", "row 2, column weight"), ("town,weight\nBaku,1\n", "column place"),
    ("place\n", "column names and no rows"), ("place,weight\nBaku,1\nBaku,2\n", "already used")])
def test_a_list_that_is_wrong_is_refused(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "mine.csv").write_text(text)
    with pytest.raises(TableError, match=said):
        read_place_list(tmp_path / "mine.csv")
