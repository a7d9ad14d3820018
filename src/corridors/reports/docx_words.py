"""Words on a Word page, as elements of its markup: each knows its language and direction."""

from __future__ import annotations

import re
from functools import cache
from typing import Any, NamedTuple

from corridors.reports.plain import plain_text
from corridors.reports.wording import RIGHT_TO_LEFT

__all__ = ["LOCALES", "Cell", "Words", "bare_run", "element", "lines_of", "paragraph_element",
           "run_element", "text_of"]

LOCALES = {"en": "en-GB", "ru": "ru-RU", "fa": "fa-IR", "az": "az-Latn-AZ"}
"""What Word calls the languages."""

PER_CENT = re.compile(r"(?<=\d) %")


class Words(NamedTuple):
    """Words in a language; a plain text is English, in which results are told.

    Parameters
    ----------
    text, lang
        The words and their language.
    """

    text: str
    lang: str


Cell = str | Words | tuple[str, ...]
"""What a cell of a table says: lines below the first are in small print."""


def text_of(text: str | Words) -> str:
    """Give the words alone, without anything a Word file cannot hold; a number keeps its %.

    Parameters
    ----------
    text
        The words.

    Examples
    --------
    >>> text_of(Words("Карты", "ru")), text_of("Poti\\x07")
    ('Карты', 'Poti�')
    """
    plain = plain_text(text.text if isinstance(text, Words) else text)
    return PER_CENT.sub("\N{NO-BREAK SPACE}%", plain)


def lines_of(cell: Cell) -> tuple[str | Words, ...]:
    """Give the lines of a cell; those that are blank are left out.

    Parameters
    ----------
    cell
        The cell.

    Examples
    --------
    >>> lines_of(("5,174 km", "", "−16 %")), lines_of("")
    (('5,174 km', '−16 %'), ('',))
    """
    if isinstance(cell, str | Words):
        return (cell,)
    return tuple(line for line in cell if line) or ("",)


def element(tag: str, *children: Any, **attributes: str) -> Any:
    """Make an element of Word's markup.

    Parameters
    ----------
    tag
        Its name without prefix, such as ``jc``.
    *children
        Elements in it; None for none.
    **attributes
        Its attributes, without prefix.

    Returns
    -------
    element
        Of lxml, which has no types of its own.

    Examples
    --------
    >>> element("pPr", element("jc", val="right")).jc_val is None
    False
    """
    make, name = _makers()
    made = make(f"w:{tag}")
    for key, value in attributes.items():
        made.set(name(f"w:{key}"), value)
    made.extend(child for child in children if child is not None)
    return made


def run_element(text: str | Words, main: str = "en", *, size: float = 0.0) -> Any:
    """Make a run: letters of one look.

    Parameters
    ----------
    text
        What it says; a text of data is shown as text, whatever it is.
    main
        Language of the document: words in another one are marked, for spelling and for speech.
    size
        Size of the letters in points; 0 for that of the style.

    Returns
    -------
    run
        The element.

    Examples
    --------
    >>> run_element("Baku").text
    'Baku'
    """
    lang = text.lang if isinstance(text, Words) else "en"
    turned = lang in RIGHT_TO_LEFT
    marks = element(
        "rPr",
        element("sz", val=str(round(size * 2))) if size else None,
        element("szCs", val=str(round(size * 2))) if size else None,
        element("rtl") if turned else None,
        element("lang", **{"bidi" if turned else "val": LOCALES[lang]}) if lang != main else None)
    return element("r", marks if len(marks) else None, _letters(text_of(text)))


def bare_run(letters: str) -> Any:
    """Make a run of a space or a mark, which plain texts do not keep.

    Parameters
    ----------
    letters
        The letters as they are.

    Returns
    -------
    run
        The element.

    Examples
    --------
    >>> bare_run(" ").text
    ' '
    """
    return element("r", _letters(letters))


def paragraph_element(style: str, *runs: Any, turned: bool = False, kept: bool = False,
                      right: bool = False) -> Any:
    """Make a paragraph.

    Parameters
    ----------
    style
        Key of its style.
    *runs
        What it says.
    turned
        Whether it reads from right to left.
    kept
        Whether it stays on one page with what follows.
    right
        Whether it ends at the right edge, as numbers do.

    Returns
    -------
    paragraph
        The element.

    Examples
    --------
    >>> paragraph_element("Normal", run_element("Baku"), run_element("–Tbilisi")).text
    'Baku–Tbilisi'
    """
    marks = element("pPr", element("pStyle", val=style), element("keepNext") if kept else None,
                    element("bidi") if turned else None,
                    element("jc", val="right") if right else None)
    return element("p", marks, *runs)


def _letters(text: str) -> Any:
    said = element("t")
    said.text = text
    said.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return said


@cache
def _makers() -> tuple[Any, Any]:
    # Imported when the first one is made: python-docx need not be installed for other reports.
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    return OxmlElement, cache(qn)
