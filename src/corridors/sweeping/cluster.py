"""Cases worked out by the workers of a Dask cluster that is there already (extra ``dask``).

The sweep is sent once to each worker, also to those that join later; tasks are numbers of cases. A
task whose worker is lost is given to another one by the scheduler. Only this run writes files.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from queue import Empty, SimpleQueue
from threading import Lock
from time import monotonic
from typing import Any, Self

from distributed import Client, Future, WorkerPlugin
from distributed.scheduler import KilledWorker

from corridors.analysis.sweep import SweepPlan
from corridors.analysis.sweep_rows import Solved
from corridors.errors import InputError, Problem
from corridors.sweeping.shipping import Died, Task, solved, unpacked
from corridors.version import __version__

__all__ = ["Cluster"]

CONNECT_S = 10.0
"""How long a scheduler may take to answer."""

PATIENCE_S = 60.0
"""How long is waited for a worker, where the cluster has none."""

_WAIT_S = 0.5
_ADDRESS = re.compile(r"(?:(?:tcp|tls|wss?|ucxx?)://)?(?:[^\s/:\[\]]+|\[[0-9a-fA-F:.]+\]):\d{1,5}")
_DATA: dict[str, bytes] = {}
_PLANS: dict[str, SweepPlan] = {}
# One case at a time in each process: threads of a worker share the network that is turned.
_TURN = Lock()


class Cluster:
    """A Dask cluster that works tasks out. Used as a context.

    Parameters
    ----------
    address
        Address of its scheduler, such as ``tcp://10.0.0.5:8786``.
    data
        The sweep as bytes.
    name
        A name for the sweep, which no other has.

    Raises
    ------
    InputError
        If no scheduler answers there, or a worker does not have the same corridors.
    """

    def __init__(self, address: str, data: bytes, name: str) -> None:
        self._address, self._name = address, f"corridors-{name}"
        self._found: SimpleQueue[tuple[Task, Future]] = SimpleQueue()
        self._futures: dict[Task, Future] = {}
        try:
            self._client = Client(_checked(address), timeout=CONNECT_S, set_as_default=False)
        except (OSError, ValueError, TypeError) as error:
            raise InputError(Problem("W08", f'no Dask scheduler answers at "{address}"',
                                     "Start one with \"dask scheduler\", and give the address it "
                                     "shows.")) from error
        try:
            self._check_workers()
            self._client.register_plugin(_Shipped(self._name, data), name=self._name)
        except BaseException:
            self._client.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        with suppress(Exception):
            self._client.cancel(list(self._futures.values()), force=True)
            self._client.unregister_worker_plugin(self._name)
        self._client.close()

    def submit(self, task: Task) -> None:
        """Add a task.

        Parameters
        ----------
        task
            The task.
        """
        future = self._client.submit(_solved, self._name, tuple(task), pure=False, retries=0,
                                     key=f"{self._name}-{task.first}-{task.stop}")
        self._futures[task] = future
        future.add_done_callback(lambda done: self._found.put((task, done)))

    def outcomes(self) -> Iterator[tuple[Task, Solved | Died]]:
        """Give tasks as they are done, until none is left; more may be added meanwhile.

        Raises
        ------
        InputError
            If the scheduler is lost, or there has been no worker for a minute.
        """
        seen = monotonic()
        while self._futures:
            try:
                task, future = self._found.get(timeout=_WAIT_S)
            except Empty:
                if self._workers():
                    seen = monotonic()
                elif monotonic() - seen > PATIENCE_S:
                    raise self._gone("has had no worker for a minute", "Start some") from None
                continue
            del self._futures[task]
            seen = monotonic()
            yield task, self._outcome(future)

    def _outcome(self, future: Future) -> Solved | Died:
        if future.status == "cancelled":
            raise self._gone("is gone", "Start it again")
        error = future.exception()
        if error is None:
            outcome: Solved | Died = future.result()
            return outcome
        if isinstance(error, KilledWorker):
            return Died("ended, on one worker after another")
        return Died(f"met a fault ({type(error).__name__}: {error})")

    def _workers(self) -> int:
        with suppress(OSError, TimeoutError):
            return len(self._client.nthreads())
        return 0

    def _gone(self, what: str, advice: str) -> InputError:
        return InputError(Problem("W08", f'the Dask cluster at "{self._address}" {what}; what was '
                                         "worked out is kept",
                                  f"{advice}, and give the same command again: it goes on."))

    def _check_workers(self) -> None:
        """See that all workers have this corridors; one that joins later is seen by its plugin."""
        said: dict[str, Any] = self._client.run(_version, on_error="return")
        for worker, version in said.items():
            if version != __version__:
                have = f"corridors {version}" if isinstance(version, str) else "no corridors"
                raise InputError(Problem("W09", f"the worker {worker} has {have}, and this is "
                                                f"corridors {__version__}",
                                         "Install the same version on all workers."))


class _Shipped(WorkerPlugin):  # type: ignore[misc]
    """Brings the sweep to each worker."""

    def __init__(self, name: str, data: bytes) -> None:
        self.sweep, self.data = name, data

    def setup(self, worker: object) -> None:  # noqa: ARG002 - the name that Dask gives it
        _DATA[self.sweep] = self.data

    def teardown(self, worker: object) -> None:  # noqa: ARG002
        _DATA.pop(self.sweep, None)
        _PLANS.pop(self.sweep, None)


def _checked(address: str) -> str:
    """Refuse what is no address: Dask would not end a client that it could not begin."""
    if not _ADDRESS.fullmatch(address):
        raise ValueError(address)
    return address


def _version() -> str:
    return __version__


def _solved(name: str, task: tuple[int, int, int]) -> Solved | Died:
    """Work a task out, on a worker."""
    with _TURN:
        if name not in _PLANS:
            _PLANS[name] = unpacked(_DATA[name])
        return solved(_PLANS[name], Task(*task))
