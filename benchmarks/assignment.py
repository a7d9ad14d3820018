"""Sioux Falls to a relative gap of 1e-6, beside AequilibraE, in one run and with the same flows.

Both take the same network and trips, by bi-conjugate Frank-Wolfe, on one core, and are timed from
the data in memory to the flows. Run ``python benchmarks/assignment.py``; it exits with 1 where ours
takes more than three times as long.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from time import perf_counter, process_time
from typing import Any

import numpy as np
import peers
import sioux_falls
from rows import Row, print_rows

from corridors import Flows, assign_flows

GAP, TIMES, MOST = 1e-6, 5, 3.0
HERE = Path(__file__).parent


def ours() -> tuple[float, float, Flows]:
    """Give the median time of the clock and of the processor, and the flows."""
    network, demand = sioux_falls.network(), sioux_falls.demand()
    clock, processor = [], []
    for _ in range(TIMES):
        start = perf_counter(), process_time()
        flows = assign_flows(network, demand, gap=GAP, ways=False)
        clock.append(perf_counter() - start[0])
        processor.append(process_time() - start[1])
    return median(clock), median(processor), flows


def theirs() -> dict[str, Any]:
    """Let the peer do the same."""
    given = {"columns": sioux_falls.columns().tolist(), "trips": sioux_falls.matrix().tolist(),
             "b": sioux_falls.B, "power": sioux_falls.POWER, "gap": GAP}
    program = peers.python("aequilibrae", HERE / "assignment_peers.txt")
    run = subprocess.run([str(program), str(HERE / "assignment_peer.py")], check=True,
                         input=json.dumps(given), capture_output=True, text=True)
    found: dict[str, Any] = json.loads(run.stdout.splitlines()[-1])
    return found


def rows() -> Iterator[Row]:
    """Measure, by the clock and by the processor."""
    clock, processor, flows = ours()
    peer = theirs()
    other = np.array(peer["flow"])
    if np.abs(other / flows.flow - 1).max() > 1e-3:
        raise SystemExit("AequilibraE has other flows than corridors")
    note = (f"{flows.iterations:,} iterations against {peer['iterations']:,}, relative gap "
            f"{flows.gap:.2e} against {peer['gap']:.2e}, objective "
            f"{flows.objective / sioux_falls.BEST_OBJECTIVE - 1:.1e} above the best known")
    what = f"Sioux Falls to a relative gap of {GAP:g}"
    yield Row("11", f"{what}, processor", processor, "AequilibraE 1.7", peer["processor_s"],
              1 / MOST, note=note)
    yield Row("11", f"{what}, clock", clock, "AequilibraE 1.7", peer["clock_s"], 1 / MOST)


if __name__ == "__main__":
    sys.exit(print_rows(rows()))
