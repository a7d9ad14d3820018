"""Sentences about routes: how one runs, how another differs, why there is none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from corridors.model.countries import country_name
from corridors.model.modes import MODES
from corridors.model.network import Network
from corridors.model.on_day import status_of
from corridors.model.route import Answer, Blocking, Route
from corridors.model.status import STATUSES, carries
from corridors.reports.journeys import journey_said, late_said
from corridors.reports.names import Names, listed
from corridors.reports.numbers import MEASURE_BY, MEASURES, counted
from corridors.reports.plain import plain_text

__all__ = ["chained", "rerouted_said", "restored_said", "route_said", "statuses_said", "why_not"]

PLACES_TOLD = 8
"""How many places of a chain of links are named; the ids of its links name them all."""

STATUS_WORDS = {"under_construction": "under construction", "unknown": "of unknown status"}


def route_said(answer: Answer, route: Route) -> str:
    """Say how a route runs: kilometres by mode, countries, borders, breaks of gauge, transfers.

    Parameters
    ----------
    answer
        The answer it belongs to.
    route
        The route.

    Returns
    -------
    sentence
        One sentence.
    """
    if not route.legs:
        return "Both places are the same."
    names = Names.of(answer.snapshot.network)
    ways = listed(f"{MEASURES['distance'].said(route.km_by(mode))} by {MODES[mode].label}"
                  for mode in route.modes)
    stops = listed([counted(route.count("border"), "border crossing"),
                    _counted_at(names, route, "gauge_break", "break", "of gauge"),
                    _counted_at(names, route, "transfer", "transfer")])
    through = f" through {names.countries(route.countries)}" if route.countries else ""
    tied = " Another route is exactly as good." if route.tied else ""
    back = f" It goes out and back over {counted(len(route.repeated), 'link')} to pass what it " \
           "must pass." if route.repeated else ""
    return " ".join(filter(None, (f"{ways}{through}, with {stops}.{back}{tied}",
                                  journey_said(answer, route))))


def rerouted_said(before: tuple[Answer, Route], after: tuple[Answer, Route]) -> str:
    """Say where a route runs that ran elsewhere before, and where the gauge breaks.

    Parameters
    ----------
    before, after
        Answers, and their routes.

    Returns
    -------
    words
        Such as ``through Azerbaijan instead of Turkmenistan``; empty where nothing differs.
    """
    (_, old), (answer, new) = before, after
    names = Names.of(answer.snapshot.network)
    came = [country_name(c) for c in new.countries if c not in old.countries]
    went = [country_name(c) for c in old.countries if c not in new.countries]
    said = []
    if came and went:
        said.append(f"through {listed(came)} instead of {listed(went)}")
    elif came or went:
        said.append(f"through {listed(came)} as well" if came else f"no longer through "
                                                                  f"{listed(went)}")
    breaks = [_places(route, "gauge_break") for route in (old, new)]
    was, now = ([place for place in mine if place not in other]
                for mine, other in (breaks, breaks[::-1]))
    if was or now:
        said.append(_breaks_said(*(listed(map(names.place_in, places)) for places in (was, now))))
    return ", ".join(said)


def why_not(answer: Answer) -> str:
    """Say why there is no route.

    Parameters
    ----------
    answer
        An answer without a route.

    Returns
    -------
    sentences
        One or two sentences.
    """
    alone = [block for block in answer.blocked_by if block.opens_alone]
    if not alone:
        from corridors.reports.allowing import otherwise_said

        names = Names.of(answer.snapshot.network)
        if answer.journey is not None and answer.journey.met:
            return late_said(answer)
        return f"{plain_text(names.worded(answer.reason, answer.query))}{otherwise_said(answer)}"
    sets, links = len(alone), len(alone[0].link_ids)
    needs = "one more link" if links == 1 else f"{links} more links together"
    status = statuses_said(answer, alone[0].link_ids)
    others = f" There are {sets - 1} other sets of links that would restore a route." \
        if sets > 2 else ""
    return f"No route is open. The {MEASURE_BY[answer.query.by].best} needs {needs} ({status}): " \
           f"{restored_said(answer, alone[0])}.{others}"


def restored_said(answer: Answer, block: Blocking) -> str:
    """Say which stretches have to be open for a route, and how long it is with all of them.

    Parameters
    ----------
    answer
        An answer without a route.
    block
        One of its blocking sets.

    Examples
    --------
    >>> from corridors import Query, load, shortest_route
    >>> answer = shortest_route(load().as_of(), Query("Baku", "Nakhchivan", modes={"rail"},
    ...                                               avoid=["country:IR"]))
    >>> restored_said(answer, answer.blocked_by[0])[:48]
    'Horadiz–Mincivan–Aghband–Nrnadzor–Meghri–Agarak '
    """
    names = Names.of(answer.snapshot.network)
    length = MEASURES["distance"].said(block.distance_km)
    number, shut = len(block.link_ids), _shut(answer, block.link_ids)
    opened = "it" if number == 1 else f"all {number}"
    # A closure that is lifted gives today's route back, not this one.
    more = ", which lifting the closure alone does not give" if 0 < shut < number else ""
    return f"{listed(chained(names, block.link_ids))}; {length} with {opened} open{more}"


def statuses_said(answer: Answer, link_ids: Sequence[str]) -> str:
    """Say why links carry no traffic.

    Parameters
    ----------
    answer
        An answer without a route.
    link_ids
        Links of a blocking set.

    Returns
    -------
    words
        Such as ``11 shut by this variant and 1 planned today``.

    Examples
    --------
    >>> from corridors import Query, load, shortest_route
    >>> answer = shortest_route(load().as_of(), Query("Baku", "Rasht", modes={"rail"},
    ...                                               avoid=["country:KZ", "country:GE"]))
    >>> statuses_said(answer, ["ir-astara-ir-rasht-rail"])
    'planned today'
    """
    snapshot, shut = answer.snapshot, _shut(answer, link_ids)
    today = snapshot.on == snapshot.network.reference_date
    day = "today" if today else f"on {snapshot.on}"
    pauses = [snapshot.pause_of(link_id) for link_id in link_ids]
    ends = sorted({pause.end for pause in pauses if pause is not None})
    count = Counter(_before(answer, link_id)
                    for link_id, pause in zip(link_ids, pauses, strict=True) if pause is None)
    found = {f"shut by {'this variant' if answer.scenario else 'the changes'}": shut,
             **{f"{STATUS_WORDS.get(status, status)} {day}": count[status]
                for status in STATUSES if not carries(status)},
             _season_said(ends): sum(pause is not None for pause in pauses)}
    told = {words: number for words, number in found.items() if number}
    if len(told) == 1:
        return f"{'all ' if len(link_ids) > 1 else ''}{next(iter(told))}"
    return listed(f"{number} {words}" for words, number in told.items())


def _season_said(ends: Sequence[date]) -> str:
    """Say when links that are closed for the season open again: the last of them decides."""
    again = "the last opens" if len(ends) > 1 else "opening"
    return f"closed for the season, {again} again on {ends[-1]}" if ends else ""


def _shut(answer: Answer, link_ids: Sequence[str]) -> int:
    return sum(carries(_before(answer, link_id)) for link_id in link_ids)


def _before(answer: Answer, link_id: str) -> str:
    """Give the status of a link on that day, without the changes of a variant."""
    if link_id not in answer.snapshot.changed:
        return answer.snapshot.status_of(link_id)
    snapshot = answer.snapshot
    links = snapshot.network.links
    return status_of(links, links.index[link_id], snapshot.on,
                     assume_expected=snapshot.assume_expected)


def chained(names: Names, link_ids: Sequence[str]) -> list[str]:
    """Name links; those that follow each other are told as one chain of places.

    Parameters
    ----------
    names
        Names of the network.
    link_ids
        Links, in the order of a route.

    Returns
    -------
    chains
        Such as ``Horadiz–Mincivan–Aghband (rail)``.
    """
    made = []
    for mode, nodes in _chains(names.network, link_ids):
        told = [names.place(node) for node in nodes]
        if len(told) > PLACES_TOLD:
            told = [*told[:PLACES_TOLD - 2], "…", told[-1]]
        made.append(f"{'–'.join(told)} ({MODES[mode].label})")
    return made


def _chains(network: Network, link_ids: Sequence[str]) -> list[tuple[str, list[str]]]:
    chains: list[tuple[str, list[str]]] = []
    for link in map(network.link, link_ids):
        ends = [link.from_node_id, link.to_node_id]
        mode, nodes = chains[-1] if chains else ("", [""])
        if len(nodes) == 2 and nodes[1] not in ends:
            nodes.reverse()  # a single link is told in the direction that meets the next one
        if mode == link.mode and nodes[-1] in ends:
            ends.remove(nodes[-1])
            nodes.append(ends[0])
        else:
            chains.append((link.mode, ends))
    return chains


def _breaks_said(was: str, now: str) -> str:
    if was and now:
        return f"with the break of gauge at {now} instead of {was}"
    return f"with a break of gauge at {now}" if now else f"without the break of gauge at {was}"


def _counted_at(names: Names, route: Route, kind: str, thing: str, of: str = "") -> str:
    places = _places(route, kind)
    where = f" at {listed(map(names.place_in, dict.fromkeys(places)))}" if places else ""
    return f"{counted(len(places), thing)}{f' {of}' if of else ''}{where}"


def _places(route: Route, kind: str) -> list[str]:
    return [leg.from_id for leg in route.legs if leg.kind == kind]
