"""The settings of matplotlib that pictures are drawn with: its own, never those of a machine."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from matplotlib import rc_context, rcdefaults

__all__ = ["plain_settings"]


@contextmanager
def plain_settings() -> Iterator[None]:
    """Draw as matplotlib does by itself, whatever a file of settings of the user's says.

    Examples
    --------
    >>> from matplotlib import rc_context, rcParams
    >>> with rc_context({"text.usetex": True}):
    ...     with plain_settings():
    ...         rcParams["text.usetex"]
    False
    """
    with rc_context():
        rcdefaults()
        yield
