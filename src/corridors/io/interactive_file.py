"""An interactive map as a value: a page to save, and what a notebook shows of it."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable
from dataclasses import dataclass, field
from html import escape
from pathlib import Path

from corridors.io.save import write_text
from corridors.model.html import shown

__all__ = ["InteractiveMap"]

HEIGHT = "780px"


@dataclass(frozen=True, slots=True)
class InteractiveMap:
    """A map to look at in a browser, with no network at all.

    Parameters
    ----------
    html
        The whole page: one file that needs no other.
    title
        What it is called.
    alt
        What it shows, in at most 250 letters.
    header, rows
        The results as a table.
    picture
        Gives the map as a PNG, for notebooks that may run no script; made when it is needed.

    Notes
    -----
    In a notebook the page stands in a frame of its own, over the picture. A notebook that came by
    mail is not trusted: its frames are taken out, and the picture and the table are left.
    """

    html: str = field(repr=False)
    title: str
    alt: str = field(repr=False)
    header: tuple[str, ...] = field(repr=False)
    rows: tuple[tuple[str, ...], ...] = field(repr=False)
    picture: Callable[[], bytes] = field(repr=False)

    def save(self, path: Path | str) -> Path:
        """Save the page.

        Parameters
        ----------
        path
            Where; a file there is replaced.

        Returns
        -------
        path
            Where it is.

        Raises
        ------
        OutputError
            If it cannot be written.
        """
        where = Path(path)
        write_text(where, self.html)
        return where

    def _repr_html_(self) -> str:
        image = b64encode(self.picture()).decode("ascii")
        heads = "".join(f'<th scope="col">{shown(head)}</th>' for head in self.header)
        body = "".join("<tr>" + "".join(f"<td>{shown(cell)}</td>" for cell in row) + "</tr>"
                       for row in self.rows)
        return (
            f'<figure style="position:relative;margin:0;min-height:{HEIGHT}">'
            f'<img style="max-width:100%" alt="{shown(self.alt)}" '
            f'src="data:image/png;base64,{image}">'
            '<iframe style="position:absolute;inset:0;width:100%;height:100%;border:0;'
            'background:white" sandbox="allow-scripts allow-popups" '
            f'title="{shown(self.title)}" '
            f'srcdoc="{escape(self.html, quote=True)}"></iframe></figure>'
            f"<details><summary>{shown(self.title)}: the results as a table</summary>"
            f"<table><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table></details>")
