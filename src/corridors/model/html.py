"""Plain HTML tables for notebooks: the only markup the ground floor knows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

__all__ = ["shown", "table"]

_TURNING = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_NO_LETTERS = (*range(0x20), *range(0x7f, 0xa0), *range(0xd800, 0xe000), 0xfffe, 0xffff)
_SHOWN = {**dict.fromkeys(_NO_LETTERS, "\N{REPLACEMENT CHARACTER}"),
          **dict.fromkeys(map(ord, "\t\n\v\f\r\x85"), " "), **dict.fromkeys(map(ord, _TURNING))}


def shown(text: str) -> str:
    """Write a text so that HTML shows it as it is: no markup, no control characters.

    Parameters
    ----------
    text
        Any text. Marks that turn the direction of what follows them are taken out.

    Examples
    --------
    >>> shown("<b>Poti</b>\\u202e"), shown("Po\\x07ti")
    ('&lt;b&gt;Poti&lt;/b&gt;', 'Po�ti')
    """
    return escape(text.translate(_SHOWN))


def table(caption: str, heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Write an HTML table; every cell is shown as text, never run.

    Parameters
    ----------
    caption
        Heading of the table.
    heads
        Column heads; all blank for a table without a head row.
    rows
        Cells as text.

    Returns
    -------
    html
        A ``<table>`` element.

    Examples
    --------
    >>> print(table("Ports", ["name"], [["<b>Poti</b>"]]).replace("<tbody>", "\\n<tbody>"))
    <table><caption>Ports</caption><thead><tr><th scope="col">name</th></tr></thead>
    <tbody><tr><td>&lt;b&gt;Poti&lt;/b&gt;</td></tr></tbody></table>
    """
    head = "".join(f'<th scope="col">{shown(text)}</th>' for text in heads)
    head = f"<thead><tr>{head}</tr></thead>" if any(heads) else ""
    body = "".join(
        "<tr>" + "".join(f"<td>{shown(cell)}</td>" for cell in row) + "</tr>" for row in rows
    )
    return f"<table><caption>{shown(caption)}</caption>{head}<tbody>{body}</tbody></table>"
