"""What diagrams along a route call its stops: name, what is done there, and what it takes."""

from __future__ import annotations

from corridors.analysis.along import Stop, cleared_in_port
from corridors.maps.naming import Naming
from corridors.model.leg import Leg
from corridors.model.modes import MODES
from corridors.model.network import Network

__all__ = ["AS_GIVEN", "done_said", "few", "gauge_said", "stop_kind", "stop_name"]

AS_GIVEN = Naming()
"""The names of the data."""


def stop_name(network: Network, stop: Stop, naming: Naming = AS_GIVEN) -> str:
    """Name a stop: the place, or the border crossing.

    Parameters
    ----------
    network
        Where the names are.
    stop
        The stop.
    naming
        In which language places are named; a crossing then by the places on its two sides.
    """
    if not stop.border:
        return naming.place(network.node(stop.node_id))
    leg = stop.done[0]
    named = [border.name for border in network.borders if border.border_id == leg.border_id]
    if leg.border_id and named and not naming.language:
        return named[0].replace("-", "\N{EN DASH}")
    ends = dict.fromkeys(naming.place(network.node(end)) for end in (leg.from_id, leg.to_id))
    return "\N{EN DASH}".join(ends)


def stop_kind(stop: Stop, *, end: bool = False) -> str:
    """Give the kind of symbol a stop has: a key of :data:`corridors.maps.style.SYMBOLS`.

    Parameters
    ----------
    stop
        The stop.
    end
        Whether it is the origin or the destination.
    """
    if stop.border:
        return "border"
    kinds = {leg.kind for leg in stop.done}
    if end:
        return "end"
    return next((kind for kind in ("gauge_break", "transfer") if kind in kinds), "place")


def done_said(leg: Leg, *, first: bool = False) -> str:
    """Say what is done at a stop, in two or three words.

    Parameters
    ----------
    leg
        A leg that is no move.
    first
        Whether it is at the origin.

    Examples
    --------
    >>> done_said(Leg("transfer", "rail", "az-alat", "az-alat", to_mode="ferry"))
    'rail to ferry'
    >>> done_said(Leg("access", "rail", "az-alat", "az-alat"), first=True)
    'first mile'
    """
    if leg.kind == "transfer":
        return f"{MODES[leg.mode].label} to {MODES[leg.to_mode].label}"
    if leg.kind == "access":
        return "first mile" if first else "last mile"
    if leg.kind == "border":
        return "cleared in port" if cleared_in_port(leg) else "border"
    return {"gauge_break": "break of gauge", "wait": "wait"}[leg.kind]


def gauge_said(leg: Leg) -> str:
    """Say from which gauge to which one changes.

    Examples
    --------
    >>> gauge_said(Leg("gauge_break", "rail", "a", "a", gauge_mm=1520, to_gauge_mm=1435))
    '1520 to 1435 mm'
    """
    return f"{leg.gauge_mm} to {leg.to_gauge_mm} mm"


def few(value: float) -> str:
    """Write hours or USD with no more figures than they need.

    Examples
    --------
    >>> few(73.8), few(4.0), few(3.62), few(1234.5)
    ('74', '4', '3.6', '1,234')
    """
    return f"{value:,.0f}" if abs(value) >= 10 else f"{value:.1f}".removesuffix(".0")
