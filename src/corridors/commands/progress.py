"""How far a long piece of work is: a bar on a terminal, else a line for each tenth."""

from __future__ import annotations

import sys
from time import monotonic
from typing import TextIO

__all__ = ["Progress"]

WIDTH = 30
_EVERY_S = 0.1


class Progress:
    """Says how much is done, how fast it goes and how long it takes still.

    Parameters
    ----------
    things
        What is counted, in the plural.
    stream
        Where it is said: the standard error if not given.

    Examples
    --------
    >>> progress = Progress("cases", sys.stdout)
    >>> progress(0, 100)
    >>> progress(50, 100)
    50 of 100 cases
    """

    def __init__(self, things: str, stream: TextIO | None = None) -> None:
        self._things, self._stream = things, stream or sys.stderr
        self._bar = self._stream is not None and self._stream.isatty()
        self._start = self._said = monotonic()
        self._first: int | None = None
        self._tenth, self._shown = 0, False

    def __call__(self, done: int, whole: int) -> None:
        """Say how far it is.

        Parameters
        ----------
        done, whole
            How many are done, and how many there are.
        """
        if self._first is None:
            self._first, self._tenth = done, 10 * done // whole
            self._start = monotonic()
        if self._bar:
            now = monotonic()
            if now - self._said >= _EVERY_S or done == whole:
                self._said, self._shown = now, True
                self._write(f"\r{self._line(done, whole, now)}\x1b[K")
        elif 10 * done // whole > self._tenth:
            self._tenth = 10 * done // whole
            self._write(f"{done:,} of {whole:,} {self._things}\n")

    def end(self) -> None:
        """End the line of the bar."""
        if self._shown:
            self._write("\n")
            self._shown = False

    def _line(self, done: int, whole: int, now: float) -> str:
        full = WIDTH * done // whole
        rate = (done - (self._first or 0)) / max(now - self._start, 1e-9)
        left = f", {_time((whole - done) / rate)} left" if rate and done < whole else ""
        return f"[{'#' * full}{'.' * (WIDTH - full)}] {done:,} of {whole:,} {self._things}, " \
               f"{rate:,.0f} a second{left}"

    def _write(self, text: str) -> None:
        try:
            self._stream.write(text)
            self._stream.flush()
        except (OSError, AttributeError, ValueError):
            self._bar = False  # nobody listens: the work goes on


def _time(seconds: float) -> str:
    """Give a time in words.

    Examples
    --------
    >>> _time(75), _time(5)
    ('1 min 15 s', '5 s')
    """
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return f"{hours} h {minutes} min"
    return f"{minutes} min {rest} s" if minutes else f"{rest} s"
