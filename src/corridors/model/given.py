"""What a function was given, where it is not what it asks for."""

from __future__ import annotations

from types import UnionType
from typing import Any

from corridors.errors import Problem, QueryError

__all__ = ["expect"]


def expect(given: Any, kind: type | UnionType, what: str, advice: str) -> None:
    """Refuse what is of another kind than a function asks for.

    Parameters
    ----------
    given
        What was given.
    kind
        What it must be.
    what
        How the kind is called.
    advice
        How to get one.

    Raises
    ------
    QueryError
        If it is something else.

    Examples
    --------
    >>> expect("Moscow", int, "a number", "Give one.")
    Traceback (most recent call last):
        ...
    corridors.errors.QueryError: a str was given, where a number is needed. Give one. [Q46]
    """
    if not isinstance(given, kind):
        name = type(given).__name__
        article = "an" if name[0] in "AEIOaeiou" else "a"
        raise QueryError(Problem("Q46", f"{article} {name} was given, where {what} is needed",
                                 advice))
