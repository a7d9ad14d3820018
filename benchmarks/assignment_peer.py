"""What AequilibraE takes for Sioux Falls; run by ``assignment.py`` in the peer's environment.

It reads columns and trips as JSON from the standard input, and prints one JSON object.
"""

from __future__ import annotations

import json
import logging
import os
import sys
import warnings
from importlib import import_module
from time import perf_counter, process_time
from typing import Any

os.environ["AEQ_SHOW_PROGRESS"] = "FALSE"  # read when the library is imported
warnings.filterwarnings("ignore")


def assignment(given: dict[str, Any]) -> Any:
    """Make its assignment of the same network and the same trips."""
    import numpy as np
    import pandas as pd

    paths = import_module("aequilibrae.paths")
    columns, trips = np.array(given["columns"]), np.array(given["trips"])
    zones = np.arange(1, len(trips) + 1)
    links = pd.DataFrame({
        "link_id": np.arange(1, len(columns) + 1), "a_node": columns[:, 0].astype(int),
        "b_node": columns[:, 1].astype(int), "direction": 1, "capacity": columns[:, 2],
        "free_flow_time": columns[:, 3], "b": given["b"], "power": given["power"]})
    graph = paths.Graph()
    graph.network = links
    graph.prepare_graph(zones)
    graph.set_graph("free_flow_time")
    graph.set_blocked_centroid_flows(False)
    matrix = import_module("aequilibrae.matrix").AequilibraeMatrix()
    matrix.create_empty(zones=len(zones), matrix_names=["trips"], memory_only=True)
    matrix.index[:] = zones
    matrix.matrix["trips"][:, :] = trips
    matrix.computational_view(["trips"])
    made = paths.TrafficAssignment()
    made.set_classes([paths.TrafficClass("all", graph, matrix)])
    made.set_vdf("BPR")
    made.set_vdf_parameters({"alpha": "b", "beta": "power"})
    made.set_capacity_field("capacity")
    made.set_time_field("free_flow_time")
    made.set_algorithm("bfw")
    made.max_iter, made.rgap_target = 5_000, given["gap"]
    made.set_cores(1)
    return made


def main() -> None:
    """Time it, and tell what it found."""
    logging.disable(logging.CRITICAL)
    made = assignment(json.load(sys.stdin))
    clock, processor = perf_counter(), process_time()
    made.execute()
    taken = perf_counter() - clock, process_time() - processor
    report = made.report()
    print(json.dumps({"clock_s": taken[0], "processor_s": taken[1], "iterations": len(report),
                      "gap": float(report.iloc[-1]["rgap"]),
                      "flow": made.results()["trips_ab"].tolist()}))


if __name__ == "__main__":
    main()
