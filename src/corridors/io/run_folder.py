"""Reading what a report says from the folder of a run, with its pictures.

==== ==========================================================================================
code rule
==== ==========================================================================================
O20  the folder is there, and holds the results of a run
O21  report.json is whole, and says what a report says
O22  it was not written by a newer corridors
O23  every picture that it names is there, and whole
==== ==========================================================================================
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NoReturn

from corridors.errors import InputError, Problem
from corridors.io.paths import is_address
from corridors.io.save_folder import MARKER
from corridors.version import __version__

__all__ = ["FORM", "PICTURES", "REPORT", "read_pictures", "read_report", "report_bytes"]

REPORT = "report.json"
"""What a report says, in the folder of a run."""

PICTURES = "maps"
"""The folder of its pictures."""

FORM = 1
"""Number of the form in which a report is written; a later corridors may have a later one."""

AGAIN = "Run the scenario again."
_PNG, _END = b"\x89PNG\r\n\x1a\n", b"IEND\xaeB\x60\x82"
_NAME = re.compile(r"\w[\w.-]*", re.ASCII)


def report_bytes(said: dict[str, Any]) -> bytes:
    """Give the bytes of a file that keeps what a report says.

    Parameters
    ----------
    said
        What it says, as a JSON object.
    """
    held = {"corridors": __version__, "form": FORM, "report": said}
    return (json.dumps(held, ensure_ascii=False, allow_nan=False, indent=1) + "\n").encode()


def read_report(folder: Path) -> Any:
    """Read what a report says from the folder of a run.

    Parameters
    ----------
    folder
        The folder.

    Returns
    -------
    said
        A JSON object, which is not looked at yet.

    Raises
    ------
    InputError
        If the folder is none of a run (O20), the file is damaged (O21) or newer (O22).
    """
    path = _found(folder)
    try:
        held = json.loads(path.read_bytes().decode("utf-8"), parse_constant=_refused)
    except OSError as error:
        raise InputError(Problem("O21", f"it cannot be read ({error.strerror or error})",
                                 "See that you may read it.", file=REPORT)) from error
    except (ValueError, RecursionError) as error:
        raise _damaged(f"it is damaged ({_why(error)})") from error
    if not isinstance(held, dict) or type(held.get("form")) is not int or "report" not in held:
        raise _damaged("it does not say in which form it is written")
    if held["form"] > FORM:
        by = held.get("corridors")
        version = f" {by[:20]}" if isinstance(by, str) and by.isprintable() else ""
        raise InputError(Problem("O22", f"it was written by a newer corridors{version}; this is "
                                        f"{__version__}", "Update corridors.", file=REPORT))
    return held["report"]


def read_pictures(folder: Path, names: Iterable[str]) -> dict[str, bytes]:
    """Read pictures of a run.

    Parameters
    ----------
    folder
        The folder of the run.
    names
        Names of their files, without folder and ending.

    Returns
    -------
    pictures
        PNG as bytes, by name.

    Raises
    ------
    InputError
        With every picture that is not there or damaged (O23), and every name that is none (O21).
    """
    found: dict[str, bytes] = {}
    problems = []
    for name in dict.fromkeys(names):
        if not _NAME.fullmatch(name):
            problems.append(Problem("O21", f'"{ascii(name)[1:41]}" is no name of a picture', AGAIN,
                                    file=REPORT))
            continue
        path = folder / PICTURES / f"{name}.png"
        try:
            found[name] = path.read_bytes() if path.is_file() else b""
            why = "" if _whole(found[name]) else "is damaged" if found[name] else "is missing"
        except OSError as error:
            why = f"cannot be read ({error.strerror or error})"
        if why:
            problems.append(Problem("O23", f"the picture {PICTURES}/{name}.png {why}", AGAIN))
    if problems:
        raise InputError(problems)
    return found


def _found(folder: Path) -> Path:
    """Give the file of a report in a folder, or say why there is none."""
    named = ascii(str(folder))[1:-1]
    if is_address(str(folder)) or "\x00" in str(folder):
        raise InputError(Problem("O20", f'"{named}" is not a folder of this computer',
                                 "Give the folder of a run."))
    try:
        if (folder / REPORT).is_file():
            return folder / REPORT
        there, ours = folder.is_dir(), (folder / MARKER).is_file()
    except OSError as error:
        raise InputError(Problem("O20", f'"{named}" cannot be read ({error.strerror or error})',
                                 "Give the folder of a run.")) from error
    if ours:
        raise InputError(Problem("O20", f'the folder "{folder}" holds no {REPORT}: an older '
                                        "corridors wrote it, or the file is gone", AGAIN))
    what = f'the folder "{folder}" holds no results of a run' if there else \
        f'there is no folder "{folder}"'
    raise InputError(Problem("O20", what, "Give the folder that corridors run has written, such "
                                          "as out/rasht-astara."))


def _whole(image: bytes) -> bool:
    return image.startswith(_PNG) and image.endswith(_END)


def _refused(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is no number")


def _why(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"{error.msg}, line {error.lineno}"
    if isinstance(error, UnicodeDecodeError):
        return "it is not UTF-8"
    return "it goes too deep" if isinstance(error, RecursionError) else str(error)


def _damaged(why: str) -> InputError:
    return InputError(Problem("O21", why, AGAIN, file=REPORT))
