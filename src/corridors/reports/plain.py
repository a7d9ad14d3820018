"""Text that stays text: names and remarks of a data set, made safe to show anywhere."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import urlsplit

__all__ = ["CUT", "cut_text", "link_address", "markdown_text", "plain_text", "short_text"]

LONGEST = 120
CUT = "\N{HORIZONTAL ELLIPSIS}"
"""Ends a text that was cut."""

# Marks that turn the reading direction of what follows them: a name may not turn the page around.
TURNING = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
NO_LETTERS = frozenset("\ufffe\uffff")
"""No letters at all, and not allowed in XML."""

MARKDOWN = re.compile(r"([\\`*_\[\]<>|#!&~$])")
STARTS = re.compile(r"^(\d+)([.)])(?=\s|$)|^([-+=:])")


def plain_text(text: str) -> str:
    """Take out what is not letters: control characters, line ends, marks that turn direction.

    Parameters
    ----------
    text
        Text of a data set.

    Returns
    -------
    text
        The same words on one line.

    Examples
    --------
    >>> plain_text("Poti\\n\\u202eitoP  port")
    'Poti itoP port'
    """
    return " ".join("".join(map(_shown, text)).split())


def short_text(text: str) -> str:
    """Give a name as plain text, cut where no name is that long.

    Parameters
    ----------
    text
        A name.

    Examples
    --------
    >>> len(short_text("a" * 10_000))
    120
    """
    return cut_text(plain_text(text), LONGEST)


def cut_text(text: str, most: int) -> str:
    """Cut a text between two words.

    Parameters
    ----------
    text
        The text.
    most
        How many letters to keep. A single word that is longer is cut where it has to be.

    Examples
    --------
    >>> cut_text("Baku to Tbilisi", 12), cut_text("Baku to Tbilisi", 15)
    ('Baku to…', 'Baku to Tbilisi')
    """
    if len(text) <= most:
        return text
    kept = text[:most - 1] if text[most - 1].isspace() else \
        text[:most - 1].rpartition(" ")[0] or text[:most - 1]
    return f"{kept.rstrip(' ,;:')}{CUT}"


def markdown_text(text: str) -> str:
    """Escape text for Markdown, so that it is shown as it is written.

    Parameters
    ----------
    text
        Text of a data set.

    Examples
    --------
    >>> print(markdown_text("<b>a_b|c</b>"), markdown_text("1. Poti"))
    \\<b\\>a\\_b\\|c\\</b\\> 1\\. Poti
    """
    escaped = MARKDOWN.sub(r"\\\1", plain_text(text))
    return STARTS.sub(lambda found: f"{found[1]}\\{found[2]}" if found[1] else f"\\{found[3]}",
                      escaped)


def link_address(address: str) -> str:
    """Give an address that may be linked: http or https with a host. Empty for any other.

    Parameters
    ----------
    address
        Address as written in the data.

    Examples
    --------
    >>> link_address("https://example.org/a"), link_address("javascript:alert(1)")
    ('https://example.org/a', '')
    """
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    safe = parts.scheme in ("http", "https") and parts.netloc and address == plain_text(address)
    return address if safe and not re.search(r"[\s<>\"'`\\|]", address) else ""


def _shown(letter: str) -> str:
    if letter in TURNING:
        return ""
    unwritable = letter in NO_LETTERS or (
        not letter.isspace() and unicodedata.category(letter) in ("Cc", "Cs"))
    return "\N{REPLACEMENT CHARACTER}" if unwritable else letter
