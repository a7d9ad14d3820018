"""What a variant changes, on one map: links that routes gain, lose, or that make new pairs meet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from corridors.analysis.compare import STATES, Comparison
from corridors.analysis.effects import Effects
from corridors.analysis.gains import Traffic, traffic_of
from corridors.maps import said, style
from corridors.maps.basemap import Basemap
from corridors.maps.courses import course, course_credits, stretches
from corridors.maps.figure import MapFigure
from corridors.maps.footer import named
from corridors.maps.legend import Key, line_key, symbol_key
from corridors.maps.limits import together
from corridors.maps.look import USUAL, Look
from corridors.maps.marks import Mark, end_marks, place_mark
from corridors.maps.page import Sheet, compose
from corridors.maps.panel import Content
from corridors.maps.statuses import band_keys, dash_keys
from corridors.maps.strands import ADDED, Strand, status_today
from corridors.maps.variants import chosen_variant
from corridors.model.network import Network
from corridors.model.query import Query
from corridors.model.route import Answer
from corridors.model.snapshot import Snapshot
from corridors.model.status import carries

__all__ = ["changes_alt", "changes_map"]

GAINED, LOST, NEW = "gains", "loses", "new"
"""Signs of links that more routes use, fewer routes use, and that pairs use which had no route."""

COLOURS = {GAINED: style.PALETTE[0], LOST: style.PALETTE[1], NEW: style.PALETTE[2]}
WORDS = {GAINED: "more routes", LOST: "fewer routes", NEW: "routes that did not exist"}

BROADEST, THINNEST, SAME = 1.5, 0.6, 0.6
"""Widths of the greatest change, of the least, and of links whose use does not change."""

MOST_NAMED = 3
"""Of more pairs, so many are named and the rest is counted."""

MOST_TURNED = 12
"""Of more links that a variant opens or shuts, only those are drawn that routes use."""


@dataclass(frozen=True)
class _Asked:
    """One question for one or several OD pairs, before and after."""

    comparisons: tuple[Comparison, ...]
    weights: tuple[float, ...]
    unit: str
    base: str
    variant: str
    scenario: str = ""

    @property
    def first(self) -> Answer:
        return self.comparisons[0].base

    @property
    def before(self) -> Snapshot:
        return self.first.snapshot

    @property
    def after(self) -> Snapshot:
        return self.comparisons[0].variant.snapshot

    @property
    def network(self) -> Network:
        """The one that has all links, also those that the variant adds."""
        return self.after.network

    @cached_property
    def traffic(self) -> tuple[Traffic, ...]:
        return traffic_of(self.comparisons, self.weights, "link")

    @cached_property
    def kinds(self) -> dict[str, str]:
        """What becomes of each link whose use changes, the greatest change first."""
        newly = [(one, weight) for one, weight in zip(self.comparisons, self.weights, strict=True)
                 if one.state == "newly_reachable"]
        new = {link.key: link.after for link in traffic_of(
            [one for one, _ in newly], [weight for _, weight in newly], "link")}
        return {link.key: LOST if link.change < 0 else
                NEW if new.get(link.key, 0.0) >= link.change else GAINED
                for link in self.traffic if link.change}

    def pairs(self, state: str) -> list[str]:
        return [said.pair(one.base) for one in self.comparisons if one.state == state]


def changes_map(what: Effects | Comparison, basemap: Basemap, *, query: int = 0,
                variant: str = "", title: str = "", subtitle: str = "", look: Look = USUAL
                ) -> MapFigure:
    """Draw what changes between the base and a variant, for all OD pairs of one question.

    Parameters
    ----------
    what
        A scenario worked out, or two answers.
    basemap
        The ground.
    query
        A query of the scenario, by position: it and all others with its label, restrictions and
        criterion are drawn together.
    variant
        Name or title of the variant; if blank, the first that changes something for the query.
    title, subtitle
        Above the map; made from the result if not given.
    look
        How boundaries look, and in which language places are named.

    Returns
    -------
    figure
        Links by whether more or fewer routes use them, each with a sign along it, as broad as the
        number of pairs (or their weight) that changed; a band under what the variant opens,
        crosses on what it shuts; ends of pairs that are newly reachable or cut off.

    Raises
    ------
    QueryError
        If there is no such query or variant.
    """
    asked = _asked(what, query, variant)
    content = _content(asked)
    return compose(Sheet(
        title or _title(asked), subtitle or _subtitle(asked), (content,),
        tuple(_keys(asked, content)), asked.after, asked.scenario, names=30,
        means=f"What changes ({_width_means(asked)}colour, sign), mode (form)"), basemap, look)


def changes_alt(what: Effects | Comparison, query: int = 0, variant: str = "") -> str:
    """Describe such a map in words.

    Parameters
    ----------
    what
        A scenario worked out, or two answers.
    query, variant
        As for :func:`changes_map`.
    """
    asked = _asked(what, query, variant)
    counts = {kind: list(asked.kinds.values()).count(kind) for kind in COLOURS}
    links = ", ".join(f"{said.many(number, 'link')} with {WORDS[kind]}"
                      for kind, number in counts.items() if number) or "no link changes"
    return f"Map. {_title(asked)}; {_states(asked)}: {links}."


def _asked(what: Effects | Comparison, query: int, variant: str) -> _Asked:
    if isinstance(what, Comparison):
        return _Asked((what,), (1.0,), "", "the base",
                      what.variant.scenario.replace("/", ", ") or "the variant")
    case = chosen_variant(what, query, variant)
    wanted = _question(what.queries[query])
    places = [place for place, other in enumerate(what.queries) if _question(other) == wanted]
    weights = what.scenario.weights or (1.0,) * len(what.queries)
    return _Asked(tuple(what.comparison(case, place) for place in places),
                  tuple(weights[place] for place in places), what.scenario.weight_unit,
                  what.base.title, case.title,
                  named(what.scenario.name, what.scenario.version))


def _question(query: Query) -> Query:
    """Give what is asked, whatever the places."""
    return replace(query, origin="", destination="")


def _title(asked: _Asked) -> str:
    pairs = said.pair(asked.first) if len(asked.comparisons) == 1 else \
        said.many(len(asked.comparisons), "OD pair")
    return f"{_first(asked.variant)}: what changes, {pairs}"


def _subtitle(asked: _Asked) -> str:
    """Say what was asked, and what became of the pairs."""
    query, network = asked.first.query, asked.before.network
    head = f"{said.best_route(query, first=True)}. {said.allowed(query, network)}. Set against: " \
           f"{asked.base}, {said.when(asked.before)}"
    named = [f"{words}: {_few(asked.pairs(state))}" for state, words in (
        ("newly_reachable", "newly reachable"), ("newly_cut_off", "newly cut off"))
        if asked.pairs(state)]
    told = [said.differences(asked.comparisons[0])] if len(asked.comparisons) == 1 else \
        [_states(asked), *named]
    return ". ".join([head, *map(_first, told)])


def _states(asked: _Asked) -> str:
    counts = {state: len(asked.pairs(state)) for state in STATES}
    if len(asked.comparisons) == 1:
        return STATES[asked.comparisons[0].state]
    return "pairs: " + ", ".join(f"{number} {STATES[state]}"
                                 for state, number in counts.items() if number)


def _few(names: Sequence[str]) -> str:
    more = len(names) - MOST_NAMED
    return together([*names[:MOST_NAMED], f"{more} more"] if more > 0 else names)


def _first(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"


def _content(asked: _Asked) -> Content:
    today = status_today(asked.before, asked.before.on)
    opened, shut = _opened(asked), _shut(asked)
    changed = asked.kinds
    # Links that change lie above those that do not, the greatest change on top.
    used = sorted((link for link in asked.traffic), key=lambda link: (
        link.key in changed, abs(link.change), link.key))
    idle = sorted(opened - {link.key for link in used})
    strands = [_strand(asked, today, link, "", SAME) for link in idle]
    strands += [_strand(asked, today, link.key, changed.get(link.key, ""),
                        _width(asked, link) if link.key in changed else SAME) for link in used]
    marks = tuple(_marks(asked))
    signs = [(kind, line) for kind, links in (
        ("shut", sorted(shut)),
        *((kind, [link for link in changed if changed[link] == kind and link not in shut])
          for kind in COLOURS))
        for line in stretches([course(asked.network, asked.network.link(link))
                               for link in links])]
    parts = [strand.lonlat for strand in strands] + [line for _, line in signs]
    parts.append(np.array([[mark.lon, mark.lat] for mark in marks]).reshape(-1, 2))
    return Content(tuple((strand,) for strand in strands), marks, reach=np.vstack(parts),
                   signs=tuple(signs))


def _strand(asked: _Asked, today: dict[str, str], link_id: str, kind: str, width: float) -> Strand:
    network = asked.network
    link, status = network.link(link_id), today.get(link_id, ADDED)
    return Strand(course(network, link), (link.from_node_id, link.to_node_id), link.mode,
                  not carries(status), COLOURS.get(kind, style.GREY),
                  network.links.index[link_id], 0.0, width, new=link_id in _opened(asked),
                  status=status, credits=course_credits(network, link))


def _width(asked: _Asked, link: Traffic) -> float:
    """Give the width of a change: its share of the greatest one."""
    most = abs(asked.traffic[0].change)
    return THINNEST + (BROADEST - THINNEST) * abs(link.change) / most


def _opened(asked: _Asked) -> frozenset[str]:
    """Give the links that carry traffic in the variant alone; of many, those that are used."""
    return _told(asked, _carrying(asked.after) - _carrying(asked.before))


def _shut(asked: _Asked) -> frozenset[str]:
    """Give the links that carry traffic in the base alone; of many, those that were used."""
    return _told(asked, _carrying(asked.before) - _carrying(asked.after))


def _told(asked: _Asked, links: frozenset[str]) -> frozenset[str]:
    return links if len(links) <= MOST_TURNED else \
        links & {link.key for link in asked.traffic}


def _carrying(snapshot: Snapshot) -> frozenset[str]:
    return frozenset(link for link, status in zip(snapshot.network.links.link_id, snapshot.status,
                                                  strict=True) if carries(status))


def _marks(asked: _Asked) -> Iterator[Mark]:
    """Mark the ends of pairs, by the strongest that happens to one of them, and opened links."""
    ends: dict[str, Mark] = {}
    for state, kind in (("newly_cut_off", "cut_off"), ("newly_reachable", "reached"), ("", "end")):
        for comparison in asked.comparisons:
            for mark in end_marks(comparison.base):
                if not state or comparison.state == state:
                    ends.setdefault(mark.key, replace(mark, kind=kind))
    yield from ends.values()
    network = asked.network
    for link_id in sorted(_opened(asked) | _shut(asked)) + list(asked.kinds):
        link = network.link(link_id)
        for node_id in (link.from_node_id, link.to_node_id):
            node = network.node(node_id)
            if node_id not in ends and node.node_type != "junction" and node.country:
                mark = place_mark(network, node)
                yield mark if link_id in asked.kinds else replace(mark, rank=2)


def _width_means(asked: _Asked) -> str:
    changes = {abs(link.change) for link in asked.traffic if link.change}
    return "width, " if len(changes) > 1 else ""


def _keys(asked: _Asked, content: Content) -> Iterator[Key]:
    for kind, colour in COLOURS.items():
        sizes = [abs(link.change) for link in asked.traffic if asked.kinds.get(link.key) == kind]
        if sizes:
            yield Key(kind, f"{WORDS[kind]}{_sizes(asked, sizes)}", colour)
    drawn = content.strands
    if any(strand.colour == style.GREY and not strand.new for strand in drawn):
        yield line_key("rail", text="as many routes as before", colour=style.GREY, width=SAME)
    for mode in style.FORMS:
        if any(strand.mode == mode for strand in drawn):
            yield line_key(mode)
    yield from dash_keys(drawn, "not open today: ")
    yield from band_keys(drawn)
    if any(kind == "shut" for kind, _ in content.signs):
        yield Key("shut", "shut in the variant" if len(
            _carrying(asked.before) - _carrying(asked.after)) <= MOST_TURNED
            else "shut in the variant, where routes went", style.GREY)
    kinds = {mark.kind for mark in content.marks}
    for kind in ("end", "reached", "cut_off"):
        if kind in kinds:
            yield symbol_key(kind)


def _sizes(asked: _Asked, sizes: Sequence[float]) -> str:
    """Say by how many pairs, or what weight, the use of links changes."""
    if len(asked.comparisons) == 1:
        return ""
    ends = list(dict.fromkeys(f"{size:,.6g}" for size in (min(sizes), max(sizes))))
    unit = asked.unit or ("OD pair" if ends == ["1"] else "OD pairs") \
        if set(asked.weights) == {1.0} or asked.unit else "times weight"
    return f" ({' to '.join(ends)} {unit})"
