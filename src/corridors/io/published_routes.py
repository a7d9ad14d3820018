"""Reading ``published_route.csv``: figures of whole routes that ours are held against."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from corridors.errors import Problem, TableError
from corridors.io.bundled import bundled_data
from corridors.io.schema import read_schema
from corridors.io.tables import read_table
from corridors.model.published import PublishedRoute

__all__ = ["load_published_routes"]


def load_published_routes(path: Path | None = None) -> tuple[PublishedRoute, ...]:
    """Read published figures of whole routes.

    Parameters
    ----------
    path
        A table with the columns of ``published_route.csv``; the one that comes with corridors
        if not given.

    Returns
    -------
    routes
        By id.

    Raises
    ------
    TableError
        With everything that is wrong in the table.

    Examples
    --------
    >>> load_published_routes()[0].route_id
    'p001'
    """
    data = bundled_data()
    problems: list[Problem] = []
    table = read_table(path or data / "network" / "published_route.csv",
                       read_schema(data / "schema" / "published_route.csv"), problems, [])
    if problems:
        raise TableError(problems)
    rows = (dict(zip(table.columns, cells, strict=True))
            for cells in zip(*table.columns.values(), strict=True))
    return tuple(sorted(map(_route_of, rows), key=lambda route: route.route_id))


def _route_of(row: Mapping[str, Any]) -> PublishedRoute:
    low, high = row["time_days_low"], row["time_days_high"]
    return PublishedRoute(
        row["route_id"], row["origin"], row["destination"], row["via_or_modes"],
        modes=row["modes"], via=row["via"], avoid=row["avoid"],
        max_road_km=row["max_road_km"], on=row["on"] or "", opened=row["open"],
        door_to_door=bool(row["door_to_door"]), distance_km=row["distance_km"],
        days=None if low is None else (low, low if high is None else high),
        cost_usd_per_teu=row["cost_usd_per_teu"], comparable=row["comparable"] == "yes",
        comparable_note=row["comparable_note"], difference_note=row["difference_note"],
        used_to_set_links=row["used_to_set_links"], year=row["published_year"] or "",
        source=";".join(row["source"]))
