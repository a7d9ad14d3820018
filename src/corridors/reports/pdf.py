"""The page as a tagged PDF (PDF/UA-1): the same words, tables and pictures, on paper of A4."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, redirect_stdout
from importlib.resources import files
from io import StringIO
from pathlib import Path
from types import ModuleType
from typing import Any
from warnings import catch_warnings, simplefilter

from corridors.errors import OutputError, Problem
from corridors.reports.plain import CUT, short_text

__all__ = ["check_pdf", "html_pdf"]

STYLE = "pdf.css"
FAMILY = "Report"
"""What the style calls the fonts: a name of no other font, so that none of the machine's is taken
for it."""

VARIANT = "pdf/ua-1"
# PDF/UA-2 asks for PDF 2.0, which many readers and checkers do not know yet.

_HELD = re.compile(r"data:[^'\"\s]{20,}")
"""A picture in the page itself, whose letters say nothing in a message."""

_LONG, _PIECE = re.compile(r"\S{31,}"), re.compile(r".{1,15}")


def html_pdf(html: str, fonts: Sequence[Path]) -> bytes:
    """Print a page as PDF, so that a screen reader can read it.

    Parameters
    ----------
    html
        A page that needs no other file; nothing is fetched for it.
    fonts
        Font files, all of one family: regular, bold, oblique. Letters that they lack are taken
        from the fonts of the machine.

    Returns
    -------
    pdf
        With tags, headings as bookmarks, and page numbers. It bears no date: the same page gives
        the same bytes.

    Raises
    ------
    OutputError
        WeasyPrint or Pango is missing, or the page wants something that is not in it.
    """
    with _complaints() as said:
        pdf: bytes = _laid_out(html, fonts).write_pdf(pdf_variant=VARIANT)
    if said:
        raise OutputError([Problem("O27", f"the page cannot be printed as PDF: {short_text(one)}",
                                   "Put pictures into the page itself (data: addresses), give "
                                   "each an alt text, and let links lead to headings that are "
                                   "there.") for one in dict.fromkeys(said)])
    return pdf


def check_pdf() -> None:
    """Refuse to print a PDF where WeasyPrint or Pango is missing.

    Raises
    ------
    OutputError
        If one is (O25, O26).
    """
    with catch_warnings():
        simplefilter("ignore")
        _weasyprint()


def _laid_out(html: str, fonts: Sequence[Path]) -> Any:
    """Lay a page out on sheets of paper."""
    with catch_warnings():
        simplefilter("ignore")  # that a machine has no fonts of its own does not matter
        weasyprint = _weasyprint()
        from weasyprint.text.fonts import FontConfiguration
        from weasyprint.urls import URLFetcher

        config = FontConfiguration()
    paper = (files("corridors.reports") / "templates" / STYLE).read_text(encoding="utf-8")
    style = weasyprint.CSS(
        string=f"{_faces(fonts)}{paper}",
        font_config=config, url_fetcher=URLFetcher(allowed_protocols=("file",)))
    # A template of the user's own could ask for files of this machine or for pages of others.
    page = weasyprint.HTML(string=html, url_fetcher=URLFetcher(allowed_protocols=("data",)))
    _break_words(page.etree_element)
    return page.render(font_config=config, stylesheets=[style], pdf_variant=VARIANT)


def _break_words(element: Any) -> None:
    """Let words break that no column is wide enough for; hashes and keys are to be copied whole."""
    for part in element:
        if part.tag not in ("dd", "style", "title") and "key" not in part.get("class", "").split():
            part.text = _LONG.sub(_broken, part.text or "")
            _break_words(part)
        part.tail = _LONG.sub(_broken, part.tail or "")


def _broken(word: re.Match[str]) -> str:
    return "\N{ZERO WIDTH SPACE}".join(_PIECE.findall(word[0]))


def _weasyprint() -> ModuleType:
    """Load WeasyPrint, which prints a page of advice where a library of the system is missing."""
    try:
        with redirect_stdout(StringIO()):
            import weasyprint
    except ImportError as error:
        raise OutputError(Problem("O25", "PDF needs weasyprint, which is not installed",
                                  'Run pip install "corridors[pdf]".')) from error
    except OSError as error:
        raise OutputError(Problem(
            "O26", "PDF needs Pango, a library of the system, which is not installed",
            "On Debian and Ubuntu run apt-get install libpangoft2-1.0-0 libharfbuzz-subset0; on "
            "macOS brew install pango; on Windows see the installation page of WeasyPrint. "
            "Reports in HTML and Word need none.")) from error
    module: ModuleType = weasyprint
    return module


def _faces(fonts: Sequence[Path]) -> str:
    return "".join(
        f'@font-face {{ font-family: "{FAMILY}"; src: url("{font.resolve().as_uri()}"); '
        f'font-weight: {"bold" if "Bold" in font.stem else "normal"}; '
        f'font-style: {"italic" if "Oblique" in font.stem else "normal"}; }}\n' for font in fonts)


@contextmanager
def _complaints() -> Iterator[list[str]]:
    """Collect what WeasyPrint could not do. It logs that, and leaves it out of the PDF."""
    said: list[str] = []
    handler = logging.Handler(logging.ERROR)
    handler.emit = lambda record: said.append(  # type: ignore[method-assign]
        _HELD.sub(f"data:{CUT}", record.getMessage()))
    logger = logging.getLogger("weasyprint")
    logger.addHandler(handler)
    try:
        yield said
    finally:
        logger.removeHandler(handler)
