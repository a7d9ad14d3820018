"""A scenario on one map: the network as it is and its variants, for one question."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from corridors.analysis.effects import Case, Effects
from corridors.maps import said, style
from corridors.maps.basemap import Basemap
from corridors.maps.comparison_map import shut_courses, shut_links
from corridors.maps.figure import MapFigure
from corridors.maps.footer import named
from corridors.maps.legend import Key, route_key
from corridors.maps.look import USUAL, Look
from corridors.maps.multiples_map import asked_of, case_figures, multiples_map
from corridors.maps.page import ROUTES, Sheet, compose
from corridors.maps.panel import Content
from corridors.maps.route_map import (
    MOST,
    Drawn,
    blocked_content,
    form_keys,
    route_content,
)
from corridors.maps.strands import status_today
from corridors.maps.text import safe
from corridors.maps.variants import checked_query
from corridors.model.route import Answer, Route

__all__ = ["scenario_map"]

BASE = style.INK

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
    groups = _groups(effects, checked_query(effects, query))
    answer = effects.base.answers[query]
    routed = [group for group in groups if group.route is not None]
    if len(routed) > MOST + (routed[0].cases[0] is effects.base if routed else 0):
        return multiples_map(effects, basemap, query=query, title=title, subtitle=subtitle,
                             look=look)
    content, keys = _one_map(effects, query, groups)
    return compose(Sheet(
        title or said.asked(answer), subtitle or asked_of(effects, query), (content,),
        (*keys, *form_keys([content], _crosses(effects, query, routed=bool(routed)))),
        answer.snapshot, named(effects.scenario.name, effects.scenario.version),
        means=ROUTES if any(group.route.link_ids for group in routed if group.route) else ""),
        basemap, look)


def _groups(effects: Effects, query: int) -> list[_Group]:
    """Put together the cases that share a route, in order."""
    found: dict[tuple[str, ...] | None, list[Case]] = {}
    for case in effects.cases:
        best = case.answers[query].best
        found.setdefault(None if best is None else best.link_ids, []).append(case)
    return [_Group(tuple(cases), cases[0].answers[query], cases[0].answers[query].best)
            for cases in found.values()]


def _one_map(effects: Effects, query: int, groups: Sequence[_Group]
             ) -> tuple[Content, list[Key]]:
    today = status_today(effects.base.snapshot, effects.base.snapshot.on)
    routed = [group for group in groups if group.route is not None]
    colours = _colours(effects, routed)
    drawn = [Drawn(group.names, group.answer, group.route, colours[group.names], today, "")
             for group in routed if group.route is not None]
    content = route_content(drawn) if drawn else blocked_content(effects.base.answers[query])
    base = effects.base.answers[query]
    shut = frozenset().union(*_shut(effects, query).values())
    content = replace(content, shut=(*content.shut, *shut_courses(base, shut)))
    return content, _rows(effects, query, groups, colours)


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
            route, figures = case.answers[query].best, case_figures(effects, query, case)
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


def _shut(effects: Effects, query: int) -> dict[str, frozenset[str]]:
    """Give the links of the base's route that variants shut, by the title of the variant."""
    base = effects.base.answers[query]
    found = {case.title: shut_links(base, case.answers[query].snapshot)
             for case in effects.variants}
    return {title: links for title, links in found.items() if links}


def _crosses(effects: Effects, query: int, *, routed: bool) -> str:
    """Say what crosses mean: what variants shut, or what would have to open."""
    if not routed:
        return said.to_open(effects.base.answers[query])
    titles = list(_shut(effects, query))
    return f"shut: {safe(titles[0])}" if len(titles) == 1 else "shut in a variant"
