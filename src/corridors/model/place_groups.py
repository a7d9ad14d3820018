"""Groups of places: a whole country, all ports, the ports of one sea, a corridor."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from corridors.errors import PlaceError, Problem, QueryError, suggest
from corridors.model.countries import meant_country
from corridors.model.network import Network
from corridors.model.records import Node

__all__ = ["GROUPED_BY", "Weights", "places_of", "weights_of"]

Weights = Mapping[str, float | None] | Iterable[str]
"""Names or groups of places, with weights where they have any."""

GROUPED_BY = ("country", "corridor", "type", "group")
"""What places can be asked for by: ``country:IR``, ``corridor:instc-west``, ``type:port`` (what the
place is for freight), ``group:baltic-ports`` (a group of ``place_group.csv``)."""


def places_of(network: Network, texts: Iterable[str], column: str = "places"
              ) -> tuple[Node, ...]:
    """Give the places that names and groups mean.

    Parameters
    ----------
    network
        The network.
    texts
        Place names, node ids (``node:ID`` as well), or groups: ``country:IR``, ``type:port``,
        ``corridor:instc-west``, ``group:baltic-ports``.
    column
        What the texts were given as; named where one is wrong.

    Returns
    -------
    nodes
        In the order they were asked for, each once; those of a group by id.

    Raises
    ------
    PlaceError
        If places are unknown, or several bear a name; all of them at once.
    QueryError
        If a group is unknown, or nothing is asked for.

    Examples
    --------
    >>> from corridors import load
    >>> [node.node_id for node in places_of(load(), ["Baku", "group:mediterranean-ports"])]
    ['az-baku', 'tr-iskenderun', 'tr-mersin']
    """
    problems: list[Problem] = []
    found: dict[str, Node] = {}
    known: dict[str, Mapping[str, Sequence[str]]] = {}
    # One text is one place, not its letters.
    for text in [texts] if isinstance(texts, str) else texts:
        kind, colon, key = (part.strip() for part in text.partition(":"))
        if colon and kind in GROUPED_BY:
            members = known.setdefault(kind, _members(network, kind))
            if key not in members:
                problems.append(Problem("Q40", f'There is no {kind} "{key}"',
                                        meant_country(key, members) if kind == "country"
                                        else suggest(key, members), column=column))
            found |= {node_id: network.node(node_id) for node_id in members.get(key, ())}
            continue
        try:
            node = network.place(key if colon and kind == "node" else text)
            found[node.node_id] = node
        except PlaceError as error:
            problems += error.problems
    if not found and not problems:
        problems.append(Problem("Q40", "no place is given",
                                "Give names, or a group such as country:IR or type:port.",
                                column=column))
    if problems:
        raise (PlaceError if {p.code for p in problems} == {"Q10"} else QueryError)(problems)
    return tuple(found.values())


def weights_of(network: Network, places: Weights
               ) -> tuple[dict[str, float], tuple[Node, ...]]:
    """Say what places count for.

    Parameters
    ----------
    network
        The network.
    places
        Names or groups of places, with weights where they have any; a place without one counts
        for its people.

    Returns
    -------
    weights
        By node id, in the order the places were given; the last weight given to a place counts.
    without
        Places that have neither a weight nor known people.

    Raises
    ------
    PlaceError
        If places are unknown.
    QueryError
        If a group is unknown, or no place has a weight.

    Examples
    --------
    >>> from corridors import load
    >>> weights_of(load(), {"Baku": 3.0, "sea-suez": None})[0]
    {'az-baku': 3.0}
    """
    given = places if isinstance(places, Mapping) else dict.fromkeys(
        [places] if isinstance(places, str) else places)
    if given:
        places_of(network, given)  # tells everything that is wrong at once
    weights: dict[str, float] = {}
    without: dict[str, Node] = {}
    for text, weight in given.items():
        for node in places_of(network, [text]):
            people = network.population.get(node.node_id)
            counts = people.people if weight is None and people is not None else weight
            if counts is None:
                without[node.node_id] = node
            else:
                weights[node.node_id] = float(counts)
    if not any(weights.values()):
        raise QueryError(Problem("Q44", "no place has a weight",
                                 "Give towns whose people are known, or places with weights.",
                                 column="places"))
    return weights, tuple(node for key, node in without.items() if key not in weights)


def _members(network: Network, kind: str) -> Mapping[str, Sequence[str]]:
    if kind == "group":
        return network.groups
    nodes, members = network.nodes, dict[str, dict[str, None]]()
    if kind == "corridor":
        for place, names in enumerate(network.links.corridors):
            ends = network.links.tail[place], network.links.head[place]
            for name in names:
                members.setdefault(name, {}).update({nodes.node_id[end]: None for end in ends})
        return {name: sorted(ids) for name, ids in members.items()}
    column = nodes.country if kind == "country" else nodes.node_type
    for node_id, name in zip(nodes.node_id, column, strict=True):
        if name:
            members.setdefault(name, {})[node_id] = None
    return {name: list(ids) for name, ids in members.items()}
