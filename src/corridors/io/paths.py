"""What a path is before it is opened."""

from __future__ import annotations

import re

__all__ = ["is_address"]

# One letter before the colon is a drive of Windows. A path object writes "//" as "/".
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]+:/")


def is_address(path: str) -> bool:
    """Say whether a path is an address of another computer.

    Parameters
    ----------
    path
        The path as text.

    Returns
    -------
    answer
        True for addresses.

    Examples
    --------
    >>> is_address("https:/example.org/link.csv"), is_address("C:/data/link.csv")
    (True, False)
    """
    return bool(_ADDRESS.match(path))
