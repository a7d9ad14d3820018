"""The loss of every link for OD pairs that are divided among processes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from corridors.errors import Problem, QueryError
from corridors.routing.removals import Removals

__all__ = ["in_parts"]

Pairs = Sequence[tuple[int, int]]


def in_parts(task: Callable[[Pairs], Removals], pairs: Pairs, workers: int) -> Removals:
    """Do a task in several processes, each with a part of the OD pairs.

    Parameters
    ----------
    task
        Gives the losses of some pairs. It is sent to the processes.
    pairs
        All pairs.
    workers
        How many processes. With one the task is done here.

    Returns
    -------
    removals
        The same as from one process, to the last byte.

    Raises
    ------
    QueryError
        If the number of workers is not 1 or more.
    """
    if workers < 1:
        raise QueryError(Problem("A17", f"{workers} workers cannot do anything",
                                 "Give 1 or more; no more than the computer has processors."))
    size = -(-len(pairs) // workers)
    if workers == 1 or len(pairs) <= 1:
        return task(pairs)
    # Imported here: a single worker needs none of it.
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    parts = [pairs[start:start + size] for start in range(0, len(pairs), size)]
    # A new interpreter each: a copy of this one could hold a lock that nobody opens.
    with ProcessPoolExecutor(len(parts), mp_context=get_context("spawn")) as pool:
        return _joined(list(pool.map(task, parts)), size)


def _joined(parts: list[Removals], size: int) -> Removals:
    columns = {name: _column([getattr(part, name) for part in parts])
               for name in ("origin", "destination", "cost", "reached", "link", "added", "cut")}
    pair = _column([_moved(part.pair, number * size) for number, part in enumerate(parts)])
    return replace(parts[0], pair=pair, **columns)


def _moved(pair: Any, by: int) -> Any:
    return tuple(at + by for at in pair) if isinstance(pair, tuple) else pair + by


def _column(parts: list[Any]) -> Any:
    if isinstance(parts[0], tuple):
        return tuple(entry for part in parts for entry in part)
    import numpy as np

    column = np.concatenate(parts)
    column.flags.writeable = False
    return column
