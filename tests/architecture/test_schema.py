"""The schema tables can be read, and there is one for every table that ships."""

from __future__ import annotations

from pathlib import Path

import pytest

from corridors.io.schema import read_schemas

DATA = Path(__file__).parents[2] / "data"
TABLES = sorted([*(DATA / "network").glob("*.csv"), DATA / "geometry" / "geometry.csv"])


def test_every_attribute_is_described() -> None:
    for schema in read_schemas(DATA / "schema").values():
        silent = [attribute.name for attribute in schema.attributes if not attribute.description]
        assert not silent, f"{schema.name}.csv: {silent}"


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.stem)
def test_every_table_has_a_schema_with_its_columns(table: Path) -> None:
    schema = read_schemas(DATA / "schema")[table.stem]
    with table.open(encoding="utf-8") as file:
        columns = file.readline().rstrip("\n").split(",")
    assert columns == [attribute.name for attribute in schema.attributes]
