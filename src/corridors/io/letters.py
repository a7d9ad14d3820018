"""Traces that a wrong encoding leaves: unreadable bytes, garbled letters, question marks.

Only the traces are found here. The right encoding is never guessed: the same bytes are valid in
several, so that the wrong one gives no error, only other letters.
"""

from __future__ import annotations

import re

from corridors.io.findings import shown

__all__ = ["GARBLED", "destroyed", "readings", "ungarbled"]

# Encodings that spreadsheets of the region still write, with whose they are.
CODE_PAGES = (("cp1251", "Cyrillic"), ("cp1254", "Turkish and Azerbaijani"),
              ("cp1252", "Western European"), ("cp1256", "Arabic and Persian"))

# A letter that a UTF-8 lead byte becomes, then what a continuation byte becomes, in cp1252,
# cp1254 or cp1251. Cheap to look for; `ungarbled` then decides.
GARBLED = re.compile(
    "[\u00c2-\u00f4\u011e\u0130\u015e\u011f\u0131\u015f\u0420\u0421\u0412\u0413\u0414\u0415"
    "\u0416\u0417\u0418\u0419\u0432]"
    "[\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013\u2014"
    "\u2018-\u201e\u2020-\u2022\u2026\u2030\u2039\u203a\u20ac\u2116\u2122\u0401-\u040f"
    "\u0451-\u045f\u0490\u0491]")

_LOST_LETTER = re.compile(r"[^\W\d_]\?+[^\W\d_]|(?<!\S)\?+[^\W\d_]{2}")


def readings(row: bytes) -> str:
    """Show how a row that is not UTF-8 reads in the encodings it may be in.

    Parameters
    ----------
    row
        Bytes of the row.

    Returns
    -------
    text
        The readings that are possible, for a message.

    Examples
    --------
    >>> readings("Астара".encode("cp1251")).split(", ")[0]
    'in cp1251 (Cyrillic) it reads "Астара"'
    """
    said = []
    for name, whose in CODE_PAGES:
        try:
            said.append(f"in {name} ({whose}) it reads {shown(row.decode(name))}")
        except UnicodeDecodeError:
            continue
    return ", ".join(said)


def ungarbled(text: str) -> str:
    """Read a text again that looks like UTF-8 read in another encoding.

    Parameters
    ----------
    text
        Text of a cell.

    Returns
    -------
    repaired
        What it most likely was, for a message; blank where the text is not garbled.

    Examples
    --------
    >>> ungarbled("GÉ™ncÉ™"), ungarbled("Gəncə"), ungarbled("Orléans")
    ('Gəncə', '', '')
    """
    if not GARBLED.search(text):
        return ""
    for name in ("cp1252", "cp1254", "cp1251"):
        try:
            return text.encode(name).decode("utf-8")
        except UnicodeError:
            continue
    return ""


def destroyed(text: str) -> bool:
    """Say whether question marks stand where letters were.

    Parameters
    ----------
    text
        Text of a cell.

    Returns
    -------
    answer
        True for a question mark inside or at the start of a word; addresses are left alone.

    Examples
    --------
    >>> destroyed("G?nc?"), destroyed("Open in 2027?"), destroyed("a.az/page?id=3")
    (True, False, False)
    """
    return "/" not in text and "=" not in text and bool(_LOST_LETTER.search(text))
