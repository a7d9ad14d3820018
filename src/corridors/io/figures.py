"""Saving figures so that the same figure gives the same bytes."""

from __future__ import annotations

import io
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
        Title and description, written into the file.
    dpi
        Dots per inch of a PNG.

    Returns
    -------
    data
        The same bytes for the same figure and version of matplotlib: no date, no random ids.
    """
    import matplotlib

    about: dict[str, Any] = {
        "png": {"Software": None, "Title": title, "Description": alt},
        "svg": {"Date": None, "Creator": None, "Title": title, "Description": alt},
        "pdf": {"CreationDate": None, "ModDate": None, "Producer": None, "Creator": None,
                "Title": title, "Subject": alt},
    }[kind]
    buffer = io.BytesIO()
    with matplotlib.rc_context({"svg.hashsalt": "corridors", "svg.fonttype": "none",
                                "pdf.fonttype": 42}), _lean_fonts():
        figure.savefig(buffer, format=kind, dpi=dpi, metadata=about)
    data = buffer.getvalue()
    return _accessible(data, title, alt) if kind == "svg" else data


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


def save_figure(figure: Figure, path: Path, *, title: str = "", alt: str = "") -> None:
    """Save a figure, whole or not at all.

    Parameters
    ----------
    figure
        The figure.
    path
        Where; the ending says the format: .png, .svg or .pdf.
    title, alt
        Title and description, written into the file.

    Raises
    ------
    OutputError
        If the ending is another, or the file cannot be written.
    """
    kind = _kind(path)
    write_bytes(path, figure_bytes(figure, kind, title=title, alt=alt))


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
