"""Every way corridors can go wrong, on one page.

The tree::

    CorridorsError
    ├── InputError              what was given is wrong: tables, scenarios, names (exit 1)
    │   ├── TableError          a data table or a data folder
    │   ├── ScenarioError       a scenario file, or a change that cannot be applied
    │   ├── PlaceError          a place that is unknown, or a name that several places bear
    │   └── QueryError          a question that cannot be asked of this network
    ├── OutputError             the result cannot be written where it should go (exit 1)
    ├── UsageError              the command line itself is wrong (exit 2)
    └── SomeFailedError         some cases of a sweep failed, the others are done (exit 3)

An error carries a list of :class:`Problem`, so that one run names everything that is wrong.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

__all__ = [
    "CorridorsError",
    "InputError",
    "OutputError",
    "PlaceError",
    "Problem",
    "QueryError",
    "ScenarioError",
    "SomeFailedError",
    "TableError",
    "UsageError",
    "nearest",
    "suggest",
]

SHOWN_AT_ONCE = 20


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong, where it is, and what to do about it.

    Parameters
    ----------
    code
        Short stable code of the rule, such as ``T12``.
    message
        What is wrong, in a planner's words, naming the value.
    advice
        What to do about it.
    file
        Name of the file, without its folder.
    row
        Row number as a spreadsheet shows it: the header is row 1.
    line
        Line number in a text file such as a scenario.
    column
        Name of the column or key.

    Examples
    --------
    >>> print(Problem("T12", '"2,5" is not a number', "Use a point (2.5).",
    ...               file="link.csv", row=17, column="length_km"))
    link.csv, row 17, column length_km: "2,5" is not a number. Use a point (2.5). [T12]
    """

    code: str
    message: str
    advice: str = ""
    file: str = ""
    row: int | None = None
    line: int | None = None
    column: str = ""

    def __str__(self) -> str:
        where = [self.file] if self.file else []
        where += [f"row {self.row}"] if self.row is not None else []
        where += [f"line {self.line}"] if self.line is not None else []
        if self.column:
            in_table = self.row is not None or self.file.endswith(".csv")
            where.append(f"{'column' if in_table else 'key'} {self.column}")
        said = self.message.rstrip(".")
        text = f"{', '.join(where)}: {said}." if where else f"{said}."
        return " ".join(part for part in (text, self.advice, f"[{self.code}]") if part)


class CorridorsError(Exception):
    """Base of every error corridors raises on purpose."""

    exit_code = 1

    def __init__(self, problems: Problem | Iterable[Problem]) -> None:
        listed = [problems] if isinstance(problems, Problem) else list(problems)
        self.problems: tuple[Problem, ...] = tuple(listed)
        super().__init__(_listing(self.problems))


class InputError(CorridorsError):
    """What was given to corridors is wrong."""


class TableError(InputError):
    """A data table, or a folder of data tables, is wrong."""


class ScenarioError(InputError):
    """A scenario file is wrong, or one of its changes cannot be applied."""


class PlaceError(InputError):
    """A place is unknown, or several places bear the name."""


class QueryError(InputError):
    """A question that cannot be asked of this network."""


class OutputError(CorridorsError):
    """A result cannot be written where it should go."""


class UsageError(CorridorsError):
    """The command line itself is wrong."""

    exit_code = 2


class SomeFailedError(CorridorsError):
    """Some cases could not be worked out; the others are done."""

    exit_code = 3


def nearest(word: str, known: Iterable[str], count: int = 3, *,
            cutoff: float = 0.6) -> tuple[str, ...]:
    """Find the known words closest in spelling to a word.

    Parameters
    ----------
    word
        What was written.
    known
        The words that would have been right.
    count
        How many to return at most.
    cutoff
        How similar they must be, from 0 (anything) to 1 (the same).

    Returns
    -------
    closest
        The closest words, best first; empty when nothing is close.

    Examples
    --------
    >>> nearest("raill", ["rail", "road", "sea"])
    ('rail',)
    """
    # Imported here: difflib is only needed once something is already wrong.
    from difflib import get_close_matches

    by_folded: dict[str, str] = {}
    for name in sorted(known):
        by_folded.setdefault(name.casefold(), name)
    found = get_close_matches(word.casefold(), list(by_folded), n=count, cutoff=cutoff)
    return tuple(by_folded[name] for name in found)


def suggest(word: str, known: Sequence[str] | Iterable[str]) -> str:
    """Write the advice that names the closest known words.

    Parameters
    ----------
    word
        What was written.
    known
        The words that would have been right.

    Returns
    -------
    advice
        ``Did you mean "rail"?``, or the list of what is known when nothing is close and the
        list is short, or an empty text.

    Examples
    --------
    >>> suggest("raill", ["rail", "road"])
    'Did you mean "rail"?'
    >>> suggest("xyz", ["rail", "road"])
    'Use one of: rail, road.'
    """
    words = sorted(set(known))
    close = nearest(word, words)
    if close:
        quoted = [f'"{name}"' for name in close]
        joint = " or " if len(quoted) < 3 else ", "
        return f"Did you mean {joint.join(quoted)}?"
    return f"Use one of: {', '.join(words)}." if 0 < len(words) <= 12 else ""


def _listing(problems: tuple[Problem, ...]) -> str:
    shown = [str(problem) for problem in problems[:SHOWN_AT_ONCE]]
    rest = len(problems) - len(shown)
    if rest > 0:
        shown.append(f"... and {rest} more.")
    return "\n".join(shown)
