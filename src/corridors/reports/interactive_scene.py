"""What an interactive map shows of a result: its cases, its questions and the routes found."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from corridors.analysis.compare import Comparison, compare
from corridors.analysis.effects import Effects
from corridors.analysis.history import History
from corridors.analysis.reach import Reach
from corridors.errors import Problem, QueryError
from corridors.model.budget import SHOWN
from corridors.model.countries import country_name
from corridors.model.route import Answer, Route, Stamp
from corridors.model.snapshot import Snapshot
from corridors.reports.answer_text import head_of
from corridors.reports.finding import FindingTable
from corridors.reports.matrix_text import asked_of
from corridors.reports.names import Names
from corridors.reports.numbers import (
    MEASURE_BY,
    MEASURES,
    NO_ROUTE,
    counted,
    measures_of,
    plain_number,
)
from corridors.reports.plain import plain_text, short_text
from corridors.reports.questions import effect_said
from corridors.reports.words import route_said, why_not

__all__ = ["Scene", "SceneCase", "Trip", "scene_of"]

MOST_ROUTES = 4
"""As many routes of one question as can be told apart by colour."""

MOST_BANDS = 5
"""As many bands of what is reached as can be told apart."""

WHOLE_WAY = "Links that goods get all the way along in time are coloured."

HEADER = ("Question", "Case", "km", "days", "USD/TEU", "kg CO2/TEU", "Borders",
          "Breaks of gauge", "Change")


@dataclass(frozen=True, slots=True)
class SceneCase:
    """The network as it is, or as a variant makes it.

    Parameters
    ----------
    title
        What it is called.
    snapshot
        The network.
    """

    title: str
    snapshot: Snapshot = field(repr=False)


@dataclass(frozen=True, slots=True)
class Trip:
    """A route that can be shown, or that there is none.

    Parameters
    ----------
    case, question
        Positions of the case and of the question it answers.
    name
        What it is called in the legend.
    figures, said
        Its totals, and a sentence on how it runs, or why there is none.
    ends
        Nodes of origin and destination.
    route
        The route; None where there is none.
    days
        First and last day on which it is the best; None where it was found for one day.
    change
        How it compares with the first case, in words.
    """

    case: int
    question: int
    name: str
    figures: str
    said: str
    ends: tuple[str, str]
    route: Route | None = None
    days: tuple[date, date] | None = None
    change: str = ""


@dataclass(frozen=True, slots=True)
class Scene:
    """What is shown.

    Parameters
    ----------
    title, lead
        Heading, and a sentence below it.
    cases
        The network as it is, then the variants.
    table
        The results.
    questions
        What was asked, in words.
    trips
        The routes, by question and case.
    scenario
        Name of the scenario, or blank.
    reached
        What lies within a budget, where that was asked.
    rests_on
        The cost model and the file of the scenario with their hashes; blank where none was used.
    begins
        Which of the questions is seen first, by position.
    """

    title: str
    lead: str
    cases: tuple[SceneCase, ...]
    table: FindingTable
    questions: tuple[str, ...] = ()
    trips: tuple[Trip, ...] = ()
    scenario: str = ""
    reached: Reach | None = None
    rests_on: str = ""
    begins: int = 0

    @property
    def snapshots(self) -> tuple[Snapshot, ...]:
        """The networks of the cases."""
        return tuple(case.snapshot for case in self.cases)

    @property
    def focus(self) -> tuple[str, ...]:
        """Links of the routes, or what is reached: what is seen first."""
        parts = self.reached.parts if self.reached is not None else ()
        return tuple(dict.fromkeys([*(link for trip in self.trips if trip.route is not None
                                      for link in trip.route.link_ids),
                                    *(part.link_id for part in parts)]))

    @property
    def ends(self) -> tuple[str, ...]:
        """Places that routes lead from and to, or from which something is reached."""
        place = () if self.reached is None else (self.reached.place.node_id,)
        return tuple(dict.fromkeys([*(end for trip in self.trips for end in trip.ends), *place]))


def scene_of(what: object) -> Scene:
    """Say what an interactive map shows of a result.

    Parameters
    ----------
    what
        The network on a day, an answer, a comparison, a scenario worked out, a history, or what
        is reached from a place.

    Returns
    -------
    scene
        Its cases, questions and routes.

    Raises
    ------
    QueryError
        If it is none of these, or there are more bands than colours.
    """
    if isinstance(what, Snapshot):
        return _network(what)
    if isinstance(what, Answer):
        return _answer(what)
    if isinstance(what, Comparison):
        return _cases(_pair(what.base), head_of(what.base), ("Base", "Variant"),
                      ((what.base,), (what.variant,)), what.variant.scenario,
                      _rests_on(what.base.stamp))
    if isinstance(what, Effects):
        scenario = what.scenario
        return _cases(scenario.title, scenario.question or scenario.description,
                      [case.title for case in what.cases],
                      [case.answers for case in what.cases], scenario.name,
                      _rests_on(what.base.answers[0].stamp, scenario.version))
    if isinstance(what, History):
        return _history(what)
    if isinstance(what, Reach):
        return _reach(what)
    raise QueryError(Problem("M40", f"there is no interactive map of a {type(what).__name__}",
                             "Give the network on a day, an answer, a comparison, a scenario "
                             "worked out, a history, or what is reached; co.draw() draws the "
                             "others."))


def _network(snapshot: Snapshot) -> Scene:
    modes: dict[str, list[str]] = {}
    for link, status in zip(snapshot.network.links.records, snapshot.status, strict=True):
        modes.setdefault(status.replace("_", " "), []).append(link.mode)
    used = sorted({mode for found in modes.values() for mode in found})
    rows = tuple((status, *(f"{found.count(mode):,}" for mode in used), f"{len(found):,}")
                 for status, found in sorted(modes.items(), key=lambda item: -len(item[1])))
    return Scene(
        plain_text(snapshot.network.title),
        f"{sum(snapshot.carrying):,} of {counted(len(snapshot.status), 'link')} carry traffic on "
        f"{snapshot.on}.", (SceneCase(_case_title(snapshot), snapshot),),
        FindingTable("Links by status and mode",
                     ("Status", *(mode.replace("_", " ") for mode in used), "Links"), rows, ""),
        scenario=snapshot.scenario)


def _answer(answer: Answer) -> Scene:
    routes = answer.routes[:MOST_ROUTES]
    trips = [_trip(0, 0, f"Route {route.rank}" if len(routes) > 1 else "Route", answer, route,
                   plain_text(route.difference)) for route in routes]
    trips = trips or [_trip(0, 0, "Route", answer, None, "")]
    return Scene(
        _pair(answer), head_of(answer), (SceneCase(_case_title(answer.snapshot),
                                                   answer.snapshot),),
        _table(_row(trip, _asked(answer), trip.name) for trip in trips),
        (_asked(answer),), tuple(trips), answer.scenario, rests_on=_rests_on(answer.stamp))


def _cases(title: str, lead: str, names: Sequence[str], answers: Sequence[Sequence[Answer]],
           scenario: str, rests_on: str) -> Scene:
    cases = tuple(SceneCase(short_text(name), mine[0].snapshot)
                  for name, mine in zip(names, answers, strict=True))
    trips, rows = [], []
    for question, base in enumerate(answers[0]):
        for case, mine in enumerate(answers):
            answer = mine[question]
            change = effect_said(compare(base, answer)) if case else ""
            trip = _trip(case, question, cases[case].title, answer, answer.best, change)
            trips.append(trip)
            rows.append(_row(trip, _asked(base), cases[case].title))
    return Scene(plain_text(title), plain_text(lead), cases, _table(rows),
                 tuple(_asked(answer) for answer in answers[0]), tuple(trips), scenario,
                 rests_on=rests_on)


def _history(found: History) -> Scene:
    names = Names.of(found.base.network)
    trips, rows, questions = [], [], []
    for number, pair in enumerate(found):
        limits = names.limits(pair.query)
        ends = f"{names.place(pair.origin.node_id)} – {names.place(pair.destination.node_id)}"
        questions.append(", ".join(filter(None, (
            ends, pair.query.best_said(MEASURE_BY[pair.query.by].best), limits))))
        for period in pair:
            causes = "; ".join(dict.fromkeys(plain_text(cause.said()) for cause in period.causes))
            because = f", because of: {causes}." if causes else "."
            state = "Best" if period.route is not None else "No route is open"
            trip = Trip(0, number, f"{period.start} to {period.end}", _totals(period.route),
                        f"{state} from {period.start} to {period.end}{because}",
                        (pair.origin.node_id, pair.destination.node_id), period.route,
                        (period.start, period.end), causes)
            trips.append(trip)
            rows.append(_row(trip, questions[-1], trip.name))
    years = f"{found.first.year}\N{EN DASH}{found.last.year}"
    return Scene(f"{questions[0] if len(questions) == 1 else 'Best routes'}, {years}",
                 "Move the date: the route that was best on it is drawn, and what was open.",
                 (SceneCase(_case_title(found.base), found.base),), _table(rows),
                 tuple(questions), tuple(trips), found.base.scenario,
                 rests_on=_rests_on(found.stamp))


def _reach(found: Reach) -> Scene:
    if len(found.bands) > MOST_BANDS:
        raise QueryError(Problem("M42", f"{len(found.bands)} bands are too many for one map",
                                 f"Give at most {MOST_BANDS}.", column="bands"))
    names = Names.of(found.snapshot.network)
    rows = tuple((names.place(one.node.node_id), country_name(one.node.country),
                  plain_number(found.shown(one), 1), f"{found.bands[one.band]}")
                 for one in found.nodes)
    way = "Into" if found.inward else "From"
    unit = SHOWN[found.budget.by]
    return Scene(f"{way} {names.place(found.place.node_id)}: what lies within {found.budget}",
                 f"{asked_of(found.query, found.snapshot)}. {found.why_not or WHOLE_WAY}",
                 (SceneCase(_case_title(found.snapshot), found.snapshot),),
                 FindingTable("Places reached, the nearest first",
                              ("Place", "Country", unit, "Within"), rows, names=2),
                 scenario=found.snapshot.scenario, reached=found,
                 rests_on=_rests_on(found.stamp))


def _rests_on(stamp: Stamp, version: str = "") -> str:
    currency = f", money in {plain_text(stamp.currency)}" if stamp.currency else ""
    file = f"; file of the scenario {version}" if version else ""
    return f"Cost model {plain_text(stamp.cost_model)}{currency}{file}."


def _case_title(snapshot: Snapshot) -> str:
    changed = short_text(snapshot.scenario.replace("/", ", "))
    return changed or f"The network on {snapshot.on}"


def _pair(answer: Answer) -> str:
    names = Names.of(answer.snapshot.network)
    return f"{names.place(answer.origin.node_id)} – {names.place(answer.destination.node_id)}"


def _asked(answer: Answer) -> str:
    query = answer.query
    limits = short_text(query.label) or Names.of(answer.snapshot.network).limits(query)
    return ", ".join(filter(None, (_pair(answer), query.best_said(MEASURE_BY[query.by].best),
                                   limits)))


def _trip(case: int, question: int, name: str, answer: Answer, route: Route | None, change: str
          ) -> Trip:
    ends = (answer.origin.node_id, answer.destination.node_id)
    if route is None:
        return Trip(case, question, name, NO_ROUTE, why_not(answer), ends, change=change)
    figures = ", ".join(measure.brief(route.shown(measure.by)) for measure in measures_of(answer))
    return Trip(case, question, name, figures, route_said(answer, route), ends, route,
                change=change)


def _totals(route: Route | None) -> str:
    return NO_ROUTE if route is None else ", ".join(
        measure.brief(route.shown(measure.by)) for measure in MEASURES.values())


def _table(rows: Iterable[tuple[str, ...]]) -> FindingTable:
    return FindingTable("Total of the best route of each question and case", HEADER, tuple(rows),
                        "", names=2)


def _row(trip: Trip, question: str, case: str) -> tuple[str, ...]:
    route = trip.route
    if route is None:
        return question, case, "", "", "", "", "", "", trip.change or NO_ROUTE
    return (question, case, *(measure.total(route) for measure in MEASURES.values()),
            f"{route.count('border')}", f"{route.count('gauge_break')}", trip.change)
