"""Shapes of what is reached: stretches of links, and schematic areas round them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from corridors.analysis.reach import LinkPart, Reach
from corridors.model.geodesy import along_line, lengths_km
from corridors.model.leg import UNITS

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

__all__ = ["ACCESS_KM", "AREA_RULE", "FARTHEST_KM", "areas_of"]

Point = tuple[float, float]

ACCESS_KM = {"time": 30.0, "distance": 1 / 1.3, "cost": 0.5, "co2": 1.0}
"""Kilometres as the crow flies that an hour, a kilometre, a USD and a kg CO2 per TEU are good for
off the network: a lorry on local roads at 30 km/h, a detour of 1.3, 2 USD and 1 kg CO2 per TEU-km.
Source: planning assumptions for drawing; no figure of a route rests on them."""

FARTHEST_KM = 60.0
"""Areas end so far from the network, whatever is left of the budget."""

AREA_RULE = ("schematic: what is left of the budget at a place or on a road, travelled off the "
             "network at 30 km/h (or detour 1.3, 2 USD/TEU-km, 1 kg CO2/TEU-km), at most 60 km, "
             "on land")
"""What areas are, in words that go with them."""

STEP_KM = 15.0
CORNERS = 24
KM_PER_DEGREE = 111.2


def areas_of(reach: Reach, lines: Sequence[Sequence[Point]], land: Sequence[Any]
             ) -> list[BaseGeometry]:
    """Give the area of each band, with those before it.

    Parameters
    ----------
    reach
        What is reached.
    lines
        The line of each of its parts.
    land
        Shapes to clip to; not clipped where there are none.

    Returns
    -------
    areas
        One for each band, in degrees: see :data:`AREA_RULE`. Goods leave a railway or a ship in
        places alone, so only roads have areas along them.
    """
    import shapely

    seen = [*_of_nodes(reach), *_of_roads(reach, lines)]
    areas: list[BaseGeometry] = []
    for band in reach.bands:
        circles = [(point, km) for point, amount in seen
                   if (km := _km_left(reach, band.amount - amount)) > 0]
        areas.append(shapely.union_all(_discs(circles)))
    if not land:
        return areas
    near = [shape for shape in land if shape.intersects(shapely.box(*areas[-1].bounds))]
    ground = shapely.union_all(near)
    return [area.intersection(ground) for area in areas]


def _of_nodes(reach: Reach) -> Iterator[tuple[Point, int]]:
    for reached in reach.nodes:
        if reached.node.country:
            yield (reached.node.lon, reached.node.lat), reached.amount


def _of_roads(reach: Reach, lines: Sequence[Sequence[Point]]) -> Iterator[tuple[Point, int]]:
    for part, line in zip(reach.parts, lines, strict=True):
        if reach.snapshot.network.link(part.link_id).mode != "road":
            continue
        steps = max(1, round(sum(lengths_km(line)) / STEP_KM))
        for step in range(steps + 1):
            share = step / steps
            yield along_line(line, share), _amount_at(part, share)


def _amount_at(part: LinkPart, share: float) -> int:
    return round(min(part.at_start + share * part.takes,
                     part.at_end + (1 - share) * part.takes))


def _km_left(reach: Reach, left: int) -> float:
    by = reach.budget.by
    return min(FARTHEST_KM, ACCESS_KM[by] * left / UNITS[by])


def _discs(circles: Sequence[tuple[Point, float]]) -> Any:
    """Give circles, by centre and radius in km, as polygons in degrees: all in one array."""
    import numpy as np
    import shapely

    if not circles:
        return []
    centres = np.array([centre for centre, _ in circles])
    high = np.array([km for _, km in circles]) / KM_PER_DEGREE
    wide = high / np.maximum(0.05, np.cos(np.radians(centres[:, 1])))
    turn = 2 * np.pi * np.arange(CORNERS) / CORNERS
    return shapely.polygons(np.stack([centres[:, :1] + wide[:, None] * np.cos(turn),
                                      centres[:, 1:] + high[:, None] * np.sin(turn)], axis=-1))
