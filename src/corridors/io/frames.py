"""Frames for notebooks: GeoDataFrames with units in the column names and a CRS."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from corridors.analysis.effects import Effects
from corridors.analysis.montecarlo import MonteCarlo
from corridors.analysis.reach import Reach
from corridors.analysis.sweep_result import Sweep
from corridors.analysis.timeline import Timeline
from corridors.errors import Problem, QueryError
from corridors.model.credits import credit_of
from corridors.model.network import Network
from corridors.model.route import Answer, Leg, Route
from corridors.model.snapshot import Snapshot
from corridors.model.status import carries

if TYPE_CHECKING:
    import geopandas
    import pandas


__all__ = ["CRS", "Frames", "effects_rows", "leg_line", "line_of", "to_frames"]

CRS = "EPSG:4326"

EFFECT_COLUMNS = (
    "origin", "destination", "query", "by", "case", "title", "reachable", "state", "distance_km",
    "distance_km_low", "distance_km_high", "time_h", "time_h_low", "time_h_high",
    "cost_usd_per_teu", "cost_usd_per_teu_low", "cost_usd_per_teu_high", "co2_kg_per_teu",
    "co2_kg_per_teu_low", "co2_kg_per_teu_high", "border_crossings", "gauge_breaks", "transfers",
    "countries", "modes", "delta_distance_km", "delta_time_h", "delta_cost_usd_per_teu",
    "delta_co2_kg_per_teu", "blocked_by")
"""Columns of the effects table, in order."""

TIMELINE_COLUMNS = ("date", "date_end", "what", "change", "kind", "links", "statuses",
                    "countries", "source", "confidence", "event_id")
"""Columns of a timeline, in order."""


class Frames(NamedTuple):
    """The tables of a network.

    Parameters
    ----------
    nodes, links
        GeoDataFrames in :data:`CRS`.
    borders
        A DataFrame, one row per border, link and direction.
    """

    nodes: geopandas.GeoDataFrame
    links: geopandas.GeoDataFrame
    borders: pandas.DataFrame


def to_frames(what: object) -> Any:
    """Give frames of a network, a snapshot, an answer, a scenario or tables of many places.

    Parameters
    ----------
    what
        What to show.

    Returns
    -------
    frames
        :class:`Frames` of a network or snapshot; a GeoDataFrame of the legs of an answer, of all
        its routes, which ``rank`` tells apart (1 is the best); a
        DataFrame of effects, one row per case and query, of a timeline, one row per entry, of a
        matrix, one row per pair, or of access, one row per place and target; of what is reached
        places, stretches of links and areas; of openings one row per thing and per set, of a
        threshold one per stretch, of a map of them one per rectangle; of indicators one row per
        set, country, link, border and place, of a table of effects one per variant and pair, of a
        history one per period, of a series one per step, of shares one per route, of an
        assignment or flows one per link, of a sweep one per case and query, of what
        hurts when it closes one per thing, pair of links, closure or bridge; of a Monte Carlo
        analysis percentiles, draws, routes and what matters most. Of a matrix of a large network
        a row per pair, of its losses one per pair and link where something changes. Units are in
        the column names.

    Raises
    ------
    QueryError
        If it is something else.

    Examples
    --------
    >>> from corridors import load
    >>> to_frames(load()).links.crs.to_string()
    'EPSG:4326'
    """
    if isinstance(what, Network | Snapshot):
        return _network_frames(what.as_of() if isinstance(what, Network) else what)
    if isinstance(what, Answer):
        return _leg_frame(what)
    if isinstance(what, Effects):
        import pandas

        return pandas.DataFrame(effects_rows(what), columns=list(EFFECT_COLUMNS))
    if isinstance(what, Timeline):
        import pandas

        return pandas.DataFrame(_timeline_rows(what), columns=list(TIMELINE_COLUMNS))
    if isinstance(what, Reach | MonteCarlo):
        return _several_frames(what)
    if isinstance(what, Sweep):
        from corridors.io.sweep_files import sweep_frame

        return sweep_frame(what)
    from corridors.io.large_frames import large_frame
    from corridors.io.table_frames import table_frame

    for make in (table_frame, large_frame):
        frame = make(what)
        if frame is not None:
            return frame
    raise QueryError(Problem("Q21", f"there is no frame of a {type(what).__name__}",
                             "Give a network, a snapshot, an answer, effects, a timeline, a "
                             "matrix, a reach, access, a Monte Carlo analysis, or what a large "
                             "network answers."))


def _several_frames(what: Reach | MonteCarlo) -> Any:
    """Give the frames of what has more than one table."""
    if isinstance(what, Reach):
        from corridors.io.reach_files import reach_frames

        return reach_frames(what)
    from corridors.io.montecarlo_rows import montecarlo_frames

    return montecarlo_frames(what)


def line_of(network: Network, link_id: str) -> tuple[tuple[float, float], ...]:
    """Give the line of a link: its alignment, or a straight line between its nodes.

    Parameters
    ----------
    network
        The network.
    link_id
        The link.

    Returns
    -------
    points
        ``(lon, lat)`` pairs in degrees, from its first node to its second.
    """
    if link_id in network.alignments:
        return network.alignments[link_id].points
    place = network.links.index[link_id]
    nodes = network.nodes
    return tuple((nodes.lon[end], nodes.lat[end])
                 for end in (network.links.tail[place], network.links.head[place]))


def leg_line(answer: Answer, leg: Leg) -> tuple[tuple[float, float], ...]:
    """Give the line of a move, in the direction it is made.

    Parameters
    ----------
    answer
        The answer the leg belongs to.
    leg
        A leg of kind ``move``.

    Returns
    -------
    points
        ``(lon, lat)`` pairs in degrees.
    """
    network = answer.snapshot.network
    points = line_of(network, leg.link_id)
    return points if network.link(leg.link_id).from_node_id == leg.from_id else points[::-1]


def effects_rows(effects: Effects) -> list[tuple[Any, ...]]:
    """Give one row per query and case, in the order of :data:`EFFECT_COLUMNS`.

    Parameters
    ----------
    effects
        A scenario worked out.

    Returns
    -------
    rows
        Blank cells are None: what cannot be reached has no distance.
    """
    rows = []
    for place in range(len(effects.queries)):
        for case in effects.cases:
            comparison = effects.comparison(case, place)
            answer = comparison.variant
            deltas = [comparison.delta(by) for by in ("distance", "time", "cost", "co2")]
            rows.append((
                answer.origin.node_id, answer.destination.node_id,
                answer.query.label or answer.query.said(), answer.query.by, case.name, case.title,
                answer.reachable, comparison.state, *_figures(answer.best),
                *(deltas if case is not effects.base else [None] * 4),
                " | ".join(" ".join(block.link_ids) for block in answer.blocked_by
                           if block.opens_alone)))
    return rows


def _timeline_rows(found: Timeline) -> list[tuple[Any, ...]]:
    return [(entry.date, entry.date_end, entry.title, entry.change, entry.kind,
             ";".join(entry.link_ids),
             ";".join(f"{change.link_id} {change.status}" for change in entry.changes),
             ";".join(entry.countries), entry.source, entry.confidence, entry.event_id)
            for entry in found]


def _figures(route: Route | None) -> tuple[Any, ...]:
    if route is None:
        return (None,) * 17
    numbers: list[float] = []
    for by in ("distance", "time", "cost", "co2"):
        numbers += [route.shown(by), *route.shown_range(by)]
    return (*numbers, *(route.count(kind) for kind in ("border", "gauge_break", "transfer")),
            route.countries, route.modes)


def _network_frames(snapshot: Snapshot) -> Frames:
    import geopandas
    import pandas
    from shapely.geometry import LineString, Point

    network = snapshot.network
    nodes = geopandas.GeoDataFrame(
        [(n.node_id, n.name, n.country, n.node_type, n.unlocode, n.note, n.source, n.confidence)
         for n in network.nodes.records],
        columns=["node_id", "name", "country", "node_type", "unlocode", "note", "source",
                 "confidence"],
        geometry=[Point(n.lon, n.lat) for n in network.nodes.records], crs=CRS)
    links = geopandas.GeoDataFrame(
        _link_rows(snapshot),
        columns=["link_id", "from_node_id", "to_node_id", "mode", "length_km", "length_km_low",
                 "length_km_high", "gauge_mm", "status", "carries_traffic", "changed",
                 "speed_kmh", "corridors", "opens_expected", "alignment", "attribution", "note",
                 "source", "confidence"],
        geometry=[LineString(line_of(network, link)) for link in network.links.link_id], crs=CRS)
    borders = pandas.DataFrame(
        [(c.border_id, c.link_id, "forward" if c.forward else "backward",
          *_three(c.dwell_h), *_three(c.fee_usd_per_teu), c.assumed, c.year, c.source,
          c.confidence) for c in snapshot.charges],
        columns=["border_id", "link_id", "direction", "dwell_h_low", "dwell_h", "dwell_h_high",
                 "fee_usd_per_teu_low", "fee_usd_per_teu", "fee_usd_per_teu_high", "assumed",
                 "year", "source", "confidence"])
    return Frames(nodes, links, borders)


def _link_rows(snapshot: Snapshot) -> Sequence[tuple[Any, ...]]:
    network = snapshot.network
    return [
        (link.link_id, link.from_node_id, link.to_node_id, link.mode, length.value, length.low,
         length.high, ";".join(map(str, link.gauges_mm)), status, carries(status),
         link.link_id in snapshot.changed, speed, ";".join(link.corridors), link.opens_expected,
         network.alignments[link.link_id].method if link.link_id in network.alignments
         else "straight", credit_of(network, link.link_id), link.note, link.source, link.confidence)
        for link, length, status, speed in zip(
            network.links.records, snapshot.length_km, snapshot.status, snapshot.speed_kmh,
            strict=True)]


def _three(spread: Any) -> tuple[float | None, ...]:
    return (None, None, None) if spread is None else (spread.low, spread.value, spread.high)


def _leg_frame(answer: Answer) -> geopandas.GeoDataFrame:
    import geopandas

    rows = [(route.rank, number, leg.kind, leg.mode, leg.from_id, leg.to_id, leg.link_id,
             leg.border_id, leg.distance_km, leg.time_h, leg.cost_usd_per_teu, leg.co2_kg_per_teu,
             leg.status, leg.gauge_mm, leg.assumed,
             credit_of(answer.snapshot.network, leg.link_id))
            for route in answer.routes for number, leg in enumerate(route.legs, start=1)]
    return geopandas.GeoDataFrame(
        rows, columns=["rank", "leg", "kind", "mode", "from_node_id", "to_node_id", "link_id",
                       "border_id", "distance_km", "time_h", "cost_usd_per_teu",
                       "co2_kg_per_teu", "status", "gauge_mm", "assumed", "attribution"],
        geometry=_leg_shapes(answer), crs=CRS)


def _leg_shapes(answer: Answer) -> list[Any]:
    from shapely.geometry import LineString, Point

    shapes: list[Any] = []
    for leg in (leg for route in answer.routes for leg in route.legs):
        end = answer.nodes[leg.to_id]
        shapes.append(LineString(leg_line(answer, leg)) if leg.kind == "move"
                      else Point(end.lon, end.lat))
    return shapes
