"""Before and after: two panels with one view, what differs in colour and the rest in grey."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from itertools import groupby

import numpy as np

from corridors.analysis.compare import Comparison
from corridors.analysis.effects import Effects
from corridors.maps import said, style
from corridors.maps.basemap import Basemap
from corridors.maps.courses import course
from corridors.maps.figure import MapFigure
from corridors.maps.legend import Key, line_key
from corridors.maps.look import USUAL, Look
from corridors.maps.page import ROUTES, Sheet, compose
from corridors.maps.panel import Content
from corridors.maps.projection import Points
from corridors.maps.route_map import (
    Drawn,
    blocked_content,
    form_keys,
    route_content,
)
from corridors.maps.strands import status_today
from corridors.maps.variants import chosen_variant
from corridors.model.route import Answer
from corridors.model.snapshot import Snapshot
from corridors.model.status import carries

__all__ = ["before_after_map", "comparison_map", "shut_courses", "shut_links", "tinted"]

BEFORE, AFTER = style.PALETTE[1], style.PALETTE[0]


def before_after_map(effects: Effects, basemap: Basemap, *, query: int = 0, variant: str = "",
                     title: str = "", subtitle: str = "", look: Look = USUAL) -> MapFigure:
    """Draw what a scenario makes of one question, beside what is.

    Parameters
    ----------
    effects
        The scenario, worked out.
    basemap
        The ground.
    query
        Which of its queries, by position.
    variant
        Name or title of the variant; if blank, the first that changes something.
    title, subtitle
        Above the panels; made from the answers if not given.
    look
        How boundaries look, and in which language places are named.

    Returns
    -------
    figure
        As :func:`comparison_map` draws it.

    Raises
    ------
    QueryError
        If there is no such query or variant.
    """
    case = chosen_variant(effects, query, variant)
    return comparison_map(effects.comparison(case, query), basemap, title=title,
                          subtitle=subtitle, names=(effects.base.title, case.title), look=look)


def comparison_map(comparison: Comparison, basemap: Basemap, *, title: str = "",
                   subtitle: str = "", names: tuple[str, str] = ("", ""),
                   look: Look = USUAL) -> MapFigure:
    """Draw two answers to one question side by side.

    Parameters
    ----------
    comparison
        Base and variant.
    basemap
        The ground.
    title, subtitle
        Above the panels; made from the answers if not given.
    names
        What base and variant are called; made from the answers if blank.
    look
        How boundaries look, and in which language places are named.

    Returns
    -------
    figure
        Two panels; wide ones one above the other.
    """
    base, variant = comparison.base, comparison.variant
    today = status_today(base.snapshot, base.on)
    panels = (_panel(base, BEFORE, comparison.dropped, today, _called("Base", names[0], base)),
              _panel(variant, AFTER, comparison.gained, today,
                     _called("Variant", names[1], variant)))
    panels = (replace(panels[0], subtitle=_totals(base)),
              replace(panels[1], subtitle=said.differences(comparison)))
    shut = shut_courses(base, shut_links(base, variant.snapshot))
    panels = (replace(panels[0], shut=(*panels[0].shut, *shut)), panels[1])
    crosses = ["shut in the variant"] if shut else []
    crosses += list(dict.fromkeys(said.to_open(a) for a in (base, variant) if a.best is None))
    return compose(Sheet(
        title or f"{said.pair(base)}: {said.change(comparison)}",
        subtitle or f"{said.best_route(base.query, first=True)}. "
                    f"{said.allowed(base.query, base.snapshot.network)}, "
                    f"{said.when(base.snapshot)}",
        panels, (*_keys(comparison), *form_keys(panels, said.joined(crosses))),
        variant.snapshot,
        means=ROUTES if base.best is not None or variant.best is not None else ""),
        basemap, look)


def tinted(content: Content, answer: Answer, links: frozenset[str], colour: str, rest: str
           ) -> Content:
    """Colour some links of a panel's one route, and give the others another colour."""
    if answer.best is None:
        return content
    used = answer.best.link_ids
    line = tuple(replace(strand, colour=colour if link in links else rest)
                 for strand, link in zip(content.lines[0], used, strict=True))
    return replace(content, lines=(line, *content.lines[1:]))


def shut_links(answer: Answer, other: Snapshot) -> frozenset[str]:
    """Give the links of a route that are shut in another snapshot, and not in its own."""
    place, own = other.network.links.index, answer.snapshot
    return frozenset(link for link in (answer.best.link_ids if answer.best is not None else ())
                     if link in place and not carries(other.status[place[link]])
                     and carries(own.status_of(link)))


def shut_courses(answer: Answer, links: Collection[str]) -> tuple[Points, ...]:
    """Give the stretches of a route that are made of some links, in degrees."""
    network = answer.snapshot.network
    legs = [leg for leg in (answer.best.legs if answer.best is not None else ())
            if leg.kind == "move"]
    found = []
    for shut, run in groupby(legs, key=lambda leg: leg.link_id in links):
        lines = [course(network, link, forward=leg.from_id == link.from_node_id)
                 for leg in run for link in (network.link(leg.link_id),)]
        found += [np.vstack(lines)] if shut else []
    return tuple(found)


def _panel(answer: Answer, colour: str, changed: tuple[str, ...], today: Mapping[str, str],
           title: str) -> Content:
    if answer.best is None:
        return blocked_content(answer, title)
    drawn = Drawn(title, answer, answer.best, colour, today, "")
    content = route_content([drawn], title)
    return tinted(content, answer, frozenset(changed), colour, style.GREY)


def _called(what: str, name: str, answer: Answer) -> str:
    """Call a panel by its role, and the name of its case where it has one."""
    name = name or answer.scenario.replace("/", ", ")
    return f"{what}: {name}" if name else what


def _totals(answer: Answer) -> str:
    return said.totals(answer.best) if answer.best is not None else said.no_route(answer)


def _keys(comparison: Comparison) -> list[Key]:
    """Give the meaning of the colours that are drawn."""
    used = set(comparison.gained) | set(comparison.dropped)
    both = any(a.best is not None and set(a.best.link_ids) - used
               for a in (comparison.base, comparison.variant))
    keys = [line_key("rail", text="only in the base", colour=BEFORE)] \
        if comparison.dropped else []
    keys += [line_key("rail", text="only in the variant", colour=AFTER)] \
        if comparison.gained else []
    return keys + ([line_key("rail", text="in both", colour=style.GREY)] if both else [])
