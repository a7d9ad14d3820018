"""How maps and charts look where a reader may choose: boundaries, and the language of names."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["USUAL", "Look"]


@dataclass(frozen=True, slots=True)
class Look:
    """What a reader chooses of a picture.

    Parameters
    ----------
    boundaries
        How disputed boundaries look: ``dotted``, ``de_facto`` (like any other), or ``none`` for
        no boundaries at all.
    names
        Language in which places are named, as an ISO 639 code such as ``fa``; blank for the
        names of the data. A place without a name in the language keeps the one of the data.

    Examples
    --------
    >>> Look().boundaries
    'dotted'
    """

    boundaries: str = "dotted"
    names: str = ""


USUAL = Look()
"""Disputed boundaries dotted, names as in the data."""
