"""Cases worked out by processes of this machine, one of which may die at any moment."""

from __future__ import annotations

import pickle
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from queue import Empty, SimpleQueue
from threading import Thread
from typing import IO, Any, Self

from corridors.analysis.sweep_rows import Solved
from corridors.errors import OutputError, Problem
from corridors.sweeping.shipping import Died, Task

__all__ = ["Processes"]

_WAIT_S = 0.5
# An interruption is heard of this often.


class Processes:
    """Processes that are sent tasks, each one at a time, and are replaced when they die.

    Used as a context: they end with the block.

    Parameters
    ----------
    data
        The sweep as bytes.
    count
        How many processes.
    """

    def __init__(self, data: bytes, count: int) -> None:
        self._data = data
        self._tasks: SimpleQueue[Task | None] = SimpleQueue()
        self._found: SimpleQueue[tuple[Task, Solved | Died] | BaseException] = SimpleQueue()
        self._running: dict[int, subprocess.Popen[bytes]] = {}
        self._left, self._ended = 0, False
        self._threads = [Thread(target=self._serve, args=(place,), daemon=True)
                         for place in range(count)]

    def __enter__(self) -> Self:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._ended = True
        for _thread in self._threads:
            self._tasks.put(None)
        for process in list(self._running.values()):
            with suppress(OSError):
                process.kill()
        for thread in self._threads:
            thread.join()

    def submit(self, task: Task) -> None:
        """Add a task.

        Parameters
        ----------
        task
            The task.
        """
        self._left += 1
        self._tasks.put(task)

    def outcomes(self) -> Iterator[tuple[Task, Solved | Died]]:
        """Give tasks as they are done, until none is left; more may be added meanwhile.

        Raises
        ------
        OutputError
            If no process can be started.
        """
        while self._left:
            try:
                found = self._found.get(timeout=_WAIT_S)
            except Empty:
                continue
            if isinstance(found, BaseException):
                raise found
            self._left -= 1
            yield found

    def _serve(self, place: int) -> None:
        """Send tasks to one process after another, as long as there are any."""
        worker: _Worker | None = None
        try:
            while (task := self._tasks.get()) is not None and not self._ended:
                if worker is None:
                    worker = _Worker(self._data)
                    self._running[place] = worker.process
                    worker.start()
                outcome = worker.ask(task)
                if outcome is None:
                    outcome, worker = Died(worker.end()), None
                self._found.put((task, outcome))
        except BaseException as error:  # noqa: BLE001 - told to the thread that waits for it
            self._found.put(error)
        finally:
            if worker is not None:
                worker.end()


class _Worker:
    """One process; ``last`` is what it said last, where it ended."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self.last = ""
        self._said = tempfile.TemporaryFile()  # noqa: SIM115 - closed when the process ended
        program = f"import sys; sys.path[:] = {sys.path!r}; " \
                  "from corridors.sweeping.worker import main; main()"
        self.process = subprocess.Popen([sys.executable, "-c", program], stdin=subprocess.PIPE,  # noqa: S603
                                        stdout=subprocess.PIPE, stderr=self._said)

    def start(self) -> None:
        """Send the sweep, and wait until it is ready."""
        if self._exchanged(self._data) != "ready":
            how = self.end()
            last = self.last
            raise OutputError(Problem("W10", "a process that is to work cases out does not start "
                                             f"({how}{': ' if last else ''}{last})",
                                      "Is corridors installed where Python looks for it?"))

    def ask(self, task: Task) -> Solved | Died | None:
        """Give what a task comes to; None where the process ended over it."""
        found = self._exchanged(task)
        return found if isinstance(found, Solved | Died) else None

    def end(self) -> str:
        """End the process, and say how it ended."""
        for pipe in (self.process.stdin, self.process.stdout):
            with suppress(OSError, AttributeError):
                pipe.close()  # type: ignore[union-attr]
        try:
            code = self.process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            code = self.process.wait()
        with suppress(ValueError), self._said:
            self._said.seek(0)
            self.last = self._said.read().decode(errors="replace").strip().rpartition("\n")[2]
        return f"ended by signal {-code}" if code < 0 else f"ended with code {code}"

    def _exchanged(self, message: Any) -> Any:
        source: IO[bytes] | None = self.process.stdout
        target: IO[bytes] | None = self.process.stdin
        assert source is not None  # noqa: S101
        assert target is not None  # noqa: S101
        try:
            pickle.dump(message, target)
            target.flush()
            return pickle.load(source)  # noqa: S301
        except (OSError, EOFError, ValueError, pickle.UnpicklingError):
            return None
