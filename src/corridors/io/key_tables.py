"""What a table of a TOML file may say: one row for each key, read and described from one place.

The reader takes the keys from here, the JSON Schema is made from here, and a new scenario is
explained from here, so that the three cannot say different things.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from corridors.io.keys import Keys

__all__ = ["Key", "KeyTable", "taken"]


class Key(NamedTuple):
    """One key of a table.

    Parameters
    ----------
    kind
        ``text``, ``texts`` (one or a list), ``names`` (the same, at least one), ``number``,
        ``whole``, ``flag``, ``day``, ``days``, ``numbers``, ``rows`` (a list of lists of numbers),
        ``points`` (a line of ``[lon, lat]``), ``gauges``, ``file`` or ``folder`` (beside the
        file), ``table`` or ``tables``; and ``value``, which is of more than one kind, so that the
        reader of the table takes it itself.
    meaning
        What it is, in a sentence without a full stop.
    needed
        Whether the table must say it.
    words
        The only words there are for it; empty for any.
    unit
        Of its numbers; blank for none.
    least, most
        Range that is accepted here, in the unit; None where the model says what fits.
    keys
        Of a table: what it may say.
    """

    kind: str
    meaning: str
    needed: bool = False
    words: tuple[str, ...] = ()
    unit: str = ""
    least: float | None = None
    most: float | None = None
    keys: Mapping[str, Key] | None = None


KeyTable = Mapping[str, Key]
"""The keys of a table, by name."""


def taken(keys: Keys, table: KeyTable) -> dict[str, Any]:
    """Take every key of a table, and note what is wrong with it.

    Parameters
    ----------
    keys
        The table, as it was written.
    table
        What it may say.

    Returns
    -------
    values
        Value by key; where nothing is said, or what is said is wrong, an empty text or list,
        false or None. Keys that the reader takes itself are left out.
    """
    values = {}
    for name, key in table.items():
        take = _TAKE.get(key.kind)
        if take is not None:
            values[name] = take(keys, name, key)
    return values


def _number(keys: Keys, name: str, key: Key) -> float | None:
    value = keys.number(name, needed=key.needed, whole=key.kind == "whole")
    if value is None:
        return None
    if (key.least is not None and value < key.least) or (
            key.most is not None and value > key.most):
        span = f"from {key.least:,g} on" if key.most is None else \
            f"from {key.least:,g} to {key.most:,g}"
        unit = f" {key.unit}" if key.unit else ""
        keys.wrong("S40", name, f"{value:,g} does not fit {name}",
                   f"Give a number {span}{unit}.")
        return None
    return int(value) if key.kind == "whole" else value


def _names(keys: Keys, name: str, _: Key) -> tuple[str, ...]:
    found = keys.texts(name)
    if not found and keys.said(name) == []:
        keys.wrong("S43", name, f'"{name}" names nothing', "Name something, or leave it out.")
    return found


def _path(keys: Keys, name: str, key: Key) -> str:
    """Take the path of something that lies beside the file."""
    text = keys.text(name, needed=key.needed)
    if not text:
        return ""
    path = keys.folder(name) / text
    try:
        there = path.is_file() if key.kind == "file" else path.is_dir()
    except (OSError, ValueError):
        there = False
    if not there:
        keys.wrong("S36", name, f'there is no {key.kind} "{text}"',
                   f"Give its path from the folder that {keys.file.name} lies in.")
        return ""
    return str(path)


_TAKE: dict[str, Callable[[Keys, str, Key], Any]] = {
    "text": lambda keys, name, key: keys.text(name, known=key.words, needed=key.needed),
    "texts": lambda keys, name, key: keys.texts(name, known=key.words, needed=key.needed),
    "gauges": lambda keys, name, key: keys.gauges(name, needed=key.needed),
    "names": _names,
    "number": _number,
    "whole": _number,
    "flag": lambda keys, name, _: keys.flag(name),
    "day": lambda keys, name, _: keys.day(name),
    "days": lambda keys, name, _: keys.days(name),
    "numbers": lambda keys, name, _: keys.numbers(name),
    "rows": lambda keys, name, _: keys.rows(name),
    "points": lambda keys, name, _: keys.points(name),
    "file": _path,
    "folder": _path,
    "table": lambda keys, name, _: keys.table(name),
    "tables": lambda keys, name, _: keys.tables(name),
}
"""How each kind of key is taken."""
