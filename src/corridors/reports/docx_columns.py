"""How wide the columns of a printed table are: as their words ask for, within the page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

__all__ = ["SMALLER", "Fitted", "fitted"]

SIZES = (8.5, 7.5, 6.5)
"""Sizes of letters in points, the best first."""

LETTER = 0.56
"""Mean width of a letter as a part of its size, on the safe side; bold ones in a head are wider."""

HEAD_LETTER = 0.62
SMALLER = 0.88
"""Size of the lines below the first one of a cell."""

PADDING = 6.5
"""Left and right of the words in a cell together, in points."""

LONGEST_WORD = 18
"""Letters; longer words, such as ids of links, may be broken."""

LONGEST_LINE = 60
"""Letters; longer cells go on in a second line."""

MOST_NAMES = 2


@dataclass(frozen=True, slots=True)
class Fitted:
    """A table, or a part of it that fits on a page.

    Parameters
    ----------
    columns
        Which columns of the table it holds.
    widths
        How wide they are, in points.
    size
        Size of the letters, in points.
    """

    columns: tuple[int, ...]
    widths: tuple[float, ...]
    size: float


def fitted(heads: Sequence[str], rows: Sequence[Sequence[Sequence[str]]], right: Sequence[bool],
           width: float) -> tuple[Fitted, ...]:
    """Fit a table into a width: by narrower columns, by smaller letters, at last in several parts.

    Parameters
    ----------
    heads
        Heads of the columns.
    rows
        The lines of each cell.
    right
        Which columns hold numbers, which are not broken.
    width
        Width of the page without margins, in points.

    Returns
    -------
    parts
        One where the table fits; else several, each with the names on the left again.

    Examples
    --------
    >>> part, = fitted(("Case", "km"), [(("Today",), ("5,174",))], (False, True), 480)
    >>> part.size, round(sum(part.widths))
    (8.5, 480)
    >>> wide = ["1,000,000 (500,000 to 2,000,000)"] * 8
    >>> parts = fitted(("Case", *"abcdefgh"), [(("Today",), *((cell,) for cell in wide))],
    ...                (False, *[True] * 8), 480)
    >>> [part.columns for part in parts]
    [(0, 1, 2, 3), (0, 4, 5, 6), (0, 7, 8)]
    """
    columns = range(len(heads))
    words = [_word(heads[at], (row[at] for row in rows), whole=right[at]) for at in columns]
    lines = [_line(heads[at], (row[at] for row in rows)) for at in columns]
    for size in SIZES:
        least = [count * size + PADDING for count in words]
        if sum(least) <= width:
            return (_shared(tuple(columns), least, lines, size, width),)
    least = [count * SIZES[-1] + PADDING for count in words]
    names = next((at for at, number in enumerate(right) if number or at == MOST_NAMES), MOST_NAMES)
    return tuple(_shared(part, least, lines, SIZES[-1], width)
                 for part in _parts(least, min(names, len(heads)), width))


def _word(head: str, cells: Iterator[Sequence[str]], *, whole: bool) -> float:
    """Give the width of the longest word of a column, for letters of one point."""
    longest = max((small * (len(line) if whole else min(len(word), LONGEST_WORD))
                   for small, line in _sized(cells) for word in line.split(" ")), default=1)
    said = max(min(len(word), LONGEST_WORD) for word in head.split(" "))
    return max(longest * LETTER, said * HEAD_LETTER)


def _line(head: str, cells: Iterator[Sequence[str]]) -> float:
    longest = max((small * min(len(line), LONGEST_LINE) for small, line in _sized(cells)),
                  default=1)
    return max(longest * LETTER, min(len(head), LONGEST_WORD) * HEAD_LETTER)


def _sized(cells: Iterator[Sequence[str]]) -> Iterator[tuple[float, str]]:
    """Give all lines of cells, each with the size of its letters beside those of the table."""
    for cell in cells:
        for place, line in enumerate(cell):
            yield SMALLER if place else 1.0, line


def _parts(least: Sequence[float], names: int, width: float) -> Iterator[tuple[int, ...]]:
    """Divide the columns: each part begins with the names, and holds at least one more."""
    kept = tuple(range(names))
    part = list(kept)
    for at in range(names, len(least)):
        if len(part) > names and sum(least[one] for one in (*part, at)) > width:
            yield tuple(part)
            part = list(kept)
        part.append(at)
    yield tuple(part)


def _shared(columns: tuple[int, ...], least: Sequence[float], lines: Sequence[float], size: float,
            width: float) -> Fitted:
    """Share the width out: first what words need, then what lines would like, then the rest."""
    need = [least[at] for at in columns]
    like = [max(lines[at] * size + PADDING, least[at]) for at in columns]
    if sum(need) >= width:
        return Fitted(columns, tuple(one * width / sum(need) for one in need), size)
    if sum(like) <= width:
        return Fitted(columns, tuple(one * width / sum(like) for one in like), size)
    part = (width - sum(need)) / (sum(like) - sum(need))
    return Fitted(columns, tuple(low + (high - low) * part
                                 for low, high in zip(need, like, strict=True)), size)
