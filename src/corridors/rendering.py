"""Finished figures turned into files by processes of their own, while the next is drawn.

A process is fed through a pipe with figures as pickles, and ends when the pipe does: with the run,
however that ends. Where none can be started or one dies, where a figure cannot be packed, and where
rendering warns or fails, the figure is rendered here, where a warning or an error is heard. The
bytes are the same either way.
"""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
import warnings
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from importlib import import_module
from queue import Empty, SimpleQueue
from threading import Thread
from typing import TYPE_CHECKING, Any, Self, cast

from corridors.io.figures import FORMATS, figure_bytes

if TYPE_CHECKING:
    from matplotlib.figure import Figure

__all__ = ["Rendered", "Renderer", "all_cores", "main", "spare_cores"]

MOST_PROCESSES = 2
"""More would wait for drawing, which one process does."""

Rendered = Mapping[str, bytes]
"""The files of one figure, by their ending."""


def all_cores() -> int:
    """Give the number of cores that this process may use."""
    with suppress(AttributeError, OSError):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def spare_cores() -> int:
    """Give the number of processes worth starting beside the one that draws."""
    return min(MOST_PROCESSES, all_cores() - 1)


@dataclass(frozen=True, slots=True)
class _Job:
    """A figure to render; ``settings`` are those of matplotlib here."""

    name: str
    figure: bytes
    title: str
    alt: str
    dpi: int
    settings: Mapping[str, Any]

    def done(self) -> Rendered:
        """Render it."""
        figure = pickle.loads(self.figure)  # noqa: S301 - packed by ourselves a moment ago
        return _rendered(figure, self.title, self.alt, self.dpi)


class Renderer:
    """Renders figures beside the drawing of others.

    Used as a context: processes end with the block.

    Parameters
    ----------
    processes
        How many processes to start; with 0 everything is rendered here.

    Examples
    --------
    >>> from corridors import Query, load, shortest_route
    >>> from corridors.study import draw
    >>> figure = draw(shortest_route(load().as_of(), Query("Baku", "Tbilisi", modes={"rail"})))
    >>> with Renderer(0) as renderer:
    ...     renderer.submit("route", figure, title="A route", alt=figure.alt, dpi=40)
    ...     sorted(renderer.finished()["route"])
    ['pdf', 'png', 'svg']
    """

    def __init__(self, processes: int) -> None:
        self._count = processes
        self._waiting: SimpleQueue[_Job | None] = SimpleQueue()
        self._heard: SimpleQueue[_Job | None] = SimpleQueue()
        self._done: dict[str, Rendered] = {}
        self._running: list[tuple[subprocess.Popen[bytes], Thread]] = []

    def __enter__(self) -> Self:
        for _ in range(self._count):
            process = _started()
            if process is None:
                break
            thread = Thread(target=self._serve, args=(process,), daemon=True)
            self._running.append((process, thread))
            thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        running, self._running = self._running, []
        for process, _thread in running:
            with suppress(OSError):
                process.kill()
            self._waiting.put(None)
        for process, thread in running:
            thread.join()
            process.wait()

    def submit(self, name: str, figure: Figure, *, title: str, alt: str, dpi: int) -> None:
        """Take a finished figure, which is not to be changed any more.

        Parameters
        ----------
        name
            What it is called, once only.
        figure
            The figure.
        title, alt
            Title and description, written into the files.
        dpi
            Dots per inch of the PNG.
        """
        # The order of the names is that of submitting, whoever renders.
        self._done[name] = {}
        packed = _packed(figure) if self._running else None
        if packed is None:
            self._done[name] = _rendered(figure, title, alt, dpi)
        else:
            self._waiting.put(_Job(name, packed, title, alt, dpi, _settings()))

    def finished(self) -> dict[str, Rendered]:
        """Give the files of all figures by name; what still waits is shared with this process."""
        self._here(self._waiting)
        for _ in self._running:
            self._waiting.put(None)
        for _process, thread in self._running:
            thread.join()
        self._here(self._waiting)
        self._here(self._heard)
        return dict(self._done)

    def _here(self, jobs: SimpleQueue[_Job | None]) -> None:
        """Render what waits in this process."""
        with suppress(Empty):
            while True:
                job = jobs.get_nowait()
                if job is not None:
                    self._done[job.name] = job.done()

    def _serve(self, process: subprocess.Popen[bytes]) -> None:
        """Send figures to a process, until there are no more or it is gone."""
        while (job := self._waiting.get()) is not None:
            found = _exchanged(process, job)
            if found is None:
                self._waiting.put(job)
                break
            if found:
                self._done[job.name] = found
            else:
                self._heard.put(job)
        for pipe in (process.stdin, process.stdout):
            with suppress(OSError):
                pipe.close()  # type: ignore[union-attr]


def main() -> None:
    """Render figures that come through a pipe, until nobody sends any."""
    # An interruption is for the run that started this process; it closes the pipe.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    source, target = sys.stdin.buffer, os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    # What else is printed must not come between.
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    _warm()
    with suppress(EOFError, OSError):
        while True:
            job: _Job = pickle.load(source)  # noqa: S301
            pickle.dump(_quietly(job), target)
            target.flush()


def _warm() -> None:
    """Import what every figure needs, before there is one."""
    for name in ("corridors.maps", *(f"matplotlib.backends.backend_{kind}"
                                     for kind in ("agg", "pdf", "svg"))):
        import_module(name)


def _quietly(job: _Job) -> Rendered:
    """Render; nothing where there is something to hear."""
    import matplotlib

    # They were checked where they were set.
    dict.update(cast("dict[str, Any]", matplotlib.rcParams), job.settings)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        with suppress(Exception):
            return job.done()
    return {}


def _started() -> subprocess.Popen[bytes] | None:
    """Start a process; None where this machine does not let us."""
    program = f"import sys; sys.path[:] = {sys.path!r}; " \
              "from corridors.rendering import main; main()"
    try:
        return subprocess.Popen([sys.executable, "-c", program], stdin=subprocess.PIPE,  # noqa: S603
                                stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    except (OSError, ValueError, TypeError):
        return None


def _exchanged(process: subprocess.Popen[bytes], job: _Job) -> Rendered | None:
    assert process.stdin is not None  # noqa: S101
    assert process.stdout is not None  # noqa: S101
    try:
        pickle.dump(job, process.stdin)
        process.stdin.flush()
        found: Rendered | None = pickle.load(process.stdout)  # noqa: S301
    except (OSError, EOFError, ValueError, pickle.UnpicklingError):
        return None
    return found


def _packed(figure: Figure) -> bytes | None:
    try:
        return pickle.dumps(figure)
    except (pickle.PicklingError, AttributeError, TypeError):
        return None


def _settings() -> dict[str, Any]:
    """Give the settings of matplotlib as they are, without asking for a window system."""
    import matplotlib

    return {key: value for key, value in dict.items(matplotlib.rcParams)
            if not key.startswith("backend")}


def _rendered(figure: Figure, title: str, alt: str, dpi: int) -> Rendered:
    return {ending: figure_bytes(figure, ending, title=title, alt=alt, dpi=dpi)
            for ending in FORMATS}
