"""Columns and companion tables as a scenario makes them, as far as the data has the figure.

Where the cost model decides, they say nothing, as without the scenario; a value that is set stands
in them everywhere. What nothing sets stays the same object, so that what rests on it need not be
done again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from corridors.model.dwell import dwell_without_gauge_change
from corridors.model.figure import Figure, Figures
from corridors.model.network import Network
from corridors.model.records import BorderCharge, GaugeChange, Terminal
from corridors.model.spread import Spread

__all__ = ["charges", "gauge_changes", "lengths", "speeds", "terminals"]

Facility = TypeVar("Facility", Terminal, GaugeChange)


def lengths(network: Network, figures: Figures) -> tuple[Spread, ...]:
    """Give the length of each link in km.

    Parameters
    ----------
    network
        The network.
    figures
        What a scenario sets.
    """
    column: tuple[Spread, ...] = network.memo["length_km"]
    set_here = {key: figure for (field, key), figure in figures.items() if field == "length_km"}
    if not set_here:
        return column
    changed = list(column)
    for key, figure in set_here.items():
        place = network.links.index[key]
        changed[place] = figure.of(changed[place])
    return tuple(changed)


def speeds(network: Network, figures: Figures) -> tuple[float | None, ...]:
    """Give the own speed of each link in km/h; None where the cost model decides.

    Parameters
    ----------
    network
        The network.
    figures
        What a scenario sets.
    """
    column: tuple[float | None, ...] = network.memo["speed_kmh"]
    set_here = {key: figure for (field, key), figure in figures.items() if field == "speed_kmh"}
    if not set_here:
        return column
    changed = list(column)
    for key, figure in set_here.items():
        place = network.links.index[key]
        was = changed[place]
        new = figure.own(None if was is None else Spread(was, was, was))
        changed[place] = None if new is None else new.value
    return tuple(changed)


def charges(network: Network, figures: Figures) -> tuple[BorderCharge, ...]:
    """Give what crossing each border takes.

    Parameters
    ----------
    network
        The network.
    figures
        What a scenario sets.
    """
    return tuple(_charge(network, one, figures) for one in network.charges) \
        if _any(figures, "dwell_h", "fee_usd_per_teu") else network.charges


def terminals(network: Network, figures: Figures) -> tuple[Terminal, ...]:
    """Give the terminals.

    Parameters
    ----------
    network
        The network.
    figures
        What a scenario sets.
    """
    return _facilities(network.terminals, figures, "transfer")


def gauge_changes(network: Network, figures: Figures) -> tuple[GaugeChange, ...]:
    """Give the gauge-change facilities.

    Parameters
    ----------
    network
        The network.
    figures
        What a scenario sets.
    """
    return _facilities(network.gauge_changes, figures, "gauge_change")


def _any(figures: Figures, *fields: str) -> bool:
    return any(field in fields for field, _ in figures)


def _charge(network: Network, charge: BorderCharge, figures: Figures) -> BorderCharge:
    dwell = figures.get(("dwell_h", charge.link_id))
    fee = figures.get(("fee_usd_per_teu", charge.link_id))
    if dwell is not None:
        # What is set is the border alone: a change of gauge inside the figure is taken off first.
        alone = dwell_without_gauge_change(charge, network.gauge_changes, network.costs)
        charge = replace(charge, dwell_h=dwell.own(alone), gauge_change_included_at="",
                         assumed=charge.assumed and dwell.value is None)
    if fee is not None:
        charge = replace(charge, fee_usd_per_teu=fee.own(charge.fee_usd_per_teu))
    return charge


def _facilities(rows: Sequence[Facility], figures: Figures, kind: str) -> tuple[Facility, ...]:
    hours, fee = f"{kind}_h", f"{kind}_fee_usd_per_teu"
    if not _any(figures, hours, fee):
        return tuple(rows)
    return tuple(_facility(row, figures.get((hours, row.node_id)),
                           figures.get((fee, row.node_id))) for row in rows)


def _facility(row: Facility, hours: Figure | None, fee: Figure | None) -> Facility:
    if hours is not None:
        row = replace(row, hours=hours.own(row.hours))
    if fee is not None:
        row = replace(row, fee_usd_per_teu=fee.own(row.fee_usd_per_teu))
    return row
