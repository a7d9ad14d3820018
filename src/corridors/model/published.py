"""What somebody published of a whole route: its length, time and cost, and how to ask for it.

A figure can only be held against ours where the same route is meant. So a row says with which
modes, by which places, on which day and with which planned links the program finds that route,
and whether the figure then means the same thing.
"""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["PublishedRoute"]


@dataclass(frozen=True, slots=True)
class PublishedRoute:
    """A published route.

    Parameters
    ----------
    route_id
        Such as ``p041``.
    origin, destination
        Node ids.
    said
        Ways and modes, in the words of the source.
    modes
        Modes of the route; empty for all.
    via, avoid
        What the route passes and does not touch, as in :class:`corridors.model.query.Query`.
    max_road_km
        Most kilometres by road; None for no limit.
    on
        ISO day on which it is asked for; blank for the reference date of the data.
    opened
        Links that do not carry traffic on that day and are part of the route.
    door_to_door
        Whether the figures hold the first and last mile; else they go from terminal to terminal.
    distance_km
        Published length; None where there is none.
    days
        Lowest and highest published days; None where there are none.
    cost_usd_per_teu
        Published cost in USD per TEU; None where there is none.
    comparable
        Whether the figure means the whole of this route, from end to end.
    comparable_note
        Why not, or what has to be known.
    difference_note
        Why ours differs by more than 8 %; blank where it does not.
    used_to_set_links
        ``yes``, ``partly`` or ``no``: only ``no`` is an independent check of the lengths.
    year, source
        Year of the figure, and source keys.
    """

    route_id: str
    origin: str
    destination: str
    said: str = ""
    modes: tuple[str, ...] = ()
    via: tuple[str, ...] = ()
    avoid: tuple[str, ...] = ()
    max_road_km: float | None = None
    on: str = ""
    opened: tuple[str, ...] = ()
    door_to_door: bool = False
    distance_km: float | None = None
    days: tuple[float, float] | None = None
    cost_usd_per_teu: float | None = None
    comparable: bool = True
    comparable_note: str = ""
    difference_note: str = ""
    used_to_set_links: str = "no"
    year: str = ""
    source: str = ""
