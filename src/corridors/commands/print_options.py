"""How ``corridors run`` and ``corridors report`` print a report."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from corridors.commands.arguments import Arguments
from corridors.errors import InputError, UsageError

if TYPE_CHECKING:
    from corridors.printing import Printing

__all__ = ["add_printing", "add_report", "printing_asked", "repeated"]

_OPTION_CODES = {"Q79", "Q80"}

_REPEATED = ("data", "costs", "format", "lang", "template", "logo")
"""Options that the command of a report names: files and folders without where they are."""


def add_printing(parser: Any) -> None:
    """Add the options that say how a report is printed."""
    parser.add_argument("--format", metavar="LIST",
                        help="some of html, md, docx and pdf (default: html,md)")
    parser.add_argument("--lang", metavar="LANG",
                        help="language of headings: en, ru, fa or az (default: en)")
    parser.add_argument("--template", metavar="FILE", help="a template of your own for the page")
    parser.add_argument("--logo", metavar="FILE", help="PNG, JPEG or SVG above the title")


def add_report(parser: Any) -> None:
    """Add what ``corridors report`` takes."""
    parser.add_argument("folder", metavar="RUN_DIR", help="the folder that corridors run wrote")
    add_printing(parser)
    parser.add_argument("--out", metavar="DIR",
                        help="another folder for the report and its pictures")
    parser.add_argument("--overwrite", action="store_true",
                        help="replace a folder that holds something else than results")


def printing_asked(arguments: Arguments) -> Printing:
    """Give how the options say that a report is printed."""
    from corridors.commands.asking import listed
    from corridors.printing import printing_of

    formats = listed(arguments.format)
    try:
        return printing_of(("html", "md") if formats is None else formats, arguments.lang or "en",
                           arguments.template, arguments.logo)
    except InputError as error:
        if {problem.code for problem in error.problems} <= _OPTION_CODES:
            raise UsageError(error.problems) from error
        raise


def repeated(arguments: Arguments) -> str:
    """Give the command of a run as another can repeat it: no folder of this machine is in it."""
    from pathlib import Path
    from shlex import quote

    name = Path(arguments.scenario).name
    words = ["corridors", "run", quote(name), "--out", "FOLDER"]
    if arguments.assume_expected:
        words.append("--assume-expected")
    for option in _REPEATED:
        value = getattr(arguments, option)
        if value:
            given = value if option in ("format", "lang") else Path(value).name
            words += [f"--{option}", quote(given)]
    return " ".join(words)
