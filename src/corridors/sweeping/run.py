"""A sweep from a scenario to a folder of results, by many processes, any of which may die."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from corridors.analysis.sweep import SweepPlan
from corridors.analysis.sweep_result import Sweep
from corridors.analysis.sweep_rows import Solved
from corridors.errors import InputError, Problem, QueryError
from corridors.io.cost_files import costs_for
from corridors.io.scenario_files import load_scenario, network_for
from corridors.io.sweep_files import load_sweep
from corridors.io.sweep_folder import DIED, SweepFolder, sweep_folder
from corridors.model.costs import CostModel
from corridors.model.network import Network
from corridors.model.scenario import Scenario
from corridors.rendering import all_cores
from corridors.sweeping.processes import Processes
from corridors.sweeping.shipping import Died, Task, packed

if TYPE_CHECKING:
    from corridors.sweeping.cluster import Cluster

__all__ = ["MOST_WORKERS", "check_workers", "run_sweep"]

MOST_WORKERS = 1_000
"""Most processes on one machine."""

Told = Callable[[int, int], None]


class Crew(Protocol):
    """Whoever works tasks out."""

    def submit(self, task: Task) -> None:
        """Add a task."""

    def outcomes(self) -> Iterator[tuple[Task, Solved | Died]]:
        """Give tasks as they are done."""
        ...


def run_sweep(scenario: Scenario | Path | str, out: Path | str, *, network: Network | None = None,
              costs: CostModel | None = None, workers: int | None = None, scheduler: str = "",
              overwrite: bool = False, told: Told | None = None) -> Sweep:
    """Work out every combination of what a scenario sweeps, into a folder.

    A run may be ended at any moment, by whatever: the same call goes on where it was, and the
    results are the same to the last byte, for any number of workers.

    Parameters
    ----------
    scenario
        A scenario with axes, the path of a scenario file, or the name of one that comes with
        corridors.
    out
        Folder for the results.
    network
        The network; if not given that of the scenario, else the one that comes with corridors.
    costs
        The cost model; if not given that of the scenario, else the one that comes with the data.
    workers
        How many processes work on this machine; as many as it has cores if not given.
    scheduler
        Address of a Dask scheduler, such as ``tcp://10.0.0.5:8786``: its workers work instead.
    overwrite
        Also take a folder that holds another sweep, which is then gone.
    told
        Called now and then with the number of cases that are done, and that of all.

    Returns
    -------
    sweep
        What the best routes take in each case, and which cases could not be worked out.

    Raises
    ------
    InputError
        With everything that is wrong with the scenario as a whole, or with the cluster. A case that
        is wrong by itself is told in the results, and stops no other.
    OutputError
        If the folder cannot be written, holds something else, or is held by another run.

    Examples
    --------
    >>> import tempfile
    >>> from dataclasses import replace
    >>> from corridors import Axis, Parameter
    >>> waits = Axis("wait", (Parameter.parse("dwell_h of border:az-ir-astara"),), ((6,), (48,)))
    >>> asked = replace(load_scenario("rasht-astara"), axes=(waits,))
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     sweep = run_sweep(asked, f"{folder}/waits", workers=1)
    >>> len(sweep), sweep.failed
    (2, ())
    """
    check_workers(workers)
    question = scenario if isinstance(scenario, Scenario) else load_scenario(scenario)
    plan = SweepPlan.of(question, network_for(question, network), costs_for(question, costs))
    with sweep_folder(Path(out), plan, overwrite=overwrite) as folder:
        work = _Work(folder, told or (lambda *_: None))
        left = [Task(part.number, part.cases.start, part.cases.stop) for part in folder.missing]
        data = packed(plan) if left else b""
        if left and scheduler:
            with _cluster(scheduler, data, plan) as cluster:
                left = work.done_by(cluster, left)
        if left:
            with Processes(data, min(workers or all_cores(), len(left))) as processes:
                work.done_by(processes, left, careful=True)
        folder.finish()
    return load_sweep(out)


def check_workers(workers: int | None) -> None:
    """Refuse a number of processes that cannot be.

    Parameters
    ----------
    workers
        The number; None for as many as there are cores.

    Raises
    ------
    QueryError
        If it is not from 1 to :data:`MOST_WORKERS`.
    """
    if workers is not None and not 1 <= workers <= MOST_WORKERS:
        raise QueryError(Problem("W07", f"{workers} workers are asked for",
                                 f"Give a number from 1 to {MOST_WORKERS:,}."))


class _Work:
    """What is done of a sweep, and what comes of a task whose process ended."""

    def __init__(self, folder: SweepFolder, told: Told) -> None:
        self._folder, self._told = folder, told
        self._parts = {part.number: part for part in folder.missing}
        self._pieces: dict[int, list[tuple[int, Solved]]] = {}
        self._all = len(folder.plan.cases)
        self._done = self._all - sum(len(part.cases) for part in folder.missing)

    def done_by(self, crew: Crew, tasks: Sequence[Task], *, careful: bool = False) -> list[Task]:
        """Let tasks be done, and give back those whose process ended.

        With care, they are halved until the one case is found over which it ends, and that is
        told as failed.
        """
        left = []
        self._told(self._done, self._all)
        for task in tasks:
            crew.submit(task)
        for task, outcome in crew.outcomes():
            if isinstance(outcome, Solved):
                self._add(task, outcome)
            elif not careful:
                left.append(task)
            elif task.stop - task.first == 1:
                self._add(task, self._folder.plan.lost(
                    task.first, f"The process that worked it out {outcome.how}. {DIED}"))
            else:
                middle = (task.first + task.stop) // 2
                crew.submit(task._replace(stop=middle))
                crew.submit(task._replace(first=middle))
        return left

    def _add(self, task: Task, solved: Solved) -> None:
        part = self._parts[task.part]
        pieces = self._pieces.setdefault(task.part, [])
        pieces.append((task.first, solved))
        self._done += task.stop - task.first
        if sum(len(piece.keys) for _, piece in pieces) == len(part.cases):
            self._folder.keep(part, _joined(pieces))
            del self._pieces[task.part]
        self._told(self._done, self._all)


def _joined(pieces: list[tuple[int, Solved]]) -> Solved:
    """Put the pieces of a part together in the order of their cases."""
    found = Solved([], [], {})
    for _, piece in sorted(pieces, key=lambda each: each[0]):
        found.rows.extend(piece.rows)
        found.failures.extend(piece.failures)
        found.keys.update(piece.keys)
    return found


def _cluster(address: str, data: bytes, plan: SweepPlan) -> Cluster:
    try:
        from corridors.sweeping.cluster import Cluster
    except ImportError as error:
        raise InputError(Problem("W08", "a Dask cluster is asked for, and distributed is not "
                                        "installed", 'Run pip install "corridors[dask]".'
                                 )) from error
    return Cluster(address, data, plan.key(0))
