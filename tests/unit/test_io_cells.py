"""Single cells: the forms that planners write, beside those the gallery shows."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from corridors.io.cells import read_cell
from corridors.io.schema import Attribute

LENGTH = Attribute("length_km", "number", "yes", "km", None, 0, 40000)
HOURS = Attribute("hours", "number", "no", "h", None, 0, 8760)
LAT = Attribute("lat", "number", "yes", "degrees", None, -90, 90)
START = Attribute("start", "date", "yes", "", None, 1800, 2200)
MODE = Attribute("mode", "choice", "yes", values=("rail", "road", "inland_waterway", "unknown"))
COUNTRY = Attribute("country", "choice", values=("NA", "NO", "AZ"))


@pytest.mark.parametrize(("text", "value"), [
    ("12", 12.0), ("+5", 5.0), ("1e3", 1000.0), (".5", 0.5), ("5.", 5.0), ("-0", 0.0),
    ("1\u202f250\u202f000", 1250000.0), ("12\u200b", 12.0), ("۱۲٬۵۰۰", 12500.0)])
def test_numbers_that_can_be_read_in_one_way(text: str, value: float) -> None:
    read = read_cell(text, replace(LENGTH, maximum=None))
    assert read.value == value
    assert not [finding for finding in read.findings if finding.code.startswith("T")]


@pytest.mark.parametrize(("text", "attribute", "code", "advice"), [
    ("3:20:00", HOURS, "T14", "Write hours as a decimal number (3.333)."),
    ("3 ч 20 мин", HOURS, "T14", "Write hours as a decimal number (3.333)."),
    ("3:20", LENGTH, "T14", "Write one number; the column is in km."),
    ("12%", HOURS, "T14", "Write the number alone; the column is in h."),
    ("€12", HOURS, "T14", "Write the number alone; the column is in h."),
    ("12 €", HOURS, "T14", "Write the number alone; the column is in h."),
    ("about 40", LENGTH, "T14",
     "Write the number alone, and say in the note that it is approximate."),
    ("1 250 km", LENGTH, "T12", "Use digits and a point, such as 2.5."),
    ("####", LENGTH, "T15", "Give the number."),
    ("∞", HOURS, "T17", "Leave the cell blank where nothing is known."),
    ("Dec-99", LENGTH, "T16",
     "Format the column as text, and type the number again."),
    ("1_000", LENGTH, "T12", "Use digits and a point, such as 2.5."),
    ("38°25.2'N", LAT, "T21", "Write 38.42."),
    ("N38°25'12\"", LAT, "T21", "Write 38.42."),
    ("38 25 12", LAT, "T12", "Use digits and a point, such as 2.5."),
    ("1,5,2", LENGTH, "T12", "Use digits and a point, such as 2.5.")])
def test_numbers_that_are_refused(text: str, attribute: Attribute, code: str,
                                  advice: str) -> None:
    read = read_cell(text, attribute)
    assert read.value is None
    assert [(finding.code, finding.advice) for finding in read.findings][-1] == (code, advice)


@pytest.mark.parametrize(("text", "advice"), [
    ("2030-13-45", "Check it."), ("31/02/2030", None), ("3rd April 2030", None),
    ("April 3, 2030", "Write 2030-04-03."), ("12-мая-2030", "Write 2030-05-12."),
    ("2030-4", "Write 2030-04."), ("2030 Q2", None), ("13/13", None), ("99/2030", None),
    ("1/2/345", None), ("5-foo-2030", None),
    ("2030-04-03 00:00:00", "Write 2030-04-03."), ("12/12/2030", "Write 2030-12-12.")])
def test_dates_that_are_refused(text: str, advice: str | None) -> None:
    read = read_cell(text, START)
    assert read.value is None
    general = "Write year-month-day, year-month or year, such as 2030-04-03."
    assert read.findings[-1].advice == (advice or general)


@pytest.mark.parametrize(("text", "attribute", "value", "code"), [
    ("Unknown", MODE, "unknown", "M14"), (" rail", MODE, "rail", "M14"),
    ("INLAND WATERWAY", MODE, "inland_waterway", "M14"), ("-", MODE, "", "T15"),
    ("n/a", COUNTRY, "", "T15"), ("na", COUNTRY, "", "T15"), ("N.A.", COUNTRY, "", "T15"),
    ("no", COUNTRY, "NO", "M14"), ("NA", COUNTRY, "NA", "")])
def test_words_of_a_closed_list(text: str, attribute: Attribute, value: str, code: str) -> None:
    read = read_cell(text, attribute)
    assert read.value == value
    assert [finding.code for finding in read.findings] == ([code] if code else [])


@pytest.mark.parametrize(("kind", "text", "value", "codes"), [
    ("id", "\u200b", "", ["W07"]), ("id", "x" * 201, "", ["T27"]), ("id", "a\tb", "", ["T27"]),
    ("id", "New York", "New York", []), ("ids", ";", (), ["M13"]),
    ("ids", "a;1E5", ("a", "1E5"), ["W06"]), ("gauges", ";", (), ["M13"]),
    ("text", "  ", "  ", []), ("boolean", "?", None, ["T15"]),
    ("integer", "12 km", None, ["T14"]), ("integer", "", None, []),
    ("wkt", "SRID=4326;LINESTRING(1 2,3 4)", "LINESTRING (1 2,3 4)", ["M13"])])
def test_other_cells(kind: str, text: str, value: Any, codes: list[str]) -> None:
    blank: Any = {"ids": (), "gauges": (), "boolean": None, "integer": None}.get(kind, "")
    read = read_cell(text, Attribute("x", kind, blank=blank))
    assert read.value == value
    assert [finding.code for finding in read.findings] == codes


def test_an_invisible_id_is_blank_where_it_must_be_filled() -> None:
    read = read_cell("\u200b", Attribute("node_id", "id", "key"))
    assert [finding.code for finding in read.findings] == ["W07", "T22"]
