"""The numbers of a cost model: kinds, units, and what each of them holds for.

A *place* is a country or, before it, an area of the cost model such as ``caspian``: the rate of the
area is used where there is one, else that of the country, else the one for everywhere.

================== ============== ============================================================
kind               unit           holds for
================== ============== ============================================================
speed              km/h           mode, place; with stops, for lorries while driving
driving_hours      h/day          mode, place; hours a day in which a lorry moves
sailing_hours      h/day          mode, place; hours a day in which a ship moves; the rest it lies
                                  in ports of call, roads and canals
payload            t/TEU          goods in one container
tariff             USD/tkm        mode, place; or in USD/TEU-km, as the market quotes containers
passage_fee        USD/TEU        link; canal and strait dues
co2                g/tkm          mode, and traction on rails
boarding_hours     h              mode, place; forming a train, closing of a ship before she sails
boarding_fee       USD/TEU        mode, place; port dues and papers, forming a train
departure_interval h              mode, place; time between departures: goods wait half of it
transfer_hours     h              mode and to_mode, both ways, and place; handling and dwell
transfer_fee       USD/TEU        mode and to_mode, both ways, and place
access_hours       h              mode, place; first or last mile and terminal of the end of a route
access_fee         USD/TEU        mode, place
gauge_change_hours h              technique
gauge_change_fee   USD/TEU        technique
border_hours       h              mode; mode and country entered; or one crossing
border_fee         USD/TEU        mode; mode and country entered; or one crossing
================== ============== ============================================================

A model may leave out ``sailing_hours``, ``passage_fee``, ``departure_interval`` and what begins
with ``boarding`` or ``access``: it then takes nothing, and ships sail round the clock.
"""

from __future__ import annotations

from dataclasses import dataclass

from corridors.model.spread import Spread

__all__ = ["KINDS", "TECHNIQUES", "Key", "Rate"]

KINDS: dict[str, tuple[str, ...]] = {
    "speed": ("km/h",), "driving_hours": ("h/day",), "sailing_hours": ("h/day",),
    "payload": ("t/TEU",), "tariff": ("USD/tkm", "USD/TEU-km"), "passage_fee": ("USD/TEU",),
    "co2": ("g/tkm",), "boarding_hours": ("h",), "boarding_fee": ("USD/TEU",),
    "departure_interval": ("h",), "transfer_hours": ("h",), "transfer_fee": ("USD/TEU",),
    "access_hours": ("h",), "access_fee": ("USD/TEU",), "gauge_change_hours": ("h",),
    "gauge_change_fee": ("USD/TEU",), "border_hours": ("h",), "border_fee": ("USD/TEU",),
}
"""Kinds of rates, and the units each may have; the first where none is said."""

TECHNIQUES = ("transshipment", "bogie_exchange", "variable_gauge")

Key = tuple[str, str, str, str]


@dataclass(frozen=True, slots=True)
class Rate:
    """One number of a cost model.

    Parameters
    ----------
    kind
        One of :data:`KINDS`.
    spread
        Lowest, working and highest value, in its unit.
    mode, to_mode, country, technique, traction
        What it holds for; blank for everything. For borders the country is the one entered.
    source
        Source keys.
    note
        Remarks.
    line
        Line of the file it was read from, or None.
    unit
        One of the units of its kind; blank for the first.
    year
        The year or years of prices and times, such as ``2022`` or ``2017-2024``.
    area
        An area of the cost model, instead of a country.
    subject
        The one border crossing or link that it holds for; blank for all.

    Examples
    --------
    >>> Rate("speed", Spread(20, 30, 40), "rail").unit
    'km/h'
    """

    kind: str
    spread: Spread
    mode: str = ""
    to_mode: str = ""
    country: str = ""
    technique: str = ""
    traction: str = ""
    source: tuple[str, ...] = ()
    note: str = ""
    line: int | None = None
    unit: str = ""
    year: str = ""
    area: str = ""
    subject: str = ""

    def __post_init__(self) -> None:
        if not self.unit and self.kind in KINDS:
            object.__setattr__(self, "unit", KINDS[self.kind][0])

    @property
    def key(self) -> Key:
        """What the rate holds for; two rates of one model never share it."""
        where = self.area or self.country
        if self.to_mode:
            first, second = sorted((self.mode, self.to_mode))
            return self.kind, first, second, where
        return self.kind, self.mode, self.technique or self.traction or self.subject, where
