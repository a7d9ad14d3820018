"""How a corridor strip is laid out: which stops it names, in how many rows, and how far apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from corridors.analysis.along import Stop, stops_of
from corridors.maps.marks import place_mark
from corridors.maps.naming import Naming
from corridors.maps.stop_words import AS_GIVEN, done_said, few, gauge_said, stop_kind, stop_name
from corridors.maps.text import font, safe, size_of
from corridors.model.countries import country_name
from corridors.model.leg import Leg
from corridors.model.network import Network
from corridors.model.route import Route

__all__ = ["COLUMN_PT", "DONE_ON_PT", "DONE_PT", "NAME_PT", "SLOPE", "Column", "Row", "Stretch",
           "columns_of", "rows_of", "spare_per_km", "stretches_of"]

COLUMN_PT = 26.0
"""Nearest that two stops come: room for a total of five figures below each."""

NAME_PT, DONE_PT = 6.8, 6.0
"""Letters of names, and of what is done at a stop."""

DONE_ON_PT = 4.5
"""How far along their line the small words begin, so that they keep clear of the symbol."""

LONGEST_DONE = 40
"""Letters of what is done at a stop."""

SLOPE = 0.7072
"""Names rise at 45 degrees: their width across and their height, as a share of their length."""

TOWNS = {4: 3.0, 5: 1.6, 6: 1.3}
"""How much farther than other places capitals and junctions count, by the rank of their mark."""


@dataclass(frozen=True, slots=True)
class Column:
    """A stop that is named.

    Parameters
    ----------
    stop
        The stop, with all moves since the column before.
    kind
        Its symbol.
    name, done
        Its name, and what is done there with the hours it takes.
    """

    stop: Stop
    kind: str
    name: str
    done: str

    @property
    def km(self) -> float:
        """Kilometres from the origin."""
        return self.stop.shown("distance")

    @property
    def length_pt(self) -> float:
        """Length of its words."""
        return max(size_of(self.name, font(NAME_PT, bold=self.kind == "end"))[0],
                   DONE_ON_PT + size_of(self.done, font(DONE_PT))[0] if self.done else 0.0)


@dataclass(frozen=True, slots=True)
class Row:
    """Columns side by side.

    Parameters
    ----------
    columns
        Of a second row the first is the last of the row before.
    at
        Where each stands from the left, in points.
    goes_on
        Whether another row follows.
    """

    columns: tuple[Column, ...]
    at: tuple[float, ...]
    goes_on: bool = False

    @property
    def rise_pt(self) -> float:
        """How high the names rise."""
        return SLOPE * max(column.length_pt for column in self.columns)

    def across(self, km: float, number: int) -> float:
        """Give the place of a kilometre between a column and the one before."""
        before, after = self.columns[number - 1], self.columns[number]
        share = (km - before.km) / (after.km - before.km) if after.km > before.km else 1.0
        return self.at[number - 1] + share * (self.at[number] - self.at[number - 1])


@dataclass(frozen=True, slots=True)
class Stretch:
    """A piece of the line between two columns, or part of it: one link.

    Parameters
    ----------
    leg
        The move.
    left, right
        Where it runs, in points.
    country
        ISO code of the country it runs in; blank at sea.
    """

    leg: Leg
    left: float
    right: float
    country: str


def columns_of(network: Network, route: Route, most: int, letters: int,
               naming: Naming = AS_GIVEN) -> tuple[Column, ...]:
    """Choose the stops of a route that are named.

    Parameters
    ----------
    network
        Where the names are.
    route
        The route.
    most
        How many there may be; more only where more has to be named.
    letters
        Letters of a name that are shown.
    naming
        In which language places are named.

    Returns
    -------
    columns
        Both ends and everything where something is done, always; then towns, the great ones and
        those far from other names first.
    """
    stops = stops_of(route)
    ends = {0, len(stops) - 1}
    named = ends | {place for place, stop in enumerate(stops) if stop.done}
    towns = {place: TOWNS.get(place_mark(network, network.node(stop.node_id)).rank, 1.0)
             for place, stop in enumerate(stops)
             if place not in named and _is_town(network, stop)}
    km = [stop.shown("distance") for stop in stops]
    while towns and len(named) < most:
        best = max(sorted(towns), key=lambda place: towns[place] * min(
            abs(km[place] - km[other]) for other in named))
        named.add(best)
        del towns[best]
    found, moved = [], tuple[Leg, ...]()
    for place, stop in enumerate(stops):
        moved = (*moved, *stop.moved)
        if place in named:
            whole = Stop(stop.node_id, moved, stop.done, stop.before)
            name = safe(stop_name(network, whole, naming), letters)
            country = _unseen(network, stops, place, naming) if place in ends else ""
            found.append(_column(whole, f"{name}, {country}" if country else name,
                                 first=place == 0, end=place in ends))
            moved = ()
    return tuple(found)


def rows_of(columns: Sequence[Column], width_pt: float, per_km: float | None = None
            ) -> tuple[Row, ...]:
    """Put columns into rows.

    Parameters
    ----------
    columns
        The columns of a route.
    width_pt
        Room for a row with the names that lean out of it.
    per_km
        Points per km beyond the least distance of two columns; as many as there is room for if
        not given.

    Returns
    -------
    rows
        As few as hold the columns, about equally full.
    """
    number, parts = 1, [tuple(columns)]
    while number < len(columns) - 1 and any(_needs(part) > width_pt for part in parts):
        number += 1
        cuts = [round(place * (len(columns) - 1) / number) for place in range(number + 1)]
        parts = [tuple(columns[start:end + 1]) for start, end in pairwise(cuts)]
    scale = min(spare_per_km(part, width_pt) for part in parts) if per_km is None else per_km
    return tuple(Row(part, _places(part, scale), goes_on=place < len(parts) - 1)
                 for place, part in enumerate(parts))


def spare_per_km(columns: Sequence[Column], width_pt: float) -> float:
    """Give the points per km that a row has to spare beyond the least distances.

    Parameters
    ----------
    columns
        The columns of a row.
    width_pt
        Room for the row with the names that lean out of it.
    """
    return max(0.0, min(((width_pt - SLOPE * column.length_pt - COLUMN_PT * number)
                         / (column.km - columns[0].km)
                         for number, column in enumerate(columns)
                         if column.km > columns[0].km), default=0.0))


def _needs(columns: Sequence[Column]) -> float:
    """Give the least width of a row."""
    return max(COLUMN_PT * number + SLOPE * column.length_pt
               for number, column in enumerate(columns))


def stretches_of(network: Network, row: Row) -> list[Stretch]:
    """Give the links of a row with their places on it, in the order of travel.

    Parameters
    ----------
    network
        Where the countries of places are.
    row
        The row.

    Returns
    -------
    stretches
        A link with a border on it is drawn up to the border, and on to its end where that is
        named.
    """
    found = []
    for number in range(1, len(row.columns)):
        before, column = row.columns[number - 1:number + 1]
        km = before.km
        for leg in column.stop.moved:
            start, km = km, km + leg.distance_km
            found.append(Stretch(leg, row.across(start, number), row.across(km, number),
                                 _country(network, leg, leg.from_id)))
        if not column.stop.moved:
            leg = before.stop.moved[-1]
            found.append(Stretch(leg, row.at[number - 1], row.at[number],
                                 _country(network, leg, leg.to_id)))
    return found


def _country(network: Network, leg: Leg, node_id: str) -> str:
    return "" if leg.mode in ("sea", "ferry") else network.node(node_id).country


def _places(columns: Sequence[Column], per_km: float) -> tuple[float, ...]:
    places = [0.0]
    for before, after in pairwise(columns):
        places.append(places[-1] + COLUMN_PT + per_km * (after.km - before.km))
    return tuple(places)


def _unseen(network: Network, stops: Sequence[Stop], place: int, naming: Naming) -> str:
    """Give the country of an end that lies at the water: no stretch of the line shows it."""
    legs = stops[place].moved if place else stops[1].moved if len(stops) > 1 else ()
    node = network.node(stops[place].node_id)
    return safe(naming.country(node.country, country_name(node.country))) \
        if legs and not _country(network, legs[-1], node.node_id) else ""


def _column(stop: Stop, name: str, *, first: bool, end: bool) -> Column:
    done = [_done(leg, first=first) for leg in stop.done
            if leg.amounts.time.value or leg.kind in ("gauge_break", "border")]
    return Column(stop, stop_kind(stop, end=end), name, safe(", ".join(done), LONGEST_DONE))


def _done(leg: Leg, *, first: bool) -> str:
    words = gauge_said(leg) if leg.kind == "gauge_break" else done_said(leg, first=first)
    return f"{words} {few(leg.time_h)} h" if leg.amounts.time.value else words


def _is_town(network: Network, stop: Stop) -> bool:
    node = network.node(stop.node_id)
    return bool(node.country) and node.node_type != "junction"
