"""A map of shares: each corridor in its colour, as broad as what it takes."""

from __future__ import annotations

from collections import defaultdict

from corridors.analysis.logit import whole_parts
from corridors.analysis.shares import Shares
from corridors.errors import Problem, QueryError
from corridors.maps import style
from corridors.maps.basemap import Basemap
from corridors.maps.figure import MapFigure
from corridors.maps.look import USUAL, Look
from corridors.maps.shares_chart import colours_of, shares_subtitle, shares_title
from corridors.maps.volume_map import Band, Volumes, volume_map

__all__ = ["shares_map"]

MOST_NAMED = 12


def shares_map(found: Shares, basemap: Basemap, *, title: str = "", subtitle: str = "",
               look: Look = USUAL) -> MapFigure:
    """Draw shares on a map.

    Parameters
    ----------
    found
        The shares.
    basemap
        The ground.
    title, subtitle
        Above the map; made from the shares if not given.
    look
        How boundaries look, and in which language places are named.

    Returns
    -------
    figure
        A figure: colour is the corridor, width the share of all traffic that it takes over a
        link. Corridors on one link lie side by side.

    Raises
    ------
    QueryError
        If no pair has a route.
    """
    bands = _bands(found)
    if not bands:
        raise QueryError(Problem("M13", "no pair has a route, so that there are no shares to draw",
                                 "Ask for shares where there are routes."))
    names = found.by_name()
    parts = dict(zip(names, whole_parts(list(names.values()), 100), strict=True))
    told, colours = list(names)[:len(style.PALETTE)], colours_of(list(names))
    kinds = [(f"{name} {parts[name]} %", colours[name]) for name in told]
    if len(names) > len(told):
        rest = sum(parts[name] for name in names if name not in told)
        kinds.append((f"{len(names) - len(told)} others {rest} %", style.GREY))
    ends = dict.fromkeys(node.node_id for pair in found.pairs if pair.shares
                         for node in (pair.origin, pair.destination))
    what = "branch" if found.scenario else "corridor"
    return volume_map(Volumes(
        title or shares_title(found), subtitle or shares_subtitle(found),
        tuple(bands), tuple(kinds), f"{what.capitalize()} (colour), share of the traffic (width)",
        "%", places=tuple(ends), named=tuple(ends)[:MOST_NAMED]), found.snapshot, basemap,
        look=look)


def _bands(found: Shares) -> list[Band]:
    """Add up what each corridor takes over each link, in per cent of all traffic."""
    names = list(found.by_name())
    whole = sum(pair.weight for pair in found.pairs if pair.shares)
    taken: defaultdict[tuple[str, int], float] = defaultdict(float)
    for pair in found.pairs:
        for share in pair.shares:
            kind = min(names.index(share.name), len(style.PALETTE))
            for link_id in share.route.link_ids:
                taken[link_id, kind] += 100 * share.share * pair.weight / whole
    return [Band(link_id, volume, kind=kind) for (link_id, kind), volume in sorted(taken.items())
            if volume > 0]
