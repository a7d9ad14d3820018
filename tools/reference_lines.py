"""Read the reference lines: world railways and highways derived from OpenStreetMap.

They come in the package scgraph-data 2.0.0, two modules that hold a graph each as literals: a list
of [latitude, longitude] and a list of {neighbour: kilometres}. A node stands where lines meet or
end, and an edge knows how long the line between two nodes is, but not how it bends. The modules
do not import beside today's scgraph, so the literals are read and nothing is run.
"""

from __future__ import annotations

import ast
import hashlib
import subprocess
import sys
import tempfile
import zipfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import shapely

from corridors.model.geodesy import EARTH_RADIUS_KM

__all__ = ["Reference", "bridges", "distance_km", "fetch_wheel", "read_reference"]

PACKAGE = "scgraph-data==2.0.0"
WHEEL_SHA256 = (
    "a8df15f4d9b4cce945f195b27c9e239a"
    "c49ebfa81aa948afc882b28653725406")
MEMBERS = {"rail": "scgraph_data/world_railways.py", "road": "scgraph_data/world_highways.py"}
KM_PER_DEGREE = EARTH_RADIUS_KM * np.pi / 180

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Reference:
    """Lines of one mode: where they meet, which join which, and how long each is.

    Attributes
    ----------
    lonlat
        Nodes, degrees.
    ends
        The two nodes of each edge.
    length_km
        Length of each edge along the line.
    gaps
        Pairs of nodes between which a line is taken to be broken; see :func:`bridges`.
    """

    lonlat: Floats
    ends: Ints
    length_km: Floats
    gaps: Ints

    def within(self, west: float, south: float, east: float, north: float) -> Reference:
        """Keep the edges whose two ends lie in a box, in degrees."""
        lon, lat = self.lonlat.T
        return self.keep((lon >= west) & (lon <= east) & (lat >= south) & (lat <= north))

    def keep(self, nodes: npt.NDArray[np.bool_]) -> Reference:
        """Keep the marked nodes and what joins them, under new numbers in the same order."""
        number = np.cumsum(nodes) - 1
        edges, gaps = (nodes[pairs].all(axis=1) for pairs in (self.ends, self.gaps))
        return Reference(self.lonlat[nodes], number[self.ends[edges]], self.length_km[edges],
                         number[self.gaps[gaps]])


def fetch_wheel(folder: Path) -> Path:
    """Download the package with pip into a folder and give the wheel."""
    subprocess.run([sys.executable, "-m", "pip", "download", "--quiet", "--no-deps",
                    "--dest", str(folder), PACKAGE], check=True)
    return next(folder.glob("*.whl"))


def read_reference(wheel: Path | None, mode: str) -> Reference:
    """Read the lines of one mode from the wheel; without a path it is downloaded.

    Raises
    ------
    SystemExit
        If the file is not the wheel that the geometry was made from.
    """
    if wheel is None:
        with tempfile.TemporaryDirectory() as folder:
            return read_reference(fetch_wheel(Path(folder)), mode)
    found = hashlib.sha256(wheel.read_bytes()).hexdigest()
    if found != WHEEL_SHA256:
        raise SystemExit(f"{wheel.name} is not the wheel of {PACKAGE}: sha256 is {found}")
    with zipfile.ZipFile(wheel) as archive:
        return parse(archive.read(MEMBERS[mode]).decode())


def parse(text: str) -> Reference:
    """Read the literals of one module; they are too long to be parsed in one piece.

    Examples
    --------
    >>> toy = parse("graph=[{1: 2.5, 0: 0.0}, {0: 2.5}]\\nnodes=[[40.1, 50.2], [40.3, 50.4]]")
    >>> toy.lonlat.tolist(), toy.ends.tolist(), toy.length_km.tolist()
    ([[50.2, 40.1], [50.4, 40.3]], [[0, 1]], [2.5])
    """
    lines = dict(line.split("=", 1) for line in text.splitlines()
                 if line.startswith(("graph=", "nodes=")))
    rows = lines["graph"].strip()[2:-2].split("}, {")
    joined = [(i, j, km) for i, row in enumerate(rows)
              for j, km in sorted(ast.literal_eval("{" + row + "}").items()) if i < j]
    pairs = [ast.literal_eval(f"[{pair}]") for pair in lines["nodes"].strip()[2:-2].split("], [")]
    ends = np.array([row[:2] for row in joined], dtype=np.int64).reshape(-1, 2)
    return Reference(np.array(pairs, dtype=np.float64)[:, ::-1], ends,
                     np.array([row[2] for row in joined], dtype=np.float64),
                     np.empty((0, 2), dtype=np.int64))


def bridges(lines: Reference, gap_km: float) -> Reference:
    """Find the places where a line is broken: two nodes close together that nothing joins.

    Only pairs of different pieces of the network count, or where one of the two is a dead end.
    """
    count = len(lines.lonlat)
    piece = _pieces(count, lines.ends)
    dead_end = np.bincount(lines.ends.ravel(), minlength=count) == 1
    first = np.flatnonzero(dead_end | (np.bincount(piece)[piece] < count // 2))
    lon, lat = lines.lonlat[first].T
    high = gap_km / KM_PER_DEGREE
    wide = high / np.cos(np.radians(lat))
    points = [shapely.Point(place) for place in lines.lonlat]
    near = shapely.STRtree(points).query(
        shapely.box(lon - wide, lat - high, lon + wide, lat + high))
    pairs = np.column_stack([first[near[0]], near[1]])
    pairs = pairs[distance_km(*lines.lonlat[pairs.T]) <= gap_km]
    pairs = pairs[pairs[:, 0] != pairs[:, 1]]
    pairs = pairs[dead_end[pairs[:, 0]] | (piece[pairs[:, 0]] != piece[pairs[:, 1]])]
    pairs = np.unique(np.sort(pairs, axis=1), axis=0)
    joined = {(int(a), int(b)) for a, b in lines.ends}
    kept = [pair for pair in pairs.tolist() if tuple(pair) not in joined]
    return Reference(lines.lonlat, lines.ends, lines.length_km,
                     np.array(kept, dtype=np.int64).reshape(-1, 2))


def distance_km(a: Floats, b: Floats) -> Floats:
    """Give great-circle distances between lon, lat pairs (haversine), in km.

    Examples
    --------
    >>> distance_km(np.array([49.59, 37.28]), np.array([48.872, 38.429])).round().item()
    142.0
    """
    (lon_a, lat_a), (lon_b, lat_b) = np.radians(np.moveaxis(a, -1, 0)), np.radians(
        np.moveaxis(b, -1, 0))
    half = np.sin((lat_b - lat_a) / 2) ** 2 \
        + np.cos(lat_a) * np.cos(lat_b) * np.sin((lon_b - lon_a) / 2) ** 2
    return np.asarray(2 * EARTH_RADIUS_KM * np.arcsin(np.sqrt(np.minimum(half, 1.0))))


def _pieces(count: int, ends: Ints) -> Ints:
    """Give each node the number of its piece: pieces are parts that nothing joins."""
    head = list(range(count))

    def top(node: int) -> int:
        while head[node] != node:
            head[node] = head[head[node]]
            node = head[node]
        return node

    for a, b in ends.tolist():
        low, high = sorted((top(a), top(b)))
        head[high] = low
    tops = np.array([top(node) for node in range(count)], dtype=np.int64)
    return np.unique(tops, return_inverse=True)[1].astype(np.int64)
