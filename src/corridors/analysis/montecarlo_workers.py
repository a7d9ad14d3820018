"""Draws solved part by part, in one process or several, with the same numbers to the last byte."""

from __future__ import annotations

import pickle
from collections.abc import Sequence
from copyreg import dispatch_table
from dataclasses import replace
from functools import partial
from io import BytesIO
from typing import Any

from corridors.analysis.montecarlo_run import Found, World, part_of
from corridors.errors import Problem, QueryError
from corridors.model.network import Network

__all__ = ["CHUNK", "solved"]

CHUNK = 2_500
"""Draws that are solved together: a tenth of a gigabyte on the bundled network."""


def solved(worlds: Sequence[World], seed: int, draws: int, workers: int) -> list[list[Found]]:
    """Solve all draws, part by part.

    Parameters
    ----------
    worlds
        What is asked of what.
    seed, draws
        Seed of the random numbers, and how many draws.
    workers
        How many processes share the parts.

    Returns
    -------
    parts
        What was found in each part, in order; the same whatever the number of workers.

    Raises
    ------
    QueryError
        If the number of workers is not 1 or more, or a weight cannot be used in some draw.
    """
    parts = [(seed, start, min(CHUNK, draws - start)) for start in range(0, draws, CHUNK)]
    if workers < 1:
        raise QueryError(Problem("Q75", f"{workers} workers cannot do anything",
                                 "Give 1 or more; no more than the computer has processors."))
    if workers == 1 or len(parts) == 1:
        return [part_of(worlds, *part) for part in parts]
    # Imported here: a single worker needs none of it.
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    # A new interpreter each: a copy of this one could hold a lock that nobody opens.
    pool = ProcessPoolExecutor(min(workers, len(parts)), mp_context=get_context("spawn"),
                               initializer=_begin)
    try:
        return list(pool.map(partial(_part_of_packed, _packed(worlds)), parts))
    finally:
        pool.shutdown(cancel_futures=True)


def _begin() -> None:
    import signal

    # An interruption is for the one who asks: workers end when it lets them go.
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _part_of_packed(packed: bytes, part: tuple[int, int, int]) -> list[Found]:
    return part_of(pickle.loads(packed), *part)  # noqa: S301 - packed by ourselves a moment ago


def _packed(worlds: Sequence[World]) -> bytes:
    """Pack worlds for other processes, without what can be derived again."""
    networks: dict[int, Network] = {}
    bare = []
    for world in worlds:
        network = world.snapshot.network
        # Which figures are those of the tables is told by their being the same objects.
        kept = {key: network.memo[key] for key in ("length_km", "speed_kmh")
                if key in network.memo}
        networks.setdefault(id(network), replace(network, alignments={}, memo=kept))
        bare.append(replace(world, snapshot=replace(world.snapshot, memo={},
                                                    network=networks[id(network)])))
    packed = BytesIO()
    pickler = pickle.Pickler(packed, protocol=5)
    pickler.dispatch_table = dispatch_table.copy()
    pickler.dispatch_table[memoryview] = _column_parts
    pickler.dump(bare)
    return packed.getvalue()


def _column_parts(column: memoryview) -> tuple[Any, ...]:
    return _column, (column.format, bytes(column))


def _column(kind: str, data: bytes) -> memoryview:
    return memoryview(data).cast("B").cast(kind)  # type: ignore[call-overload,no-any-return]
