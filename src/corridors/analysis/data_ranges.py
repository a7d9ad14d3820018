"""What the data itself says is uncertain: every figure with a range that decides something.

Nobody needs to say what is uncertain to be told how sure an answer is: lengths, hours and fees at
borders and facilities, and the rates of the cost model come with a lowest and a highest value.
"""

from __future__ import annotations

from collections.abc import Iterator

from corridors.model.costs import CostModel
from corridors.model.countries import country_name
from corridors.model.data_range import DataRange
from corridors.model.fields import FIELDS
from corridors.model.rates import Rate
from corridors.model.records import GaugeChange, Terminal
from corridors.model.snapshot import Snapshot
from corridors.model.spread import Spread
from corridors.routing.rates import Rates

__all__ = ["LENGTHS", "data_ranges"]

LENGTHS = "lengths of links"
"""Errors of measurement: each link is drawn on its own, and all are told of together."""

_WORDS = {
    "speed": "speed, {mode}", "driving_hours": "driving hours a day, {mode}",
    "sailing_hours": "sailing hours a day, {mode}", "payload": "tonnes in a TEU",
    "tariff": "tariff, {mode}", "passage_fee": "dues, {second}", "co2": "CO2, {mode} {second}",
    "boarding_hours": "hours to board, {mode}", "boarding_fee": "boarding fee, {mode}",
    "departure_interval": "time between departures, {mode}",
    "transfer_hours": "hours of transfer, {mode} and {second}",
    "transfer_fee": "fee of transfer, {mode} and {second}",
    "access_hours": "hours of first and last mile, {mode}",
    "access_fee": "fee of first and last mile, {mode}",
    "gauge_change_hours": "hours of gauge change, {second}",
    "gauge_change_fee": "fee of gauge change, {second}",
    "border_hours": "hours at borders, {mode} {second}",
    "border_fee": "fee at borders, {mode} {second}",
}

_FIGURES = (("dwell_h", "border_hours", "hours", "h"),
            ("fee_usd_per_teu", "border_fee", "fee", "USD/TEU"))


def data_ranges(snapshot: Snapshot, costs: CostModel) -> tuple[DataRange, ...]:
    """List the figures with a range that something rests on.

    Parameters
    ----------
    snapshot
        The network on a day, or as a scenario changes it: what a scenario sets without a range is
        taken as certain, what it multiplies is drawn and multiplied.
    costs
        The cost model.

    Returns
    -------
    ranges
        Rates of the cost model; lengths of links that carry traffic; hours and fees of border
        crossings, by direction, where they are not left to a rate; hours and fees of terminals
        and gauge-change facilities that have their own; and what a scenario sets with a range.

    Examples
    --------
    >>> from corridors import load
    >>> network = load()
    >>> found = data_ranges(network.as_of(), network.costs)
    >>> [one.label for one in found if one.name == "rate speed rail RU"]
    ['speed, rail, Russia']
    """
    found = [*_rates(costs), *_lengths(snapshot), *_borders(snapshot, costs),
             *_facilities(snapshot), *_figures(snapshot)]
    return tuple(one for one in found if one.spread.low < one.spread.high)


def _rates(costs: CostModel) -> Iterator[DataRange]:
    particular = {(rate.kind, rate.mode) for rate in costs.rates if rate.country or rate.area}
    for rate in costs.rates:
        yield DataRange("rate", rate.key, "", f"rate {' '.join(w for w in rate.key if w)}",
                        _label(rate, elsewhere=(rate.kind, rate.mode) in particular),
                        rate.spread, rate.unit)


def _label(rate: Rate, *, elsewhere: bool) -> str:
    _, first, second, where = rate.key
    said = _WORDS[rate.kind].format(mode=first.replace("_", " "),
                                    second=second.replace("_", " ")).strip(" ,")
    where = where.title() if rate.area else country_name(where) if where else ""
    return f"{said}, {where}" if where else f"{said}, elsewhere" if elsewhere else said


def _set(snapshot: Snapshot, field: str, key: str) -> bool:
    """Say whether a scenario sets a figure, so that what the data says does not matter."""
    figure = snapshot.figures.get((field, key))
    return figure is not None and figure.value is not None


def _lengths(snapshot: Snapshot) -> Iterator[DataRange]:
    names, carrying = snapshot.network.links.link_id, snapshot.carrying
    for place, spread in enumerate(snapshot.network.memo["length_km"]):
        if carrying[place] and not _set(snapshot, "length_km", names[place]):
            yield DataRange("link", place, "length_km", f"length_km {names[place]}",
                            f"length, {names[place]}", spread, "km", LENGTHS)


def _borders(snapshot: Snapshot, costs: CostModel) -> Iterator[DataRange]:
    network, rates, carrying = snapshot.network, Rates(snapshot, costs), snapshot.carrying
    titles = {border.border_id: border.name for border in network.borders}
    for place, charge in enumerate(network.charges):
        link = network.links.index[charge.link_id]
        ends = network.links.head if charge.forward else network.links.tail
        into = network.nodes.country[ends[link]]
        mode = network.links.mode[link].replace("_", " ")
        way = "forward" if charge.forward else "backward"
        for field, kind, word, unit in _FIGURES:
            own: Spread | None = getattr(charge, field)
            # A rate for the crossing or the country may stand before its own figure.
            if own is not None and carrying[link] \
                    and not _set(snapshot, field, charge.link_id) \
                    and rates.border(kind, link, charge.forward, charge)[0] is own:
                yield DataRange("border", place, field, f"{field} {charge.link_id} {way}",
                                f"{word} at {titles.get(charge.border_id, charge.border_id)}, "
                                f"{mode} to {country_name(into)}", own, unit)


def _facilities(snapshot: Snapshot) -> Iterator[DataRange]:
    for place, terminal in enumerate(snapshot.network.terminals):
        yield from _own(snapshot, "terminal", place, terminal, "transfer", terminal.modes)
    for place, change in enumerate(snapshot.network.gauge_changes):
        yield from _own(snapshot, "gauge_change", place, change, "gauge change",
                        (*map(str, change.gauges_mm), change.technique))


def _own(snapshot: Snapshot, table: str, place: int, facility: Terminal | GaugeChange,
         what: str, kind: tuple[str, ...]) -> Iterator[DataRange]:
    """Give the own hours and fee of a facility, where it has some."""
    nodes, which = snapshot.network.nodes, " ".join(kind)
    where = nodes.records[nodes.index[facility.node_id]].name
    for field, word, unit in (("hours", "hours", "h"), ("fee_usd_per_teu", "fee", "USD/TEU")):
        own = getattr(facility, field)
        ending = "h" if field == "hours" else field
        if own is not None and not _set(snapshot, f"{what.replace(' ', '_')}_{ending}",
                                        facility.node_id):
            yield DataRange(table, place, field, f"{table} {field} {facility.node_id} {which}",
                            f"{word} of {what} at {where}, {which.replace('_', ' ')}", own, unit)


def _figures(snapshot: Snapshot) -> Iterator[DataRange]:
    for (field, key), figure in snapshot.figures.items():
        if figure.value is not None and field != "capacity_mt_per_year":
            yield DataRange("figure", (field, key), field, f"set {field} {key}",
                            f"{field} of {key}, as set", figure.value, FIELDS[field].unit)
