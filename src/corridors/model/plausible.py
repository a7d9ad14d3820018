"""What is possible but unusual, for ``corridors check``: nothing here stops or changes a route.

===== ==================================================================
code  rule
===== ==================================================================
N72   a link is one to three times as long as the straight line
N73   a speed of its own is usual for the mode
N74   a border takes three days or less
N75   a source key is described in source.csv
===== ==================================================================
"""

from __future__ import annotations

from collections.abc import Iterator

from corridors.errors import Problem, suggest
from corridors.model.claim_checks import working_values
from corridors.model.geodesy import great_circle_km
from corridors.model.map_checks import far_off
from corridors.model.network import Network
from corridors.model.records import Link

__all__ = ["DETOUR", "LONGEST_DWELL_H", "SPEEDS_KMH", "detour", "unusual"]

DETOUR = (1.0, 3.0)
"""Usual lengths of a link as multiples of the straight line between its ends."""

SPEEDS_KMH = {"rail": (8, 160), "road": (10, 100), "sea": (10, 45), "ferry": (10, 60),
              "inland_waterway": (5, 25)}
"""Usual own speeds of links by mode, stops included, in km/h. Source: general knowledge."""

LONGEST_DWELL_H = 72
"""Longest usual working hours at a border."""


def detour(network: Network, link: Link) -> float:
    """Give the length of a link as a multiple of the straight line between its ends.

    Parameters
    ----------
    network
        The network.
    link
        One of its links.

    Returns
    -------
    ratio
        Length over great-circle distance; infinite where both ends are one point.

    Examples
    --------
    >>> from corridors import load
    >>> network = load()
    >>> 1 < detour(network, network.link("ir-qazvin-ir-rasht-rail")) < 3
    True
    """
    straight = _straight_km(network, link)
    return link.length_km.value / straight if straight else float("inf")


def unusual(network: Network) -> tuple[Problem, ...]:
    """Say what is possible but unusual in a network.

    Parameters
    ----------
    network
        The network.

    Returns
    -------
    notes
        One for each value, by rule and id; each names the link.

    Examples
    --------
    >>> from corridors import load
    >>> {note.code for note in unusual(load())} <= {"N72", "N73", "N74"}
    True
    """
    return (*_detours(network), *_speeds(network), *_dwells(network), *_keys(network),
            *working_values(network))


def _straight_km(network: Network, link: Link) -> float:
    a, b = network.node(link.from_node_id), network.node(link.to_node_id)
    return great_circle_km(a.lon, a.lat, b.lon, b.lat)


def _detours(network: Network) -> Iterator[Problem]:
    for link in network.links.records:
        length, straight = link.length_km.value, _straight_km(network, link)
        # What is far off was told with its row when the table was read.
        if not DETOUR[0] * straight <= length <= DETOUR[1] * straight \
                and not far_off(length, straight):
            yield Problem("N72", f"{link.link_id} is {length:g} km long; the straight line "
                                 f"between its ends is {straight:.1f} km",
                          "Check the length and both coordinates.", file="link.csv",
                          column="length_km")


def _speeds(network: Network) -> Iterator[Problem]:
    for link in network.links.records:
        low, high = SPEEDS_KMH[link.mode]
        if link.speed_kmh is not None and not low <= link.speed_kmh <= high:
            yield Problem("N73", f"{link.link_id} has a speed of {link.speed_kmh:g} km/h; "
                                 f"{low} to {high} are usual",
                          "Check it and its unit.", file="link.csv", column="speed_kmh")


def _dwells(network: Network) -> Iterator[Problem]:
    for charge in network.charges:
        if charge.dwell_h is not None and charge.dwell_h.value > LONGEST_DWELL_H:
            way = "forward" if charge.forward else "backward"
            yield Problem("N74", f"{charge.link_id}, {way}, takes {charge.dwell_h.value:g} h at "
                                 f"the border; at most {LONGEST_DWELL_H} are usual",
                          "Check it and its unit.", file="border_charge.csv", column="dwell_h")


def _keys(network: Network) -> Iterator[Problem]:
    known = {source.source_key for source in network.sources}
    if not known:
        return
    used = {key: link.link_id for link in reversed(network.links.records)
            for key in link.source.split(";") if key}
    for key in sorted(used.keys() - known):
        yield Problem("N75", f'"{key}", the source of {used[key]}, is not in source.csv',
                      suggest(key, known), file="link.csv", column="source")
