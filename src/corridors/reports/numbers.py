"""Numbers as people read them: one place that decides digits, units and signs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from corridors.model.route import UNITS, Amount, Answer, Route

__all__ = ["HOURS_A_DAY", "MEASURES", "MEASURE_BY", "NO_ROUTE", "Measure", "bare_hours",
           "counted", "hours_said", "length_said", "measures_of", "percent", "plain_number",
           "signed", "span"]

MINUS = "\N{MINUS SIGN}"
NO_ROUTE = "no route"
HOURS_A_DAY = 24


def plain_number(value: float, digits: int = 0) -> str:
    """Write a number with thousands marked, and a minus sign that is one.

    Parameters
    ----------
    value
        The number.
    digits
        Decimals.

    Examples
    --------
    >>> plain_number(5173.2), plain_number(-0.04, 1), plain_number(-1059)
    ('5,173', '0.0', '−1,059')
    """
    text = f"{abs(value):,.{digits}f}"
    return f"{MINUS}{text}" if value < 0 and text.strip("0.,") else text


def percent(value: float | None) -> str:
    """Write a difference in per cent with its sign; empty where there is none.

    Parameters
    ----------
    value
        Per cent.

    Examples
    --------
    >>> percent(-16.98), percent(0.42), percent(0.0), percent(None)
    ('−17 %', '+0.4 %', '±0 %', '')
    """
    if value is None:
        return ""
    return f"{signed(value, 0 if abs(value) >= 1 else 1)} %"


def span(low: float, high: float, write: Callable[[float], str]) -> str:
    """Write a range; empty where both ends read the same.

    Parameters
    ----------
    low, high
        Its ends.
    write
        How a number is written, without unit.

    Examples
    --------
    >>> span(5150, 5190.4, plain_number), span(10, 10.3, plain_number)
    ('5,150–5,190', '')
    """
    ends = write(low), write(high)
    return "" if ends[0] == ends[1] else f"{ends[0]}\N{EN DASH}{ends[1]}"


def counted(number: int, one: str, many: str = "") -> str:
    """Write a number of things.

    Parameters
    ----------
    number
        How many.
    one, many
        The word for one, and for several where an s is not enough.

    Examples
    --------
    >>> counted(1, "border"), counted(0, "break of gauge", "breaks of gauge")
    ('1 border', 'no break of gauge')
    """
    return f"{number:,} {many or one + 's'}" if number > 1 else f"{number or 'no'} {one}"


@dataclass(frozen=True, slots=True)
class Measure:
    """One of the things a route is measured by, and how it is written.

    Parameters
    ----------
    by
        One of :data:`~corridors.model.modes.BY`.
    title
        What it is.
    best
        Word for the route that has least of it.
    unit
        Unit in table heads.
    per
        What values are divided by before they are written: tonnes in one TEU, where costs are
        told per tonne.
    """

    by: str
    title: str
    best: str
    unit: str
    per: float = 1.0

    def bare(self, value: float) -> str:
        """Write a value without its unit, in the unit of table heads.

        Examples
        --------
        >>> MEASURES["time"].bare(350), MEASURES["distance"].bare(8.3)
        ('14.6', '8.3')
        """
        if self.by == "time":
            return plain_number(value / HOURS_A_DAY, 1)
        value = value / self.per
        close = self.by == "distance" or self.per > 1
        return plain_number(value, 1 if close and 0 < abs(value) < 10 else 0)

    def said(self, value: float) -> str:
        """Write a value with its unit.

        Examples
        --------
        >>> for by, value in (("distance", 5173), ("time", 350), ("time", 31), ("cost", 3120),
        ...                   ("co2", 1611)):
        ...     print(MEASURES[by].said(value))
        5,173 km
        14.6 days (350 h)
        31 h
        USD 3,120/TEU
        1,611 kg CO2/TEU
        """
        if self.by == "time":
            hours = hours_said(value)
            return hours if _in_hours(value) else f"{self.bare(value)} days ({hours})"
        money, _, each = self.unit.partition("/")
        return f"USD {self.bare(value)}/{each}" if money == "USD" \
            else f"{self.bare(value)} {self.unit}"

    def brief(self, value: float) -> str:
        """Write a value with one unit: days from two days on, else hours.

        Examples
        --------
        >>> MEASURES["time"].brief(350), MEASURES["time"].brief(31)
        ('14.6 days', '31 h')
        """
        return self.said(value).partition(" (")[0]

    def difference(self, value: float | None, share: float | None = None, *,
                   total: float | None = None) -> str:
        """Write a difference with its unit, and its share in per cent.

        Time is written in days; in hours beside a total that :meth:`brief` writes in hours.

        Examples
        --------
        >>> MEASURES["distance"].difference(-1059.0, -17.0)
        '−1,059 km (−17 %)'
        >>> MEASURES["time"].difference(31.2), MEASURES["time"].difference(-5.7, total=31)
        ('+1.3 days', '−5.7 h')
        >>> MEASURES["cost"].difference(-1593.2)
        '−1,593 USD/TEU'
        """
        if value is None:
            return ""
        text = f"{signed(value / self.per)} {self.unit}" if self.by != "time" else \
            _hours_more(value) if total is not None and _in_hours(total) else _days_more(value)
        return f"{text} ({percent(share)})" if share is not None else text

    def added(self, value: float | None) -> str:
        """Write a difference in the unit of table heads; empty where there is none.

        Examples
        --------
        >>> MEASURES["time"].added(-36.0), MEASURES["distance"].added(0.0)
        ('−1.5', '±0')
        """
        if value is None:
            return ""
        text = self.bare(value)
        return text if text.startswith(MINUS) else f"+{text}" if text.strip("0.,") else "±0"

    def total(self, route: Route) -> str:
        """Write the total of a route in the unit of table heads."""
        return self.bare(route.shown(self.by))

    def spread(self, route: Route) -> str:
        """Write the range of a route's total; empty where there is none."""
        return span(*route.shown_range(self.by), self.bare)

    def spread_said(self, route: Route) -> str:
        """Write the range of a route's total as :meth:`brief` writes the total; time with unit."""
        said = self.spread_brief(route)
        if self.by != "time" or not said:
            return said
        return f"{said} {'h' if _in_hours(route.shown('time')) else self.unit}"

    def spread_brief(self, route: Route) -> str:
        """Write the range of a route's total behind what :meth:`brief` writes: without unit."""
        hours = self.by == "time" and _in_hours(route.shown("time"))
        return span(*route.shown_range(self.by), bare_hours if hours else self.bare)

    def of(self, amount: Amount) -> float:
        """Give an amount in km, h, USD or kg."""
        return amount.value / UNITS[self.by]


def length_said(value: float) -> str:
    """Write the length of a link: a decimal only where it is short and not whole.

    Parameters
    ----------
    value
        Kilometres.

    Examples
    --------
    >>> length_said(8.3), length_said(4.0), length_said(161.6)
    ('8.3 km', '4 km', '162 km')
    """
    return f"{plain_number(value, 1 if value < 10 and value != round(value) else 0)} km"


def hours_said(value: float) -> str:
    """Write hours: whole ones from 10 h on.

    Parameters
    ----------
    value
        Hours.

    Examples
    --------
    >>> hours_said(350.4), hours_said(5.7), hours_said(0)
    ('350 h', '5.7 h', '0 h')
    """
    return f"{bare_hours(value)} h"


def bare_hours(value: float) -> str:
    """Write hours without their unit.

    Parameters
    ----------
    value
        Hours.
    """
    return plain_number(value, 1 if value < 9.95 and round(value, 1) != round(value) else 0)


MEASURES: dict[str, Measure] = {
    "distance": Measure("distance", "distance", "shortest", "km"),
    "time": Measure("time", "time", "fastest", "days"),
    "cost": Measure("cost", "cost", "cheapest", "USD/TEU"),
    "co2": Measure("co2", "carbon dioxide", "lowest in CO2", "kg CO2/TEU"),
}
"""How each criterion is written, in the order of tables."""

GENERALISED = Measure("generalised", "cost and time", "lowest in cost and time", "USD/TEU")
"""How a generalised cost is written: beside the others, where one is asked for."""

MEASURE_BY = {**MEASURES, "generalised": GENERALISED}
"""How whatever a route can be best by is written."""


def measures_of(answer: Answer) -> tuple[Measure, ...]:
    """Give what the routes of an answer are told by: costs per TEU, or per tonne if asked.

    Parameters
    ----------
    answer
        The answer.

    Examples
    --------
    >>> from corridors import Query, load, shortest_route
    >>> query = Query("Baku", "Tbilisi", per="tonne", by="generalised", value_of_time=30)
    >>> [measure.unit for measure in measures_of(shortest_route(load().as_of(), query))]
    ['km', 'days', 'USD/t', 'kg CO2/t', 'USD/t']
    """
    told = [*MEASURES.values(), *([GENERALISED] if answer.query.by == "generalised" else [])]
    if answer.query.per == "teu":
        return tuple(told)
    tonnes = answer.payload_t.value
    return tuple(replace(measure, unit=measure.unit.replace("/TEU", "/t"), per=tonnes)
                 if measure.unit.endswith("/TEU") else measure for measure in told)


def _in_hours(value: float) -> bool:
    return abs(value) < 2 * HOURS_A_DAY


def _hours_more(value: float) -> str:
    return f"{signed(value, 1 if 0 < abs(value) < 10 else 0)} h"


def _days_more(value: float) -> str:
    days = value / HOURS_A_DAY
    return f"{signed(days, 1 if abs(days) >= 0.1 else 2)} days"


def signed(value: float, digits: int = 0) -> str:
    """Write a difference with its sign, without unit.

    Parameters
    ----------
    value
        The difference.
    digits
        Decimals.

    Examples
    --------
    >>> signed(1007.4), signed(-0.6, 1), signed(0.2)
    ('+1,007', '−0.6', '±0')
    """
    text = plain_number(value, digits)
    if not text.strip("0.,"):
        return "±0"
    return text if text.startswith(MINUS) else f"+{text}"
