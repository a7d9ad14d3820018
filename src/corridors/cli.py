"""The command line: parse, call one public function, save or print. No logic.

Answers go to the standard output, everything else to the standard error. Exit codes: 0 done,
1 bad input, 2 bad command line, 3 some cases of a sweep failed, 70 a fault of corridors,
130 interrupted.
"""

from __future__ import annotations

import atexit
import gc
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from importlib import import_module
from typing import TextIO

from corridors.commands.arguments import Arguments, read_arguments
from corridors.commands.asking import flush, say
from corridors.errors import CorridorsError

__all__ = ["main"]


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line.

    Parameters
    ----------
    argv
        Arguments; those of the process if not given.

    Returns
    -------
    code
        Exit code.
    """
    gc.set_threshold(2_000_000)  # what is read lasts: to look for garbage in it is idle
    atexit.register(gc.freeze)  # and so it is when the process ends
    for stream in (sys.stdout, sys.stderr):
        # A console that cannot show a letter shows its code instead of failing.
        with suppress(AttributeError, OSError):
            stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    try:
        with _no_interruption_lost(), _warnings_said():
            arguments = read_arguments(argv)
            _command(arguments.command)(arguments)
            flush()
    except CorridorsError as error:
        say(str(error))
        return error.exit_code
    except KeyboardInterrupt:
        return _interrupted()
    except BrokenPipeError:
        # Whoever read the output has seen enough; let nothing be flushed at exit.
        _discard_output()
        return 0
    except OSError as error:
        _discard_output()
        say(f"The output cannot be written ({error.strerror or error}). Free some space, or send "
             "it elsewhere. [O01]")
        return 1
    except Exception as error:  # noqa: BLE001 - the last line of defence says what to report
        # Python 3.11 wraps an interruption that comes while a class is being made.
        if isinstance(error.__cause__, KeyboardInterrupt):
            return _interrupted()
        import traceback

        say(traceback.format_exc())
        say(f"This is a fault of corridors ({type(error).__name__}), not of your input. "
             "Please report it with the lines above.")
        return 70
    return 0


def _interrupted() -> int:
    say("Interrupted. Nothing was left half-written.")
    return 130


@contextmanager
def _warnings_said() -> Iterator[None]:
    """Say what corridors warns of in a line, as a planner reads it, without lines of code."""
    import warnings

    def say_it(message: Warning | str, category: type[Warning], filename: str, lineno: int,
               file: TextIO | None = None, line: str | None = None) -> None:
        if category.__module__.startswith("corridors."):
            say(f"Note: {message}")
        else:
            before(message, category, filename, lineno, file, line)

    before = warnings.showwarning
    warnings.showwarning = say_it
    try:
        yield
    finally:
        warnings.showwarning = before


@contextmanager
def _no_interruption_lost() -> Iterator[None]:
    """Ask again for an interruption that Python drops, as it does in a callback or destructor."""
    before = sys.unraisablehook

    def hook(lost: sys.UnraisableHookArgs) -> None:
        if lost.exc_type is KeyboardInterrupt:
            import _thread
            import threading

            # A little later: asked for here and now, it would be dropped in this hook as well.
            again = threading.Timer(0.05, _thread.interrupt_main)
            again.daemon = True
            again.start()
        else:
            before(lost)

    sys.unraisablehook = hook
    try:
        yield
    finally:
        sys.unraisablehook = before


def _discard_output() -> None:
    with suppress(OSError, AttributeError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _command(name: str) -> Callable[[Arguments], None]:
    """Give the function of a command; its module is read only now."""
    module, function = _COMMANDS[name]
    found: Callable[[Arguments], None] = getattr(
        import_module(f"corridors.commands.{module}"), function)
    return found


_COMMANDS = {
    "route": ("routes", "route"), "matrix": ("matrix", "matrix"),
    "critical": ("critical", "critical"),
    "access": ("matrix", "access"), "openings": ("openings", "openings"),
    "threshold": ("threshold", "threshold"), "reach": ("reach", "reach"),
    "shares": ("flows", "shares"), "assign": ("flows", "assign"),
    "history": ("history", "history"),
    "montecarlo": ("montecarlo", "montecarlo"),
    "run": ("scenarios", "run"), "report": ("report", "report"), "sweep": ("sweep", "sweep"),
    "compare": ("scenarios", "compare"),
    "new": ("scenarios", "new"),
    "map": ("pictures", "map_of"), "places": ("facts", "places"), "info": ("facts", "info"),
    "timeline": ("facts", "timeline"), "check": ("facts", "check"),
}
"""Module and function of each command."""
