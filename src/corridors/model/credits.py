"""Whom to name beside the lines of a network, as their licences ask."""

from __future__ import annotations

from collections.abc import Iterable

from corridors.model.network import Network

__all__ = ["credit_of", "credits_of", "people_credits"]


def credit_of(network: Network, link_id: str) -> str:
    """Say whom the line of a link is owed to, with the licence.

    Parameters
    ----------
    network
        Where the link belongs.
    link_id
        A link.

    Returns
    -------
    credit
        Such as "© OpenStreetMap contributors, ODbL 1.0"; blank where nobody has to be named.
    """
    alignment = network.alignments.get(link_id)
    if alignment is None or not alignment.attribution:
        return ""
    keys = alignment.source.split(";")
    licences = [source.licence for source in network.sources
                if source.source_key in keys and source.licence]
    return ", ".join([alignment.attribution, *licences])


def credits_of(network: Network, link_ids: Iterable[str]) -> tuple[str, ...]:
    """Give the credits of some lines, each once, in order of the alphabet."""
    return tuple(sorted({credit_of(network, link_id) for link_id in link_ids} - {""}))


def people_credits(network: Network, node_ids: Iterable[str]) -> tuple[str, ...]:
    """Say whom the people of towns are counted by, with the licence.

    Parameters
    ----------
    network
        Where the towns belong.
    node_ids
        Towns; those whose people are not known are passed over.

    Returns
    -------
    credits
        Such as "GeoNames, CC BY 4.0", each once, in order of the alphabet.
    """
    keys = {key for node_id in node_ids if node_id in network.population
            for key in network.population[node_id].source.split(";")}
    return tuple(sorted({", ".join(filter(None, (source.publisher or source.title,
                                                 source.licence)))
                         for source in network.sources if source.source_key in keys}))
