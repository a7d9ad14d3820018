"""One run in a folder at a time: a lock of the system, which ends with the run that holds it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from corridors.errors import OutputError, Problem
from corridors.io.save import ON_WINDOWS, refusal

__all__ = ["locked"]


@contextmanager
def locked(file: Path) -> Iterator[None]:
    """Hold a folder as long as the block runs.

    Parameters
    ----------
    file
        The file that is locked. It stays where it is; a lock left by a run that is dead is none.

    Raises
    ------
    OutputError
        If another run holds it, or the file cannot be written.
    """
    try:
        handle = os.open(file, os.O_RDWR | os.O_CREAT, 0o666)
    except OSError as error:
        raise refusal(file, error) from error
    try:
        if not _taken(handle):
            raise OutputError(Problem("W05", f'another run works in the folder "{file.parent}"'
                                             f"{_holder(handle)}",
                                      "Wait for it, stop it, or choose another folder."))
        os.ftruncate(handle, 0)
        os.write(handle, str(os.getpid()).encode())
        yield
        os.ftruncate(handle, 0)
    finally:
        os.close(handle)


def _taken(handle: int) -> bool:
    """Take the lock; say whether that could be done."""
    with suppress(OSError):
        if ON_WINDOWS:  # pragma: no cover - the same call of another system
            import msvcrt

            os.lseek(handle, 1_000_000, os.SEEK_SET)  # far behind what others read
            getattr(msvcrt, "locking")(handle, getattr(msvcrt, "LK_NBLCK"), 1)  # noqa: B009
            os.lseek(handle, 0, os.SEEK_SET)
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return True
    return False


def _holder(handle: int) -> str:
    os.lseek(handle, 0, os.SEEK_SET)
    found = os.read(handle, 20).decode(errors="replace").strip()
    return f", process {found}" if found.isdigit() else ""
