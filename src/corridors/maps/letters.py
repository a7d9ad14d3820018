"""Letters the font of the maps lacks: other fonts for them, or a warning of those no font has.

Every letter that DejaVu Sans has is drawn in DejaVu Sans, on every machine. For the others a font
of the Noto family is used where one for their script is installed. What is left cannot be drawn:
it is named in one warning for a picture, with the font to install.
"""

from __future__ import annotations

import unicodedata
import warnings
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from typing import Literal

from matplotlib import ft2font
from matplotlib.font_manager import FontProperties, findfont, fontManager

__all__ = ["FAMILY", "MissingLetters", "can_shape", "drawable", "families", "has_italic",
           "lacking", "needs_shaping", "noted", "told_once"]

FAMILY = "DejaVu Sans"
"""Comes with matplotlib, so that a map looks the same on every machine."""

MOST_TOLD = 12
"""Letters that a warning names."""

FONTS = {"CJK": "Noto Sans CJK SC", "HIRAGANA": "Noto Sans CJK JP", "KATAKANA": "Noto Sans CJK JP",
         "HANGUL": "Noto Sans CJK KR", "FULLWIDTH": "Noto Sans CJK SC",
         "IDEOGRAPHIC": "Noto Sans CJK SC"}
"""Fonts to install, by the first word of the Unicode name of a letter, where not named after it."""

SCRIPTS = frozenset((
    "BENGALI", "DEVANAGARI", "ETHIOPIC", "GUJARATI", "GURMUKHI", "KANNADA", "KHMER", "LAO",
    "MALAYALAM", "MONGOLIAN", "MYANMAR", "ORIYA", "SINHALA", "SYRIAC", "TAMIL", "TELUGU", "THAANA",
    "THAI", "TIBETAN"))
"""Scripts that have a font named after them."""

OTHERWISE = "Noto Sans Symbols 2"


class MissingLetters(UserWarning):
    """A picture holds letters that no installed font can draw.

    Examples
    --------
    >>> issubclass(MissingLetters, UserWarning)
    True
    """


def families(text: str) -> tuple[str, ...]:
    """Give the fonts that a text needs.

    Parameters
    ----------
    text
        Any text.

    Returns
    -------
    families
        The font of the maps, and after it those of its other letters, if they are installed.

    Examples
    --------
    >>> families("Tehran, تهران, Тегеран")
    ('DejaVu Sans',)
    """
    others = (_other(letter) for letter in text if ord(letter) not in _letters())
    return tuple(dict.fromkeys((FAMILY, *filter(None, others))))


def lacking(text: str) -> frozenset[str]:
    """Give the letters of a text that no font has.

    Parameters
    ----------
    text
        Any text; control characters count as well.

    Examples
    --------
    >>> sorted(lacking("Baku \\U0001f9ea"))
    ['🧪']
    """
    return frozenset(letter for letter in text
                     if ord(letter) not in _letters() and not _other(letter))


def drawable(text: str) -> str:
    """Put a question mark for every letter that no font has, and note it for the warning.

    Parameters
    ----------
    text
        A text without control characters.

    Returns
    -------
    text
        That can be drawn.
    """
    missing = lacking(text)
    if missing:
        noted(missing)
    return "".join("?" if letter in missing else letter for letter in text)


def has_italic(text: str) -> bool:
    """Say whether the font has a text in italics, which it lacks of Arabic letters.

    Parameters
    ----------
    text
        Any text.

    Examples
    --------
    >>> has_italic("Caspian Sea"), has_italic("دریای خزر")
    (True, False)
    """
    return all(ord(letter) in _letters("italic") for letter in text if not letter.isspace())


def needs_shaping(text: str) -> bool:
    """Say whether letters join or run from right to left, which matplotlib does since 3.11.

    Parameters
    ----------
    text
        Any text.

    Examples
    --------
    >>> needs_shaping("تهران"), needs_shaping("Тегеран")
    (True, False)
    """
    return any(unicodedata.bidirectional(letter) in {"R", "AL"} for letter in text)


def can_shape() -> bool:
    """Say whether this matplotlib joins letters and turns lines as Arabic and Hebrew want it."""
    return hasattr(ft2font, "__libraqm_version__")


def noted(letters: Iterable[str], instead: str = "shown as a question mark") -> None:
    """Note letters that no font has: warned of when the picture is finished, or at once.

    Parameters
    ----------
    letters
        The letters.
    instead
        What is drawn in their place.
    """
    open_ = _NOTED.get()
    if open_ is None:
        _warn(dict.fromkeys(letters, instead))
    else:
        open_.update(dict.fromkeys(letters, instead))


@contextmanager
def told_once() -> Iterator[None]:
    """Warn once, at the end, of all letters noted within; the outermost such block does."""
    if _NOTED.get() is not None:
        yield
        return
    open_: dict[str, str] = {}
    token = _NOTED.set(open_)
    try:
        yield
    finally:
        _NOTED.reset(token)
    if open_:
        _warn(open_)


_NOTED: ContextVar[dict[str, str] | None] = ContextVar("noted letters", default=None)


def _warn(missing: dict[str, str]) -> None:
    for instead in sorted(set(missing.values())):
        letters = sorted(letter for letter, said in missing.items() if said == instead)
        fonts = sorted({_font_for(letter) for letter in letters})
        more = f" and {len(letters) - MOST_TOLD} more" if len(letters) > MOST_TOLD else ""
        told = ", ".join(f"{letter} (U+{ord(letter):04X})" for letter in letters[:MOST_TOLD])
        warnings.warn(f"no font here has {told}{more}: {instead}. "
                      f"Install {' and '.join(fonts)}, and draw again.", MissingLetters,
                      stacklevel=4)


def _font_for(letter: str) -> str:
    word = unicodedata.name(letter, "").split(" ")[0].split("-")[0]
    return FONTS.get(word) or (f"Noto Sans {word.title()}" if word in SCRIPTS else OTHERWISE)


@lru_cache(maxsize=4096)
def _other(letter: str) -> str:
    """Give the installed font of a letter that the font of the maps lacks, or blank."""
    family = _font_for(letter)
    if family not in {entry.name for entry in fontManager.ttflist}:
        return ""
    return family if ord(letter) in ft2font.FT2Font(findfont(family)).get_charmap() else ""


@lru_cache(maxsize=2)
def _letters(style: Literal["normal", "italic"] = "normal") -> frozenset[int]:
    path = findfont(FontProperties(family=FAMILY, style=style))
    return frozenset(ft2font.FT2Font(path).get_charmap())
