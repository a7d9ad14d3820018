"""The way in for large networks: columns are checked, then frozen as a topology."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from corridors.errors import Problem
from corridors.routing.topology import Topology
from corridors.routing.topology_checks import Checks

__all__ = ["from_arrays"]

MOST_NODES = 100_000_000
"""Nodes are counted up to the largest position; ids that are taken for some would fill memory."""


def from_arrays(  # noqa: PLR0913 - one parameter for each column, as a table has them
        tail: Any, head: Any, weights: Any, *, directed: Any = False, node_id: Any = None,
        link_id: Any = None, lon: Any = None, lat: Any = None, course: Any = None,
        name: str = "arrays", file: str = "") -> Topology:
    """Make a large network of columns.

    Parameters
    ----------
    tail, head
        Ends of each link: ids where ``node_id`` is given, else positions from 0 on.
    weights
        What each link takes: whole numbers from 0 to 2147483646, in metres, thousandths of an hour,
        US cents or grams. One column, which is the distance; or columns by criterion.
    directed
        Whether links can be used only from tail to head: one answer, or one for each link.
    node_id, link_id
        Ids, which are texts or whole numbers. Without them positions serve.
    lon, lat
        Degrees, WGS 84, of each node: both or neither. A contraction is faster with them.
    course
        Where links run: all coordinates, a row of lon and lat each, and for each link the row where
        it begins, with one more entry for the end. No answer depends on it.
    name
        Name of the network.
    file
        Name of the file the columns come from. Messages then count rows as a spreadsheet does, the
        header being row 1; else from 0.

    Returns
    -------
    topology
        Frozen. Parallel links stay distinct.

    Raises
    ------
    TableError
        Naming link, file and row of everything that is wrong: a weight that is negative, infinite,
        missing or not whole, an end that is no node, columns of different lengths, an id that
        stands twice, longitudes without latitudes, no weights at all.

    Examples
    --------
    >>> triangle = from_arrays([0, 1, 0], [1, 2, 2], [4_000, 5_000, 12_000])
    >>> triangle.route(0, 2).links
    (0, 1)
    >>> with triangle.closed([1]) as other:
    ...     other.route(0, 2).cost
    12000
    """
    checks = Checks(file or name, bool(file))
    by_name = dict(weights) if isinstance(weights, Mapping) else {"distance": weights}
    links = np.size(tail)
    given = {by: () if column is None else column for by, column in by_name.items()}
    checks.problems += _missing(by_name, lon, lat, checks.place)
    checks.lengths({"tail": tail, "head": head, "link_id": link_id, **given}, links, "links")
    if np.ndim(directed):
        checks.lengths({"directed": directed}, links, "links")
    checks.stop()
    node_ids, link_ids = checks.ids(node_id, "node_id"), checks.ids(link_id, "link_id")
    checks.link_id = link_ids
    count = _count(tail, head, lon if node_ids is None else node_ids)
    if count > MOST_NODES:
        checks.problems.append(Problem(
            "A07", f"an end of a link is {count - 1}, which is too large for a position",
            "Give node_id as well if these are ids.", file=checks.place))
    checks.lengths({"lon": lon, "lat": lat}, count, "nodes")
    checks.stop()
    nodes = count if node_ids is None else node_ids
    ends = checks.ends(tail, "tail", nodes), checks.ends(head, "head", nodes)
    columns = {by: checks.weights(values, by) for by, values in by_name.items()}
    degrees = checks.degrees(lon, "lon", 180), checks.degrees(lat, "lat", 90)
    runs, one_way = checks.course(course, links), checks.directed(directed, links)
    checks.stop()
    return Topology.frozen(name, count, (*ends, one_way), columns, (node_ids, link_ids),
                           (degrees, runs))


def _missing(weights: Mapping[str, Any], lon: Any, lat: Any, place: str) -> Iterator[Problem]:
    if not weights:
        yield Problem("A21", "there is no column of weights",
                      'Give at least one, such as {"distance": metres}.', file=place,
                      column="weights")
    if (lon is None) != (lat is None):
        given, missing = ("lon", "lat") if lat is None else ("lat", "lon")
        yield Problem("A20", f"there is {given} without {missing}", "Give both, or neither.",
                      file=place, column=missing)


def _count(tail: Any, head: Any, nodes: Any) -> int:
    if nodes is not None:
        return int(np.size(nodes))
    # Without ids or coordinates the largest position tells; what is none is refused later.
    ends = [end for end in (*np.asarray(tail).tolist(), *np.asarray(head).tolist())
            if isinstance(end, int)]
    return max(ends, default=-1) + 1
