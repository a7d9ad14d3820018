"""Where a border is crossed."""

from __future__ import annotations

from corridors.model.modes import OVERLAND_MODES
from corridors.model.network import Network

__all__ = ["crosses_border"]


def crosses_border(network: Network, link: int) -> bool:
    """Say whether a border is crossed on a link: it has a charge, or changes country on land.

    Parameters
    ----------
    network
        The network.
    link
        Position of the link.
    """
    if "charged" not in network.memo:
        network.memo["charged"] = {charge.link_id for charge in network.charges}
    if network.links.link_id[link] in network.memo["charged"]:
        return True
    tail = network.nodes.country[network.links.tail[link]]
    head = network.nodes.country[network.links.head[link]]
    return network.links.mode[link] in OVERLAND_MODES and "" not in (tail, head) and tail != head
