"""The networks that are measured: railways and highways of the world, from OpenStreetMap.

They come inside the wheel of scgraph-data 2.0.0, as Python text. The wheel is downloaded once, its
text is read as data (never imported, never run), and the largest component is kept as a file of
our own. Data: OpenStreetMap contributors, Open Database License (ODbL) 1.0.

Run ``python benchmarks/networks.py`` to download and convert both.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from corridors import Topology, from_arrays, load_topology, save_topology

CACHE = Path(__file__).parent / ".cache"
WHEEL = "scgraph_data==2.0.0"
SIZES = {"world_railways": (163_140, 200_243), "world_highways": (328_167, 485_753)}
"""Nodes and links of the largest component of each network."""

ATTRIBUTION = "Data: OpenStreetMap contributors, ODbL 1.0, by way of scgraph-data 2.0.0"

_DATA = re.compile(r"[\d.eE+\-,:{}\[\]\s]*")


def network(name: str, cache: Path = CACHE) -> Topology:
    """Give a network, by way of our own file of it."""
    path = cache / f"{name}.npz"
    if not path.exists():
        path.parent.mkdir(exist_ok=True)
        with zipfile.ZipFile(wheel(cache)) as archive:
            text = archive.read(f"scgraph_data/{name}.py").decode("ascii")
        made = largest_component(name, *read_text(text))
        if name in SIZES and (made.count, len(made)) != SIZES[name]:
            raise SystemExit(f"{name} has {made.count} nodes and {len(made)} links, not "
                             f"{SIZES[name]}: this is not the data the targets were set for")
        save_topology(made, path)
    return load_topology(path)


def wheel(cache: Path = CACHE) -> Path:
    """Download the wheel, once; it is not installed."""
    found = sorted(cache.glob("scgraph_data-*.whl"))
    if not found:
        subprocess.run([sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check",
                        "download", "--no-deps", "--dest", str(cache), WHEEL], check=True)
        found = sorted(cache.glob("scgraph_data-*.whl"))
    return found[0]


def read_text(text: str) -> tuple[list[dict[str, float]], Any]:
    """Read ``graph=[{neighbour: km, ...}, ...]`` and ``nodes=[[lat, lon], ...]``.

    Returns the neighbours of each node with kilometres, and latitudes and longitudes.
    """
    parts = []
    for name in ("graph", "nodes"):
        start = re.search(rf"(?m)^{name}=", text)
        end = text.find("\n", start.end()) if start else -1
        literal = text[start.end():end if end >= 0 else len(text)] if start else ""
        if not literal or not _DATA.fullmatch(literal):
            raise ValueError(f"the text holds no plain {name}")
        # Its keys are numbers, which JSON does not know.
        parts.append(json.loads(re.sub(r"(\d+):", r'"\1":', literal)))
    return parts[0], np.array(parts[1], dtype=np.float64)


def largest_component(name: str, graph: list[dict[str, float]], places: Any) -> Topology:
    """Make a network of the largest component; lengths become whole metres, loops are left out."""
    tail = np.repeat(np.arange(len(graph)), [len(row) for row in graph])
    head = np.array([int(node) for row in graph for node in row], dtype=np.int64)
    metres = np.rint(np.array([km for row in graph for km in row.values()]) * 1000)
    _, part = connected_components(coo_array((np.ones(len(tail)), (tail, head)),
                                             shape=(len(graph), len(graph))), directed=False)
    kept = part == np.bincount(part).argmax()
    # Every link is written twice, once at each end.
    links = kept[tail] & (tail < head)
    number = np.cumsum(kept) - 1
    lat, lon = places[kept].T
    ends = number[tail[links]], number[head[links]]
    drawn = np.stack([np.stack([lon[end], lat[end]], axis=1) for end in ends], axis=1)
    return from_arrays(*ends, metres[links], lon=lon, lat=lat, name=name,
                       course=(drawn.reshape(-1, 2), np.arange(len(drawn) + 1) * 2))


def main() -> int:
    """Download and convert both networks."""
    for name in SIZES:
        print(network(name))
    print(ATTRIBUTION)
    return 0


if __name__ == "__main__":
    sys.exit(main())
