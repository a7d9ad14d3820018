"""What a selector means in a network: the links, borders or nodes it picks."""

from __future__ import annotations

from collections.abc import Iterable
from fnmatch import fnmatchcase

from corridors.errors import suggest
from corridors.model.countries import meant_country
from corridors.model.restriction import SELECTORS, Selector
from corridors.model.snapshot import Snapshot

__all__ = ["known_keys", "picked", "selected_charges", "selected_links", "selected_nodes"]

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
        Ids, country codes or corridor names, sorted.
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
    else:
        keys = network.links.link_id if kind == "link" else network.nodes.node_id
    network.memo["known keys", kind] = made = tuple(sorted(set(keys)))
    return made


def selected_links(snapshot: Snapshot, selector: Selector) -> Found:
    """Give the ids of the links a selector picks, or what is wrong with it.

    Parameters
    ----------
    snapshot
        The network on a day.
    selector
        A link; or a border, corridor, node or country, for all their links.

    Returns
    -------
    link_ids
        Ids, sorted.
    problem
        Message and advice, or None.
    """
    keys, problem = picked(snapshot, selector)
    if problem is not None:
        return (), problem
    network, links = snapshot.network, snapshot.network.links
    if selector.kind == "link":
        return keys, None
    chosen = set(keys)
    if selector.kind == "border":
        found = {link for key in keys for link in network.links_of_border(key)}
    elif selector.kind == "corridor":
        found = {link for link, names in zip(links.link_id, links.corridors, strict=True)
                 if chosen & set(names)}
    else:
        column = network.nodes.country if selector.kind == "country" else network.nodes.node_id
        found = {link for link, tail, head in zip(links.link_id, links.tail, links.head,
                                                  strict=True)
                 if column[tail] in chosen or column[head] in chosen}
    if not found:
        return (), (f'"{selector}" has no links', "Choose something that has.")
    return tuple(sorted(found)), None


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
    charged = {charge.link_id for charge in snapshot.charges}
    found = tuple(link for link in links if link in charged)
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
        A node.
    field
        ``gauge_change_h`` for gauge-change facilities, ``transfer_h`` for terminals.

    Returns
    -------
    node_ids
        Ids, sorted.
    problem
        Message and advice, or None.
    """
    keys, problem = picked(snapshot, selector)
    if problem is not None:
        return (), problem
    if selector.kind != "node":
        return (), (f'"{selector}" is not a node', 'Select a node: "node:...".')
    have, what = ({change.node_id for change in snapshot.gauge_changes}, "gauge change") \
        if field == "gauge_change_h" else \
        ({terminal.node_id for terminal in snapshot.terminals}, "terminal")
    lacking = [key for key in keys if key not in have]
    if lacking:
        return (), (f'"{lacking[0]}" has no {what}', suggest(lacking[0], have))
    return keys, None


def picked(snapshot: Snapshot, selector: Selector) -> Found:
    """Give the keys a selector names, of its own kind; ``*`` stands for any letters.

    Parameters
    ----------
    snapshot
        The network on a day.
    selector
        Any selector.

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
