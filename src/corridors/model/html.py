"""Plain HTML tables for notebooks: the only markup the ground floor knows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

__all__ = ["table"]


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
    head = "".join(f'<th scope="col">{escape(text)}</th>' for text in heads)
    head = f"<thead><tr>{head}</tr></thead>" if any(heads) else ""
    body = "".join(
        "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in rows
    )
    return f"<table><caption>{escape(caption)}</caption>{head}<tbody>{body}</tbody></table>"
