"""Writing files so that they are whole or not there, and old ones are never harmed.

A file is written beside its place under another name, forced to the disk and then put in place
in one step. :mod:`corridors.io.save_folder` does the same for a whole folder.

==== ==========================================================================================
code rule
==== ==========================================================================================
O01  what is written can be written: space, permission, a disk that is still there
O02  a folder that holds something else is not replaced
O03  the target is a path that can be used
O04  a text can be stored in UTF-8
==== ==========================================================================================
"""

from __future__ import annotations

import errno
import os
import re
import secrets
import time
from collections.abc import Iterable, Sequence
from contextlib import suppress
from math import isfinite
from numbers import Integral
from pathlib import Path
from typing import Any

from corridors.errors import OutputError, Problem
from corridors.io.defuse import defuse
from corridors.io.paths import is_address

__all__ = ["check_writable_file", "csv_text", "refusal", "replace_whole", "sync_folder",
           "write_bytes", "write_csv", "write_text"]

ON_WINDOWS = os.name == "nt"

_ADVICE = {
    errno.ENOSPC: "The disk is full: free some space, or choose another folder.",
    errno.EDQUOT: "Your quota is used up: free some space, or choose another folder.",
    errno.EROFS: "The folder is read-only: choose another one.",
    errno.EACCES: "You may not write here, or the file is open in Excel or QGIS: close it, or "
                  "choose another folder.",
    errno.ENAMETOOLONG: "Choose a shorter name.",
    errno.ENOENT: "The folder is not there: create it, or choose another one.",
    errno.ENOTDIR: "A part of the path is a file: choose another folder.",
}
_QUOTED = re.compile(r'[",\r\n]|^\s|\s$')
# What a folder answers where its system cannot force folders to the disk.
_CANNOT_SYNC = {errno.EINVAL, errno.ENOTSUP, errno.EACCES, errno.EPERM, errno.EISDIR}


def write_text(path: Path, text: str) -> None:
    """Write a text file in UTF-8, whole or not at all.

    Parameters
    ----------
    path
        Where; an old file there is replaced at the end, or stays as it is.
    text
        The text; line ends are written as they are.

    Raises
    ------
    OutputError
        If the file cannot be written.
    """
    try:
        data = text.encode("utf-8")
    except UnicodeEncodeError as error:
        bad = ascii(text[error.start])[1:-1]
        raise OutputError(Problem("O04", f"the text holds {bad}, half of a letter, which no file "
                                         "can keep", "Correct the name it comes from.",
                                  file=path.name)) from error
    write_bytes(path, data)


def write_bytes(path: Path, data: bytes) -> None:
    """Write a file, whole or not at all.

    Parameters
    ----------
    path
        Where; an old file there is replaced at the end, or stays as it is. A link to a file is
        followed.
    data
        The bytes.

    Raises
    ------
    OutputError
        If the file cannot be written.
    """
    try:
        place = Path(os.path.realpath(path))
        if place.is_dir():
            raise IsADirectoryError(errno.EISDIR, "there is a folder of this name")
        staged = place.parent / f".corridors-{secrets.token_hex(6)}.tmp"
        try:
            _write_new(staged, data)
            replace_whole(staged, place)
        except BaseException:
            with suppress(OSError):
                staged.unlink(missing_ok=True)
            raise
        sync_folder(place.parent)
    except (OSError, ValueError) as error:
        raise refusal(path, error) from error


def check_writable_file(path: Path) -> None:
    """Refuse a file that could not be written in the end, before any work is done.

    Parameters
    ----------
    path
        The file that is to be written.

    Raises
    ------
    OutputError
        If the path cannot be used, or its folder cannot be written.
    """
    if is_address(str(path)):
        raise refusal(path, ValueError("an address"))
    try:
        place = Path(os.path.realpath(path))
        if place.is_dir():
            raise IsADirectoryError(errno.EISDIR, "there is a folder of this name")
        probe = place.parent / f".corridors-{secrets.token_hex(6)}.probe"
        probe.mkdir()
        probe.rmdir()
        if place.exists() and not os.access(place, os.W_OK):
            raise PermissionError(errno.EACCES, "the file is read-only")
    except (OSError, ValueError) as error:
        raise refusal(path, error) from error


def write_csv(path: Path, header: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Write a table as CSV: UTF-8, comma, the same bytes for the same rows.

    Parameters
    ----------
    path
        Where.
    header
        Names of the columns.
    rows
        Rows of cells; see :func:`csv_text`.

    Raises
    ------
    OutputError
        If the file cannot be written.
    """
    write_text(path, csv_text(header, rows))


def csv_text(header: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """Write a table as the text of a CSV file.

    Parameters
    ----------
    header
        Names of the columns.
    rows
        Rows of cells: None is blank, true and false in lower case, lists separated by
        semicolons, numbers in full, and texts that a spreadsheet would run made harmless
        (:mod:`corridors.io.defuse`).

    Returns
    -------
    text
        Lines that end in a line feed; the same on every computer.

    Raises
    ------
    ValueError
        If a number is not finite: an answer such as "no route" must be said in words.

    Examples
    --------
    >>> print(csv_text(["name", "km"], [["=Poti", 2.5], ["O'Hara, Inc", None]]), end="")
    name,km
    '=Poti,2.5
    "O'Hara, Inc",
    """
    lines = [_line(header), *(_line(row) for row in rows)]
    return "\n".join(lines) + "\n"


def replace_whole(staged: Path, place: Path) -> None:
    """Put a finished file or folder in its place in one step.

    Parameters
    ----------
    staged
        What is finished, on the same disk.
    place
        Where it goes.

    Raises
    ------
    OSError
        If it cannot be put there.
    """
    # Windows refuses for a moment while a virus scanner or an indexer looks at the file.
    for wait_s in (0.05, 0.1, 0.2, 0.4):
        try:
            os.replace(staged, place)
            return
        except PermissionError:
            if not ON_WINDOWS:
                raise
            time.sleep(wait_s)
    os.replace(staged, place)


def sync_folder(folder: Path) -> None:
    """Force the names in a folder to the disk, where the system can.

    Parameters
    ----------
    folder
        The folder.

    Raises
    ------
    OSError
        If the disk reports an error.
    """
    if ON_WINDOWS:
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in _CANNOT_SYNC:
            raise
    finally:
        os.close(handle)


def refusal(path: Path, error: OSError | ValueError) -> OutputError:
    """Say in a planner's words why something could not be written.

    Parameters
    ----------
    path
        What was to be written.
    error
        What the system answered.

    Returns
    -------
    refusal
        The error to raise.
    """
    if not isinstance(error, OSError):
        return OutputError(Problem("O03", f'"{ascii(str(path))[1:-1]}" is no usable path',
                                   "Choose another name."))
    advice = _ADVICE.get(error.errno or 0, "Choose another folder, or look at the disk.")
    why = error.strerror or str(error)
    return OutputError(Problem("O01", f'"{path}" cannot be written ({why})', advice))


def _write_new(path: Path, data: bytes) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0),
                     0o666)
    try:
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(handle, rest):]
        os.fsync(handle)
    finally:
        os.close(handle)


def _line(cells: Sequence[Any]) -> str:
    written = [_cell(cell) for cell in cells]
    # A lone blank cell would read as a blank row.
    return ",".join(written) if written != [""] else '""'


def _cell(value: Any) -> str:
    if isinstance(value, str):
        text = defuse(value)
        return f'"{text.replace(chr(34), chr(34) * 2)}"' if _QUOTED.search(text) else text
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Integral):
        return str(int(value))
    if isinstance(value, float):
        if not isfinite(value):
            raise ValueError(f"{value} cannot stand in a table; say in words what it means")
        # Adding zero turns minus zero into zero.
        return repr(float(value) + 0.0)
    return _cell(";".join(str(item) for item in value))
