"""Cells that a spreadsheet would run as a formula, and how they are kept harmless.

A text that starts with ``= + - @``, with a tab or a line end, or with the full-width form of one
of these signs is written with an apostrophe before it, and read without. Texts that start with
apostrophes before such a sign get one more, so that reading gives back exactly what was written.
"""

from __future__ import annotations

import re

__all__ = ["defuse", "restore"]

_TRIGGER = r"[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]"
_DANGEROUS = re.compile(rf"'*{_TRIGGER}")
_DEFUSED = re.compile(rf"'+{_TRIGGER}")
_NEGATIVE = re.compile(r"-(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?", re.ASCII)


def defuse(text: str) -> str:
    """Make a cell harmless for a spreadsheet; negative numbers are left as they are.

    Parameters
    ----------
    text
        The cell.

    Returns
    -------
    harmless
        The cell, with an apostrophe before it where it would be run.

    Examples
    --------
    >>> defuse("=SUM(A1)"), defuse("-5"), defuse("-Tbilisi"), defuse("O'Hara")
    ("'=SUM(A1)", '-5', "'-Tbilisi", "O'Hara")
    """
    if _DANGEROUS.match(text) and not _NEGATIVE.fullmatch(text):
        return f"'{text}"
    return text


def restore(text: str) -> str:
    """Read a cell that :func:`defuse` wrote.

    Parameters
    ----------
    text
        The cell as it stands in the file.

    Returns
    -------
    original
        The cell as it was given to :func:`defuse`.

    Examples
    --------
    >>> restore("'=SUM(A1)"), restore("'quoted'")
    ('=SUM(A1)', "'quoted'")
    """
    return text[1:] if _DEFUSED.match(text) else text
