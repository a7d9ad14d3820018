"""The data annex of a report: which files stand beside it, and what is in them."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["DataFile"]


@dataclass(frozen=True, slots=True)
class DataFile:
    """A file of data beside a report.

    Parameters
    ----------
    name
        Its name.
    holds
        What is in it, in a sentence.
    rows
        How many rows, features or layers it has, with the word for them.
    columns
        Names of its columns with what they mean; empty where it has none.
    sha256
        Hash of its bytes; blank where they need not be the same on every computer.
    """

    name: str
    holds: str
    rows: str
    columns: tuple[tuple[str, str], ...] = ()
    sha256: str = ""
