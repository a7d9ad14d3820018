"""Large networks in one file: the columns of a topology as an .npz archive.

The file holds arrays and nothing that could run. It is written whole or not at all, and it is
known again by its version: the hash of what it holds.

==== ==========================================================================================
code rule
==== ==========================================================================================
B01  a file of a large network is an ordinary .npz file that exists
B02  it was written by corridors, whole
B03  it holds what its version says
==== ==========================================================================================
"""

from __future__ import annotations

import io
import json
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corridors.errors import Problem, TableError
from corridors.io.paths import is_address
from corridors.io.save import write_bytes
from corridors.routing.topology import Topology

__all__ = ["load_topology", "save_topology"]

FORMAT = 1
"""Number of the layout of the file."""

LINK_COLUMNS = ("tail", "head", "directed")

Columns = Mapping[str, NDArray[Any]]


def save_topology(topology: Topology, path: str | Path) -> None:
    """Write a large network to a file, whole or not at all.

    Parameters
    ----------
    topology
        The network.
    path
        Where; an old file there is replaced at the end, or stays as it is. The name ends in .npz.

    Raises
    ------
    TableError
        If the name does not end in .npz.
    OutputError
        If the file cannot be written.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> from corridors import from_arrays
    >>> line = from_arrays([0], [1], [5])
    >>> with TemporaryDirectory() as folder:
    ...     save_topology(line, f"{folder}/line.npz")
    ...     load_topology(f"{folder}/line.npz").version == line.version
    True
    """
    place = Path(path)
    if place.suffix != ".npz":
        raise TableError(Problem("B01", f'"{place.name}" does not end in .npz',
                                 f"Write to {place.stem}.npz.", file=place.name))
    about = {"format": FORMAT, "name": topology.name, "count": topology.count,
             "version": topology.version, "criteria": list(topology.weights)}
    columns: dict[str, Any] = {"about": np.array(json.dumps(about))}
    for name in (*LINK_COLUMNS, "node_id", "link_id", "lon", "lat"):
        columns[name] = getattr(topology, name)
    for number, column in enumerate(topology.weights.values()):
        columns[f"weight_{number}"] = column
    columns["course"], columns["course_first"] = topology.course or (None, None)
    buffer = io.BytesIO()
    np.savez(buffer, allow_pickle=False,
             **{name: column for name, column in columns.items() if column is not None})
    write_bytes(place, buffer.getvalue())


def load_topology(path: str | Path) -> Topology:
    """Read a large network from a file that :func:`save_topology` wrote.

    Parameters
    ----------
    path
        The file.

    Returns
    -------
    topology
        What was saved: the same version.

    Raises
    ------
    TableError
        If there is no such file, or it is another program's, cut off or damaged.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> from corridors import from_arrays
    >>> with TemporaryDirectory() as folder:
    ...     save_topology(from_arrays([0, 1], [1, 2], [5, 6]), f"{folder}/line.npz")
    ...     network = load_topology(f"{folder}/line.npz")
    >>> network.route(0, 2).cost
    11
    """
    place = Path(path)
    if is_address(str(path)) or not place.is_file():
        raise TableError(Problem("B01", f'there is no file "{place.name}"',
                                 "Give the path of a file on this computer.", file=place.name))
    try:
        with place.open("rb") as file, np.load(file, allow_pickle=False) as archive:
            columns = {name: archive[name] for name in archive.files}
        topology, version = _topology(columns)
    # Whatever bytes can bring about; an archive packed in a way that is not known is "not
    # implemented" to the library that unpacks it.
    except (OSError, ValueError, LookupError, TypeError, AttributeError, EOFError, RecursionError,
            NotImplementedError, OverflowError, MemoryError, zipfile.BadZipFile,
            zlib.error) as error:
        raise TableError(Problem("B02", "this is no network that save_topology() wrote, or not all "
                                        "of it", "Write it again from its source.",
                                 file=place.name)) from error
    if topology.version != version:
        raise TableError(Problem("B03", "the file does not hold what its version says: it was "
                                        "changed or damaged", "Write it again from its source.",
                                 file=place.name))
    return topology


def _topology(columns: Columns) -> tuple[Topology, str]:
    """Put a topology together: it, and the version it should have."""
    about = json.loads(str(columns["about"]))
    if about["format"] != FORMAT:
        raise ValueError(f"format {about['format']}")
    links, count = columns["tail"].shape, int(about["count"])
    weights = {by: columns[f"weight_{number}"] for number, by in enumerate(about["criteria"])}
    for column in (columns["head"], columns["directed"], *weights.values()):
        if column.shape != links:
            raise ValueError("columns of different lengths")
    for end in (columns["tail"], columns["head"]):
        if end.size and not 0 <= end.min() <= end.max() < count:
            raise ValueError("an end that is no node")
    course = (columns["course"], columns["course_first"]) if "course" in columns else None
    return Topology.frozen(
        about["name"], count, (columns["tail"], columns["head"], columns["directed"]), weights,
        (columns.get("node_id"), columns.get("link_id")),
        ((columns.get("lon"), columns.get("lat")), course)), about["version"]
