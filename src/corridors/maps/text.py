"""Text that is safe to draw, and how wide it is.

Names come from tables and may hold anything: they are cut, cleaned, and never read as formulas.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from matplotlib.font_manager import FontProperties
from matplotlib.textpath import text_to_path

from corridors.maps.letters import FAMILY, drawable, families

HINTED = 1.03
"""Letters on a screen are up to 3 % wider than their outlines."""

__all__ = ["FAMILY", "LONGEST", "clean", "font", "safe", "size_of", "wrap"]

LONGEST = 60
"""Letters of a name that are shown."""


RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\u200c\u200d\ufb1d-\ufdff\ufe70-\ufefc]+"
                           "(?: [\u0590-\u08ff\u200c\u200d\ufb1d-\ufdff\ufe70-\ufefc]+)*")
JOINING = "\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}"
"""Say within Persian words which letters join: without them a word is another."""

LEFT_TO_RIGHT_MARK = "\N{LEFT-TO-RIGHT MARK}"


def clean(text: str, longest: int = LONGEST) -> str:
    """Take control characters out of a text, and cut it between words.

    Parameters
    ----------
    text
        Any text.
    longest
        Letters to keep.

    Returns
    -------
    clean
        On one line; a first word that is too long is cut off within.

    Examples
    --------
    >>> clean("Baku\\n\\x07 port"), clean("Baku, Tbilisi, Kars", longest=16)
    ('Baku port', 'Baku, Tbilisi…')
    """
    kept = "".join(" " if letter.isspace() else letter for letter in text
                   if letter.isspace() or letter in JOINING
                   or unicodedata.category(letter)[0] != "C").strip(JOINING)
    shown = " ".join(kept.split())
    if len(shown) <= longest:
        return shown
    start, within = shown[:longest - 1], shown[longest - 1] != " "
    if within and " " in start:
        start = start[:start.rindex(" ")]
    return start.rstrip(" ,;:") + "…"


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
        As :func:`clean` does, with a question mark for letters that no font has, which a warning
        names. Words that run from right to left within a line of others stand between marks that
        keep the rest of the line from turning with them.

    Examples
    --------
    >>> safe("Baku\\n\\x07 port"), safe("a" * 9, longest=5)
    ('Baku port', 'aaaa…')
    """
    shown = drawable(clean(text, longest))
    if not any(unicodedata.bidirectional(letter) == "L" for letter in shown):
        return shown
    return RIGHT_TO_LEFT.sub(
        lambda found: f"{LEFT_TO_RIGHT_MARK}{found[0]}{LEFT_TO_RIGHT_MARK}", shown)


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
    properties.set_family(list(families(line)))
    width = text_to_path.get_text_width_height_descent(line, properties, ismath=False)[0]
    return HINTED * float(width)
