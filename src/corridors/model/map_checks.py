"""Rules the data must keep on the map: coordinates, and lengths against them.

The codes are listed in :mod:`corridors.model.checks`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from corridors.errors import Problem
from corridors.model.geodesy import great_circle_km
from corridors.model.records import Node
from corridors.model.tables import Tables

__all__ = ["against_the_map", "coordinates", "far_off", "pieces", "swapped"]

NODES, LINKS = "node.csv", "link.csv"


def coordinates(tables: Tables) -> Iterator[Problem]:
    """Find coordinates that are not degrees on the globe (N52, N53)."""
    for place, node in enumerate(tables.nodes):
        column = "lon" if not -180 <= node.lon <= 180 else "lat"
        value = node.lon if column == "lon" else node.lat
        if max(abs(node.lon), abs(node.lat)) > 1000:
            yield tables.problem("N53", NODES, place, column,
                                 f"{value:g} looks like metres of a map projection",
                                 "Give longitude and latitude in degrees (WGS 84).")
        elif not (-180 <= node.lon <= 180 and -90 <= node.lat <= 90):
            swap = " Are lon and lat swapped?" if abs(node.lat) <= 180 else ""
            yield tables.problem("N52", NODES, place, column,
                                 f"{value:g} is not on the globe",
                                 f"Longitude is -180 to 180, latitude -90 to 90.{swap}")
        elif node.lon == 0 and node.lat == 0:
            yield tables.problem("N52", NODES, place, "lon", "0, 0 is a point in the Atlantic",
                                 "Give the place its coordinates.")


def swapped(tables: Tables) -> Iterator[Problem]:
    """Find places whose links only fit with lon and lat the other way round (N51).

    No link is shorter than the straight line between its ends: where a link of a place is much
    too short, and none is once its coordinates are swapped, they are swapped.
    """
    at = {node.node_id: node for node in tables.nodes}
    touching: dict[str, list[tuple[Node, float]]] = defaultdict(list)
    for link in tables.links:
        a, b, km = at[link.from_node_id], at[link.to_node_id], link.length_km.value
        if a is not b:
            touching[a.node_id].append((b, km))
            touching[b.node_id].append((a, km))
    suspects = []
    for place, node in enumerate(tables.nodes):
        others = touching[node.node_id]
        too_short = {other.node_id for other, km in others
                     if great_circle_km(node.lon, node.lat, other.lon, other.lat) > 2 * km + 5}
        if too_short and abs(node.lon) <= 90 and all(
                great_circle_km(node.lat, node.lon, other.lon, other.lat) <= 1.2 * km + 5
                for other, km in others):
            suspects.append((-len(too_short), place, too_short))
    accused: set[str] = set()
    for _, place, too_short in sorted(suspects, key=lambda suspect: suspect[:2]):
        # A place whose only faults are links to one that is swapped is not to blame.
        node = tables.nodes[place]
        if too_short <= accused:
            continue
        accused.add(node.node_id)
        yield tables.problem(
            "N51", NODES, place, "lon",
            f"lon {node.lon:g} and lat {node.lat:g} look swapped: links of {node.name} are "
            "shorter than the straight line", f"Write lon {node.lat:g}, lat {node.lon:g}.")


def against_the_map(tables: Tables) -> tuple[list[Problem], list[Problem]]:
    """Find lengths that do not fit the distance of their ends (N36, N43): refusals, and notes."""
    at = {node.node_id: node for node in tables.nodes}
    stops, notes = [], []
    for place, link in enumerate(tables.links):
        a, b = at[link.from_node_id], at[link.to_node_id]
        straight = great_circle_km(a.lon, a.lat, b.lon, b.lat)
        length = link.length_km.value
        if length == 0:
            if straight > 0.1:
                notes.append(tables.problem(
                    "N36", LINKS, place, "length_km",
                    f"The link has no length, but its ends lie {straight:.1f} km apart"))
        elif length > 500 * max(straight, 0.1):
            stops.append(tables.problem(
                "N43", LINKS, place, "length_km",
                f"{length:g} km for ends {straight:.1f} km apart", "Is it in metres? Use km."))
        elif far_off(length, straight):
            notes.append(tables.problem(
                "N43", LINKS, place, "length_km",
                f"{length:g} km for ends {straight:.1f} km apart",
                "Check the length and both coordinates."))
    return stops, notes


def far_off(length_km: float, straight_km: float) -> bool:
    """Say whether a length is told of whenever the data is read; see N72 for the rest."""
    return (length_km > 5 * straight_km and length_km > 15) or length_km < 0.95 * straight_km


def pieces(tables: Tables) -> Iterator[Problem]:
    """Say into how many pieces the network falls (N58)."""
    parent = {node.node_id: node.node_id for node in tables.nodes}

    def root(key: str) -> str:
        while parent[key] != key:
            parent[key] = parent[parent[key]]
            key = parent[key]
        return key

    for link in tables.links:
        parent[root(link.from_node_id)] = root(link.to_node_id)
    sizes: dict[str, int] = defaultdict(int)
    for key in parent:
        sizes[root(key)] += 1
    if len(sizes) > 1:
        ordered = sorted(sizes.values(), reverse=True)
        yield Problem("N58", f"The network is in {len(ordered)} pieces, of "
                             f"{', '.join(map(str, ordered[:8]))} nodes", file=NODES)
