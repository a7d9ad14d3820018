"""Commands about many places as a script sees them: matrix, reach and access."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from corridors.cli import main
from corridors.commands.arguments import read_arguments

REACH = ["reach", "Tbilisi", "--within", "300km", "--bands", "100km,200km", "--modes", "rail"]


def out(capsys: pytest.CaptureFixture[str], *words: str, code: int = 0) -> str:
    assert main(list(words)) == code
    captured = capsys.readouterr()
    return captured.out if code == 0 else captured.err


def table_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_a_matrix_is_a_grid_where_there_is_room(capsys: pytest.CaptureFixture[str]) -> None:
    said = out(capsys, "matrix", "Baku", "Poti", "Kabul", "--modes", "rail")
    lines = said.splitlines()
    assert lines[0] == "3 x 3 places, shortest, km, rail only, on 2026-11-01"
    assert lines[1].split() == ["Baku", "Poti", "Kabul"]
    assert lines[2].split()[:3] == ["Baku", "same", "place"]
    assert lines[-1].startswith("No route in 4 cells of 9;")
    assert max(map(len, lines)) <= 100


def test_a_wide_matrix_and_totals_are_a_line_for_each_pair(capsys: pytest.CaptureFixture[str]
                                                          ) -> None:
    said = out(capsys, "matrix", "--from", "Tbilisi", "--to", "group:caspian-ports")
    assert len(said.splitlines()) >= 14
    assert any(line.startswith("Tbilisi – Alat port") and line.endswith(" km")
               for line in said.splitlines())
    totals = out(capsys, "matrix", "Baku", "--to", "Poti", "--totals")
    assert "USD" in totals.splitlines()[1]
    assert "kg CO2/TEU" in totals.splitlines()[1]


def test_a_matrix_as_json_says_states_and_gives_no_number_without_a_route(
        capsys: pytest.CaptureFixture[str]) -> None:
    words = ("matrix", "Baku", "Kabul", "--modes", "rail", "--json")
    made = json.loads(out(capsys, *words))
    assert made["rows"][0] == [{"state": "same_place", "distance_km": 0.0},
                               {"state": "no_route", "distance_km": None}]
    assert (made["on"], made["by"], made["unreached"]) == ("2026-11-01", "distance", 2)
    assert made["stamp"]["corridors"]
    whole = json.loads(out(capsys, "matrix", "Baku", "--to", "Poti", "--totals", "--json"))
    (cell,) = whole["rows"][0]
    (route,) = json.loads(out(capsys, "route", "Baku", "Poti", "--json"))["routes"]
    for key in ("distance_km", "time_h", "cost_usd_per_teu", "co2_kg_per_teu"):
        assert cell[key] == route[key]
    assert cell["time_h_range"] == route["time_h_range"]


def test_a_matrix_as_a_table_has_empty_cells_and_a_status(
        tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    places = tmp_path / "mine.csv"
    places.write_text("place,weight\nBaku,3\nKabul,1\n", encoding="utf-8")
    path = tmp_path / "matrix.csv"
    assert main(["matrix", str(places), "--modes", "rail", "--csv", str(path)]) == 0
    assert capsys.readouterr().out == ""
    rows = table_of(path)
    assert [(row["origin"], row["status"], row["distance_km"]) for row in rows] == [
        ("az-baku", "same place", "0.0"), ("az-baku", "no route", ""),
        ("af-kabul", "no route", ""), ("af-kabul", "same place", "0.0")]


def test_a_table_that_cannot_be_written_is_refused_before_any_work(
        tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = str(tmp_path / "none" / "matrix.csv")
    assert "cannot be written" in out(capsys, "matrix", "Nowhere", "--csv", path, code=1)
    assert "cannot be written" in out(capsys, *REACH, "--csv", path, code=1)


def test_what_is_reached_is_told_by_band(capsys: pytest.CaptureFixture[str]) -> None:
    said = out(capsys, *REACH)
    lines = said.splitlines()
    assert lines[0] == "From Tbilisi, shortest, km, rail only, on 2026-11-01"
    assert [line.partition(":")[0] for line in lines if line.startswith("Within")] == [
        "Within 100 km", "Within 200 km", "Within 300 km"]
    assert "people in" in lines[1]
    assert max(map(len, lines)) <= 100
    assert "without a figure of people" in said
    assert lines[-1] == "People: GeoNames, CC BY 4.0."


def test_weights_of_ones_own_are_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "depots.csv"
    path.write_text("place,weight\nTbilisi,5\nBaku,7\n", encoding="utf-8")
    assert "weight 5 of 12" in out(capsys, *REACH, "--weights", str(path))
    made = json.loads(out(capsys, *REACH, "--weights", str(path), "--json"))
    assert [band["weight"] for band in made["bands"]] == [5, 5, 5]
    assert made["people_from"] == ["GeoNames, CC BY 4.0"]


def test_what_is_reached_as_json_holds_places_and_stretches(
        capsys: pytest.CaptureFixture[str]) -> None:
    made = json.loads(out(capsys, *REACH, "--json", "--access"))
    assert (made["by"], made["within"], made["direction"]) == ("distance", 300.0, "from")
    assert [band["within"] for band in made["bands"]] == [100.0, 200.0, 300.0]
    assert made["places"][0]["id"] == "ge-tbilisi"
    assert made["places"][0]["people"] > 1_000_000
    assert all(0 <= link["start"] < link["end"] <= 1 for link in made["links"])
    assert [target["to"] for target in made["access"]["targets"]] == [
        "type:port", "group:baltic-ports", "group:gulf-ports"]
    inward = json.loads(out(capsys, *REACH, "--json", "--to"))
    assert inward["direction"] == "into"


def test_what_is_reached_as_geojson_and_as_a_table(
        tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    made = json.loads(out(capsys, *REACH, "--geojson"))
    kinds = [feature["properties"]["kind"] for feature in made["features"]]
    assert set(kinds) == {"area", "link", "place"}
    assert kinds.count("area") == 3
    assert "schematic" in made["features"][0]["properties"]["rule"]
    path = tmp_path / "reach.csv"
    assert main([*REACH, "--csv", str(path)]) == 0
    rows = table_of(path)
    assert (rows[0]["node_id"], rows[0]["distance_km"], rows[0]["within"]) == (
        "ge-tbilisi", "0.0", "100.0")
    assert {row["within"] for row in rows} == {"100.0", "200.0", "300.0"}


def test_access_tells_means_and_the_nearest(tmp_path: Path, capsys: pytest.CaptureFixture[str]
                                            ) -> None:
    said = out(capsys, "access", "Tbilisi", "Yerevan", "--to", "Poti", "--within", "60h")
    assert "To Poti (Georgia): " in said
    assert "within 60 h" in said
    assert "Yerevan (Armenia): Poti (Georgia), " in said
    made = json.loads(out(capsys, "access", "country:AM", "--to", "group:black-sea-ports",
                          "--json"))
    (target,) = made["targets"]
    assert target["mean_time_h"] > 0
    assert made["weight"] == target["weight_reached"] + target["weight_cut_off"]
    assert made["without_weight"]
    path = tmp_path / "access.csv"
    assert main(["access", "country:AM", "--to", "Poti", "--csv", str(path)]) == 0
    rows = table_of(path)
    assert {row["status"] for row in rows} == {"route", "no route"}
    assert all((row["time_h"] == "") == (row["status"] == "no route") for row in rows)


@pytest.mark.parametrize(("words", "code", "said"), [
    (["reach", "Tbilisi", "--within", "5parsec"], 2, '"parsec" is not a unit of a budget'),
    (["reach", "Tbilisi", "--within", "5kms"], 2, 'Did you mean "km"?'),
    (["reach", "Tbilisi", "--within=-5h"], 2, "is below 0. Give 0 to"),
    (["reach", "Tbilisi"], 2, "it is not said how far"),
    (["reach", "Tbilisi", "--within", "5h", "--by", "cost"], 2, "Leave --by out"),
    (["reach", "Tbilisi", "--within", "5h", "--via", "Baku"], 2, "or ask for a matrix"),
    (["reach", "Tbilisi", "--within", "5h", "--per", "tonne"], 2, "told per TEU"),
    (["reach", "Tbilsii", "--within", "5h"], 1, "Did you mean Tbilisi"),
    (["reach", "Tbilisi", "--within", "5h", "--engine", "heapqq"], 2, 'Did you mean "heapq"'),
    (["matrix"], 2, "no place is given"),
    (["matrix", "Baku", "--from", "Poti", "--to", "Batumi"], 2, "as well as --from and --to"),
    (["matrix", "type:prot"], 2, 'There is no type "prot". Did you mean "port"?'),
    (["matrix", "group:baltic"], 2, 'Did you mean "baltic-ports"?'),
    (["matrix", "country:XX"], 2, 'There is no country "XX"'),
    (["matrix", "Baku", "-k", "3"], 2, "a cell of a matrix holds one route"),
    (["matrix", "Baku", "--tottals"], 2, 'Did you mean "--totals"'),
    (["matrix", "missing.csv"], 1, "missing.csv"),
    (["access", "af-kabul", "--to", "group:balt"], 2, 'There is no group "balt"'),
    (["access", "Baku", "--within", "5h", "--by", "cost"], 2, "5 h is not counted by cost"),
    (["access", "sea-suez"], 1, "no place has a weight"),
    (["map", "reach", "Tbilisi", "Baku", "--within", "5h", "--out", "x.png"], 2,
     "is not an option"),
    (["map", "reach", "--within", "5h", "--out", "x.png"], 2, "required: PLACE")])
def test_what_is_wrong_is_said_with_what_would_work(
        words: list[str], code: int, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
        capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(tmp_path)
    assert said in out(capsys, *words, code=code)
    assert list(tmp_path.iterdir()) == []


def test_a_command_has_its_options_whatever_stands_before_it() -> None:
    for words in (["matrix", "Baku", "--totals"], ["reach", "Baku", "--within", "5h"],
                  ["access", "--to", "Baku", "--json"]):
        assert read_arguments(words).command == words[0]
    # A place may bear the name of a command.
    assert read_arguments(["route", "matrix", "reach"]).destination == "reach"


def test_a_map_of_what_is_reached(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "reach.svg"
    assert main(["map", "reach", "Tbilisi", "--within", "200km", "--bands", "100km", "--modes",
                 "rail",
                 "--out", str(path)]) == 0
    assert "at most 200 km from Tbilisi" in path.read_text(encoding="utf-8")
    assert capsys.readouterr().err == f"Map: {path}\n"


def test_a_band_says_what_it_holds_and_what_it_adds(capsys: pytest.CaptureFixture[str]) -> None:
    said = out(capsys, "reach", "Baku", "--within", "4d", "--bands", "1d", "--modes", "rail",
               "--terminal-to-terminal")
    heads = [line for line in said.splitlines() if line.startswith("Within")]
    added = [int(word) for word in heads[1].replace(";", "").split() if word.isdigit()]
    rows = [line for line in said.splitlines() if line.startswith("  ")]
    first = int(heads[0].split()[3])
    assert "of them beyond 24 h" in " ".join(said.split())
    assert added[1] == len(rows)  # 96, then all that lies within it
    assert f"{len(rows) - first} of them beyond 24 h:" in " ".join(said.split())
    none = out(capsys, "reach", "Baku", "--within", "4d", "--bands", "1d", "--modes", "rail")
    assert "; none of them beyond 24 h\n" in none


def test_access_of_one_place_is_no_mean(capsys: pytest.CaptureFixture[str]) -> None:
    said = out(capsys, "access", "Baku", "--to", "group:gulf-ports")
    assert said.splitlines()[0] == "Baku (Azerbaijan), fastest, h, on 2026-11-01"
    assert "on average" not in said
    assert "(group:gulf-ports): 4.3 days, Khorramshahr (Iran)" in said


@pytest.mark.parametrize("words", [("--within", "-3h"), ("--within=-3h",),
                                   ("--within", "3h", "--bands", "-1h,2h")])
def test_a_budget_below_nothing_is_one(capsys: pytest.CaptureFixture[str],
                                       words: tuple[str, ...]) -> None:
    assert "is below 0. Give 0 to" in out(capsys, "reach", "Baku", *words, code=2)


@pytest.mark.parametrize(("word", "said"), [
    ("country:IX", '"IR" (Iran)'), ("country:Irann", '"IR" (Iran)'), ("country:XX", "AM, ")])
def test_the_nearest_country_is_told(capsys: pytest.CaptureFixture[str], word: str,
                                     said: str) -> None:
    assert said in out(capsys, "route", "Baku", "Poti", "--avoid", word, code=2)
    assert said in out(capsys, "matrix", word, "Baku", code=2)
