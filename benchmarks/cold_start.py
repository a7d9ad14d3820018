"""How long a planner waits for a first answer, against the cost of importing numpy.

Whole processes are timed, interleaved in one run, because absolute times drift from machine to
machine and from hour to hour: only the ratio of medians is promised.

Run ``python benchmarks/cold_start.py``; it exits with 1 where a target is missed.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from compileall import compile_dir
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter

from rows import Row, print_rows

import corridors

YARDSTICK = (sys.executable, "-c", "import numpy")
ROUNDS = 9


@dataclass(frozen=True, slots=True)
class Target:
    """A command, and how many times the yardstick it may take."""

    name: str
    arguments: tuple[str, ...]
    most: float


@dataclass(frozen=True, slots=True)
class Timing:
    """What was measured for one target, in one run with the yardstick."""

    target: Target
    seconds: float
    yardstick_s: float

    @property
    def ratio(self) -> float:
        """Give the time of the command as a multiple of the yardstick."""
        return self.seconds / self.yardstick_s

    @property
    def met(self) -> bool:
        """Say whether the target is met."""
        return self.ratio <= self.target.most


TARGETS = (
    Target("corridors --help", ("--help",), most=1.2),
    Target("corridors route, Saint Petersburg to Bandar Abbas",
           ("route", "Saint Petersburg", "Bandar Abbas"), most=3.0),
)


def measure(targets: tuple[Target, ...] = TARGETS, rounds: int = ROUNDS) -> list[Timing]:
    """Time every target and the yardstick in turn, and take medians."""
    # Python files are compiled once, as they are where a wheel is installed.
    compile_dir(str(Path(corridors.__file__).parent), quiet=1)
    program = str(Path(sys.executable).with_name("corridors"))
    commands = [YARDSTICK, *((program, *target.arguments) for target in targets)]
    for command in commands:  # once unmeasured: compiled files and the disk's cache are warm then
        _seconds(command)
    taken = [[_seconds(command) for command in commands] for _ in range(rounds)]
    yardstick_s, *seconds = (median(column) for column in zip(*taken, strict=True))
    return [Timing(target, time_s, yardstick_s)
            for target, time_s in zip(targets, seconds, strict=True)]


def table(timings: list[Timing]) -> str:
    """Write the timings as a table in plain text."""
    lines = [f"{'command':52} {'ms':>7} {'x numpy':>8} {'at most':>8}",
             f"{'python, import numpy':52} {timings[0].yardstick_s * 1000:7.0f} {1:8.2f}"]
    lines += [f"{timing.target.name:52} {timing.seconds * 1000:7.0f} {timing.ratio:8.2f} "
              f"{timing.target.most:8.2f}{'' if timing.met else '  MISSED'}"
              for timing in timings]
    return "\n".join(lines)


def rows() -> Iterator[Row]:
    """Measure, and give the lines of the table of all benchmarks; the peer is the yardstick."""
    for timing in measure():
        yield Row("0", timing.target.name, timing.seconds, "import numpy", timing.yardstick_s,
                  1 / timing.target.most)


def _seconds(command: tuple[str, ...]) -> float:
    start = perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return perf_counter() - start


if __name__ == "__main__":
    sys.exit(print_rows(rows()))
