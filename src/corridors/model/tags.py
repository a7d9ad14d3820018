"""Tags: words for kinds of links, by which they can be selected.

=========================== ====================================================================
tag                         links that have it
=========================== ====================================================================
railway, road, ...          those of this facility type in the data, such as ``shipping-lane``,
                            ``ship-canal`` or ``rail-ferry``
port, border-crossing, ...  those that begin or end at a node of this type
electrified                 those that are electrified from end to end
partly-electrified          those that are in part
single-track, double-track  those with one running track, with two or more
two-gauges                  those on which two gauges run
seasonal                    those that close every year for a time
one-way                     those that can be used in one direction alone
=========================== ====================================================================

Spaces and underscores of the data are hyphens in tags.
"""

from __future__ import annotations

from collections.abc import Sequence

from corridors.model.modes import gauge_class
from corridors.model.network import Network

__all__ = ["node_tag", "tags_of"]


def tags_of(network: Network) -> Sequence[frozenset[str]]:
    """Give the tags of every link, made the first time they are asked for.

    Parameters
    ----------
    network
        The network.

    Returns
    -------
    tags
        One set for each link, in the order of the links.

    Examples
    --------
    >>> from corridors import load
    >>> network = load()
    >>> tags = tags_of(network)[network.links.index["ir-astara-ir-rasht-rail"]]
    >>> "railway" in tags, "electrified" in tags
    (True, False)
    """
    if "tags" not in network.memo:
        network.memo["tags"] = tuple(map(_tags, [network] * len(network.links),
                                         range(len(network.links))))
    made: Sequence[frozenset[str]] = network.memo["tags"]
    return made


def node_tag(node_type: str) -> str:
    """Give a type of the data as a tag.

    Parameters
    ----------
    node_type
        A node type or facility type.

    Examples
    --------
    >>> node_tag("border_crossing"), node_tag("shipping lane")
    ('border-crossing', 'shipping-lane')
    """
    return node_type.strip().lower().replace("_", "-").replace(" ", "-")


def _tags(network: Network, place: int) -> frozenset[str]:
    link, types = network.links.records[place], network.nodes.node_type
    ends = {types[network.links.tail[place]], types[network.links.head[place]]}
    found = {node_tag(word) for word in (link.facility_type, *ends) if word}
    found |= {word for word, holds in (
        ("electrified", link.electrified == "yes"),
        ("partly-electrified", link.electrified == "partly"),
        ("single-track", link.tracks == 1),
        ("double-track", link.tracks is not None and link.tracks > 1),
        ("two-gauges", len({gauge_class(mm) for mm in link.gauges_mm}) > 1),
        ("seasonal", bool(link.seasons)), ("one-way", link.directed)) if holds}
    return frozenset(found)
