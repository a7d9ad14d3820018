"""How long a planner waits for a map and for the report of a run, and how large a page is.

Whole processes are timed by the clock, because that is what is promised: a route map in 2.5 s, the
report of six variants in 20 s, a page to look at in a browser of 1.5 MB. Beside each stands the
time of the processor as a multiple of what matplotlib takes to be imported and to save one plain
chart as PNG and PDF: that ratio hardly depends on the machine and on who else uses it, and tests
keep it.

Run ``python benchmarks/pictures.py``; it exits with 1 where a target is missed.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from rows import Row, print_rows

YARDSTICK = (sys.executable, "-c", (
    "from io import BytesIO; from matplotlib.figure import Figure; figure = Figure(); "
    "figure.add_subplot().plot(range(9), label='a'); "
    "[figure.savefig(BytesIO(), format=kind) for kind in ('png', 'pdf')]"))
LARGEST_PAGE_MB = 1.5


@dataclass(frozen=True, slots=True)
class Task:
    """A command whose last argument is added: where it writes.

    ``most_s`` is what it may take by the clock, ``most`` how many times the yardstick.
    """

    name: str
    arguments: tuple[str, ...]
    written: str
    most_s: float
    most: float


@dataclass(frozen=True, slots=True)
class Took:
    """What a command took: by the clock, and of the processor, its own processes included."""

    clock_s: float
    processor_s: float


ROUTE = Task("corridors map route, Poti to Tashkent",
             ("map", "route", "Poti", "Tashkent", "--out"), "route.png", 2.5, 4)
RUNS = tuple(Task(f"corridors run {name}", ("run", name, "--out"), name, 20, most)
             for name, most in (("rasht-astara", 40), ("aras-or-zangezur", 40),
                                ("europe-china", 40), ("closures", 50)))
PAGES = (
    ("route", ("map", "route", "Poti", "Tashkent", "--out")),
    ("scenario", ("map", "scenario", "closures", "--out")),
)


def took(command: tuple[str, ...]) -> Took:
    """Run a command, and say what it took."""
    before, start = os.times(), perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    clock_s, after = perf_counter() - start, os.times()
    return Took(clock_s, after.children_user + after.children_system
                - before.children_user - before.children_system)


def yardstick() -> float:
    """Give the time of the processor for the yardstick: the median of three, once warm."""
    return median([took(YARDSTICK).processor_s for _ in range(4)][1:])


def done(task: Task, folder: Path) -> Took:
    """Do a task; what it writes is thrown away by whoever gave the folder."""
    return took((*program(), *task.arguments, str(folder / task.written)))


def page_mb(arguments: tuple[str, ...], folder: Path) -> float:
    """Make a page to look at in a browser, and give its size."""
    path = folder / "page.html"
    subprocess.run((*program(), *arguments, str(path)), check=True,
                   capture_output=True)
    return path.stat().st_size / 1e6


def program() -> tuple[str, ...]:
    """Give the command line that starts corridors."""
    return sys.executable, "-m", "corridors"


def rows() -> Iterator[Row]:
    """Measure; the peer is the yardstick."""
    one_s = yardstick()
    with TemporaryDirectory() as folder:
        for task in (ROUTE, *RUNS):
            for _ in range(2):  # once unmeasured: compiled files and the disk's cache are warm then
                found = done(task, Path(folder))
            yield Row("12", task.name, found.clock_s, most=task.most_s)
            yield Row("12", f"{task.name}, processor", found.processor_s, "one matplotlib chart",
                      one_s, 1 / task.most)
        for name, arguments in PAGES:
            yield Row("12", f"page to look at, {name}", page_mb(arguments, Path(folder)),
                      most=LARGEST_PAGE_MB, unit="MB")


if __name__ == "__main__":
    sys.exit(print_rows(rows()))
