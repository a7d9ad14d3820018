"""A map of routes: up to four on one map, dashed where they are not open on the day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from corridors.errors import Problem, QueryError
from corridors.maps import said, style
from corridors.maps.basemap import Basemap
from corridors.maps.courses import course, course_credits, stretches
from corridors.maps.figure import MapFigure
from corridors.maps.legend import Key, line_key, route_key, symbol_key
from corridors.maps.look import USUAL, Look
from corridors.maps.marks import Mark, end_marks, route_marks
from corridors.maps.page import ROUTES, Sheet, compose
from corridors.maps.panel import Content
from corridors.maps.statuses import band_keys, dash_keys
from corridors.maps.strands import Strand, status_today, strands_of
from corridors.model.query import Query
from corridors.model.route import Answer, Route
from corridors.model.status import carries

__all__ = ["MOST", "NOT_OPEN", "Drawn", "blocked_content", "form_keys", "in_service",
           "plain_query", "route_content", "route_map", "routes_of", "when_asked"]

MOST = len(style.PALETTE)
NOT_OPEN = "not open today: "


@dataclass(frozen=True, slots=True, eq=False)
class Drawn:
    """A route as it is drawn.

    Parameters
    ----------
    name
        Its name in the legend.
    answer, route
        The answer it belongs to, and the route.
    colour
        Its colour.
    today
        Status of links today; those that carry no traffic are dashed.
    figures
        Its totals.
    """

    name: str
    answer: Answer
    route: Route
    colour: str
    today: Mapping[str, str]
    figures: str

    @property
    def shown(self) -> str:
        """Its colour in the legend; blank for a route without a line, from a place to itself."""
        return self.colour if self.route.link_ids else ""

    @property
    def when_entered(self) -> Mapping[str, str]:
        """Status of links today, or on the day they are entered where goods leave on a day."""
        if self.answer.journey is None:
            return self.today
        said = self.answer.snapshot.changed
        return {**self.today, **{leg.link_id: leg.status for leg in self.route.legs
                                 if leg.kind == "move" and leg.link_id not in said}}


def route_map(answers: Answer | Sequence[Answer], basemap: Basemap, *, title: str = "",
              subtitle: str = "", look: Look = USUAL) -> MapFigure:
    """Draw the routes of one or several answers.

    Parameters
    ----------
    answers
        One answer with its routes, or several with their best ones; at most four routes.
    basemap
        The ground.
    title, subtitle
        Above the map; made from the answers if not given.
    look
        How boundaries look, and in which language places are named.

    Returns
    -------
    figure
        A figure. Where there is no route, the links that would have to open are shown.

    Raises
    ------
    QueryError
        If there are more than four routes, or none is given.
    """
    given = (answers,) if isinstance(answers, Answer) else tuple(answers)
    if not given:
        raise QueryError(Problem("M02", "there is no answer to draw", "Give at least one."))
    routes = routes_of(given)
    if len(routes) > MOST:
        raise QueryError(Problem("M03", f"{len(routes)} routes are too many for one map",
                                 f"Give at most {MOST}."))
    first = given[0]
    content = route_content(routes) if routes else blocked_content(first)
    keys = [route_key(r.name, r.shown, said.main_mode(r.route), r.figures)
            for r in routes]
    keys += [] if routes else [route_key("No route", "", "rail", said.why_not(first))]
    return compose(Sheet(
        title or _title(given),
        subtitle or f"{said.allowed(plain_query(given), first.snapshot.network)}, "
                    f"{when_asked(given)}",
        (content,), (*keys, *form_keys([content], said.to_open(first))), first.snapshot,
        means=ROUTES if any(r.shown for r in routes) else ""), basemap, look)


def routes_of(answers: Sequence[Answer]) -> list[Drawn]:
    """Give the routes to draw, with names and colours."""
    several = len(answers) > 1
    found: list[Drawn] = []
    for answer in answers:
        today = status_today(answer.snapshot, answer.on)
        for route in answer.routes[:1] if several else answer.routes:
            name = (answer.query.label or said.pair(answer)) if several else \
                f"Route {route.rank}" if len(answer.routes) > 1 else said.pair(answer)
            colour = style.PALETTE[len(found) % MOST]
            found.append(Drawn(name, answer, route, colour, today, said.totals(route)))
    return found


def route_content(routes: Sequence[Drawn], title: str = "", subtitle: str = "") -> Content:
    """Give the panel of routes."""
    lines: list[tuple[Strand, ...]] = []
    marks: list[Mark] = []
    for number, drawn in enumerate(routes):
        network = drawn.answer.snapshot.network
        lines.append(tuple(strands_of(drawn.answer.snapshot, drawn.route, drawn.when_entered,
                                      drawn.colour, number)))
        marks += [*end_marks(drawn.answer), *route_marks(network, drawn.route)]
    return Content(tuple(lines), _once(marks), title=title, subtitle=subtitle)


def blocked_content(answer: Answer, title: str = "", subtitle: str = "") -> Content:
    """Give the panel of a question without a route: what would have to open, crossed out."""
    network = answer.snapshot.network
    marks = end_marks(answer)
    alone = said.opening_alone(answer)
    blocking = alone[0].link_ids if alone else ()
    strands, courses = [], []
    for key in blocking:
        link = network.link(key)
        line = course(network, link)
        strands.append(Strand(line, (link.from_node_id, link.to_node_id), link.mode, True,
                              style.BLOCKED, credits=course_credits(network, link)))
        courses.append(line)
        marks += [Mark("place", node.node_id, node.name, node.lon, node.lat, 2)
                  for node in (network.node(link.from_node_id), network.node(link.to_node_id))]
    return Content((tuple(strands),), _once(marks), in_service(answer), shut=stretches(courses),
                   title=title, subtitle=subtitle)


def in_service(answer: Answer) -> tuple[Strand, ...]:
    """Give what carries traffic and may be used, as faint lines."""
    snapshot = answer.snapshot
    network, modes = snapshot.network, answer.query.mode_names
    return tuple(Strand(course(network, link), (link.from_node_id, link.to_node_id), link.mode,
                        False, style.FAINT, number, 0.0, 0.5,
                        credits=course_credits(network, link))
                 for number, (link, status) in enumerate(zip(
                     network.links.records, snapshot.status, strict=True))
                 if carries(status) and link.mode in modes)


def form_keys(contents: Sequence[Content], shut: str) -> list[Key]:
    """Give the legend of everything but the routes: only what is drawn.

    Parameters
    ----------
    contents
        The panels.
    shut
        What a cross means.

    Returns
    -------
    keys
        Modes, statuses, places.
    """
    strands = [strand for content in contents for line in content.lines for strand in line]
    modes = [mode for mode in style.FORMS
             if any(s.mode == mode for s in strands if s.colour != style.BLOCKED)]
    keys = [line_key(mode) for mode in modes]
    keys += dash_keys(strands, NOT_OPEN)
    if any(content.shut and content.under for content in contents):
        keys.append(line_key("rail", text="other lines in service", colour=style.FAINT))
    keys += band_keys(strands)
    if any(content.shut for content in contents):
        keys.append(Key("shut", shut))
    kinds = {mark.kind for content in contents for mark in content.marks}
    return keys + [symbol_key(kind) for kind in style.SYMBOLS
                   if kind in kinds and kind not in ("place", "context")]


def plain_query(answers: Sequence[Answer]) -> Query:
    """Give the first query, without its day, and without a label that names one of several.

    Parameters
    ----------
    answers
        What is drawn.
    """
    query = replace(answers[0].query, depart=None, max_days=None)
    return replace(query, label="") if len(answers) > 1 else query


def when_asked(answers: Sequence[Answer]) -> str:
    """Say the day of the network, which is that of departure where goods leave on a day.

    Parameters
    ----------
    answers
        What is drawn.
    """
    return f"{'departing on ' if answers[0].journey else ''}{said.when(answers[0].snapshot)}"


def _title(answers: Sequence[Answer]) -> str:
    asked = list(dict.fromkeys(said.asked(answer) for answer in answers))
    pairs = list(dict.fromkeys(said.pair(answer) for answer in answers))
    return asked[0] if len(asked) == 1 else "; ".join(pairs)


def _once(marks: Sequence[Mark]) -> tuple[Mark, ...]:
    return tuple(dict.fromkeys(marks))
