"""The schema tables that come with the data, and what a broken one gets."""

from __future__ import annotations

from pathlib import Path

import pytest

from corridors.errors import TableError
from corridors.io.header import fold
from corridors.io.schema import COLUMNS, TYPES, read_schema, read_schemas

FOLDER = Path(__file__).parents[2] / "data" / "schema"
TABLES = ["border", "border_charge", "claim", "demand", "drawn", "event", "gauge_change",
          "geometry", "investment", "link", "link_status", "node", "place_alias", "place_group",
          "population", "published_route", "season", "source", "terminal"]
ROW = "km,number,km,yes,,0,10,,,,length,Length.\n"


def test_every_table_has_a_schema_with_a_key() -> None:
    schemas = read_schemas(FOLDER)
    assert list(schemas) == TABLES
    for schema in schemas.values():
        assert schema.key
        assert all(attribute.description.endswith(".") for attribute in schema.attributes)


def test_names_stay_apart_after_folding() -> None:
    for schema in read_schemas(FOLDER).values():
        assert len({fold(name) for name in schema.names}) == len(schema.names)


def test_limits_and_lists_make_sense() -> None:
    for schema in read_schemas(FOLDER).values():
        for attribute in schema.attributes:
            assert bool(attribute.values) == (attribute.type in ("choice", "choices"))
            limits = [attribute.minimum, attribute.warn_minimum, attribute.warn_maximum,
                      attribute.maximum]
            given = [limit for limit in limits if limit is not None]
            assert given == sorted(given)
            if attribute.filled:
                assert attribute.blank in (None, "", ())


def test_what_an_attribute_says() -> None:
    link = {attribute.name: attribute for attribute in read_schema(FOLDER / "link.csv").attributes}
    assert link["mode"].gmns == "allowed_uses"
    assert link["length_km"].gmns == "length"
    assert link["directed"].blank is False
    assert link["length_km"].filled
    assert not link["speed_kmh"].needed
    alias = read_schema(FOLDER / "place_alias.csv")
    assert alias.key == ("node_id", "alias", "language")


@pytest.mark.parametrize(("row", "sentence"), [
    ("km,length,km,yes,,,,,,,,Length.\n", '"length" is not a type; use one of text, id'),
    ("km,number,km,maybe,,,,,,,,Length.\n", '"maybe" is not one of key, key-or-blank'),
    ("km,number,km,yes,,zero,,,,,,Length.\n", "could not convert string to float: 'zero'"),
    ("km,boolean,,no,flase,,,,,,,Length.\n", '"flase" is no default for an attribute of type'),
    ("km,number\n", "2 cells where 12 belong")])
def test_a_broken_schema_is_named_by_its_row(row: str, sentence: str, tmp_path: Path) -> None:
    path = tmp_path / "link.csv"
    path.write_text(",".join(COLUMNS) + "\n" + ROW + row)
    with pytest.raises(TableError) as caught:
        read_schema(path)
    assert str(caught.value).startswith("schema/link.csv, row 3: ")
    assert sentence in str(caught.value)
    assert str(caught.value).endswith("Restore the file as it came with corridors. [T00]")


@pytest.mark.parametrize("text", [None, "", "a,b\n", "\xff"])
def test_a_schema_that_is_none_is_refused(text: str | None, tmp_path: Path) -> None:
    path = tmp_path / "link.csv"
    if text is not None:
        path.write_bytes(text.encode("latin-1"))
    with pytest.raises(TableError, match=r"schema/link.csv, row 1: .* \[T00\]"):
        read_schema(path)


def test_defaults_are_typed(tmp_path: Path) -> None:
    path = tmp_path / "link.csv"
    defaults = {"text": "x", "integer": "2", "number": "2.5", "boolean": "true", "date": "2026",
                "choice": "a"}
    path.write_text(",".join(COLUMNS) + "\n" + "".join(
        f"{kind},{kind},,no,{defaults.get(kind, '')},,,,,,,X.\n" for kind in TYPES))
    blanks = {attribute.name: attribute.blank for attribute in read_schema(path).attributes}
    assert blanks == {"text": "x", "id": "", "ids": (), "number": 2.5, "integer": 2,
                      "boolean": True, "date": "2026", "choice": "a", "choices": (),
                      "gauges": (), "month_day": None, "wkt": ""}
