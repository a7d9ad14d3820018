"""The chart of a sweep: what the best route takes in all cases, and which corridor it follows."""

from __future__ import annotations

from matplotlib.axes import Axes

from corridors.analysis.sweep_result import Sweep, SweptRoute
from corridors.errors import Problem, QueryError
from corridors.maps import style
from corridors.maps.chart import Chart, Plot, bars, chart, label_width_pt
from corridors.maps.figure import MapFigure
from corridors.maps.footer import short
from corridors.maps.limits import together
from corridors.maps.said import many
from corridors.model.corridor_names import corridor_name

__all__ = ["sweep_alt", "sweep_chart"]

OTHERS = "other corridors"
NO_CORRIDOR = "no corridor in particular"

MARKERS = "o^sDv"
"""Forms of dots, by the place of their corridor."""


def sweep_chart(sweep: Sweep, query: int = 0, title: str = "", subtitle: str = "") -> MapFigure:
    """Draw what a query takes in every case, from the best to the worst.

    Parameters
    ----------
    sweep
        The sweep.
    query
        Position of the query.
    title, subtitle
        Above the chart; made from the result if not given.

    Returns
    -------
    figure
        A dot for each case, coloured by the corridor of its best route; below it how many cases
        each corridor is the best in.

    Raises
    ------
    QueryError
        If there is no such query, or it has no route in any case.
    """
    ranked = sweep.ranked(query)
    asked = sweep.queries[query]
    if not ranked:
        raise QueryError(Problem("M10", f"{asked.title} has no route in any case",
                                 "Draw another query: draw(sweep, query=1)."))
    counts = _corridors(sweep, query)
    names = list(counts)
    unit = asked.unit if asked.unit in ("km", "h") else f"{asked.unit} per TEU"
    figure, (dots, below) = chart(Chart(
        title or f"What the best route takes in every case: {asked.title}",
        subtitle or f"{many(len(sweep), 'case')}: "
                    f"{together([axis.named for axis in sweep.axes])}",
        (Plot(150, x="cases, the best first", y=unit, title="What it takes"),
         Plot(13.0 * len(names) + 6, x="cases in which it is the best",
              title="Whose route it is", left_pt=label_width_pt(names))),
        None, _note(sweep, query)))
    _dots(dots, sweep, query, names)
    bars(below, names, list(counts.values()), colours=[_colour(place) for place in
                                                       range(len(names))],
         said=[f"{count:,}" for count in counts.values()])
    for place in range(len(names)):
        below.plot([0], [place], marker=MARKERS[place], markersize=6.0, color=_colour(place),
                   markeredgecolor="white", markeredgewidth=0.9, clip_on=False, zorder=5)
    below.xaxis.set_major_formatter("{x:,.10g}")
    return figure


def sweep_alt(sweep: Sweep, query: int = 0) -> str:
    """Describe the chart in words.

    Parameters
    ----------
    sweep
        The sweep.
    query
        Position of the query.
    """
    ranked, asked = sweep.ranked(query), sweep.queries[query]
    if not ranked:
        return f"Chart of a sweep: {asked.title}, no route in any of {len(sweep):,} cases."
    least, most = sweep.totals[query][ranked[0]], sweep.totals[query][ranked[-1]]
    first, count = next(iter(_corridors(sweep, query).items()))
    return (f"Chart of {many(len(sweep), 'case')}, {asked.title}: from {least:,.1f} to "
            f"{most:,.1f} {asked.unit}; most often the best route is that of {first}, in "
            f"{count:,}.")


def _corridors(sweep: Sweep, query: int) -> dict[str, int]:
    """Count the cases by the corridor of the best route; beyond four, the others together."""
    found: dict[str, int] = {}
    for share in sweep.shares(query):
        name = _corridor(share.route)
        found[name] = found.get(name, 0) + share.cases
    ordered = sorted(found.items(), key=lambda item: (-item[1], item[0]))
    told = dict(ordered[:len(style.PALETTE)])
    rest = sum(count for _, count in ordered[len(style.PALETTE):])
    return {**told, OTHERS: rest} if rest else told


def _corridor(route: SweptRoute) -> str:
    return corridor_name(route.corridor) if route.corridor else NO_CORRIDOR


def _dots(axes: Axes, sweep: Sweep, query: int, names: list[str]) -> None:
    ranked = sweep.ranked(query)
    held: dict[str, tuple[list[int], list[float]]] = {name: ([], []) for name in names}
    for rank, case in enumerate(ranked, start=1):
        route, total = sweep.route(case, query), sweep.totals[query][case]
        if route is None or total is None:
            continue
        name = _corridor(route)
        ranks, totals = held[name if name in held else OTHERS]
        ranks.append(rank)
        totals.append(total)
    for place, name in enumerate(names):
        axes.plot(*held[name], linestyle="none", marker=MARKERS[place], markersize=3.0,
                  markeredgewidth=0.0, color=_colour(place), zorder=3)
    for axis in (axes.xaxis, axes.yaxis):
        axis.set_major_formatter("{x:,.10g}")


def _colour(place: int) -> str:
    return style.PALETTE[place] if place < len(style.PALETTE) else style.GREY


def _note(sweep: Sweep, query: int) -> str:
    lost = len(sweep) - len(sweep.ranked(query))
    missing = f" {many(lost, 'case')} without a route or not worked out: not shown." if lost \
        else ""
    stamp = sweep.stamp
    rests = (f"Network on {stamp['on']}, version {short(stamp['network_version'])}; corridors "
             f"{stamp['corridors']}.")
    return f"{rests} Colour and form of a dot: the corridor of most of its kilometres.{missing}"
