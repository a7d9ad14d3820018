"""The arithmetic of a choice between routes: path-size logit, its elasticities, and whole parts.

The share of route :math:`r` among the routes of a pair is

.. math::  P_r = \\frac{PS_r \\exp(-\\theta G_r)}{\\sum_s PS_s \\exp(-\\theta G_s)}, \\qquad
           PS_r = \\sum_{a \\in r} \\frac{l_a}{L_r} \\frac{1}{N_a}

with the generalised cost :math:`G` in USD per TEU, the length :math:`l_a` of link :math:`a`, the
length :math:`L_r` of the route, and the number :math:`N_a` of routes of the choice that use the
link. A route that shares nothing has the path size 1; two that are the same have 1/2 each, and
together the share of one.

Source: M. Ben-Akiva and M. Bierlaire, Discrete choice methods and their applications to short term
travel decisions, in: R. Hall (ed.), Handbook of Transportation Science, Kluwer 1999, 5-33; the form
with :math:`1/N_a` is its equation for routes of one length.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence
from math import exp, fsum

__all__ = ["MILLION", "logit", "path_sizes", "whole_parts"]

MILLION = 1_000_000
"""Parts that shares are counted in, so that they add up to one exactly."""


def path_sizes(routes: Sequence[Sequence[tuple[Hashable, float]]]) -> list[float]:
    """Give the path size of each route of a choice.

    Parameters
    ----------
    routes
        Of each route its links, with their lengths in any one unit.

    Returns
    -------
    sizes
        More than 0, at most 1. A route without length has one part in as many as there are such.

    Examples
    --------
    >>> path_sizes([[("a", 1.0), ("b", 3.0)], [("a", 1.0), ("c", 3.0)], [("d", 9.0)]])
    [0.875, 0.875, 1.0]
    """
    users = Counter(link for route in routes for link in {link for link, _ in route})
    empty = sum(not sum(length for _, length in route) for route in routes)
    sizes = []
    for route in routes:
        whole = fsum(length for _, length in route)
        sizes.append(fsum(length / users[link] for link, length in route) / whole
                     if whole else 1.0 / empty)
    return sizes


def logit(costs: Sequence[float], sizes: Sequence[float], theta: float) -> list[float]:
    """Give the share of each route of a choice.

    Parameters
    ----------
    costs
        Generalised cost of each, in USD per TEU.
    sizes
        Path size of each.
    theta
        Per USD per TEU: how sharply traffic goes to what is cheaper.

    Returns
    -------
    shares
        From 0 to 1; they sum to 1 but for the last digits of a float.

    Examples
    --------
    >>> [round(share, 3) for share in logit([1000.0, 1500.0], [1.0, 1.0], 0.002)]
    [0.731, 0.269]
    """
    least = min(costs, default=0.0)  # powers are taken of differences, which do not overflow
    weights = [size * exp(-theta * (cost - least)) for cost, size in zip(costs, sizes, strict=True)]
    whole = fsum(weights)
    return [weight / whole for weight in weights]


def whole_parts(shares: Sequence[float], parts: int = MILLION) -> list[int]:
    """Give shares as whole numbers of parts that add up exactly, by the largest remainders.

    Parameters
    ----------
    shares
        Of each: 0 or more, together about 1.
    parts
        How many parts there are, such as 100 for per cent.

    Examples
    --------
    >>> whole_parts([1 / 3, 1 / 3, 1 / 3], 100)
    [34, 33, 33]
    """
    if not shares:
        return []
    exact = [share * parts for share in shares]
    found = [int(part) for part in exact]
    by_rest = sorted(range(len(shares)), key=lambda at: (found[at] - exact[at], at))
    for at in by_rest[:parts - sum(found)]:
        found[at] += 1
    return found
