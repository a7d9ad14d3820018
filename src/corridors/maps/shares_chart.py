"""A chart of shares: corridors first, then the routes of each pair."""

from __future__ import annotations

from collections.abc import Sequence

from matplotlib.axes import Axes

from corridors.analysis.logit import whole_parts
from corridors.analysis.shares import PairShares, Shares
from corridors.errors import Problem, QueryError
from corridors.maps import style
from corridors.maps.chart import Chart, Plot, bars, chart, label_width_pt
from corridors.maps.figure import MapFigure

__all__ = ["colours_of", "shares_chart", "shares_subtitle", "shares_title"]

AXIS = "share of the traffic, %"

BAR_PT = 14.0
"""Height of a plot for each bar."""

MOST_PAIRS = 4
"""Pairs whose routes are drawn; corridors are those of all pairs."""


def shares_chart(found: Shares, *, title: str = "", subtitle: str = "") -> MapFigure:
    """Draw shares as bars.

    Parameters
    ----------
    found
        The shares.
    title, subtitle
        Above the chart; made from the shares if not given.

    Returns
    -------
    figure
        A plot for the corridors, and one for each of the first pairs.

    Raises
    ------
    QueryError
        If no pair has a route.
    """
    names = found.by_name()
    if not names:
        raise QueryError(Problem("M13", "no pair has a route, so that there are no shares to draw",
                                 "Ask for shares where there are routes."))
    colour = colours_of(list(names))
    pairs = [pair for pair in found.pairs if pair.shares][:MOST_PAIRS]
    labels = [_labels(pair) for pair in pairs]
    if len(found.pairs) == 1 and labels[0] == list(names):
        pairs, labels = [], []  # the bars of the corridors are those of the routes
    left = label_width_pt([*names, *(label for each in labels for label in each)])
    plots = [Plot(BAR_PT * len(names), x=AXIS, left_pt=left,
                  title="Branches" if found.scenario else "Corridors"),
             *(Plot(BAR_PT * len(pair.shares), x=AXIS, left_pt=left,
                    title=f"{pair.origin.name} \N{EN DASH} {pair.destination.name}")
               for pair in pairs)]
    figure, axes = chart(Chart(
        title or shares_title(found), subtitle or shares_subtitle(found), tuple(plots),
        found.snapshot,
        f"Path-size logit, theta {found.theta:g} per USD per TEU, time at "
        f"{found.pairs[0].query.value_of_time or 0:g} USD per TEU and day: assumptions, not "
        "measured.", found.snapshot.scenario))
    most = max(*names.values(), *(share.share for pair in pairs for share in pair.shares), 0.0)
    _draw(axes[0], list(names), list(names.values()), [colour[name] for name in names])
    for plot, pair, each in zip(axes[1:], pairs, labels, strict=True):
        _draw(plot, each, [share.share for share in pair.shares],
              [colour[share.name] for share in pair.shares])
    for plot in axes:
        plot.set_xlim(0, 120 * most)  # one scale for all
    return figure


def _draw(axes: Axes, labels: list[str], shares: list[float], colours: list[str]) -> None:
    bars(axes, labels, [100 * share for share in shares], colours=colours,
         said=[f"{part} %" for part in whole_parts(shares, 100)])


def _labels(pair: PairShares) -> list[str]:
    """Name routes by their corridor, numbered where several bear one name."""
    names = [share.name for share in pair.shares]
    if len(set(names)) == len(names):
        return names
    return [f"{place}. {name}" for place, name in enumerate(names, start=1)]


def colours_of(names: Sequence[str]) -> dict[str, str]:
    """Give the colour of each corridor: the largest have their own, the others are grey."""
    return {name: style.PALETTE[place] if place < len(style.PALETTE) else style.GREY
            for place, name in enumerate(names)}


def shares_title(found: Shares) -> str:
    """Say what is asked.

    Parameters
    ----------
    found
        The shares.
    """
    what = "branch" if found.scenario else "corridor"
    if len(found.pairs) == 1:
        pair = found.pairs[0]
        return (f"Which {what} takes which share? {pair.origin.name} \N{EN DASH} "
                f"{pair.destination.name}")
    return f"Which {what} takes which share? {len(found.pairs)} pairs"


def shares_subtitle(found: Shares) -> str:
    """Say what decides.

    Parameters
    ----------
    found
        The shares.
    """
    weights = f", weighed by {found.unit}" if found.unit and len(found.pairs) > 1 else ""
    return f"By cost and time{weights}"
