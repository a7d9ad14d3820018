"""Reading a TOML file: the values, and the line each of them is written in.

==== ==========================================================================================
code rule
==== ==========================================================================================
F01  a file is an ordinary file that exists
F02  a file is written in UTF-8
F03  a file is TOML
F04  a file is not larger or deeper than anybody would write
==== ==========================================================================================
"""

from __future__ import annotations

import re
import stat
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from corridors.errors import InputError, Problem
from corridors.io.paths import is_address

__all__ = ["TomlFile", "read_toml"]

LARGEST_BYTES = 5_000_000
DEEPEST = 50

Where = tuple[str | int, ...]

_HEAD = re.compile(r"\s*(\[\[?)([^\[\]]+)\]\]?\s*(?:#.*)?")
_KEY = re.compile(r"\s*((?:[A-Za-z0-9_-]+|\"[^\"]*\"|'[^']*')"
                  r"(?:\s*\.\s*(?:[A-Za-z0-9_-]+|\"[^\"]*\"|'[^']*'))*)\s*=")
_STRING = re.compile(r'"""|\'\'\'|"(?:[^"\\]|\\.)*"|\'[^\']*\'|#.*|[\[\]{}]')
_BRACKET = re.compile(r"[\[\]{}]")
_LINE_OF_ERROR = re.compile(r"\(at (?:line (\d+), column \d+|end of document)\)")


@dataclass(frozen=True, slots=True)
class TomlFile:
    """A TOML file as it was read.

    Parameters
    ----------
    name
        Name of the file, without its folder.
    text
        The text.
    values
        What it says.
    memo
        Where the lines are kept, which are looked for only when one is asked for.
    path
        The file; what it names lies beside it.
    """

    name: str
    text: str = field(repr=False)
    values: Mapping[str, Any]
    memo: dict[str, dict[Where, int]] = field(default_factory=dict, repr=False)
    path: Path = Path()

    @property
    def lines(self) -> Mapping[Where, int]:
        """Line of each table and key, by path such as ``("variant", 0, "change", 1, "select")``."""
        if "lines" not in self.memo:
            self.memo["lines"] = dict(_lines(self.text))
        return self.memo["lines"]

    def line(self, where: Where) -> int | None:
        """Give the line of a key, or of the nearest table it belongs to."""
        for length in range(len(where), 0, -1):
            for found in (where[:length], (*where[:length], 0)):  # the second: the first of a list
                if found in self.lines:
                    return self.lines[found]
        return None


def read_toml(path: Path) -> TomlFile:
    """Read a TOML file.

    Parameters
    ----------
    path
        The file.

    Returns
    -------
    file
        Its values, and the lines they stand in.

    Raises
    ------
    InputError
        If it is no ordinary file, not in UTF-8, or no TOML.
    """
    text = _text(path)
    if _depth(text) > DEEPEST:
        raise InputError(Problem("F04", f"brackets are nested deeper than {DEEPEST}",
                                 "Write it flat.", file=path.name))
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise InputError(_no_toml(path, text, str(error))) from error
    except RecursionError as error:
        raise InputError(Problem("F04", "the file is nested too deep", "Write it flat.",
                                 file=path.name)) from error
    return TomlFile(path.name, text, values, path=path)


def _text(path: Path) -> str:
    named = str(path)
    if "\x00" in named or is_address(named):
        raise InputError(Problem("F01", f"{named!a} is not a file on this computer",
                                 "Give the path of a .toml file."))
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            raise InputError(Problem("F01", f'"{path}" is not an ordinary file',
                                     "Give the path of a .toml file."))
        if found.st_size > LARGEST_BYTES:
            raise InputError(Problem("F04", f"{found.st_size / 1e6:,.0f} MB is more than a "
                                            "scenario can need", "Split it.", file=path.name))
        data = path.read_bytes()
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or str(error)
        raise InputError(Problem("F01", f'"{path}" cannot be read ({why})',
                                 "Check the path.")) from error
    try:
        # Notepad writes a byte order mark, which TOML does not know.
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = data[:error.start].count(b"\n") + 1
        raise InputError(Problem("F02", "the line is not in UTF-8",
                                 "Save the file with the encoding UTF-8.", file=path.name,
                                 line=line)) from error


def _no_toml(path: Path, text: str, said: str) -> Problem:
    found = _LINE_OF_ERROR.search(said)
    line = int(found[1]) if found and found[1] else text.count("\n") + 1
    written = text.splitlines()[line - 1] if 0 < line <= len(text.splitlines()) else ""
    advice = "Look at the quotation marks, brackets and the equals sign of that line."
    if any(mark in written for mark in "“”„‘’«»"):
        advice = 'Use straight quotation marks: "...".'
    elif "\\" in written:
        advice = "Write paths with / or in single quotation marks: 'C:\\Users'."
    elif path.suffix.lower() in (".yaml", ".yml", ".json"):
        advice = "Scenarios are TOML files."
    elif re.match(r"\s*[A-Za-z_]+\s*:", written):
        advice = 'Write key = "value", with an equals sign.'
    reason = _LINE_OF_ERROR.sub("", said).strip()
    return Problem("F03", f"this is not TOML ({reason[:1].lower()}{reason[1:]})", advice,
                   file=path.name, line=line)


def _lines(text: str) -> Iterator[tuple[Where, int]]:
    """Find the line of each table head and key; what stands in strings and lists is passed over."""
    table: Where = ()
    counts: dict[Where, int] = {}
    depth, quote = 0, ""
    for number, line in enumerate(text.split("\n"), start=1):
        if not quote and depth == 0:
            head, key = _HEAD.fullmatch(line), _KEY.match(line)
            if head:
                table = _table(_parts(head[2]), head[1] == "[[", counts)
                yield table, number
            elif key:
                yield (*table, *_parts(key[1])), number
        depth, quote = _state(line, depth, quote)


def _table(parts: tuple[str, ...], repeated: bool, counts: dict[Where, int]) -> Where:
    where: Where = ()
    for place, part in enumerate(parts):
        where = (*where, part)
        if repeated and place == len(parts) - 1:
            counts[where] = counts.get(where, -1) + 1
        if where in counts:
            where = (*where, counts[where])
    return where


def _parts(dotted: str) -> tuple[str, ...]:
    return tuple(part.strip().strip("\"'") for part in dotted.split("."))


def _state(line: str, depth: int, quote: str) -> tuple[int, str]:
    """Follow brackets and long strings over the end of a line."""
    place = 0
    while place < len(line):
        if quote:
            end = line.find(quote, place)
            if end < 0:
                return depth, quote
            place, quote = end + 3, ""
            continue
        found = _STRING.search(line, place)
        if found is None:
            break
        token, place = found[0], found.end()
        if token in ('"""', "'''"):
            quote = token
        elif token in "[{":
            depth += 1
        elif token in "]}":
            depth -= 1
        elif token.startswith("#"):
            break
    # A table head is a pair of brackets of its own.
    return max(depth, 0), quote


def _depth(text: str) -> int:
    """Give the deepest nesting of brackets anywhere, strings included: a guard, not a parser."""
    deepest = level = 0
    for letter in _BRACKET.findall(text):
        if letter in "[{":
            level += 1
            deepest = max(deepest, level)
        else:
            level = max(0, level - 1)
    return deepest
