"""Modes of transport and track gauges: one row each.

A new mode is a row in :data:`MODES` and its rows in ``data/costs/``; a new gauge is a row in
:data:`GAUGE_CLASSES`.
"""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["BY", "CRITERIA", "GAUGE_CLASSES", "MODES", "OVERLAND_MODES", "Mode", "gauge_class"]

CRITERIA = ("distance", "time", "cost", "co2")
"""What every route has an amount of: metres, thousandths of an hour, US cents, grams of CO2."""

BY = (*CRITERIA, "generalised")
"""What a route can be best by; the last is cost plus time at a value of time, in US cents."""


@dataclass(frozen=True, slots=True)
class Mode:
    """A mode of transport.

    Parameters
    ----------
    name
        The word used in tables, queries and files.
    label
        The word used in reports.
    overland
        Whether the mode stays on land; ``overland`` queries use only these.
    has_gauge
        Whether links of the mode have a track gauge.
    drivers_rest
        Whether driving hours are limited, so that a day holds fewer than 24 h of movement.
    """

    name: str
    label: str
    overland: bool = False
    has_gauge: bool = False
    drivers_rest: bool = False


MODES: dict[str, Mode] = {
    mode.name: mode
    for mode in (
        Mode("rail", "rail", overland=True, has_gauge=True),
        Mode("road", "road", overland=True, drivers_rest=True),
        Mode("sea", "sea"),
        Mode("ferry", "ferry"),
        Mode("inland_waterway", "inland waterway"),
    )
}

OVERLAND_MODES = frozenset(mode.name for mode in MODES.values() if mode.overland)

GAUGE_CLASSES: dict[int, int] = {1435: 1435, 1520: 1520, 1524: 1520, 1668: 1668, 1676: 1676,
                                 1000: 1000, 1067: 1067}
"""Gauge in mm to the gauge whose wagons run on it: 1524 mm (Finland) and 1520 mm interoperate."""


def gauge_class(gauge_mm: int) -> int:
    """Give the class of a gauge: wagons run through between gauges of one class.

    Parameters
    ----------
    gauge_mm
        Track gauge in mm.

    Returns
    -------
    class_mm
        The gauge, in mm, that names the class.

    Raises
    ------
    KeyError
        If the gauge is none of :data:`GAUGE_CLASSES`.

    Notes
    -----
    Source: the Finnish 1524 mm and the 1520 mm network exchange wagons without a gauge change.

    Examples
    --------
    >>> gauge_class(1524)
    1520
    """
    return GAUGE_CLASSES[gauge_mm]
