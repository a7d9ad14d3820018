"""What a report rests on: changes, assumptions, sources, limits, and how to repeat it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from corridors.analysis.along import cleared_in_port
from corridors.analysis.effects import Case, Effects
from corridors.model.applied import Applied
from corridors.model.costs import Rate
from corridors.model.countries import country_name
from corridors.model.modes import MODES
from corridors.model.records import Source
from corridors.model.route import UNITS, Leg
from corridors.model.sourcing import BACKED, EVIDENCE
from corridors.model.spread import Spread
from corridors.reports.changes import Made, changes_of
from corridors.reports.claims import Disputed, disputed_of
from corridors.reports.names import Names, listed
from corridors.reports.numbers import MEASURES
from corridors.reports.plain import link_address, plain_text, short_text
from corridors.reports.record_words import SET, thing_said
from corridors.reports.stages import TECHNIQUES
from corridors.routing.recorded import recorded
from corridors.version import __version__

__all__ = ["Assumption", "Basis", "Cited", "basis_of"]

GENERAL = "general-knowledge"

KINDS = {
    "speed": "speed", "driving_hours": "driving hours", "payload": "load of a container",
    "tariff": "tariff", "passage_fee": "canal dues", "co2": "carbon dioxide",
    "sailing_hours": "hours a ship moves", "boarding_hours": "boarding, hours",
    "boarding_fee": "boarding, fee", "departure_interval": "time between departures",
    "access_hours": "first or last mile, hours", "access_fee": "first or last mile, fee",
    "transfer_hours": "transfer, hours",
    "transfer_fee": "transfer, fee", "gauge_change_hours": "break of gauge, hours",
    "gauge_change_fee": "break of gauge, fee", "border_hours": "border, hours",
    "border_fee": "border, fee",
}
"""What a rate of the cost model is, in words."""


CONFIDENCE = {4: "high", 3: "medium", 2: "low", 1: "low"}
"""Confidence in a rate, by the rank of the strongest kind of its sources: high where an operator or
official statistics say it, medium for agencies, press and reference works, low for computations and
general knowledge. The ranks are those of :data:`corridors.model.sourcing.EVIDENCE`."""


@dataclass(frozen=True, slots=True)
class Assumption:
    """A rate of the cost model, or a figure that a variant sets of what its routes use.

    Parameters
    ----------
    kind, holds_for
        What it is, and what it holds for.
    low, value, high, unit
        The figure.
    sources
        Source keys.
    default
        Whether it rests on general knowledge alone.
    note
        Remarks.
    year
        The year or years it is of.
    confidence
        By the strongest kind of its sources: see :data:`CONFIDENCE`.
    """

    kind: str
    holds_for: str
    low: str
    value: str
    high: str
    unit: str
    sources: str
    default: bool
    note: str
    year: str = ""
    confidence: str = ""


@dataclass(frozen=True, slots=True)
class Cited:
    """A source.

    Parameters
    ----------
    key, title
        Its key and title.
    detail
        Publisher, date, when it was read, and what kind of source it is.
    address
        Its address, where it may be linked; else blank.
    """

    key: str
    title: str
    detail: str
    address: str


@dataclass(frozen=True, slots=True)
class Basis:
    """What a report rests on.

    Parameters
    ----------
    changes
        Changes of all variants.
    disputed
        Figures of the links opened on which sources disagree.
    assumptions
        Rates that hold for the routes, then figures that variants set on them.
    sources, scenario_sources
        Sources of links, borders and rates; sources of the scenario in words.
    limits
        What the reader has to bear in mind, counted on these routes.
    stamp
        What is needed to repeat the report.
    notes
        What looked doubtful in the data or the changes.
    currency
        Of what and of which year the money is.
    """

    changes: tuple[Made, ...]
    disputed: tuple[Disputed, ...]
    assumptions: tuple[Assumption, ...]
    sources: tuple[Cited, ...]
    scenario_sources: tuple[str, ...]
    limits: tuple[str, ...]
    stamp: tuple[tuple[str, str], ...]
    notes: tuple[str, ...]
    currency: str = ""


def basis_of(effects: Effects, repeat: str = "") -> Basis:
    """Put together what a scenario worked out rests on.

    Parameters
    ----------
    effects
        The scenario worked out.
    repeat
        The command that makes the report again; if not given that of a scenario that comes with
        corridors.

    Returns
    -------
    basis
        Sorted, so that the same results give the same basis.
    """
    rates, names = _rates(effects), Names.of(effects.network)
    kinds = {source.source_key: source.kind for source in effects.network.sources}
    notes = [*effects.network.notes, *(n for case in effects.cases for n in case.snapshot.notes)]
    return Basis(
        changes=tuple(changes_of(effects)), disputed=disputed_of(effects),
        assumptions=(*(_assumption(rate, names, kinds) for rate in rates),
                     *(_set_figure(names, case, one) for case in effects.variants
                       for one in _set_on_routes(effects, case))),
        sources=tuple(_sources(effects, rates)),
        currency=plain_text(effects.costs.currency),
        scenario_sources=tuple(map(plain_text, effects.scenario.sources)),
        limits=(*_limits(effects), _rates_limit(rates)), stamp=_stamp(effects, repeat),
        notes=tuple(dict.fromkeys(plain_text(str(note)) for note in notes)))


def _rates(effects: Effects) -> list[Rate]:
    """Give the rates that can have played a part in these routes."""
    routes = [route for case in effects.cases for answer in case.answers
              for route in answer.routes]
    legs = [leg for route in routes for leg in route.legs]
    countries = {country for route in routes for country in route.countries}
    modes = {mode for leg in legs for mode in (leg.mode, leg.to_mode) if mode}
    moves = {frozenset((leg.mode, leg.to_mode)) for leg in legs if leg.kind == "transfer"}
    techniques = {leg.technique for leg in legs if leg.technique}
    passed = {name for leg in legs for name in (leg.link_id, leg.border_id) if name}
    ends = {node for leg in legs for node in (leg.from_id, leg.to_id)}
    areas = {effects.costs.area(node) for node in ends}
    return [rate for rate in effects.costs.rates
            if (not rate.country or rate.country in countries)
            and (not rate.area or rate.area in areas)
            and (not rate.subject or rate.subject in passed)
            and (not rate.mode or rate.mode in modes)
            and (not rate.to_mode or frozenset((rate.mode, rate.to_mode)) in moves)
            and (not rate.technique or rate.technique in techniques)]


def _set_on_routes(effects: Effects, case: Case) -> list[Applied]:
    """Give the figures that a variant sets of what its routes use: they hold there, not rates."""
    legs = [leg for answer in case.answers for route in answer.routes for leg in route.legs]
    used = {leg.link_id for leg in legs if leg.kind == "move"} | {
        leg.from_id for leg in legs if leg.kind in ("transfer", "gauge_break")}
    return [one for one in recorded(case.snapshot, effects.costs)
            if one.key in used and isinstance(one.new, Spread)]


def _set_figure(names: Names, case: Case, one: Applied) -> Assumption:
    """Tell a figure that a variant sets like a rate, with the variant as its source."""
    low, value, high = (f"{number:,.10g}" for number in
                        (one.new.low, one.new.value, one.new.high)) \
        if isinstance(one.new, Spread) else ("", "", "")
    holds = [short_text(case.title), thing_said(names, one), one.part]
    source = plain_text(one.change.source)
    return Assumption(SET[one.field], ", ".join(word for word in holds if word), low, value, high,
                      one.unit, f"set by the scenario{f': {source}' if source else ''}",
                      default=False, note=plain_text(one.change.reason))


def _assumption(rate: Rate, names: Names, kinds: Mapping[str, str]) -> Assumption:
    modes = [MODES[mode].label for mode in (rate.mode, rate.to_mode) if mode]
    holds = [" to ".join(modes), TECHNIQUES.get(rate.technique, ""), rate.traction,
             country_name(rate.country) if rate.country else plain_text(rate.area),
             names.thing(rate.subject)]
    low, value, high = (f"{number:,.10g}" for number in
                        (rate.spread.low, rate.spread.value, rate.spread.high))
    return Assumption(KINDS[rate.kind], ", ".join(word for word in holds if word) or "everything",
                      low, value, high, rate.unit, ", ".join(map(plain_text, rate.source)),
                      set(rate.source) <= {GENERAL}, plain_text(rate.note), plain_text(rate.year),
                      CONFIDENCE[max((EVIDENCE.get(kinds.get(key, ""), 1) for key in rate.source),
                                     default=1)])


def _sources(effects: Effects, rates: list[Rate]) -> list[Cited]:
    """Give the sources of the links, crossings and facilities used, and of the rates, by key."""
    keys = {key for rate in rates for key in rate.source}
    for case in effects.cases:
        network = case.snapshot.network
        legs = [leg for answer in case.answers for route in answer.routes for leg in route.legs]
        links = {leg.link_id for leg in legs if leg.kind == "move"}
        crossed = {(leg.border_id, leg.link_id) for leg in legs if leg.kind == "border"}
        held = [network.link(link_id).source for link_id in links]
        held += [charge.source for charge in network.charges
                 if (charge.border_id, charge.link_id) in crossed]
        stops = {(leg.kind, leg.from_id) for leg in legs}
        held += [place.source for place in network.gauge_changes
                 if ("gauge_break", place.node_id) in stops]
        held += [place.source for place in network.terminals
                 if ("transfer", place.node_id) in stops]
        keys |= {key for text in held for key in text.split(";")}
    return [_cited(source) for source in sorted(effects.network.sources,
                                                key=lambda source: source.source_key)
            if source.source_key in keys]


def _cited(source: Source) -> Cited:
    read = f"read {source.seen}" if source.seen else ""
    detail = ", ".join(plain_text(part) for part in (
        source.publisher, source.published, read, source.kind.replace("_", " ")) if part)
    return Cited(plain_text(source.source_key), plain_text(source.title), detail,
                 link_address(source.address))


def _limits(effects: Effects) -> tuple[str, ...]:
    """Count what is not measured on these routes."""
    metres: dict[tuple[str, int], bool] = {}
    stops: dict[Leg, bool] = {}
    for case in effects.cases:
        link = case.snapshot.network.link
        for leg in (leg for answer in case.answers for route in answer.routes
                    for leg in route.legs):
            if leg.kind == "move":
                length = leg.amounts.distance.value
                metres[(leg.link_id, length)] = link(leg.link_id).length_basis in BACKED
            else:
                stops[leg] = leg.assumed and not cleared_in_port(leg)
    whole = sum(length for _, length in metres)
    general = sum(length for (_, length), cited in metres.items() if not cited)
    said = MEASURES["distance"].said
    lengths = (
        f"Of the {said(whole / UNITS['distance'])} of links on these routes, "
        f"{said(general / UNITS['distance'])} have a length from general knowledge; the others "
        "are cited or computed.")
    hours = (
        f"Of the {len(stops)} borders, breaks of gauge, transfers and ends of these routes, "
        f"{sum(stops.values())} have hours that are planning defaults, not figures of that place.")
    return lengths, hours, *_confidence_said(effects, {link_id for link_id, _ in metres})


def _confidence_said(effects: Effects, link_ids: Iterable[str]) -> Iterator[str]:
    """Count how sure the sources are of the links on these routes, where they say so."""
    known = effects.network.links.index
    found = Counter(effects.network.link(link_id).confidence for link_id in link_ids
                    if link_id in known)
    told = [f"{found[word]} of {word}" for word in ("high", "medium", "low") if found[word]]
    if told:
        yield f"What is known of the links on these routes is {listed(told)} confidence."


def _rates_limit(rates: list[Rate]) -> str:
    general = sum(set(rate.source) <= {GENERAL} for rate in rates)
    return (f"Of the {len(rates)} rates of the cost model that hold for these routes, {general} "
            "rest on general knowledge alone; hours and costs of stretches are made of them.")


def _stamp(effects: Effects, repeat: str) -> tuple[tuple[str, str], ...]:
    name = short_text(effects.scenario.name)
    flag = " --assume-expected" if effects.scenario.assume_expected else ""
    return (
        ("corridors", __version__),
        ("network", f"{plain_text(effects.network.title)}, {effects.network.version}"),
        ("date of the network", effects.base.snapshot.on.isoformat()),
        ("cost model", ", ".join(filter(None, (
            plain_text(effects.costs.name), plain_text(effects.costs.currency),
            effects.costs.version)))),
        ("scenario", f"{name}.toml, {effects.scenario.version}"
         if effects.scenario.version else f"{name}, made in Python"),
        ("command", repeat or f"corridors run {name} --out FOLDER{flag}"),
    )
