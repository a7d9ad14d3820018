"""Sentences made of results: what matters most, how a route runs, why there is none."""

from __future__ import annotations

from itertools import pairwise

from corridors.analysis.effects import Case, Effects
from corridors.model.query import Restriction
from corridors.model.route import Answer, Blocking, Route
from corridors.reports.changes import path_said
from corridors.reports.names import Names, listed
from corridors.reports.numbers import MEASURES, counted, plain_number
from corridors.reports.plain import plain_text, short_text
from corridors.reports.questions import Question, questions_of

__all__ = ["key_messages", "restored_said", "route_said", "why_not"]

MOST_MESSAGES = 6
LINKS_NAMED = 6


def key_messages(effects: Effects) -> tuple[str, ...]:
    """Say in a few sentences what a scenario changes.

    Parameters
    ----------
    effects
        The scenario worked out.

    Returns
    -------
    sentences
        Cut off and newly reachable first; where nothing changes, it is said.
    """
    questions = questions_of(effects)
    if any(case.variant is not None and case.variant.restriction != Restriction()
           for case in effects.variants):
        return tuple(_side_by_side(effects, question) for question in questions)[:MOST_MESSAGES]
    most = max(1, MOST_MESSAGES // max(1, len(effects.variants)))
    said: list[str] = []
    for case in effects.variants:
        alike = _alike(effects, case, questions)
        moved = sorted((group for group in alike if group[0][0] != "same"), key=_gravity)
        said += [_effect(effects, case, [question for _, question in group])
                 for group in moved[:most]]
        said += _unchanged(case, [question for group in alike for signs, question in group
                                  if signs == "same"], alone=not moved)
    return tuple(said)


def route_said(answer: Answer, route: Route) -> str:
    """Say how a route runs: countries, modes, borders, breaks of gauge, transfers.

    Parameters
    ----------
    answer
        The answer it belongs to.
    route
        The route.

    Returns
    -------
    sentence
        Without a full stop.
    """
    if not route.legs:
        return "The two places are the same"
    names = Names.of(answer.snapshot.network)
    by_mode = listed(f"{MEASURES['distance'].said(route.km_by(mode))} by {mode.replace('_', ' ')}"
                     for mode in route.modes)
    stops = [counted(route.count("border"), "border"),
             _at(names, route, "gauge_break", "break of gauge", "breaks of gauge"),
             _at(names, route, "transfer", "transfer", "transfers")]
    through = f", through {names.countries(route.countries)}" if route.countries else ""
    tied = "; another route is exactly as good" if route.tied else ""
    return f"{by_mode}{through}; {', '.join(stops)}{tied}"


def why_not(answer: Answer) -> str:
    """Say why there is no route, with the names of the links.

    Parameters
    ----------
    answer
        An answer without a route.
    """
    if not answer.blocked_by:
        return plain_text(answer.reason)
    ways = counted(len(answer.blocked_by), "set of links", "sets of links")
    count = len(answer.blocked_by[0].link_ids)
    links = "one more link were open" if count == 1 else f"{count} more links were open together"
    return f"No route carries traffic. The {MEASURES[answer.query.by].best} one would need that " \
           f"{links}; {ways} would restore a route."


def restored_said(answer: Answer, block: Blocking) -> str:
    """Say what has to be open for a route, and how long it would be.

    Parameters
    ----------
    answer
        An answer without a route.
    block
        One of its blocking sets.
    """
    names = Names.of(answer.snapshot.network)
    return f"{MEASURES['distance'].said(block.distance_km)}, with " \
           f"{listed(chained(names, block.link_ids))}"


def chained(names: Names, link_ids: tuple[str, ...]) -> list[str]:
    """Name links; links that follow each other are told as one chain of places."""
    chains: list[list[str]] = []
    for before, link_id in pairwise(("", *link_ids)):
        link = names.network.link(link_id)
        ends = [link.from_node_id, link.to_node_id]
        joined = bool(before) and names.network.link(before).mode == link.mode and \
            chains[-1][-1] in ends
        if joined:
            chains[-1].append(ends[1] if chains[-1][-1] == ends[0] else ends[0])
        else:
            chains.append([*_turned(names, link_ids, link_id)])
    return ["\N{EN DASH}".join(map(names.place, chain)) for chain in chains]
