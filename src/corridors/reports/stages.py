"""Routes as people tell them: consecutive moves of one mode are one stage, with places passed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from corridors.analysis.along import cleared_in_port
from corridors.model.countries import country_name
from corridors.model.journey import days_of
from corridors.model.leg import Amount, Leg, sum_amounts
from corridors.model.modes import MODES
from corridors.model.network import Network
from corridors.model.route import UNITS, Answer, Route
from corridors.model.season import Pause
from corridors.model.snapshot import Snapshot
from corridors.model.sourcing import BACKED
from corridors.reports.names import Names, listed
from corridors.reports.numbers import bare_hours, plain_number, span

__all__ = ["DEFAULT_MARK", "LENGTH_MARK", "MARKS", "TECHNIQUES", "Stage", "default_hours_said",
           "parts_of_time", "stages_of"]

DEFAULT_MARK = "\N{DAGGER}"
"""Marks hours and fees that are planning defaults, not figures of this place."""

LENGTH_MARK = "\N{DOUBLE DAGGER}"
"""Marks lengths that rest on general knowledge, not on a cited or computed figure."""

MARKS = {"default_mark": DEFAULT_MARK, "length_mark": LENGTH_MARK}
"""Both, by the words that stand for them in sentences."""

TECHNIQUES = {"transshipment": "transshipment", "bogie_exchange": "change of bogies",
              "variable_gauge": "variable-gauge axles"}
"""How the gauge is changed, in words."""

FACILITY = {"gauge_break": "gauge_change", "transfer": "transfer"}
"""How the fields of facilities begin that a scenario sets, by kind of leg."""

PARTS = {"move": "moving", "border": "borders", "gauge_break": "breaks of gauge",
         "transfer": "transfers", "access": "first and last mile",
         "wait": "waits for what is closed"}


@dataclass(frozen=True, slots=True)
class Stage:
    """A stretch of one mode, or a stop: border, break of gauge, transfer, wait or end of a route.

    Parameters
    ----------
    kind
        Kind of the legs.
    title
        What happens: ``rail``, ``border``, ``break of gauge``, ``transfer``, ``first mile``.
    where
        From where to where, or at which place.
    via
        Places passed on the way.
    remark
        Gauges, technique, countries, or what the variant opened.
    legs
        The legs it is made of.
    default_hours, general_length
        Whether hours are planning defaults; whether a length rests on general knowledge.
    """

    kind: str
    title: str
    where: str
    via: tuple[str, ...]
    remark: str
    legs: tuple[Leg, ...]
    default_hours: bool = False
    general_length: bool = False

    def total(self, by: str) -> Amount:
        """Give the sum over its legs."""
        return sum_amounts(leg.amount(by) for leg in self.legs)

    @property
    def km(self) -> str:
        """Kilometres, with a mark where they rest on general knowledge; empty for a stop."""
        if self.kind != "move":
            return ""
        value = self.total("distance").value / UNITS["distance"]
        mark = LENGTH_MARK if self.general_length else ""
        return f"{plain_number(value, 1 if value < 10 else 0)}{mark}"

    @property
    def hours(self) -> str:
        """Hours, with a mark where they are planning defaults; a dash where there are none."""
        if cleared_in_port(self.legs[0]):
            return "\N{EN DASH}"
        mark = DEFAULT_MARK if self.default_hours else ""
        return f"{bare_hours(self.total('time').value / UNITS['time'])}{mark}"

    @property
    def hours_range(self) -> str:
        """Lowest and highest hours: it is quick goods that wait longest."""
        low, _, high = self.total("time")
        low, high = min(low, high), max(low, high)
        return span(low / UNITS["time"], high / UNITS["time"], bare_hours)

    @property
    def usd(self) -> str:
        """USD per TEU."""
        return plain_number(self.total("cost").value / UNITS["cost"])

    @property
    def usd_range(self) -> str:
        """Lowest and highest USD per TEU."""
        low, _, high = self.total("cost")
        return span(low / UNITS["cost"], high / UNITS["cost"], plain_number)


def stages_of(answer: Answer, route: Route) -> tuple[Stage, ...]:
    """Tell a route in stages.

    Parameters
    ----------
    answer
        The answer the route belongs to.
    route
        The route.

    Returns
    -------
    stages
        In order; their legs are all legs of the route.
    """
    names = Names.of(answer.snapshot.network)
    snapshot, made = answer.snapshot, list[Stage]()
    days = days_of(route.legs, answer.on) if answer.journey is not None else \
        (answer.on,) * len(route.legs)
    for _, group in groupby(enumerate(route.legs), key=_together):
        numbered = tuple(group)
        legs = tuple(leg for _, leg in numbered)
        made.append(_moving(names, legs, snapshot, [days[number] for number, _ in numbered])
                    if legs[0].kind == "move"
                    else _end(names, legs[0], first=not made) if legs[0].kind == "access"
                    else _as_set(snapshot, _stop(names, legs[0]), legs[0]))
    return tuple(made)


def parts_of_time(route: Route, *, waits: bool = False) -> list[tuple[str, float, float]]:
    """Say what the time of a route is made of.

    Parameters
    ----------
    route
        The route.
    waits
        Whether waits for what is closed are told: only goods with a day of departure have any.

    Returns
    -------
    parts
        Words, hours and share in per cent; in a fixed order, also where there is none.
    """
    whole = route.time_h
    hours = {kind: sum(leg.time_h for leg in route.legs if leg.kind == kind) for kind in PARTS}
    return [(title, hours[kind], 100 * hours[kind] / whole if whole else 0.0)
            for kind, title in PARTS.items() if waits or kind != "wait"]


def default_hours_said(one: Route, other: Route) -> str:
    """Say where a difference in time rests for more than half on planning defaults; else nothing.

    Parameters
    ----------
    one, other
        The routes.

    Returns
    -------
    words
        Such as ``hours at borders are planning defaults``; empty where data make most of it.
    """
    whole = one.total("time").value - other.total("time").value
    parts = {title: _default_time(one, kind) - _default_time(other, kind)
             for kind, title in PARTS.items()}
    if 2 * sum(parts.values()) * whole <= whole * whole:
        return ""
    places = listed(title for title, part in parts.items() if part * whole > 0)
    return f"hours at {places} are planning defaults"


def _default_time(route: Route, kind: str) -> int:
    return sum(leg.amounts.time.value for leg in route.legs if leg.kind == kind and leg.assumed)


def _together(numbered: tuple[int, Leg]) -> tuple[str, int]:
    number, leg = numbered
    return (leg.mode, -1) if leg.kind == "move" else (leg.kind, number)


def _moving(names: Names, legs: tuple[Leg, ...], snapshot: Snapshot, days: Sequence[date]
            ) -> Stage:
    network = names.network
    new = _changed_said(names, snapshot, [
        leg.link_id for leg in legs
        if leg.link_id in snapshot.changed and leg.link_id not in snapshot.assumed])
    assumed = [f"{names.link(leg.link_id)} ({network.link(leg.link_id).opens_expected})"
               for leg in legs if leg.link_id in snapshot.assumed]
    ends = f"{names.place(legs[0].from_id)} – {names.place(legs[-1].to_id)}"
    gauges = dict.fromkeys(f"{leg.gauge_mm:d}" for leg in legs if leg.gauge_mm is not None)
    remark = [f"{'/'.join(gauges)} mm"] if gauges else []
    restricted = [_restricted(names.link(leg.link_id),
                              snapshot.on_day(day).pause_of(leg.link_id))
                  for leg, day in zip(legs, days, strict=True) if leg.status == "restricted"]
    remark += [f"restricted: {listed(restricted)}"] if restricted else []
    remark += [f"changed by the scenario: {new}"] if new else []
    remark += [f"assumed to open as expected: {listed(assumed)}"] if assumed else []
    general = any(network.link(leg.link_id).length_basis not in BACKED for leg in legs)
    return Stage("move", MODES[legs[0].mode].label, ends,
                 tuple(names.place(leg.to_id) for leg in legs[:-1]),
                 "; ".join(remark), legs, general_length=general)


def _changed_said(names: Names, snapshot: Snapshot, link_ids: Sequence[str]) -> str:
    """Say which links are changed, and how; what their borders take is said at the border."""
    if not link_ids:
        return ""
    from corridors.model.fields import FIELDS, FIGURES
    from corridors.reports.record_words import set_at

    fields = [name for name in FIGURES if FIELDS[name].kind == "link"]
    changed = {one.key for one in snapshot.record if one.kind == "link"}
    by_figures: dict[str, list[str]] = {}
    for link_id in link_ids:
        if link_id in changed:
            said = set_at(snapshot, link_id, fields)
            by_figures.setdefault(said, []).append(names.link(link_id))
    return "; ".join(f"{listed(links)}{f', {said}' if said else ''}"
                     for said, links in by_figures.items())


def _restricted(name: str, pause: Pause | None) -> str:
    return name if pause is None else f"{name}, for the season to {pause.end}"


def _stop(names: Names, leg: Leg) -> Stage:
    at = names.place_in(leg.from_id)
    if leg.kind == "border":
        where = names.border(leg.border_id, leg.from_id, leg.to_id)
        in_port = cleared_in_port(leg)
        remark = [_countries(names.network, leg), "cleared in the port" if in_port else ""]
        return Stage("border", "border", where, (), ", ".join(filter(None, remark)), (leg,),
                     default_hours=leg.assumed and not in_port)
    if leg.kind == "wait":
        closed = leg.status.replace("_", " ")
        return Stage("wait", "wait", at, (),
                     f"for {names.link(leg.link_id)}, {closed}; opens on {leg.until}", (leg,))
    if leg.kind == "gauge_break":
        how = TECHNIQUES.get(leg.technique, leg.technique)
        return Stage("gauge_break", "break of gauge", at, (),
                     f"{leg.gauge_mm} to {leg.to_gauge_mm} mm, {how}", (leg,),
                     default_hours=leg.assumed)
    return Stage("transfer", "transfer", at, (),
                 f"{MODES[leg.mode].label} to {MODES[leg.to_mode].label}", (leg,),
                 default_hours=leg.assumed)


def _as_set(snapshot: Snapshot, stage: Stage, leg: Leg) -> Stage:
    """Say where a scenario sets what a stop takes."""
    if not snapshot.figures:
        return stage
    from corridors.model.applied import gauge_part, modes_part
    from corridors.reports.record_words import set_at

    if leg.kind == "border":
        ahead = leg.from_id == snapshot.network.link(leg.link_id).from_node_id
        said = set_at(snapshot, leg.link_id, ("dwell_h", "fee_usd_per_teu"),
                      "forward" if ahead else "backward")
    else:
        part = gauge_part((leg.gauge_mm or 0, leg.to_gauge_mm or 0), leg.technique) \
            if leg.technique else modes_part((leg.mode, leg.to_mode))
        fields = (f"{FACILITY[leg.kind]}_h", f"{FACILITY[leg.kind]}_fee_usd_per_teu") \
            if leg.kind in FACILITY else ()
        said = set_at(snapshot, leg.from_id, fields, part)
    remark = [stage.remark, f"set by the scenario: {said}" if said else ""]
    return replace(stage, remark="; ".join(filter(None, remark)))


def _end(names: Names, leg: Leg, *, first: bool) -> Stage:
    mode = MODES[leg.mode]
    if mode.drivers_rest:
        remark = "loading" if first else "unloading"
    else:
        remark = f"to the next departure by {mode.label}" if first else f"from {mode.label}"
    title = "first mile" if first else "last mile"
    return Stage("access", title, names.place_in(leg.from_id), (), remark, (leg,),
                 default_hours=leg.assumed)


def _countries(network: Network, leg: Leg) -> str:
    sides = (network.node(leg.from_id).country, network.node(leg.to_id).country)
    return " to ".join(country_name(side) for side in sides if side)

