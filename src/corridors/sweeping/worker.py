"""The process that works cases out: it reads numbers of cases, and writes what they take.

It is started by :mod:`corridors.sweeping.processes`, which sends it the sweep first. It ends when
nobody listens any more.
"""

from __future__ import annotations

import os
import pickle
import signal
import sys
from contextlib import suppress

from corridors.sweeping.shipping import Task, solved, unpacked

__all__ = ["main"]


def main() -> None:
    """Work cases out until there are no more."""
    # An interruption is for the run that started this process; it closes the pipe.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    source = sys.stdin.buffer
    target = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    # What else is printed must not come between.
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    with suppress(EOFError, BrokenPipeError):
        plan = unpacked(pickle.load(source))  # noqa: S301
        _send(target, "ready")
        while True:
            task: Task = pickle.load(source)  # noqa: S301
            _send(target, solved(plan, task))


def _send(target: object, message: object) -> None:
    pickle.dump(message, target)  # type: ignore[arg-type]
    target.flush()  # type: ignore[attr-defined]
