"""Writing a folder of results so that it appears whole, or not at all."""

from __future__ import annotations

import errno
import os
import secrets
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from corridors.errors import OutputError, Problem
from corridors.io.paths import is_address
from corridors.io.save import ON_WINDOWS, refusal, replace_whole, sync_folder

__all__ = ["MARKER", "check_writable", "save_folder"]

MARKER = "run.json"
# The files by which a folder of results is known as ours, each with the word that it holds: that
# of a run, and that of a report printed apart.
_MARKERS = (MARKER, "report.json")
_OURS = b'"corridors"'
_DEVICES = {"con", "prn", "aux", "nul", *(f"{kind}{n}" for kind in ("com", "lpt")
                                          for n in range(1, 10))}


def save_folder(target: Path, write: Callable[[Path], None], *, overwrite: bool = False) -> None:
    """Write a folder: everything in it appears together, or nothing does.

    Parameters
    ----------
    target
        The folder. An old one is replaced only if it is empty, or holds the results of an
        earlier run; it stays untouched until the new one is complete.
    write
        Writes the files into the folder it is given, which is not yet the target.
    overwrite
        Also replace a folder that holds something else.

    Raises
    ------
    OutputError
        If the folder cannot be written, or holds something else.

    Examples
    --------
    >>> import tempfile
    >>> holder = tempfile.TemporaryDirectory()
    >>> out = Path(holder.name, "out")
    >>> save_folder(out, lambda folder: (folder / "report.md").touch())
    >>> [path.name for path in out.iterdir()]
    ['report.md']
    >>> holder.cleanup()
    """
    check_writable(target, overwrite=overwrite)
    place = Path(os.path.realpath(target))
    created = _missing_parents(place)
    staged = place.parent / f".{place.name[:40]}.{secrets.token_hex(4)}.part"
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        staged.mkdir()
        write(staged)
        _sync_tree(staged)
        _put_in_place(staged, place)
    except BaseException as error:
        _remove_tree(staged)
        for parent in created:
            _remove_if_empty(parent)
        if isinstance(error, OSError):
            raise refusal(target, error) from error
        if isinstance(error, OutputError):
            raise _renamed(error, staged, target) from error
        raise


def check_writable(target: Path, *, overwrite: bool = False) -> None:
    """Refuse a folder that could not be written in the end, before any work is done.

    Parameters
    ----------
    target
        The folder that is to be written.
    overwrite
        Whether a folder that holds something else may be replaced.

    Raises
    ------
    OutputError
        If the path cannot be used, the folder cannot be written, or it holds something else.
    """
    try:
        _check_path(target)
        place = Path(os.path.realpath(target))
        if place.exists():
            _check_replaceable(target, place, overwrite=overwrite)
        _probe(place)
    except (OSError, ValueError) as error:
        raise refusal(target, error) from error


def _check_path(target: Path) -> None:
    named = str(target)
    if is_address(named) or "\x00" in named:
        raise _unusable(target, "is not a folder of this computer")
    if ON_WINDOWS and any(part.split(".")[0].lower() in _DEVICES for part in target.parts):
        raise _unusable(target, "bears a name that Windows keeps for a device")
    place = Path(os.path.realpath(target))
    here = Path(os.path.realpath(Path.cwd()))
    if place == here or place in here.parents:
        raise _unusable(target, "is the folder you work in, or one above it")
    if place == Path(os.path.realpath(os.path.expanduser("~"))):
        raise _unusable(target, "is your home folder")


def _check_replaceable(target: Path, place: Path, *, overwrite: bool) -> None:
    if not place.is_dir():
        raise _unusable(target, "is a file")
    if overwrite or not any(place.iterdir()) or _is_ours(place):
        return
    raise OutputError(Problem("O02", f'the folder "{target}" holds something else than results',
                              "Choose a new folder, or say that it may be overwritten."))


def _is_ours(place: Path) -> bool:
    return any((place / marker).is_file() and _OURS in (place / marker).read_bytes()
               for marker in _MARKERS)


def _probe(place: Path) -> None:
    """Create and remove an empty folder where the result will stand."""
    above = place.parent
    while not above.exists() and above != above.parent:
        above = above.parent
    if not above.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, f"{above.name} is a file")
    probe = above / f".corridors-{secrets.token_hex(6)}.probe"
    probe.mkdir()
    probe.rmdir()


def _missing_parents(place: Path) -> list[Path]:
    """List the folders above a path that will have to be created, innermost first."""
    return [parent for parent in place.parents if not parent.exists()]


def _put_in_place(staged: Path, place: Path) -> None:
    if not place.exists():
        replace_whole(staged, place)
    else:
        # A folder cannot be replaced in one step: the old one steps aside under a name that can
        # be seen, and comes back if the new one cannot take its place.
        old = place.parent / f"{place.name}.previous-{secrets.token_hex(4)}"
        try:
            replace_whole(place, old)
            replace_whole(staged, place)
        except BaseException as error:
            if not place.exists():
                _bring_back(old, place, error)
            raise
        _remove_tree(old)
    sync_folder(place.parent)


def _bring_back(old: Path, place: Path, error: BaseException) -> None:
    try:
        replace_whole(old, place)
    except OSError as second:
        told = f"{second.strerror}; the old results now stand in {old.name}"
        raise OSError(second.errno, told) from error


def _remove_tree(folder: Path) -> None:
    try:
        shutil.rmtree(folder, ignore_errors=True)
    finally:
        # Again where Ctrl-C came in between.
        shutil.rmtree(folder, ignore_errors=True)


def _sync_tree(folder: Path) -> None:
    for parent, _, files in os.walk(folder):
        for name in files:
            handle = os.open(Path(parent, name), os.O_RDWR)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)
        sync_folder(Path(parent))


def _remove_if_empty(folder: Path) -> None:
    try:
        folder.rmdir()
    except OSError:
        return


def _renamed(error: OutputError, staged: Path, target: Path) -> OutputError:
    """Name the target where a message names the folder it was prepared in."""
    return OutputError(replace(problem, message=problem.message.replace(str(staged), str(target)))
                       for problem in error.problems)


def _unusable(target: Path, why: str) -> OutputError:
    return OutputError(Problem("O03", f'"{ascii(str(target))[1:-1]}" {why}',
                               "Choose another folder."))
