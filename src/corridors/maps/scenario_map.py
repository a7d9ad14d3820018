"""A scenario on one map: the network as it is and its variants, for one question."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from corridors.analysis.effects import Case, Effects
from corridors.errors import Problem, QueryError
from corridors.maps import said, style
from corridors.maps.basemap import Basemap
from corridors.maps.comparison_map import shut_courses, shut_links, tinted
from corridors.maps.figure import MapFigure
from corridors.maps.legend import Key, line_key, route_key
from corridors.maps.look import USUAL, Look
from corridors.maps.page import ROUTES, Sheet, compose
from corridors.maps.panel import Content
from corridors.maps.route_map import (
    MOST,
    Drawn,
    blocked_content,
    form_keys,
    route_content,
)
from corridors.maps.strands import Strand, status_today
from corridors.maps.text import safe
from corridors.model.route import Answer, Route

__all__ = ["scenario_map"]

BASE = style.INK
CHANGED = style.PALETTE[0]


@dataclass(frozen=True, slots=True)
class _Group:
    """Cases with one route: drawn once."""

    cases: tuple[Case, ...]
    answer: Answer
    route: Route | None

    @property
    def names(self) -> str:
        return " / ".join(case.title for case in self.cases)


def scenario_map(effects: Effects, basemap: Basemap, *, query: int = 0, title: str = "",
                 subtitle: str = "", look: Look = USUAL) -> MapFigure:
    """Draw what a scenario does to one question.

    Parameters
    ----------
    effects
        The scenario, worked out.
    basemap
        The ground.
    query
        Which of its queries, by position.
    title, subtitle
        Above the map; made from the scenario if not given.
    look
        How boundaries look, and in which language places are named.

    Returns
    -------
    figure
        One map with the base and up to four other routes; small multiples where there are more.

    Raises
    ------
    QueryError
        If there is no such query.
    """
    if not 0 <= query < len(effects.queries):
        raise QueryError(Problem("M07", f"there is no query number {query}",
                                 f"Give 0 to {len(effects.queries) - 1}.", column="query"))
    groups = _groups(effects, query)
    answer = effects.base.answers[query]
    routed = [group for group in groups if group.route is not None]
    few = len(routed) <= MOST + (routed[0].cases[0] is effects.base if routed else 0)
    panels, keys = _one_map(effects, query, groups) if few else _multiples(effects, query, groups)
    return compose(Sheet(
        title or said.asked(answer),
        subtitle or f"{said.sentence(effects.scenario.title)} "
                    f"{said.allowed(answer.query, answer.snapshot.network)}{_day(effects, answer)}",
        panels, (*keys, *form_keys(panels, _crosses(effects, query, one=bool(routed and few)))),
        answer.snapshot, effects.scenario.name, effects.scenario.version, alike=False,
        means=ROUTES if any(group.route.link_ids for group in routed if group.route) else ""),
        basemap, look)


def _day(effects: Effects, answer: Answer) -> str:
    """Say the day of the base, unless goods leave on a day, which is said already."""
    return "" if answer.query.departs is not None else \
        f". {effects.base.title}: {said.when(effects.base.snapshot)}"


def _groups(effects: Effects, query: int) -> list[_Group]:
    """Put together the cases that share a route, in order."""
    found: dict[tuple[str, ...] | None, list[Case]] = {}
    for case in effects.cases:
        best = case.answers[query].best
        found.setdefault(None if best is None else best.link_ids, []).append(case)
    return [_Group(tuple(cases), cases[0].answers[query], cases[0].answers[query].best)
            for cases in found.values()]


def _one_map(effects: Effects, query: int, groups: Sequence[_Group]
             ) -> tuple[tuple[Content, ...], list[Key]]:
    today = status_today(effects.base.snapshot, effects.base.snapshot.on)
    routed = [group for group in groups if group.route is not None]
    colours = _colours(effects, routed)
    drawn = [Drawn(group.names, group.answer, group.route, colours[group.names], today, "")
             for group in routed if group.route is not None]
    content = route_content(drawn) if drawn else blocked_content(effects.base.answers[query])
    base = effects.base.answers[query]
    shut = frozenset().union(*_shut(effects, query).values())
    content = replace(content, shut=(*content.shut, *shut_courses(base, shut)))
    return (content,), _rows(effects, query, groups, colours)


def _multiples(effects: Effects, query: int, groups: Sequence[_Group]
               ) -> tuple[tuple[Content, ...], list[Key]]:
    today = status_today(effects.base.snapshot, effects.base.snapshot.on)
    base = effects.base.answers[query]
    kept = frozenset(base.best.link_ids if base.best is not None else ())
    ground = _faint(effects, query, today)
    panels = []
    for group in groups:
        title = group.names
        figures = _figures(effects, query, group.cases[0])
        if group.route is None:
            panels.append(replace(blocked_content(group.answer, title, figures), under=ground))
            continue
        content = route_content([Drawn(title, group.answer, group.route, CHANGED, today, "")],
                                title, figures)
        new = frozenset(group.route.link_ids) - kept
        panels.append(replace(
            tinted(content, group.answer, new, CHANGED, BASE),
            under=() if group.cases[0] is effects.base else ground))
    keys = [line_key("rail", text=f"as in the base ({effects.base.title})", colour=BASE),
            line_key("rail", text="other links than in the base", colour=CHANGED),
            line_key("rail", text="base only", colour=style.FAINT)]
    return tuple(panels), keys


def _faint(effects: Effects, query: int, today: Mapping[str, str]) -> tuple[Strand, ...]:
    base = effects.base.answers[query]
    if base.best is None:
        return ()
    content = route_content([Drawn("", base, base.best, style.FAINT, today, "")])
    return content.lines[0]


def _colours(effects: Effects, routed: Sequence[_Group]) -> dict[str, str]:
    """Give the base the dark colour, or grey if all four are needed, and the variants the rest."""
    dark = BASE if len(routed) <= MOST else style.GREY
    others = [colour for colour in style.PALETTE if colour != dark]
    colours = {}
    for group in routed:
        is_base = group.cases[0] is effects.base
        colours[group.names] = dark if is_base else others.pop(0)
    return colours


def _rows(effects: Effects, query: int, groups: Sequence[_Group], colours: dict[str, str]
          ) -> list[Key]:
    """Give one entry per case, and one for all that change nothing."""
    keys, without, idle = [], [], []
    for group in groups:
        for number, case in enumerate(group.cases):
            route, figures = case.answers[query].best, _figures(effects, query, case)
            if route is None:
                without.append(route_key(case.title, "", "rail", figures))
            elif case is not effects.base and figures == "no change":
                idle.append(case.title)
            else:
                figures = f"same route, {figures}" if number else figures
                colour = colours[group.names] if route.link_ids else ""
                keys.append(route_key(case.title, colour, said.main_mode(route), figures))
    idle_keys = [route_key("No change", "", "rail", "; ".join(idle))] if idle else []
    return [*keys, *idle_keys, *without]


def _figures(effects: Effects, query: int, case: Case) -> str:
    answer = case.answers[query]
    if answer.best is None:
        return said.no_route(answer)
    if case is effects.base:
        return said.totals(answer.best)
    return said.differences(effects.comparison(case, query))


def _shut(effects: Effects, query: int) -> dict[str, frozenset[str]]:
    """Give the links of the base's route that variants shut, by the title of the variant."""
    base = effects.base.answers[query]
    found = {case.title: shut_links(base, case.answers[query].snapshot)
             for case in effects.variants}
    return {title: links for title, links in found.items() if links}


def _crosses(effects: Effects, query: int, *, one: bool) -> str:
    """Say what crosses mean: what variants shut on one map, or what would have to open."""
    if not one:
        return "would have to open" if any(
            case.answers[query].best is not None for case in effects.cases) \
            else said.to_open(effects.base.answers[query])
    titles = list(_shut(effects, query))
    return f"shut: {safe(titles[0])}" if len(titles) == 1 else "shut in a variant"
