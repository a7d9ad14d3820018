"""What a good table becomes, and the rules that no file can break by itself."""

from __future__ import annotations

import csv
import errno
import time
from pathlib import Path

import pytest

from corridors.errors import Problem
from corridors.io.findings import ROWS_TOLD, Findings, shown
from corridors.io.schema import Attribute, TableSchema, read_schemas
from corridors.io.tables import Table, read_table

SCHEMAS = read_schemas(Path(__file__).parents[2] / "data" / "schema")

LINKS = """\
link_id,from_node_id,to_node_id,directed,mode,length_km,gauge_mm,tracks,status,opens_expected,corridors,note,mine
a-b-rail,a,b,,rail,12.5,1435;1520,2,operational,,instc-west;aras,"A ""note"", long",x
a-c-road,a,c,true,road,8,,,planned,2028-03,,,
"""


def read(path: Path, table: str) -> tuple[Table, list[Problem], list[Problem]]:
    problems: list[Problem] = []
    notes: list[Problem] = []
    return read_table(path, SCHEMAS[table], problems, notes), problems, notes


def test_columns_are_typed_and_blanks_are_what_they_mean(tmp_path: Path) -> None:
    (tmp_path / "link.csv").write_text(LINKS)
    table, problems, notes = read(tmp_path / "link.csv", "link")
    assert not problems
    assert [note.code for note in notes] == ["W03"]
    assert len(table) == 2
    assert table.rows == [2, 3]
    assert table.file == "link.csv"
    assert table.extra == {"mine": ["x", ""]}
    assert set(table.columns) == set(SCHEMAS["link"].names)
    picked = {name: table.columns[name] for name in (
        "directed", "length_km", "gauge_mm", "tracks", "opens_expected", "corridors", "note",
        "speed_kmh", "source")}
    assert picked == {
        "directed": [False, True], "length_km": [12.5, 8.0], "gauge_mm": [(1435, 1520), ()],
        "tracks": [2, None], "opens_expected": [None, "2028-03"],
        "corridors": [("instc-west", "aras"), ()], "note": ['A "note", long', ""],
        "speed_kmh": [None, None], "source": [(), ()]}


def test_row_numbers_are_those_of_a_spreadsheet(tmp_path: Path) -> None:
    (tmp_path / "node.csv").write_text(
        'sep=,\nnode_id,name,country,lon,lat\na,"two\nlines",AZ,48,38\n\nb,B,IR,49,37\n')
    table, problems, _ = read(tmp_path / "node.csv", "node")
    assert not problems
    assert table.rows == [2, 4]


def test_cells_longer_than_the_csv_module_allows_are_read(tmp_path: Path) -> None:
    line = "LINESTRING (" + ", ".join(["49.5 37.25"] * 30_000) + ")"
    (tmp_path / "geometry.csv").write_text(f'link_id,method,wkt\na-b-rail,matched,"{line}"\n')
    limit = csv.field_size_limit()
    table, problems, _ = read(tmp_path / "geometry.csv", "geometry")
    assert not problems
    assert table.columns["wkt"] == [line]
    assert csv.field_size_limit() == limit


def test_names_of_ten_thousand_letters_and_other_odd_names_are_kept(tmp_path: Path) -> None:
    names = ["x" * 10_000, "<b>Poti</b>", "O'Hara & \"Sons\"", "Rates $5 to $6", "%s {x} |",
             "\u202eright to left", "e\u0301", "'quoted'", "Naxçıvan", "رشت", "Is it open?"]
    cells = ['"' + name.replace('"', '""') + '"' for name in names]
    (tmp_path / "node.csv").write_text("node_id,name,country,lon,lat\n" + "".join(
        f"n{i},{cell},AZ,48,38\n" for i, cell in enumerate(cells)), encoding="utf-8")
    table, problems, notes = read(tmp_path / "node.csv", "node")
    assert not problems
    assert not notes
    assert table.columns["name"] == names


@pytest.mark.parametrize("error", [PermissionError(errno.EACCES, "Permission denied"),
                                   OSError(errno.EIO, "Input/output error")])
def test_a_file_that_another_program_holds_is_refused(
        error: OSError, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "link.csv").write_text(LINKS)

    def fails(path: Path) -> bytes:
        raise error

    monkeypatch.setattr(Path, "read_bytes", fails)
    _, problems, _ = read(tmp_path / "link.csv", "link")
    assert [str(problem) for problem in problems] == [
        f"link.csv: the file cannot be opened ({error.strerror}). Close it in Excel or another "
        "program, and see that you may read it. [T04]"]


def test_a_folder_that_may_not_be_read_is_named(tmp_path: Path,
                                                monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(path: Path, **_: bool) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(Path, "stat", fails)
    _, problems, _ = read(tmp_path / "link.csv", "link")
    assert [problem.code for problem in problems] == ["T04"]
    assert "cannot be read" in problems[0].message


def test_a_missing_folder_is_told_as_a_missing_file(tmp_path: Path) -> None:
    _, problems, _ = read(tmp_path / "no" / "link.csv", "link")
    assert [(problem.code, problem.advice) for problem in problems] == [("T01", "Check the path.")]


def test_two_unnamed_columns_with_cells_are_kept_apart(tmp_path: Path) -> None:
    (tmp_path / "node.csv").write_text(
        "node_id,,name,,country,lon,lat,mine,mine\na,1,A,,AZ,48,38,x,y\n")
    table, problems, _ = read(tmp_path / "node.csv", "node")
    assert not problems
    assert table.extra == {"column 2": ["1"], "mine": ["x"], "mine 9": ["y"]}


def test_defaults_other_than_blank_fill_blank_cells(tmp_path: Path) -> None:
    schema = TableSchema("stop", (
        Attribute("stop_id", "id", "key"), Attribute("km", "number", blank=5.0),
        Attribute("kind", "choice", values=("a", "b"), blank="a"),
        Attribute("kinds", "choices", values=("a", "b"), blank=()),
        Attribute("word", "text", blank="none"), Attribute("n", "integer", blank=1)))
    (tmp_path / "stop.csv").write_text(
        "stop_id,km,kind,kinds,word,n\nx,,,a;b,,\ny,2,b,,w,3\n")
    problems: list[Problem] = []
    table = read_table(tmp_path / "stop.csv", schema, problems, [])
    assert not problems
    assert table.columns == {
        "stop_id": ["x", "y"], "km": [5.0, 2.0], "kind": ["a", "b"], "kinds": [("a", "b"), ()],
        "word": ["none", "w"], "n": [1, 3]}


def test_findings_come_by_row_and_are_counted_beyond_the_first() -> None:
    problems: list[Problem] = []
    notes: list[Problem] = []
    found = Findings("link.csv", problems, notes)
    for row in range(ROWS_TOLD + 3, 0, -1):
        found.add("W05", "unusual", row=row, column="km")
        found.add("M09", "spaces", row=row, column="km")
    found.add("T22", "blank", row=1)
    assert found.refused
    found.close()
    found.close()
    assert [problem.row for problem in problems] == [1]
    assert [note.row for note in notes[:ROWS_TOLD]] == list(range(4, ROWS_TOLD + 4))
    assert notes[-2].message == "3 more rows have the same fault"
    assert notes[-1].message == f"spaces (and {ROWS_TOLD + 2} more like it)"


def test_what_is_shown_is_short_and_visible() -> None:
    assert shown("a" * 100) == '"' + "a" * 57 + '..."'
    assert shown("\u202e\x07Баку") == '"\\u202e\\x07Баку"'


def test_a_network_of_the_bundled_size_is_read_in_no_time(tmp_path: Path) -> None:
    rows = "".join(f"az-place-{i}-ir-place-{i}-rail,az-place-{i},ir-place-{i},false,rail,track,"
                   f"{i}.5,1520,2,yes,,,operational,2026-03,,instc-west,a note of some length,"
                   f"source-{i},medium\n" for i in range(700))
    (tmp_path / "link.csv").write_text(",".join(SCHEMAS["link"].names) + "\n" + rows)
    best = 1.0
    for _ in range(5):
        start = time.perf_counter()
        table, problems, notes = read(tmp_path / "link.csv", "link")
        best = min(best, time.perf_counter() - start)
    assert not problems
    assert not notes
    assert len(table) == 700
    # Measured 4 ms; the bound only catches the quick way being lost.
    assert best < 0.05
