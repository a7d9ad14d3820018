"""Taking values out of a TOML table: every unknown key and wrong type is named, with its line."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, datetime
from math import isfinite
from pathlib import Path
from typing import Any

from corridors.errors import Problem, QueryError, suggest
from corridors.io.toml_file import TomlFile, Where
from corridors.model.dates import as_day

__all__ = ["Keys"]


class Keys:
    """One table of a TOML file, and what is wrong with it.

    Parameters
    ----------
    file
        The file.
    where
        Path of the table in it.
    values
        The table.
    problems
        What is wrong is added here.

    Notes
    -----
    Codes: K01 unknown key, K02 missing key, K03 wrong type, K04 not one of the known words.
    """

    def __init__(self, file: TomlFile, where: Where, values: Any,
                 problems: list[Problem]) -> None:
        self.file, self.where, self.problems = file, where, problems
        self.values: Mapping[str, Any] = values if isinstance(values, Mapping) else {}
        self.asked: list[str] = []
        self.fallback: Keys | None = None
        if not isinstance(values, Mapping):
            self.wrong("K03", "", f"{_kind(values)} where a table belongs",
                       f"Write [[{where[0] if where else 'table'}]].")

    def wrong(self, code: str, key: str, message: str, advice: str = "") -> None:
        """Note that something is wrong with a key."""
        home = self._home(key)
        where = (*home.where, key) if key else home.where
        problem = Problem(code, message, advice, file=home.file.name, line=home.file.line(where),
                          column=key)
        if problem not in self.problems:  # a default is read for each table that rests on it
            self.problems.append(problem)

    def wrong_once(self, problem: Problem) -> None:
        """Note a problem with a key, unless one was noted for it already."""
        home = self._home(problem.column)
        place = home.file.name, home.file.line((*home.where, problem.column)), problem.column
        if place not in {(p.file, p.line, p.column) for p in self.problems}:
            self.wrong(problem.code, problem.column, problem.message, problem.advice)

    def over(self, fallback: Keys | None) -> Keys:
        """Let what is not said here be taken from another table."""
        self.fallback = fallback
        return self

    def given(self, key: str) -> bool:
        """Tell whether a key is said, here or in the table that this one rests on."""
        return key in self._home(key).values

    def said(self, key: str) -> Any:
        """Give what is said of a key, as it is; None if nothing is."""
        return self._home(key).values.get(key)

    def folder(self, key: str) -> Path:
        """Give the folder of the file that says a key."""
        return self._home(key).file.path.parent

    def _home(self, key: str) -> Keys:
        """Find the table that says a key; this one if none does."""
        at: Keys | None = self
        while at is not None and key not in at.values:
            at = at.fallback
        return self if at is None else at

    def lines(self) -> dict[str, int]:
        """Give the line of each key of the table."""
        found = {key: self.file.line((*self.where, key)) for key in self.values}
        return {key: line for key, line in found.items() if line is not None}

    @property
    def line(self) -> int | None:
        """Line of the table."""
        return self.file.line(self.where)

    def text(self, key: str, default: str = "", *, known: Collection[str] = (),
             needed: bool = False) -> str:
        """Take a text."""
        value = self._take(key, needed)
        if value is None:
            return default
        if not isinstance(value, str):
            self.wrong("K03", key, f"{_shown(value)} is not a text", f'Write {key} = "...".')
            return default
        if known and value not in known:
            self.wrong("K04", key, f'"{value}" is not known', suggest(value, known))
        if not _storable(value):
            self.wrong("K03", key, "the text holds half of a letter, which no file can keep",
                       "Type it again.")
            return default
        return value

    def texts(self, key: str, *, known: Collection[str] = (), needed: bool = False
              ) -> tuple[str, ...]:
        """Take a list of texts; a single text is a list of one."""
        value = self._take(key, needed)
        if value is None:
            return ()
        listed = [value] if isinstance(value, str) else value
        if not isinstance(listed, list) or not all(isinstance(item, str) for item in listed):
            self.wrong("K03", key, f"{_shown(value)} is not a list of texts",
                       f'Write {key} = ["...", "..."].')
            return ()
        for item in listed:
            if known and item not in known:
                self.wrong("K04", key, f'"{item}" is not known', suggest(item, known))
        return tuple(listed)

    def number(self, key: str, *, needed: bool = False, whole: bool = False) -> float | None:
        """Take a finite number; one without decimals if it has to be whole."""
        value = self._take(key, needed)
        if value is None:
            return None
        if not _is_number(value):
            how = "2, without quotation marks" if whole else \
                "2.5, without quotation marks and with a point"
            self.wrong("K03", key, f"{_shown(value)} is not a number", f"Write {key} = {how}.")
            return None
        if whole and value != int(value):
            self.wrong("K03", key, f"{_shown(value)} is not a whole number", f"Write {key} = 2.")
            return None
        return float(value)

    def whole(self, key: str) -> int | None:
        """Take a whole number."""
        value = self.number(key, whole=True)
        return None if value is None else int(value)

    def numbers(self, key: str) -> tuple[float, ...]:
        """Take a list of finite numbers."""
        value = self._take(key, False)
        if value is None:
            return ()
        if not _are_numbers(value):
            self.wrong("K03", key, f"{_shown(value)} is not a list of numbers",
                       f"Write {key} = [6, 12, 24].")
            return ()
        return tuple(float(number) for number in value)

    def rows(self, key: str) -> tuple[tuple[float, ...], ...]:
        """Take a list of lists of finite numbers."""
        value = self._take(key, False)
        if value is None:
            return ()
        if not isinstance(value, list) or not all(map(_are_numbers, value)):
            self.wrong("K03", key, f"{_shown(value)} is not a list of rows of numbers",
                       f"Write {key} = [[6, 40], [12, 60]].")
            return ()
        return tuple(tuple(float(number) for number in row) for row in value)

    def gauges(self, key: str, *, needed: bool = False) -> tuple[int, ...]:
        """Take a track gauge in whole mm, or a list of them."""
        value = self._take(key, needed)
        listed = value if isinstance(value, list) else [] if value is None else [value]
        if all(isinstance(item, int) and not isinstance(item, bool) for item in listed):
            return tuple(listed)
        self.wrong("K03", key, f"{value!r} is not a gauge", f"Write {key} = 1435.")
        return ()

    def points(self, key: str) -> tuple[tuple[float, float], ...]:
        """Take a line: a list of ``[lon, lat]`` pairs in degrees."""
        value = self._take(key, False)
        if value is None:
            return ()
        if isinstance(value, list) and len(value) > 1 and all(map(_is_point, value)):
            return tuple((float(lon), float(lat)) for lon, lat in value)
        self.wrong("K03", key, f"{_shown(value)} is not a line on the globe",
                   f"Write {key} = [[48.9, 38.4], [49.6, 37.3]], lon before lat.")
        return ()

    def flag(self, key: str) -> bool:
        """Take true or false; false if it is not there."""
        value = self._take(key, False)
        if value is None or isinstance(value, bool):
            return bool(value)
        self.wrong("K03", key, f"{_shown(value)} is neither true nor false", f"Write {key} = true.")
        return False

    def day(self, key: str) -> date | None:
        """Take a day, as a date or as text."""
        value = self._take(key, False)
        return None if value is None else self._day(key, value)

    def days(self, key: str) -> tuple[date, ...]:
        """Take a list of days; a single one is a list of one."""
        value = self._take(key, False)
        if value is None:
            return ()
        found = [self._day(key, item) for item in (value if isinstance(value, list) else [value])]
        return tuple(day for day in found if day is not None)

    def _day(self, key: str, value: Any) -> date | None:
        try:
            return as_day(value.date() if isinstance(value, datetime) else value)
        except (QueryError, TypeError):
            self.wrong("K03", key, f"{_shown(value)} is not a day", f"Write {key} = 2026-11-01.")
            return None

    def tables(self, key: str) -> list[Keys]:
        """Take a list of tables: ``[[key]]``."""
        value = self._take(key, False)
        if value is None:
            return []
        if not isinstance(value, list):
            self.wrong("K03", key, f"{_kind(value)} where a list of tables belongs",
                       f"Write [[{key}]] with two brackets.")
            return []
        return [Keys(self.file, (*self.where, key, place), item, self.problems)
                for place, item in enumerate(value)]

    def table(self, key: str) -> Keys | None:
        """Take one table: ``[key]``; None if it is not there."""
        value = self._take(key, False)
        if value is None or isinstance(value, Mapping):
            return None if value is None else Keys(self.file, (*self.where, key), value,
                                                   self.problems)
        self.wrong("K03", key, f"{_kind(value)} where a table belongs",
                   f"Write [{key}], once and with one bracket.")
        return None

    def done(self) -> None:
        """Name every key that nobody asked for."""
        for key in self.values:
            if key not in self.asked:
                self.wrong("K01", key, f'"{key}" is not a key that belongs here',
                           suggest(key, self.asked))

    def _take(self, key: str, needed: bool) -> Any:
        self.asked.append(key)
        value = self.said(key)
        if value is None and needed:
            self.wrong("K02", "", f'"{key}" is missing', f"Add {key} = ...")
        return value


def _is_number(value: Any) -> bool:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    try:
        return isfinite(value)
    except OverflowError:
        return False


def _are_numbers(value: Any) -> bool:
    return isinstance(value, list) and all(map(_is_number, value))


def _is_point(value: Any) -> bool:
    if not (isinstance(value, list) and len(value) == 2):
        return False
    if any(isinstance(part, bool) or not isinstance(part, int | float) for part in value):
        return False
    return bool(abs(value[0]) <= 180 and abs(value[1]) <= 90)


def _shown(value: Any) -> str:
    said = repr(value)
    return f"{said[:57]}..." if len(said) > 60 else said


def _kind(value: Any) -> str:
    return {list: "a list", str: "a text", dict: "a table", bool: "true or false"}.get(
        type(value), "a value")


def _storable(text: str) -> bool:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True
