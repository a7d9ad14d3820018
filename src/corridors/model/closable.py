"""What can be closed as one: a link, a border with all its links, a node, a country."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from corridors.errors import Problem, QueryError, suggest
from corridors.model.restriction import Selector
from corridors.model.selection import picked, selected_links
from corridors.model.snapshot import Snapshot

__all__ = ["KINDS", "Closable", "candidates_of", "closables"]

KINDS = ("link", "border", "node", "country")
"""Kinds of things that can be closed as one."""


class Closable(NamedTuple):
    """Something that can be closed as one.

    Parameters
    ----------
    kind
        One of :data:`KINDS`.
    key
        Its id; the ISO code of a country.
    links
        Positions of the links that close with it, of those that carry traffic: all at a border, all
        that touch a node or a country.
    """

    kind: str
    key: str
    links: tuple[int, ...]

    def __str__(self) -> str:
        return f"{self.kind}:{self.key}"


def closables(snapshot: Snapshot, kinds: Sequence[str]) -> tuple[Closable, ...]:
    """Give everything of some kinds that can be closed: what has links that carry traffic.

    Parameters
    ----------
    snapshot
        The network on a day.
    kinds
        Some of :data:`KINDS`.

    Raises
    ------
    QueryError
        If there is no such kind.

    Examples
    --------
    >>> from corridors import load
    >>> [thing.key for thing in closables(load().as_of(), ["country"])][:3]
    ['AE', 'AF', 'AM']
    """
    given = [kinds] if isinstance(kinds, str) else list(dict.fromkeys(kinds))
    unknown = [kind for kind in given if kind not in KINDS]
    if unknown or not given:
        raise QueryError([Problem("Q60", f'"{kind}" is nothing that can be closed as one',
                                  suggest(str(kind), KINDS)) for kind in unknown]
                         or Problem("Q60", "nothing to close is given",
                                    f"Give some of {', '.join(KINDS)}."))
    return tuple(thing for kind in given for thing in _of_kind(snapshot, kind))


def candidates_of(snapshot: Snapshot, texts: Iterable[str]) -> tuple[Closable, ...]:
    """Give what kinds and selectors mean as things to close.

    Parameters
    ----------
    snapshot
        The network on a day.
    texts
        Kinds, for everything of them: ``link``, ``border``, ``node``, ``country``. Or selectors:
        ``border:...`` for a border, with all its links; ``link:...``, ``country:IR``,
        ``corridor:...``, ``mode:rail`` and all others for each link that they pick by itself;
        ``*`` stands for any letters.

    Returns
    -------
    things
        Each once; only those with links that carry traffic.

    Raises
    ------
    QueryError
        If something does not exist, or nothing that is open is left.
    """
    problems, found = list[Problem](), dict[tuple[str, str], Closable]()
    for text in [texts] if isinstance(texts, str) else texts:
        try:
            things = _meant(snapshot, text)
        except QueryError as error:
            problems += error.problems
            continue
        found |= {(thing.kind, thing.key): thing for thing in things}
    if not found and not problems:
        problems.append(Problem("Q61", "nothing that is open can be closed",
                                "Give other candidates, such as link, border or country:IR."))
    if problems:
        raise QueryError(problems)
    return tuple(found.values())


def _meant(snapshot: Snapshot, text: str) -> tuple[Closable, ...]:
    if text in KINDS:
        return closables(snapshot, [text])
    selector = Selector.parse(text)
    if selector.kind == "border":
        keys, problem = picked(snapshot, selector)
    else:
        keys, problem = selected_links(snapshot, selector)
    if problem is not None:
        raise QueryError(Problem("Q61", *problem))
    kind, named = "border" if selector.kind == "border" else "link", set(keys)
    return tuple(thing for thing in _of_kind(snapshot, kind) if thing.key in named)


def _of_kind(snapshot: Snapshot, kind: str) -> list[Closable]:
    network, links = snapshot.network, snapshot.network.links
    members = dict[str, dict[int, None]]()
    if kind == "border":
        for charge in network.charges:
            members.setdefault(charge.border_id, {})[links.index[charge.link_id]] = None
    else:
        column = links.link_id if kind == "link" else network.nodes.node_id if kind == "node" \
            else network.nodes.country
        for link, (tail, head) in enumerate(zip(links.tail, links.head, strict=True)):
            for place in [link] if kind == "link" else [tail, head]:
                members.setdefault(column[place], {})[link] = None
    carrying = snapshot.carrying
    made = [Closable(kind, key, tuple(link for link in sorted(members[key]) if carrying[link]))
            for key in sorted(members) if key]
    return [thing for thing in made if thing.links]
