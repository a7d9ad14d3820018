"""The restrictions of a question in words: what a route avoids, passes and may not exceed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fnmatch import fnmatchcase

from corridors.errors import PlaceError
from corridors.model.countries import country_name
from corridors.model.modes import MODES
from corridors.model.network import Network
from corridors.model.query import Query
from corridors.model.restriction import Selector
from corridors.model.selector_words import SHARED, links_said

__all__ = ["limits", "together"]

MOST_NAMED = 3
"""Of more things, so many are named and the rest is counted."""


def limits(query: Query, network: Network) -> tuple[str, ...]:
    """Say what a question avoids and passes, its limits, and what else it asks for.

    Parameters
    ----------
    query
        The question.
    network
        Where its ids have their names.

    Returns
    -------
    words
        Such as ``avoiding Iran``, ``via Tbilisi`` and ``at most 250 km by road``; empty where
        nothing is restricted but the modes.
    """
    said = []
    if query.avoid:
        said.append(f"avoiding {_all_named(tuple(query.avoid), network)}")
    if query.via:
        said.append(f"via {_all_named(tuple(query.via), network)}")
    # That the route is the simplest is said where the best is said.
    return (*said, *replace(query, simplest_within=None).terms())


def together(words: Sequence[str]) -> str:
    """Join words with commas and a last "and".

    Examples
    --------
    >>> together(["Iran"]), together(["Russia", "Turkmenistan", "Iran"])
    ('Iran', 'Russia, Turkmenistan and Iran')
    """
    return " and ".join([", ".join(words[:-1]), *words[-1:]] if len(words) > 1 else words)


def _all_named(texts: Sequence[str], network: Network) -> str:
    more = len(texts) - MOST_NAMED
    named = [_named(text, network) for text in texts[:MOST_NAMED]]
    return together([*named, f"{more} more"] if more > 0 else named)


def _named(text: str, network: Network) -> str:
    """Give the name of what a selector means; its id where nothing has a name."""
    selector = Selector.parse(text)
    kind, key = selector
    if kind in SHARED:
        return links_said(selector, lambda part: _named(str(part), network))
    if "*" in key:
        return _alike(kind, key, network)
    if kind == "country":
        return country_name(key)
    if kind == "corridor":
        return f"the corridor {key}"
    if kind == "link" and key in network.links.index:
        link = network.link(key)
        ends = [network.node(end).name for end in (link.from_node_id, link.to_node_id)]
        return f"{'–'.join(ends)} ({MODES[link.mode].label})"
    if kind == "border":
        return next((f"the crossing {border.name.replace('-', '–')}"
                     for border in network.borders if border.border_id == key), key)
    return _place(key, network)


def _place(text: str, network: Network) -> str:
    try:
        return network.node(network.gazetteer.find(text).node_id).name
    except PlaceError:
        return text


def _alike(kind: str, pattern: str, network: Network) -> str:
    """Count what a pattern fits, and name the first."""
    ids = {"link": network.links.link_id,
           "border": tuple(border.border_id for border in network.borders),
           "node": tuple(network.nodes.index)}.get(kind, ())
    fitting = sorted(one for one in ids if fnmatchcase(one, pattern))
    if not fitting:
        return pattern
    first = _named(f"{kind}:{fitting[0]}", network)
    thing = "place" if kind == "node" else kind
    return first if len(fitting) == 1 else f"{len(fitting):,} {thing}s such as {first}"
