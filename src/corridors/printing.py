"""Printing a report: in the formats and the language asked for, with a template and a logo.

What a report says is an :class:`~corridors.reports.outline.Outline`, which a run keeps in its
folder. So a report can be printed again, in another language or format, without the data.
"""

from __future__ import annotations

import errno
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corridors.errors import InputError, OutputError, Problem, QueryError, suggest
from corridors.io.run_folder import (
    PICTURES,
    REPORT,
    check_apart,
    read_pictures,
    read_report,
    report_bytes,
    write_together,
)
from corridors.io.save import write_bytes
from corridors.io.save_folder import check_writable, save_folder
from corridors.reports.logo import Logo, logo_of
from corridors.reports.page import OwnTemplate
from corridors.reports.wording import Wording, wording

if TYPE_CHECKING:
    from corridors.reports.outline import Outline

__all__ = ["FORMATS", "Printing", "check_printable", "print_again", "printed", "printing_of"]

LARGEST_BYTES = 5_000_000
"""No template and no logo is larger."""


@dataclass(frozen=True, slots=True)
class Printing:
    """How a report is printed.

    Parameters
    ----------
    formats
        Some of :data:`FORMATS`.
    words
        The fixed words, in a language.
    template
        A template of the user's own for the page, and for the PDF that is made of it.
    logo
        The logo of whoever publishes the report.
    """

    formats: tuple[str, ...] = ("html", "md")
    words: Wording = field(default_factory=wording)
    template: OwnTemplate | None = None
    logo: Logo | None = None


def printing_of(formats: Sequence[str] = ("html", "md"), lang: str = "en",
                template: Path | str | None = None, logo: Path | str | None = None) -> Printing:
    """Say how a report is printed.

    Parameters
    ----------
    formats
        Some of ``html``, ``md``, ``docx`` and ``pdf``.
    lang
        Language of headings and other fixed words: ``en``, ``ru``, ``fa`` or ``az``.
    template
        File of a template that begins with ``{% extends "report.html.j2" %}``.
    logo
        File of a logo: PNG, JPEG or SVG.

    Returns
    -------
    printing
        With the files read.

    Raises
    ------
    InputError
        With everything that is wrong.

    Examples
    --------
    >>> printing_of(["html"], "ru").words["headings.maps"]
    'Карты'
    """
    problems: list[Problem] = []
    unknown = [name for name in formats if name not in FORMATS]
    problems += [Problem("Q79", f'"{ascii(name)[1:-1]}" is no format of a report',
                         suggest(name, FORMATS)) for name in unknown]
    if not formats:
        problems.append(Problem("Q79", "no format is given", suggest("", FORMATS)))
    words = _tried(partial(wording, lang), problems)
    own = _tried(partial(_template, template), problems) if template is not None else None
    shown = _tried(partial(_logo, logo), problems) if logo is not None else None
    if problems or words is None:
        raise InputError(problems)
    return Printing(tuple(dict.fromkeys(formats)), words, own, shown)


def check_printable(printing: Printing) -> None:
    """Refuse what could not be printed in the end, before any work is done.

    Parameters
    ----------
    printing
        How a report is to be printed.

    Raises
    ------
    OutputError
        With every package that is missing, and a logo that a format cannot hold.

    Examples
    --------
    >>> check_printable(Printing())
    """
    problems: list[Problem] = []
    for name in printing.formats:
        try:
            if name in CHECKS:
                CHECKS[name](printing)
        except OutputError as error:
            problems += error.problems
    if problems:
        raise OutputError(problems)


def printed(outline: Outline, printing: Printing) -> dict[str, bytes]:
    """Print a report.

    Parameters
    ----------
    outline
        What it says.
    printing
        How it is printed.

    Returns
    -------
    files
        Names and bytes: ``report.html`` and so on.

    Raises
    ------
    InputError
        If the template cannot be filled in.
    OutputError
        If a package is missing that a format needs.
    """
    return {f"report.{name}": FORMATS[name](outline, printing) for name in printing.formats}


def print_again(folder: Path | str, out: Path | str | None = None,
                printing: Printing | None = None, *, overwrite: bool = False) -> tuple[Path, ...]:
    """Print the report of a run again, from what its folder holds.

    Parameters
    ----------
    folder
        The folder of the run.
    out
        Another folder for the report, which then also gets its pictures; that of the run if not
        given.
    printing
        How it is printed; as a page and as Markdown if not given.
    overwrite
        Also replace another folder that holds something else than results.

    Returns
    -------
    paths
        The files of the report.

    Raises
    ------
    InputError
        If the folder holds no run, or a damaged one.
    OutputError
        If something cannot be written, or the other folder is above that of the run, among its
        pictures, or the folder of another run. All of it is written, or nothing.

    Examples
    --------
    >>> print_again("nowhere")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
        ...
    corridors.errors.InputError: there is no folder "nowhere". Give the folder that ...
    """
    source, how = Path(folder), printing or Printing()
    check_printable(how)
    target = source if out is None else Path(out)
    apart = out is not None and check_apart(source, target, overwrite=overwrite)
    if apart:
        check_writable(target, overwrite=overwrite)
    outline, pictures = _read(source)
    files = printed(outline, how)
    if apart:
        save_folder(target, partial(_write, outline, pictures, files), overwrite=overwrite)
    else:
        write_together(target, files)
    return tuple(target / name for name in files)


def _read(folder: Path) -> tuple[Outline, dict[str, bytes]]:
    from corridors.reports.outline_json import outline_from, pictures_named

    said = read_report(folder)
    pictures = read_pictures(folder, pictures_named(said))
    return outline_from(said, pictures), pictures


def _write(outline: Outline, pictures: dict[str, bytes], files: dict[str, bytes], folder: Path
           ) -> None:
    """Write a report that stands alone, and can be printed again as well."""
    from corridors.reports.outline_json import outline_json

    for name, data in {**files, REPORT: report_bytes(outline_json(outline))}.items():
        write_bytes(folder / name, data)
    (folder / PICTURES).mkdir()
    for name, data in pictures.items():
        write_bytes(folder / PICTURES / f"{name}.png", data)


def _html(outline: Outline, printing: Printing) -> bytes:
    from corridors.reports.html import outline_html

    return outline_html(outline, printing.words, template=printing.template,
                        logo=printing.logo).encode()


def _markdown(outline: Outline, printing: Printing) -> bytes:
    from corridors.reports.markdown import outline_markdown

    return outline_markdown(outline, printing.words).encode()


def _docx(outline: Outline, printing: Printing) -> bytes:
    from corridors.reports.docx import outline_docx

    return outline_docx(outline, printing.words, printing.logo)


def _pdf(outline: Outline, printing: Printing) -> bytes:
    from corridors.maps.fonts import print_fonts
    from corridors.reports.pdf import html_pdf

    return html_pdf(_html(outline, printing).decode(), print_fonts())


def _check_word(printing: Printing) -> None:
    from corridors.reports.docx import check_logo
    from corridors.reports.docx_page import check_word

    check_word()
    check_logo(printing.logo)


def _check_pdf(_printing: Printing) -> None:
    from corridors.reports.pdf import check_pdf

    check_pdf()


FORMATS: dict[str, Callable[[Outline, Printing], bytes]] = {
    "html": _html, "md": _markdown, "docx": _docx, "pdf": _pdf}
"""What a report can be printed as, by the ending of its file."""

CHECKS: dict[str, Callable[[Printing], None]] = {"docx": _check_word, "pdf": _check_pdf}
"""What some of them need."""


def _tried(make: Callable[[], Any], problems: list[Problem]) -> Any:
    """Make something; what is wrong is told with all else that is."""
    try:
        return make()
    except InputError as error:
        problems += error.problems
        return None


def _template(path: Path | str) -> OwnTemplate:
    data = _bytes(path, "template")
    try:
        return OwnTemplate(data.decode("utf-8-sig"), Path(path).name)
    except UnicodeDecodeError as error:
        raise InputError(Problem("Q79", "the template is not written in UTF-8",
                                 "Save it as UTF-8.", file=Path(path).name)) from error


def _logo(path: Path | str) -> Logo:
    return logo_of(_bytes(path, "logo"), Path(path).name)


def _bytes(path: Path | str, what: str) -> bytes:
    try:
        if not Path(path).is_file():
            raise FileNotFoundError(errno.ENOENT, "there is no such file")
        if Path(path).stat().st_size > LARGEST_BYTES:
            raise QueryError(Problem("Q79", f'the {what} "{path}" is too large',
                                     f"It may have {LARGEST_BYTES / 1e6:g} MB."))
        return Path(path).read_bytes()
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or "no usable path"
        raise InputError(Problem("Q79", f'the {what} "{ascii(str(path))[1:-1]}" cannot be read '
                                        f"({why})", "Check the path.")) from error
