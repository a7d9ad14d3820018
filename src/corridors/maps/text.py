"""Text that is safe to draw, and how wide it is.

Names come from tables and may hold anything: they are cut, cleaned, and never read as formulas.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from matplotlib.font_manager import FontProperties, findfont
from matplotlib.ft2font import FT2Font
from matplotlib.textpath import text_to_path

HINTED = 1.03
"""Letters on a screen are up to 3 % wider than their outlines."""

__all__ = ["FAMILY", "LONGEST", "font", "safe", "size_of", "wrap"]

FAMILY = "DejaVu Sans"
"""Comes with matplotlib, so that a map looks the same on every machine."""

LONGEST = 60
"""Letters of a name that are shown."""


def safe(text: str, longest: int = LONGEST) -> str:
    """Clean a text for drawing.

    Parameters
    ----------
    text
        Any text.
    longest
        Letters to keep.

    Returns
    -------
    clean
        On one line, without control characters, without letters the font lacks.

    Examples
    --------
    >>> safe("Baku\\n\\x07 port"), safe("a" * 9, longest=5)
    ('Baku port', 'aaaa…')
    """
    kept = "".join(" " if letter.isspace() else letter for letter in text
                   if letter.isspace() or unicodedata.category(letter)[0] != "C")
    known = _letters()
    shown = "".join(letter if ord(letter) in known else "?" for letter in " ".join(kept.split()))
    return shown if len(shown) <= longest else shown[:longest - 1].rstrip() + "…"


def font(size_pt: float, *, bold: bool = False, italic: bool = False) -> FontProperties:
    """Give the font of the maps.

    Parameters
    ----------
    size_pt
        Size in points.
    bold, italic
        Its style.

    Returns
    -------
    properties
        For every text of a map.
    """
    return FontProperties(family=FAMILY, size=size_pt, weight="bold" if bold else "normal",
                          style="italic" if italic else "normal")


def size_of(text: str, properties: FontProperties) -> tuple[float, float]:
    """Measure a text.

    Parameters
    ----------
    text
        The text; may have several lines.
    properties
        Its font.

    Returns
    -------
    size
        Width and height in points, with room for ascenders.

    Examples
    --------
    >>> size_of("Baku", font(10))[0] < size_of("Baku", font(10, bold=True))[0]
    True
    """
    lines = text.split("\n")
    size = float(properties.get_size_in_points())
    bold, italic = properties.get_weight() == "bold", properties.get_style() == "italic"
    width = max(_width(line, size, bold, italic) for line in lines)
    return width, size * (0.95 + 1.2 * (len(lines) - 1))


def wrap(text: str, properties: FontProperties, width_pt: float) -> list[str]:
    """Break a text into lines.

    Parameters
    ----------
    text
        The text.
    properties
        Its font.
    width_pt
        Longest line, in points.

    Returns
    -------
    lines
        At least one; a single word may be wider.
    """
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and size_of(longer, properties)[0] > width_pt:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


@lru_cache(maxsize=4096)
def _width(line: str, size: float, bold: bool, italic: bool) -> float:
    properties = font(size, bold=bold, italic=italic)
    width = text_to_path.get_text_width_height_descent(line, properties, ismath=False)[0]
    return HINTED * float(width)


@lru_cache(maxsize=1)
def _letters() -> frozenset[int]:
    return frozenset(FT2Font(findfont(font(7))).get_charmap())
