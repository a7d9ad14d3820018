"""What a selector means in a network: the links, borders or nodes it picks.

============ ======================================= ==========================================
selector     links                                   nodes, for fields of nodes
============ ======================================= ==========================================
link:ID      the link                                its two ends
border:ID    the links that cross there              their ends
node:ID      the links that begin or end there       the node
country:XX   the links that begin or end there       the nodes of the country
corridor:N   the links of the corridor               their ends
mode:M       the links of the mode                   their ends
status:S     the links that have it before changes   their ends
tag:T        the links that have the tag             their ends
A & B        the links that both pick                the nodes that both pick
============ ======================================= ==========================================

``*`` stands for any letters. Of nodes those count that have the facility whose figure is set.
"""

from __future__ import annotations

from collections.abc import Iterable
from fnmatch import fnmatchcase

from corridors.errors import suggest
from corridors.model.countries import meant_country
from corridors.model.crossing import crosses_border
from corridors.model.modes import MODES
from corridors.model.restriction import ALL, SELECTORS, Selector
from corridors.model.snapshot import Snapshot
from corridors.model.status import STATUSES

__all__ = ["known_keys", "picked", "selected_charges", "selected_links", "selected_nodes",
           "selected_nodes_of"]

Found = tuple[tuple[str, ...], tuple[str, str] | None]


def known_keys(snapshot: Snapshot, kind: str) -> tuple[str, ...]:
    """List the keys a kind of selector can have in a network.

    Parameters
    ----------
    snapshot
        The network on a day.
    kind
        One of :data:`corridors.model.restriction.SELECTORS`.

    Returns
    -------
    keys
        Ids, country codes, names of corridors, modes, statuses or tags, sorted.
    """
    network = snapshot.network
    if ("known keys", kind) in network.memo:
        known: tuple[str, ...] = network.memo["known keys", kind]
        return known
    keys: Iterable[str]
    if kind == "country":
        keys = (country for country in network.nodes.country if country)
    elif kind == "border":
        keys = (border.border_id for border in network.borders)
    elif kind == "corridor":
        keys = (name for names in network.links.corridors for name in names)
    elif kind == "tag":
        from corridors.model.tags import tags_of

        keys = (tag for tags in tags_of(network) for tag in tags)
    elif kind in ("mode", "status"):
        keys = MODES if kind == "mode" else STATUSES
    else:
        keys = network.links.link_id if kind == "link" else network.nodes.node_id
    network.memo["known keys", kind] = made = tuple(sorted(set(keys)))
    return made


def selected_links(snapshot: Snapshot, selector: Selector, field: str = "") -> Found:
    """Give the ids of the links a selector picks, or what is wrong with it.

    Parameters
    ----------
    snapshot
        The network on a day.
    selector
        Anything, for all its links.
    field
        ``gauge_mm`` for those alone that have a gauge.

    Returns
    -------
    link_ids
        Ids, sorted.
    problem
        Message and advice, or None.
    """
    found, problem = _kept(snapshot, selector, "links")
    if problem is not None:
        return (), problem
    if field == "gauge_mm":
        links = snapshot.network.links
        found = tuple(link for link in found if MODES[links.mode[links.index[link]]].has_gauge)
        if not found:
            return (), (f'"{selector}" has no railway', "Choose something that has.")
    if not found:
        return (), (f'"{selector}" has no links', "Choose something that has.")
    return found, None


def selected_charges(snapshot: Snapshot, selector: Selector) -> Found:
    """Give the ids of the links whose border charge a selector picks.

    Parameters
    ----------
    snapshot
        The network on a day.
    selector
        A border, for all its links; or a link that crosses one; or anything with such links.

    Returns
    -------
    link_ids
        Ids, sorted.
    problem
        Message and advice, or None.
    """
    links, problem = selected_links(snapshot, selector)
    if problem is not None:
        return (), problem
    network = snapshot.network
    found = tuple(link for link in links if crosses_border(network, network.links.index[link]))
    if not found:
        return (), (f'"{selector}" crosses no border', 'Select a border: "border:...".')
    return found, None


def selected_nodes(snapshot: Snapshot, selector: Selector, field: str) -> Found:
    """Give the ids of the nodes with a facility that a selector picks.

    Parameters
    ----------
    snapshot
        The network on a day.
    selector
        A node; or anything, for all its nodes that have such a facility.
    field
        What is set: ``gauge_change_h`` and the like for gauge-change facilities, ``transfer_h`` and
        the like for terminals.

    Returns
    -------
    node_ids
        Ids, sorted.
    problem
        Message and advice, or None.
    """
    found, problem = _kept(snapshot, selector, "nodes")
    if problem is not None:
        return (), problem
    have, what = ({change.node_id for change in snapshot.gauge_changes}, "gauge change") \
        if field.startswith("gauge_change") else \
        ({terminal.node_id for terminal in snapshot.terminals}, "terminal")
    served = tuple(node for node in found if node in have)
    if not served:
        near = suggest(selector.key, have) if selector.kind == "node" else ""
        return (), (f'"{selector.key if selector.kind == "node" else selector}" has no {what}',
                    near or "Choose something that has.")
    return served, None


def selected_nodes_of(snapshot: Snapshot, selector: Selector) -> Found:
    """Give the ids of the nodes a selector picks, whatever facilities they have.

    Parameters
    ----------
    snapshot
        The network on a day.
    selector
        Any selector.

    Returns
    -------
    node_ids
        Ids, sorted.
    problem
        Message and advice, or None.
    """
    return _kept(snapshot, selector, "nodes")


def picked(snapshot: Snapshot, selector: Selector) -> Found:
    """Give the keys a selector names, of its own kind; ``*`` stands for any letters.

    Parameters
    ----------
    snapshot
        The network on a day.
    selector
        One selector.

    Returns
    -------
    keys
        Sorted.
    problem
        Message and advice, or None.
    """
    if selector.kind == "place":
        kinds = ", ".join(f"{kind}:..." for kind in SELECTORS)
        return (), (f'"{selector.key}" does not say what is meant', f"Write one of {kinds}.")
    known = known_keys(snapshot, selector.kind)
    if "*" in selector.key:
        found = tuple(key for key in known if fnmatchcase(key, selector.key))
        return (found, None) if found else ((), (f'"{selector}" matches nothing', ""))
    if selector.key not in known:
        return (), (f'There is no {selector.kind} "{selector.key}"',
                    meant_country(selector.key, known) if selector.kind == "country"
                    else suggest(selector.key, known))
    return (selector.key,), None


def _kept(snapshot: Snapshot, selector: Selector, what: str) -> Found:
    """Give what a selector picks, kept with the network where no day has a part in it."""
    memo = snapshot.memo if "status:" in str(selector) else snapshot.network.memo
    key = ("selected", what, selector)
    if key not in memo:
        memo[key] = _all(snapshot, selector, what)
    made: Found = memo[key]
    return made


def _all(snapshot: Snapshot, selector: Selector, what: str) -> Found:
    """Give what every part of a selector picks."""
    sets = []
    for part in selector.parts:
        keys, problem = picked(snapshot, part)
        if problem is not None:
            return (), problem
        sets.append(_links(snapshot, part.kind, keys) if what == "links"
                    else _nodes(snapshot, part.kind, keys))
    found = set.intersection(*sets)
    if not found and selector.kind == ALL:
        return (), (f'"{selector}" picks nothing: no {what[:-1]} is all of it',
                    "Leave a part of it out.")
    return tuple(sorted(found)), None


def _links(snapshot: Snapshot, kind: str, keys: tuple[str, ...]) -> set[str]:
    """Give the links that keys of a kind stand for."""
    network, links, chosen = snapshot.network, snapshot.network.links, set(keys)
    if kind == "link":
        return chosen
    if kind == "border":
        return {link for key in keys for link in network.links_of_border(key)}
    if kind in ("corridor", "tag"):
        from corridors.model.tags import tags_of

        words = links.corridors if kind == "corridor" else tags_of(network)
        return {link for link, has in zip(links.link_id, words, strict=True)
                if chosen.intersection(has)}
    if kind in ("mode", "status"):
        column = links.mode if kind == "mode" else snapshot.status
        return {link for link, is_ in zip(links.link_id, column, strict=True) if is_ in chosen}
    names = network.nodes.country if kind == "country" else network.nodes.node_id
    return {link for link, tail, head in zip(links.link_id, links.tail, links.head, strict=True)
            if names[tail] in chosen or names[head] in chosen}


def _nodes(snapshot: Snapshot, kind: str, keys: tuple[str, ...]) -> set[str]:
    """Give the nodes that keys of a kind stand for."""
    nodes = snapshot.network.nodes
    if kind == "node":
        return set(keys)
    if kind == "country":
        return {node for node, country in zip(nodes.node_id, nodes.country, strict=True)
                if country in keys}
    return {end for link in map(snapshot.network.link, _links(snapshot, kind, keys))
            for end in (link.from_node_id, link.to_node_id)}
