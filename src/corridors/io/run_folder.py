"""Reading what a report says from the folder of a run, with its pictures, and printing there again.

==== ==========================================================================================
code rule
==== ==========================================================================================
O02  a report beside a run replaces no run, and a report in its folder no file elsewhere
O03  a report beside a run does not stand above it or among its pictures
O20  the folder is there, and holds the results of a run
O21  report.json is whole, and says what a report says
O22  it was not written by a newer corridors
O23  every picture that it names is there, and whole
==== ==========================================================================================
"""

from __future__ import annotations

import errno
import json
import os
import re
import secrets
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, NoReturn
from zlib import crc32

from corridors.errors import InputError, OutputError, Problem
from corridors.io.paths import is_address
from corridors.io.save import refusal, replace_whole, sync_folder, write_bytes
from corridors.io.save_folder import MARKER
from corridors.version import __version__

__all__ = ["FORM", "PICTURES", "REPORT", "check_apart", "read_pictures", "read_report",
           "report_bytes", "write_together"]

REPORT = "report.json"
"""What a report says, in the folder of a run."""

PICTURES = "maps"
"""The folder of its pictures."""

FORM = 1
"""Number of the form in which a report is written; a later corridors may have a later one."""

LARGEST_BYTES = 100_000_000
"""No report and no picture of a run is larger."""

AGAIN = "Run the scenario again."
NO_NUMBERS = ("NaN", "Infinity", "-Infinity")
_PNG, _SHORTEST = b"\x89PNG\r\n\x1a\n", 12
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
        if path.stat().st_size > LARGEST_BYTES:
            _refused(f"more than {LARGEST_BYTES / 1e6:g} MB")
        held = json.loads(path.read_bytes().decode("utf-8"), parse_constant=_refused)
        json.dumps(held, ensure_ascii=False).encode()  # half a letter can stand in no file
    except OSError as error:
        raise InputError(Problem("O21", f"it cannot be read ({error.strerror or error})",
                                 "See that you may read it.", file=REPORT)) from error
    except (ValueError, RecursionError) as error:
        raise _damaged(f"it is damaged ({_why(error)})") from error
    if not isinstance(held, dict) or type(held.get("form")) is not int or "report" not in held:
        raise _damaged("it does not say in which form it is written")
    if held["form"] < 1:
        raise _damaged(f"there is no form {str(held['form'])[:20]} of a report")
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
            large = path.is_file() and path.stat().st_size > LARGEST_BYTES
            found[name] = path.read_bytes() if path.is_file() and not large else b""
            why = "is too large" if large else "" if _whole(found[name]) else \
                "is damaged" if found[name] else "is missing"
        except OSError as error:
            why = f"cannot be read ({error.strerror or error})"
        if why:
            problems.append(Problem("O23", f"the picture {PICTURES}/{name}.png {why}", AGAIN))
    if problems:
        raise InputError(problems)
    return found


def check_apart(source: Path, target: Path, *, overwrite: bool = False) -> bool:
    """Say whether a folder for a report is another; refuse one that would cost a run its results.

    Parameters
    ----------
    source
        The folder of the run that is printed again.
    target
        The other folder, for the report.
    overwrite
        Whether another run there may be replaced.

    Returns
    -------
    apart
        False for the folder of the run itself, however it is named.

    Raises
    ------
    OutputError
        If the folder is above that of the run or within its pictures (O03), or holds another
        run (O02).
    """
    try:
        run, place = Path(os.path.realpath(source)), Path(os.path.realpath(target))
        other = (place / MARKER).is_file()
    except (OSError, ValueError) as error:
        raise refusal(target, error) from error
    pictures = run / PICTURES
    named = ascii(str(target))[1:-1]
    if place == run:
        return False
    if place in run.parents:
        raise OutputError(Problem("O03", f'"{named}" is above the folder of the run',
                                  "Choose another folder."))
    if place == pictures or pictures in place.parents:
        raise OutputError(Problem("O03", f'"{named}" is where the run keeps its pictures',
                                  "Choose another folder."))
    if other and not overwrite:
        raise OutputError(Problem(
            "O02", f'the folder "{named}" holds a whole run, which a report would replace',
            "Choose a new folder, or say that it may be overwritten."))
    return True


def write_together(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files in a folder that is there: all of them, or none.

    Parameters
    ----------
    folder
        The folder.
    files
        Names and bytes; old files of these names are replaced at the end.

    Raises
    ------
    OutputError
        If one cannot be written, or is a link to a file elsewhere, which is not ours to replace.
    """
    staged: dict[Path, Path] = {}
    try:
        for name, data in files.items():
            place = folder / name
            if place.is_symlink():
                raise OutputError(Problem("O02", f'"{ascii(str(place))[1:-1]}" is a link to '
                                          "another file, which is left alone",
                                          "Remove the link, or choose another folder with --out."))
            if place.is_dir():
                raise refusal(place, IsADirectoryError(errno.EISDIR,
                                                       "there is a folder of this name"))
            staged[place] = folder / f".corridors-{secrets.token_hex(6)}.part"
            _staged(staged[place], place, data)
        for place, new in staged.items():
            try:
                replace_whole(new, place)
            except OSError as error:
                raise refusal(place, error) from error
        sync_folder(folder)
    finally:
        for new in staged.values():
            with suppress(OSError):
                new.unlink(missing_ok=True)


def _staged(new: Path, place: Path, data: bytes) -> None:
    """Write what will stand in a place; what goes wrong is said of that place."""
    try:
        write_bytes(new, data)
    except OutputError as error:
        raise OutputError(Problem(one.code, one.message.replace(str(new), str(place)), one.advice)
                          for one in error.problems) from error


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
    """Say whether a PNG holds all its parts, as they were written."""
    at, kind, kinds = len(_PNG), b"", list[bytes]()
    while image.startswith(_PNG) and at + _SHORTEST <= len(image) and kind != b"IEND":
        end = at + _SHORTEST + int.from_bytes(image[at:at + 4])
        kind = image[at + 4:at + 8]
        if crc32(image[at + 4:end - 4]) != int.from_bytes(image[end - 4:end]):
            return False
        kinds.append(kind)
        at = end
    return at == len(image) and kinds[:1] == [b"IHDR"] and kinds[-1:] == [b"IEND"]


def _refused(what: str) -> NoReturn:
    raise ValueError(f"{what} is no number" if what in NO_NUMBERS else f"it has {what}")


def _why(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"{error.msg}, line {error.lineno}"
    if isinstance(error, UnicodeDecodeError):
        return "it is not UTF-8"
    if isinstance(error, UnicodeEncodeError):
        return "it holds half of a letter"
    return "it goes too deep" if isinstance(error, RecursionError) else str(error)


def _damaged(why: str) -> InputError:
    return InputError(Problem("O21", why, AGAIN, file=REPORT))
