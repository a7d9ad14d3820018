"""The OD pairs that are asked for where nobody names any: 20, across the bundled corridors."""

from __future__ import annotations

from dataclasses import replace

from corridors.errors import PlaceError, Problem, QueryError
from corridors.model.network import Network
from corridors.model.pairs import Pairs, as_pairs
from corridors.model.query import Query

__all__ = ["DEFAULT_PAIRS", "default_pairs"]

DEFAULT_PAIRS = (
    # North-South: the western, Trans-Caspian and eastern branches
    ("Saint Petersburg", "Bandar Abbas"), ("Moscow", "Bandar Abbas"), ("Moscow", "Mumbai"),
    ("Helsinki", "Mumbai"), ("Moscow", "Tehran"), ("Saint Petersburg", "Baku"),
    # The Middle Corridor, and the northern one beside it
    ("Xi'an", "Istanbul"), ("Xi'an", "Duisburg"), ("Almaty", "Poti"), ("Almaty", "Istanbul"),
    ("Tashkent", "Poti"), ("Tashkent", "Bandar Abbas"), ("Ashgabat", "Mersin"),
    # The South Caucasus
    ("Baku", "Poti"), ("Baku", "Kars"), ("Baku", "Nakhchivan"), ("Yerevan", "Moscow"),
    # South Asia and the Gulf
    ("Karachi", "Tashkent"), ("Tehran", "Istanbul"), ("Bandar Abbas", "Duisburg"),
)
"""Origin and destination. They were chosen to use every bundled corridor, and are no forecast of
what is shipped: give pairs with weights of your own for that."""


def default_pairs(network: Network, query: Query | None = None) -> Pairs:
    """Give the OD pairs that are asked for where nobody names any.

    Parameters
    ----------
    network
        The bundled network, or another that has the same places.
    query
        How they are asked for; its own places do not matter. By distance if not given.

    Returns
    -------
    pairs
        20 of them, each counting the same.

    Raises
    ------
    QueryError
        If the network does not have these places.

    Examples
    --------
    >>> from corridors import load
    >>> default_pairs(load())
    <Pairs: 20, weights from 1 to 1>
    """
    asked, found, missing = query or Query("", ""), dict[str, str](), list[str]()
    for name in dict.fromkeys(name for pair in DEFAULT_PAIRS for name in pair):
        try:
            found[name] = network.place(name).node_id
        except PlaceError:
            missing.append(name)
    if missing:
        raise QueryError(Problem("Q62", "no OD pair is given, and this network lacks places of "
                                        f"the usual ones: {', '.join(missing)}", "Give pairs."))
    return as_pairs(replace(asked, origin=found[origin], destination=found[destination])
                    for origin, destination in DEFAULT_PAIRS)
