"""Hours at a border, without the change of gauge that a published figure may contain."""

from __future__ import annotations

from collections.abc import Iterable

from corridors.model.costs import CostModel
from corridors.model.draws import above_0, is_drawn
from corridors.model.records import BorderCharge, GaugeChange
from corridors.model.spread import Spread

__all__ = ["dwell_without_gauge_change"]


def dwell_without_gauge_change(charge: BorderCharge, facilities: Iterable[GaugeChange],
                               costs: CostModel | None) -> Spread | None:
    """Give the hours at a border; the change of gauge is a leg of its own and not counted twice.

    Parameters
    ----------
    charge
        The border, in one direction.
    facilities
        Gauge-change facilities as the data has them: a scenario that makes one quicker must not
        make the border slower.
    costs
        The cost model, for facilities without hours of their own.

    Returns
    -------
    hours
        The published hours less those of the facility they contain, never below 0; None where
        the charge has no hours.

    Examples
    --------
    >>> published = BorderCharge("kz-cn", "link", True, Spread(60, 67, 78), None, "kz-dostyk")
    >>> crane = GaugeChange("kz-dostyk", (1520, 1435), hours=Spread(8, 24, 72))
    >>> dwell_without_gauge_change(published, [crane], None)
    Spread(low=43, value=43, high=43)
    """
    hours = charge.dwell_h
    if hours is None or not charge.gauge_change_included_at:
        return hours
    for facility in facilities:
        if facility.node_id != charge.gauge_change_included_at:
            continue
        there = facility.hours
        if there is None and costs is not None:
            there = costs.rate("gauge_change_hours", technique=facility.technique).spread
        if there is not None:
            value = above_0(hours.value - there.value)
            if is_drawn(value):
                return Spread(value, value, value)
            return Spread(min(value, above_0(hours.low - there.low)), value,
                          max(value, hours.high - there.high))
    return hours
