"""Rules the data must keep, one function each.

===== ====== ==================================================================
code  answer rule
===== ====== ==================================================================
N46   stop   node ids are unique
N47   stop   link ids are unique
N48   stop   both ends of a link are nodes
N49   note   a link that ends where it starts is ignored
N50   note   two links of one mode, length and pair of ends look like one
N51   stop   lon and lat are not swapped
N52   stop   coordinates are on the globe, and not 0, 0
N53   stop   coordinates are degrees, not metres
N36   note   a link of no length joins ends that lie apart
N43   note   a length fits the distance between the ends (stop: metres for km)
N44   stop   mode and status of a link are known words
N35   stop   a length is a number, finite and not negative
N58   note   the network is in one piece
N61   stop   a rail link has a known gauge
N62   stop   every companion row points to a node, link or border that exists
N63   note   every land link between two countries has both its border rows
N64   stop   a range has low <= value <= high, and nothing is negative
N65   stop   the first dated status of a link says what was before
N66   stop   a link has one dated status on a day
N67   stop   a name has one primary place
N68   stop   a place on land that railways or roads touch has a country
N69   stop   a terminal joins two modes, a gauge change two gauges that differ
N70   note   a folder of costs has a default.toml
N71   stop   what is claimed of a length is a length in km
N76   stop   a season has two days, and a status that a pause can have
N77   stop   a link has one season at a time
===== ====== ==================================================================

``stop`` could change a number and refuses the data; ``note`` is reported and goes on. What is
possible but unusual has codes of its own: see :mod:`corridors.model.plausible`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import isfinite

from corridors.errors import Problem, suggest
from corridors.model.map_checks import against_the_map, coordinates, pieces, swapped
from corridors.model.modes import GAUGE_CLASSES, MODES, OVERLAND_MODES
from corridors.model.places import folded
from corridors.model.records import GaugeChange, Terminal
from corridors.model.season_checks import seasons
from corridors.model.spread import Spread
from corridors.model.status import STATUSES
from corridors.model.tables import Tables

__all__ = ["check_tables"]

NODES, LINKS = "node.csv", "link.csv"


def check_tables(tables: Tables) -> tuple[list[Problem], list[Problem]]:
    """Check the records a network is built from.

    Parameters
    ----------
    tables
        The records.

    Returns
    -------
    problems
        What refuses the data.
    notes
        What is reported and goes on.
    """
    problems = [
        *_unique(tables), *_words(tables), *_lengths(tables), *_ends(tables),
        *coordinates(tables), *_gauges(tables), *_companions(tables), *_spreads(tables),
        *_histories(tables), *seasons(tables), *_names_and_places(tables),
    ]
    if problems:
        return problems, []
    swapped_over = list(swapped(tables))
    stretched, doubtful = against_the_map(tables)
    notes = [*_loops(tables), *_twins(tables), *doubtful, *pieces(tables),
             *_missing_charges(tables)]
    return [*swapped_over, *stretched], notes


def _unique(tables: Tables) -> Iterator[Problem]:
    for code, file, column, ids in (
        ("N46", NODES, "node_id", [node.node_id for node in tables.nodes]),
        ("N47", LINKS, "link_id", [link.link_id for link in tables.links]),
    ):
        first: dict[str, int] = {}
        numbers = tables.rows.get(file, ())
        for place, key in enumerate(ids):
            if key in first:
                before = f" (row {numbers[first[key]]})" if numbers else ""
                yield tables.problem(code, file, place, column,
                                     f'"{key}" is already used{before}',
                                     "Give each row an id of its own.")
            first.setdefault(key, place)


def _words(tables: Tables) -> Iterator[Problem]:
    for place, link in enumerate(tables.links):
        if link.mode not in MODES:
            yield tables.problem("N44", LINKS, place, "mode", f'"{link.mode}" is not a mode',
                                 suggest(link.mode, MODES))
        for word in (link.status, *(event.status for event in link.history)):
            if word not in STATUSES:
                yield tables.problem("N44", LINKS, place, "status", f'"{word}" is not a status',
                                     suggest(word, STATUSES))


def _lengths(tables: Tables) -> Iterator[Problem]:
    for place, link in enumerate(tables.links):
        if not all(isfinite(value) and value >= 0 for value in _three(link.length_km)):
            yield tables.problem("N35", LINKS, place, "length_km",
                                 f'"{link.length_km.value}" cannot be the length of a link',
                                 "Give its length in km, 0 or more.")


def _ends(tables: Tables) -> Iterator[Problem]:
    known = {node.node_id for node in tables.nodes}
    for place, link in enumerate(tables.links):
        for column in ("from_node_id", "to_node_id"):
            end = getattr(link, column)
            if end not in known:
                yield tables.problem("N48", LINKS, place, column,
                                     f'There is no node "{end}"', suggest(end, known))


def _gauges(tables: Tables) -> Iterator[Problem]:
    for place, link in enumerate(tables.links):
        if link.mode in MODES and MODES[link.mode].has_gauge and not link.gauges_mm:
            yield tables.problem("N61", LINKS, place, "gauge_mm", "A railway needs its gauge",
                                 "Give it in mm, such as 1435 or 1520.")
        for gauge in link.gauges_mm:
            if gauge not in GAUGE_CLASSES:
                yield tables.problem("N61", LINKS, place, "gauge_mm",
                                     f"{gauge} mm is not a gauge corridors knows",
                                     f"Use one of: {', '.join(map(str, sorted(GAUGE_CLASSES)))}.")


def _companions(tables: Tables) -> Iterator[Problem]:
    nodes = {node.node_id for node in tables.nodes}
    links = {link.link_id for link in tables.links}
    borders = {border.border_id for border in tables.borders}
    pointers = (
        ("terminal.csv", "node_id", "node", nodes, [t.node_id for t in tables.terminals]),
        ("gauge_change.csv", "node_id", "node", nodes, [g.node_id for g in tables.gauge_changes]),
        ("place_alias.csv", "node_id", "node", nodes, [a.node_id for a in tables.aliases]),
        ("border_charge.csv", "link_id", "link", links, [c.link_id for c in tables.charges]),
        ("border_charge.csv", "border_id", "border", borders,
         [c.border_id for c in tables.charges]),
        ("border_charge.csv", "gauge_change_included_at", "gauge-change facility",
         {change.node_id for change in tables.gauge_changes} | {""},
         [c.gauge_change_included_at for c in tables.charges]),
        ("geometry.csv", "link_id", "link", links, list(tables.alignments)),
    )
    for file, column, kind, known, used in pointers:
        for place, key in enumerate(used):
            if key not in known:
                yield tables.problem("N62", file, place, column, f'There is no {kind} "{key}"',
                                     suggest(key, known))
    for place, change in enumerate(tables.gauge_changes):
        for gauge in change.gauges_mm:
            if gauge not in GAUGE_CLASSES:
                yield tables.problem("N61", "gauge_change.csv", place, "gauge_a",
                                     f"{gauge} mm is not a gauge corridors knows",
                                     f"Use one of: {', '.join(map(str, sorted(GAUGE_CLASSES)))}.")


def _spreads(tables: Tables) -> Iterator[Problem]:
    ranges: list[tuple[str, int, str, Spread | None]] = []
    for place, charge in enumerate(tables.charges):
        ranges += [("border_charge.csv", place, "dwell_h", charge.dwell_h),
                   ("border_charge.csv", place, "fee_usd_per_teu", charge.fee_usd_per_teu)]
    facilities: dict[str, Sequence[Terminal | GaugeChange]] = {
        "terminal.csv": tables.terminals, "gauge_change.csv": tables.gauge_changes}
    for file, rows in facilities.items():
        for place, row in enumerate(rows):
            ranges += [(file, place, "hours", row.hours),
                       (file, place, "fee_usd_per_teu", row.fee_usd_per_teu)]
    for file, place, column, spread in ranges:
        if spread is None:
            continue
        low, value, high = _three(spread)
        if not (isfinite(high) and 0 <= low <= value <= high):
            yield tables.problem("N64", file, place, column,
                                 f"{low:g}, {value:g}, {high:g} is not a range",
                                 "Give low <= value <= high, none below 0.")


def _histories(tables: Tables) -> Iterator[Problem]:
    for place, link in enumerate(tables.links):
        events = sorted(link.history, key=lambda event: event.day)
        if events and not events[0].before:
            yield tables.problem("N65", LINKS, place, "link_id",
                                 f'"{link.link_id}" has a first dated status of {events[0].start} '
                                 "that does not say what was before",
                                 "Fill status_before in link_status.csv.")
        for event, after in pairwise(events):
            if event.day == after.day:
                yield tables.problem("N66", LINKS, place, "link_id",
                                     f'"{link.link_id}" has two statuses from {event.day} on: '
                                     f"{event.status} ({event.start}) and {after.status} "
                                     f"({after.start})", "Keep one row in link_status.csv.")


def _names_and_places(tables: Tables) -> Iterator[Problem]:
    first: dict[str, str] = {}
    for place, alias in enumerate(tables.aliases):
        if not alias.primary:
            continue
        other = first.setdefault(folded(alias.alias), alias.node_id)
        if other != alias.node_id:
            yield tables.problem("N67", "place_alias.csv", place, "primary",
                                 f'"{alias.alias}" is primary for {other} as well',
                                 "Only one place can answer to a name.")
    on_land = {end for link in tables.links if link.mode in OVERLAND_MODES
               for end in (link.from_node_id, link.to_node_id)}
    for place, node in enumerate(tables.nodes):
        if not node.country and node.node_id in on_land:
            yield tables.problem("N68", NODES, place, "country",
                                 f"{node.name} is on land and has no country",
                                 "Give its ISO code; only waypoints at sea have none.")
    for place, terminal in enumerate(tables.terminals):
        if terminal.modes[0] == terminal.modes[1]:
            yield tables.problem("N69", "terminal.csv", place, "mode_b",
                                 f"{terminal.modes[0]} and {terminal.modes[1]} are one mode",
                                 "Name the two modes that goods change between.")
    for place, change in enumerate(tables.gauge_changes):
        one, two = (GAUGE_CLASSES.get(gauge, gauge) for gauge in change.gauges_mm)
        if one == two:
            yield tables.problem("N69", "gauge_change.csv", place, "gauge_b",
                                 f"{change.gauges_mm[0]} and {change.gauges_mm[1]} mm need no "
                                 "change of gauge", "Take the row out.")


def _loops(tables: Tables) -> Iterator[Problem]:
    for place, link in enumerate(tables.links):
        if link.from_node_id == link.to_node_id:
            yield tables.problem("N49", LINKS, place, "to_node_id",
                                 f'"{link.link_id}" ends where it starts and is ignored')


def _twins(tables: Tables) -> Iterator[Problem]:
    seen: dict[tuple[object, ...], str] = {}
    for place, link in enumerate(tables.links):
        key = (*sorted((link.from_node_id, link.to_node_id)), link.mode, link.length_km.value)
        if key in seen:
            yield tables.problem("N50", LINKS, place, "link_id",
                                 f'"{link.link_id}" and "{seen[key]}" have the same ends, mode '
                                 "and length", "Remove one if they are the same.")
        seen.setdefault(key, link.link_id)


def _missing_charges(tables: Tables) -> Iterator[Problem]:
    country = {node.node_id: node.country for node in tables.nodes}
    have = {(charge.link_id, charge.forward) for charge in tables.charges}
    for place, link in enumerate(tables.links):
        ends = {country[link.from_node_id], country[link.to_node_id]}
        if link.mode not in OVERLAND_MODES or "" in ends or len(ends) == 1:
            continue
        if not {(link.link_id, True), (link.link_id, False)} <= have:
            yield tables.problem("N63", LINKS, place, "link_id",
                                 f'"{link.link_id}" crosses a border without its two rows in '
                                 "border_charge.csv", "The cost model's default is used.")


def _three(spread: Spread) -> Sequence[float]:
    return spread.low, spread.value, spread.high
