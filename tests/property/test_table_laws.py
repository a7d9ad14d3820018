"""Laws of reading and writing tables."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corridors.errors import Problem
from corridors.io.columns import read_column
from corridors.io.defuse import defuse, restore
from corridors.io.findings import Findings
from corridors.io.cells import read_cell
from corridors.io.save import csv_text, write_csv
from corridors.io.schema import Attribute, TableSchema, read_schemas
from corridors.io.tables import read_table

SCHEMAS = read_schemas(Path(__file__).parents[2] / "data" / "schema")
NOTES = TableSchema("note", (Attribute("note_id", "id", "key"), Attribute("one", "text"),
                             Attribute("two", "text")))
TRIGGERS = tuple("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")

hostile = st.one_of(
    st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\x00"), max_size=12),
    st.text("='+-@\t\r\n\",; 5\uff1d\uff20'", max_size=8),
    st.sampled_from(["=SUM(A1)", "-Tbilisi", "@port", "+994", "'=x", "''=x", "-5", "- 5", "'",
                     '"', "a\rb", "a\r\nb", "\n", " edge ", "\ufeff", "\x85", "\u2028", "sep=;"]))

pieces = st.one_of(
    st.sampled_from(["", "12", "-3.5", "1e5", "1520", "1435;1520", "1435;1435", "true", "TRUE",
                     "a-b", "a;b", "a;a", "a; b", "1E5", "2024", "2024-02", "2024-02-30",
                     "2024-02-29", "1404", "rail", "Rail", "n/a", "#REF!", "2,5", "1,250", "nan",
                     "LINESTRING (1 2, 3 4)", "LINESTRING (179.5 89.9, -180 -90)",
                     "LINESTRING (1 2, 3 99)", "LINESTRING (1 2)", "G?nc?", "GÉ™ncÉ™", " ",
                     "۱۲", "-0", "007", "1.", ".", "-", "99999999", "'=x", "²", "1²"]),
    st.text(max_size=6), st.integers(-10**6, 10**6).map(str), st.from_regex(r"[0-9.;-]{1,8}"))


@settings(max_examples=300, deadline=None)
@given(hostile)
def test_a_cell_that_was_made_harmless_reads_as_it_was(cell: str) -> None:
    assert restore(defuse(cell)) == cell


@settings(max_examples=300, deadline=None)
@given(hostile)
def test_no_cell_starts_a_formula(cell: str) -> None:
    written = defuse(cell)
    assert not written.startswith(TRIGGERS) or written == cell == str(cell).strip() \
        and float(cell) < 0 or cell in ("-0", "-0.0")


@settings(max_examples=300, deadline=None,
          suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(st.tuples(hostile, hostile), max_size=6))
def test_write_read_write_is_the_same(rows: list[tuple[str, str]], tmp_path: Path) -> None:
    header = NOTES.names
    given_rows = [(f"n{i}", *row) for i, row in enumerate(rows)]
    path = tmp_path / "note.csv"
    write_csv(path, header, given_rows)
    first = path.read_bytes()
    problems: list[Problem] = []
    table = read_table(path, NOTES, problems, [])
    read = list(zip(*(table.columns[name] for name in header), strict=True))
    expected = [row for row in given_rows if not _refused(row)]
    if not any(_refused(row) for row in given_rows):
        assert not problems
        assert read == expected
        write_csv(path, header, read)
        assert path.read_bytes() == first


def _refused(row: tuple[str, ...]) -> bool:
    return any("#" in cell for cell in row)


@settings(max_examples=600, deadline=None)
@given(kind=st.sampled_from(["text", "id", "ids", "number", "integer", "boolean", "date",
                             "choice", "choices", "gauges", "wkt"]),
       cells=st.lists(pieces, min_size=1, max_size=4),
       required=st.sampled_from(["yes", "no"]), limited=st.booleans())
def test_the_quick_way_and_the_careful_way_agree(kind: str, cells: list[str], required: str,
                                                 limited: bool) -> None:
    blank: Any = {"text": "", "id": "", "choice": "", "wkt": "", "ids": (), "choices": (),
                  "gauges": ()}.get(kind)
    limits = (-100.0, 3000.0, None, 2500.0) if limited else (None, None, None, None)
    attribute = Attribute("x", kind, required, "km", blank, *limits,
                          values=("rail", "a", "b") if kind.startswith("choice") else ())
    problems: list[Problem] = []
    notes: list[Problem] = []
    found = Findings("x.csv", problems, notes)
    values = read_column(cells, range(2, len(cells) + 2), attribute, found)
    found.close()
    careful = [read_cell(cell, attribute) for cell in cells]
    assert values == [reading.value for reading in careful]
    assert [type(value) for value in values] == [type(reading.value) for reading in careful]
    refusals = {finding.code for reading in careful for finding in reading.findings}
    assert {problem.code for problem in (*problems, *notes)} == refusals


@pytest.mark.parametrize("seed", range(300))
def test_any_bytes_are_read_or_refused(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)
    table = chance.choice(["node", "link", "geometry", "link_status"])
    data = bytearray(_plausible(table))
    for _ in range(chance.randint(1, 12)):
        place = chance.randrange(len(data))
        action = chance.randrange(4)
        if action == 0:
            data[place] = chance.randrange(256)
        elif action == 1:
            data[place:place] = bytes(chance.choice([b'"', b",", b"\n", b"\r", b"\x00", b";",
                                                     b"\xff", b"'", b"-", b"9", b"\t", "ə".encode()]))
        elif action == 2:
            del data[place:place + chance.randint(1, 30)]
        else:
            data[place:place] = data[place // 2:place // 2 + chance.randint(1, 60)]
    path = tmp_path / f"{table}.csv"
    path.write_bytes(bytes(data))
    problems: list[Problem] = []
    notes: list[Problem] = []
    read = read_table(path, SCHEMAS[table], problems, notes)
    assert {len(column) for column in read.columns.values()} == {len(read.rows)}
    assert all(str(problem).endswith("]") and "\n" not in str(problem)
               for problem in (*problems, *notes))


def _plausible(table: str) -> bytes:
    rows: dict[str, list[list[Any]]] = {
        "node": [["az-astara", "Астара, Astara", "AZ", 48.87, 38.44],
                 ["ir-rasht", "Rasht", "IR", 49.58, 37.28]],
        "link": [["a-b-rail", "a", "b", "rail", 162, "planned"],
                 ["a-c-road", "a", "c", "road", 12.5, "operational"]],
        "geometry": [["a-b-rail", "matched", "LINESTRING (48.87 38.44, 49.58 37.28)"]],
        "link_status": [["a-b-rail", "2026-02-28", "closed"], ["a-b-rail", "2026-06", "planned"]]}
    headers = {"node": ["node_id", "name", "country", "lon", "lat"],
               "link": ["link_id", "from_node_id", "to_node_id", "mode", "length_km", "status"],
               "geometry": ["link_id", "method", "wkt"],
               "link_status": ["link_id", "start", "status"]}
    return csv_text(headers[table], rows[table]).encode()
