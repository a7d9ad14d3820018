"""The four trade facilitation indicators in words, as text and as a JSON object."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from corridors.analysis.trade_facilitation import RouteFacilitation, TradeFacilitation
from corridors.model.spread import Spread
from corridors.reports.as_json import limits_json, node_json, stamp_json
from corridors.reports.finding import Finding, FindingTable
from corridors.reports.finding_text import finding_text
from corridors.reports.matrix_text import asked_of
from corridors.reports.names import Names
from corridors.reports.numbers import counted, plain_number, span
from corridors.reports.plain import short_text

__all__ = ["facilitation_finding", "facilitation_json", "facilitation_text"]

HEADER = ("Route", "Borders", "TFI1: h at a border", "TFI2: USD/TEU at a border",
          "TFI3: USD/TEU for 500 km", "TFI4: km/h without delay", "TFI4: km/h with delay")

NO_BORDER = ""

METHOD = ("The trade facilitation indicators of CAREC (CPMM, 2023 report), worked out of the "
          "figures of the network and the cost model and not measured on shipments. A border holds "
          "what is done at the stations on both of its sides, a change of gauge among it. First "
          "and last mile are left out. Costs are for one TEU, where CAREC takes a cargo of 20 t; "
          "hours on the move of lorries contain the rests of drivers. The 20 t and the section "
          "of 500 km are general knowledge, not checked against the reports of CAREC.")


def facilitation_finding(found: TradeFacilitation) -> Finding:
    """Say how well borders and lines serve routes.

    Parameters
    ----------
    found
        The indicators.

    Returns
    -------
    finding
        A sentence for each route, the indicators, their ranges, and every border.
    """
    names = Names.of(found.answer.snapshot.network)
    ends = f"{names.place(found.answer.origin.node_id)} – " \
           f"{names.place(found.answer.destination.node_id)}"
    return Finding(
        f"How well do borders and lines serve the route? {ends}, "
        f"{asked_of(found.answer.query, found.answer.snapshot)}",
        tuple(_message(one) for one in found),
        (FindingTable("Trade facilitation indicators", HEADER,
                      tuple(_row(one, _value) for one in found), names=1),
         FindingTable("Their ranges, lowest to highest", HEADER,
                      tuple(_row(one, _range) for one in found), names=1),
         _borders(found)),
        METHOD, *_speed(found))


def facilitation_text(found: TradeFacilitation) -> str:
    """Write the indicators for a terminal.

    Parameters
    ----------
    found
        The indicators.
    """
    return finding_text(facilitation_finding(found))


def facilitation_json(found: TradeFacilitation) -> dict[str, Any]:
    """Give the indicators as a JSON object.

    Parameters
    ----------
    found
        The indicators.

    Returns
    -------
    indicators
        ``routes`` holds each indicator with its range, null where there is none, and the borders.
    """
    answer = found.answer
    return {
        "origin": node_json(answer.origin), "destination": node_json(answer.destination),
        **limits_json(answer.query), "on": answer.on.isoformat(),
        "routes": [{
            "name": one.name, "tfi1_border_h": _spread(one.border_hours),
            "tfi2_border_usd_per_teu": _spread(one.border_usd_per_teu),
            "tfi3_usd_per_teu_500_km": _spread(one.usd_per_teu_500_km),
            "tfi4_kmh_without_delay": _spread(one.kmh_without_delay),
            "tfi4_kmh_with_delay": _spread(one.kmh_with_delay),
            "borders": [{"border": crossing.border_id or None, "from": crossing.from_id,
                         "to": crossing.to_id, "hours": _spread(crossing.hours),
                         "usd_per_teu": _spread(crossing.usd_per_teu)}
                        for crossing in one.crossings],
        } for one in found],
        "stamp": stamp_json(answer.stamp),
    }


def _speed(found: TradeFacilitation) -> tuple[str, str]:
    """Give the speed with all stops of the first route, and its range."""
    one = next(iter(found), None)
    if one is None or one.kmh_with_delay is None:
        return "", ""
    kmh = one.kmh_with_delay
    ends = span(kmh.low, kmh.high, _one)
    return f"{plain_number(kmh.value, 1)} km/h", f"{ends} km/h" if ends else ""


def _message(one: RouteFacilitation) -> str:
    with_delay, without = one.kmh_with_delay, one.kmh_without_delay
    name = short_text(one.name)
    if with_delay is None or without is None:
        return f"{name}: a way of 0 km."
    speed = f"{plain_number(with_delay.value, 1)} km/h with all stops " \
            f"({span(with_delay.low, with_delay.high, _one) or 'no range'}), " \
            f"{plain_number(without.value, 1)} km/h on the move"
    hours = one.border_hours
    borders = "no border" if hours is None else \
        f"{counted(len(one.crossings), 'border')} of {plain_number(hours.value, 1)} h on average"
    return f"{name}: {speed}; {borders}."


def _row(one: RouteFacilitation, write: Callable[[Spread | None, int], str]) -> tuple[str, ...]:
    return (short_text(one.name), f"{len(one.crossings)}", write(one.border_hours, 1),
            write(one.border_usd_per_teu, 0), write(one.usd_per_teu_500_km, 0),
            write(one.kmh_without_delay, 1), write(one.kmh_with_delay, 1))


def _value(spread: Spread | None, digits: int) -> str:
    return NO_BORDER if spread is None else plain_number(spread.value, digits)


def _range(spread: Spread | None, digits: int) -> str:
    return NO_BORDER if spread is None else \
        span(spread.low, spread.high, lambda value: plain_number(value, digits))


def _one(value: float) -> str:
    return plain_number(value, 1)


def _borders(found: TradeFacilitation) -> FindingTable:
    """Give each border once for each figure it has, with the routes that cross it so."""
    names = Names.of(found.answer.snapshot.network)
    routes: dict[tuple[str, ...], list[str]] = {}
    for one in found:
        for crossing in one.crossings:
            row = (names.border(crossing.border_id, crossing.from_id, crossing.to_id),
                   _value(crossing.hours, 1), _range(crossing.hours, 1),
                   _value(crossing.usd_per_teu, 0), _range(crossing.usd_per_teu, 0))
            routes.setdefault(row, []).append(short_text(one.name))
    header = ("Border", "h", "h, range", "USD/TEU", "USD/TEU, range", "Routes")
    return FindingTable("Borders", header,
                        tuple((*row, ", ".join(dict.fromkeys(used)))
                              for row, used in routes.items()), names=1)


def _spread(spread: Spread | None) -> dict[str, float] | None:
    return None if spread is None else {"low": spread.low, "value": spread.value,
                                        "high": spread.high}
