"""Saving figures so that the same figure gives the same bytes."""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corridors.errors import OutputError, Problem
from corridors.io.save import check_writable_file, write_bytes

if TYPE_CHECKING:
    from matplotlib.figure import Figure

__all__ = ["FORMATS", "check_figure_path", "figure_bytes", "save_figure"]

FORMATS = ("png", "svg", "pdf")
RASTER_DPI = 300
JOINERS = "\u200c\u200d"

SETTING_TABLES = ("GSUB", "GPOS", "GDEF", "BASE", "MATH", "kern")
"""Tables of a font by which programs choose and place letters."""


def figure_bytes(figure: Figure, kind: str, *, title: str = "", alt: str = "",
                 dpi: int = RASTER_DPI) -> bytes:
    """Render a figure.

    Parameters
    ----------
    figure
        The figure.
    kind
        One of :data:`FORMATS`.
    title, alt
        Title and description, written into the file without what is no letter.
    dpi
        Dots per inch of a PNG.

    Returns
    -------
    data
        The same bytes for the same figure and version of matplotlib: no date, no random ids.
    """
    import matplotlib

    title, alt = _writable(title), _writable(alt)
    about: dict[str, Any] = {
        "png": {"Software": None, "Title": title, "Description": alt},
        "svg": {"Date": None, "Creator": None, "Title": title, "Description": alt},
        "pdf": {"CreationDate": None, "ModDate": None, "Producer": None, "Creator": None,
                "Title": title, "Subject": alt},
    }[kind]
    buffer = io.BytesIO()
    with matplotlib.rc_context(), _lean_fonts():
        matplotlib.rcdefaults()  # the settings of the user's own are not ours
        matplotlib.rcParams.update({"svg.hashsalt": "corridors", "svg.fonttype": "none",
                                    "pdf.fonttype": 42})
        figure.savefig(buffer, format=kind, dpi=dpi, metadata=about)
    data = buffer.getvalue()
    return _accessible(data, title, alt) if kind == "svg" else data


def _writable(text: str) -> str:
    """Take out what no SVG and no PDF can hold, and marks that turn the direction of what follows.

    Marks that join letters or keep them apart stay: Persian is written with them.
    """
    return " ".join("".join(
        " " if letter.isspace() else letter for letter in text
        if letter.isspace() or letter in JOINERS or unicodedata.category(letter)[0] != "C").split())


@contextmanager
def _lean_fonts() -> Iterator[None]:
    """Leave tables for setting text out of the fonts of a PDF, whose letters are set already.

    Cutting them down takes half of the time of a PDF. matplotlib has no way to be told; where it
    loads fonts otherwise, nothing changes.
    """
    from fontTools import subset

    load = subset.load_font

    def lean(*given: Any, **named: Any) -> Any:
        font = load(*given, **named)
        for table in SETTING_TABLES:
            if table in font:
                del font[table]
        return font

    subset.load_font = lean
    try:
        yield
    finally:
        subset.load_font = load


def save_figure(figure: Figure, path: Path | str, *, title: str = "", alt: str = "") -> Path:
    """Save a figure as ``corridors map`` does, whole or not at all.

    Parameters
    ----------
    figure
        The figure that ``draw`` gave.
    path
        Where; the ending says the format: .png, .svg or .pdf. A file there is replaced.
    title, alt
        Title and description, written into the file for those who cannot see it; those of the
        figure if not given.

    Returns
    -------
    path
        Where it is.

    Raises
    ------
    OutputError
        If the ending is another, the file cannot be written, or what is given is no figure.

    Notes
    -----
    The same figure gives the same bytes with one version of matplotlib, and words stay words in SVG
    and PDF. The ``savefig`` of matplotlib does neither unless it is told how.

    Examples
    --------
    >>> from corridors import Query, draw, load, shortest_route
    >>> answer = shortest_route(load().as_of(), Query("Baku", "Tbilisi", modes={"rail"}))
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     path = save_figure(draw(answer), f"{folder}/baku-tbilisi.svg")
    ...     '<desc id="corridors-desc">Map of the shortest' in path.read_text(encoding="utf-8")
    True
    """
    where = Path(path)
    kind = _kind(where)
    if not hasattr(figure, "savefig"):
        raise OutputError(Problem("O05", f"{type(figure).__name__} is no figure to be saved",
                                  "Draw it first: save_figure(draw(result), path)."))
    write_bytes(where, figure_bytes(figure, kind, alt=alt or getattr(figure, "alt", ""),
                                    title=title or getattr(figure, "title", "") or where.stem))
    return where


def check_figure_path(path: Path) -> None:
    """Refuse a path where a figure could not be saved in the end, before any work is done.

    Parameters
    ----------
    path
        The file that is to be written.

    Raises
    ------
    OutputError
        If the ending is none of a figure, or the file cannot be written.
    """
    _kind(path)
    check_writable_file(path)


def _kind(path: Path) -> str:
    kind = path.suffix.lower().lstrip(".")
    if kind not in FORMATS:
        raise OutputError(Problem("O05", f'a map cannot be saved as "{path.name}"',
                                  f"Give a name that ends in .{', .'.join(FORMATS)}."))
    return kind


def _accessible(data: bytes, title: str, alt: str) -> bytes:
    """Let a screen reader read an SVG: role, title and description."""
    from html import escape

    text = data.decode("utf-8")
    start = text.index("<svg ")
    end = text.index(">", start)
    about = f'<desc id="corridors-desc">{escape(alt)}</desc>' if alt else ""
    name = escape(title, quote=True)
    opened = f'{text[start:end]} role="img" aria-label="{name}">{about}'
    return (text[:start] + opened + text[end + 1:]).encode("utf-8")
