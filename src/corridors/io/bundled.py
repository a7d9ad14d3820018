"""Where the data lies that comes with corridors: inside the wheel, or beside ``src``."""

from __future__ import annotations

from pathlib import Path

from corridors.errors import InputError, Problem

__all__ = ["bundled_data"]


def bundled_data() -> Path:
    """Give the folder of the data that comes with corridors.

    Returns
    -------
    folder
        ``corridors/_data`` of an installed wheel; in a source tree the folder ``data``.

    Raises
    ------
    InputError
        If neither is there: the installation is broken.

    Examples
    --------
    >>> (bundled_data() / "network" / "link.csv").is_file()
    True
    """
    package = Path(__file__).resolve().parents[1]
    for folder in (package / "_data", package.parents[1] / "data"):
        if (folder / "network").is_dir():
            return folder
    raise InputError(Problem("T00", "the data that comes with corridors is missing",
                             "Install corridors again, or give the folder of your own data."))
