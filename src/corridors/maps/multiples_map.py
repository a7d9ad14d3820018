"""Small maps of a scenario: one for each variant, with one extent and the same names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from corridors.analysis.effects import Case, Effects
from corridors.maps import said, style
from corridors.maps.basemap import Basemap
from corridors.maps.comparison_map import shut_courses, shut_links, tinted
from corridors.maps.figure import MapFigure
from corridors.maps.footer import named
from corridors.maps.legend import Key, line_key
from corridors.maps.limits import together
from corridors.maps.look import USUAL, Look
from corridors.maps.page import ROUTES, Sheet, compose
from corridors.maps.panel import Content
from corridors.maps.route_map import Drawn, blocked_content, form_keys, route_content
from corridors.maps.strands import status_today
from corridors.maps.text import safe
from corridors.maps.variants import changes, checked_query

__all__ = ["MOST_PANELS", "asked_of", "case_figures", "multiples_map"]

KEPT, CHANGED, LEFT = style.INK, style.PALETTE[0], style.GREY
"""Colours of links as in the base, of others, and of the base's own route behind them."""

MOST_PANELS = 12
"""How many panels fit on a page."""


def multiples_map(effects: Effects, basemap: Basemap, *, query: int = 0, title: str = "",
                  subtitle: str = "", look: Look = USUAL) -> MapFigure:
    """Draw what each variant of a scenario makes of one question, side by side.

    Parameters
    ----------
    effects
        The scenario, worked out.
    basemap
        The ground.
    query
        Which of its queries, by position.
    title, subtitle
        Above the maps; made from the scenario if not given.
    look
        How boundaries look, and in which language places are named.

    Returns
    -------
    figure
        A panel for the base and one for each variant that changes something, in the order of the
        scenario; variants that change nothing are named above them.

    Raises
    ------
    QueryError
        If there is no such query.
    """
    answer = effects.base.answers[checked_query(effects, query)]
    changed = [case for case in effects.variants if changes(effects.comparison(case, query))]
    shown = (effects.base, *changed[:MOST_PANELS - 1])
    panels = tuple(_panel(effects, query, case) for case in shown)
    routed = any(case.answers[query].best is not None for case in shown)
    keys = (*_keys(effects, query, shown),
            *form_keys([panel if _in_service(panel) else replace(panel, under=())
                        for panel in panels], _crosses(effects, query, shown)))
    return compose(Sheet(
        title or said.asked(answer),
        subtitle or f"{asked_of(effects, query)}. {_left_out(effects, changed)}".rstrip(". "),
        panels, keys,
        answer.snapshot, named(effects.scenario.name, effects.scenario.version),
        means=ROUTES if routed else ""), basemap, look)


def asked_of(effects: Effects, query: int) -> str:
    """Say what a scenario asks, for a subtitle.

    Parameters
    ----------
    effects
        The scenario, worked out.
    query
        Position of the query.
    """
    answer = effects.base.answers[query]
    # Where goods leave on a day, that is said among the restrictions.
    day = "" if answer.query.departs is not None else \
        f". {effects.base.title}: {said.when(effects.base.snapshot)}"
    return f"{said.sentence(effects.scenario.title)} " \
           f"{said.allowed(answer.query, answer.snapshot.network)}{day}"


def case_figures(effects: Effects, query: int, case: Case) -> str:
    """Say what the route of a case takes, and the difference from the base.

    Parameters
    ----------
    effects
        The scenario, worked out.
    query
        Position of the query.
    case
        One of the cases.
    """
    answer = case.answers[query]
    if answer.best is None:
        return said.no_route(answer)
    if case is effects.base:
        return said.totals(answer.best)
    return said.differences(effects.comparison(case, query))


def _panel(effects: Effects, query: int, case: Case) -> Content:
    """Draw a case over the route of the base: what both use dark, what only it uses blue."""
    base, answer = effects.base.answers[query], case.answers[query]
    today = status_today(effects.base.snapshot, effects.base.snapshot.on)
    figures = case_figures(effects, query, case)
    shut = () if case is effects.base else \
        shut_courses(base, shut_links(base, answer.snapshot))
    under = () if case is effects.base or base.best is None else route_content(
        [Drawn("", base, base.best, LEFT, today, "")]).lines[0]
    if answer.best is None:
        content = blocked_content(answer, case.title, figures)
        # A link that the base uses stands for what is shut better than a way to open it.
        return content if not shut else replace(content, lines=(), under=under, shut=shut)
    drawn = Drawn(case.title, answer, answer.best, CHANGED, today, "")
    kept = frozenset(base.best.link_ids if base.best is not None else ())
    content = tinted(route_content([drawn], case.title, figures), answer,
                     frozenset(answer.best.link_ids) - kept, CHANGED, KEPT)
    return replace(content, under=under, shut=shut)


def _left_out(effects: Effects, changed: Sequence[Case]) -> str:
    """Name the variants that have no panel: those that change nothing, and those too many."""
    idle = [case.title for case in effects.variants if case not in changed]
    more = len(changed) - (MOST_PANELS - 1)
    parts = [f"No change: {together(idle)}"] if idle else []
    return ". ".join([*parts, f"{more} more variants have no room"] if more > 0 else parts)


def _in_service(panel: Content) -> bool:
    """Say whether the faint lines of a panel are what carries traffic, not the base's route."""
    return any(strand.colour != LEFT for strand in panel.under)


def _keys(effects: Effects, query: int, shown: Sequence[Case]) -> list[Key]:
    """Give the meaning of the colours that are drawn."""
    base, *others = [frozenset(best.link_ids) if (best := case.answers[query].best) else frozenset()
                     for case in shown]
    return [line_key("rail", text=text, colour=colour) for text, colour, there in (
        (f"as in the base ({safe(effects.base.title)})", KEPT, base),
        ("other links than in the base", CHANGED, any(other - base for other in others)),
        ("base only", LEFT, any(base - other for other in others))) if there]


def _crosses(effects: Effects, query: int, shown: Sequence[Case]) -> str:
    """Say what crosses mean: what a variant shuts, or what would have to open."""
    base = effects.base.answers[query]
    shuts = [case for case in shown
             if shut_links(base, case.answers[query].snapshot)]
    opens = [case.answers[query] for case in shown
             if case.answers[query].best is None and case not in shuts]
    return said.joined([*(["shut in the variant"] if shuts else []),
                        *dict.fromkeys(map(said.to_open, opens))])
