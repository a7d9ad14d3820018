"""Best routes over the years: steps where they change, gaps where none is open, numbered events."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from matplotlib.axes import Axes

from corridors.analysis.history import History, PairHistory, Period
from corridors.errors import Problem, QueryError
from corridors.maps import said, style
from corridors.maps.chart import Chart, Plot, chart
from corridors.maps.figure import MapFigure
from corridors.maps.limits import limits
from corridors.maps.text import font, safe
from corridors.model.dates import year_of

__all__ = ["MOST_PAIRS", "history_chart"]

MOST_PAIRS = 4
"""How many pairs one chart shows."""

HEIGHT_PT = 118.0
"""Height of the plot of one pair."""

ROWS = 3
"""Over how many rows the numbers of events that follow each other closely are spread."""

CLOSE_YEARS = 0.9
"""Events closer than this would be written over each other."""

LETTERS, PRINTED = 52, 585
"""Most letters of one event in the small print, and of all of them."""

AXES = {"distance": ("km", 1.0), "time": ("days", 24.0), "cost": ("USD per TEU", 1.0),
        "co2": ("kg CO2 per TEU", 1.0), "generalised": ("USD per TEU, cost and time", 1.0)}
"""What a criterion is plotted in, and what its figures are divided by."""


Event = tuple[str, str]
"""What changed a route, and its date as it is known."""


def history_chart(found: History) -> MapFigure:
    """Draw what the best routes took over the years.

    Parameters
    ----------
    found
        The history of at most four pairs.

    Returns
    -------
    figure
        A plot for each pair: a line where a route is open, grey where none is. Each change bears a
        number, which the small print explains.

    Raises
    ------
    QueryError
        If there are more pairs.
    """
    if len(found) > MOST_PAIRS:
        raise QueryError(Problem("Q57", f"{len(found)} histories are too many for one chart",
                                 f"Ask for at most {MOST_PAIRS} pairs."))
    plots = tuple(Plot(HEIGHT_PT, x="", y=AXES[pair.query.by][0],
                       title="" if len(found) == 1 else _title(found, pair), left_pt=46.0)
                  for pair in found)
    one = found.pairs[0]
    title = f"{_title(found, one)}, {found.first.year}–{found.last.year}" if len(found) == 1 else \
        f"Best routes over the years, {found.first.year}–{found.last.year}"
    numbers = _numbers(found)
    letters = min(LETTERS, PRINTED // max(1, len(numbers)) - len("10: ( ). ") - len("2026-11-01"))
    note = " ".join(f"{number}: {safe(what, max(letters, 4)).rstrip('.')} ({since})."
                    for (what, since), number in numbers.items())
    figure, all_axes = chart(Chart(
        title, "The total of the best route from day to day; grey where no route is open",
        plots, found.base, note, found.base.scenario))
    for axes, pair in zip(all_axes, found, strict=True):
        _plot(axes, pair, found, numbers)
    return figure


def _title(found: History, pair: PairHistory) -> str:
    best = said.BEST[pair.query.by]
    modes = f" {said.by_modes(pair.query)}" if pair.query.modes is not None else ""
    ends = f"{pair.origin.name} – {pair.destination.name}"
    route = f"{best[:1].upper()}{best[1:]} route {ends}{modes}"
    return ", ".join((route, *limits(pair.query, found.base.network)))


def _numbers(found: History) -> dict[Event, int]:
    """Give each event a number, in the order in which they first change a route."""
    first: dict[Event, date] = {}
    for pair in found:
        for period in pair.periods[1:]:
            first.setdefault(_event(period, found), period.start)
    return {text: number for number, text in enumerate(
        sorted(first, key=lambda text: (first[text], text)), start=1)}


def _event(period: Period, found: History) -> Event:
    """Say what changed a route, and the date as it is known."""
    if not period.causes:
        return "figures of the scenario", f"{period.start}"
    cause, network = period.causes[0], found.base.network
    link = network.link(cause.link_id)
    ends = (network.node(end).name for end in (link.from_node_id, link.to_node_id))
    return cause.title or "–".join(ends), cause.since


def _plot(axes: Axes, pair: PairHistory, found: History, numbers: dict[Event, int]) -> None:
    by, divisor = pair.query.by, AXES[pair.query.by][1]
    values = [period.route.shown(by) / divisor if period.route is not None else None
              for period in pair]
    top = 1.35 * (max((value for value in values if value is not None), default=1.0) or 1.0)
    axes.set_ylim(0, top)
    axes.yaxis.set_major_formatter("{x:,.6g}")
    axes.set_xlim(year_of(found.first), year_of(found.last + timedelta(days=1)))
    before = None
    for period, value in zip(pair, values, strict=True):
        ends = year_of(period.start), year_of(period.end + timedelta(days=1))
        if value is None:
            axes.axvspan(*ends, color=style.FAINT, alpha=0.55, linewidth=0, zorder=1)
        else:
            axes.plot(ends, (value, value), color=style.PALETTE[0], linewidth=2.0,
                      solid_capstyle="butt", zorder=3)
            if before is not None:
                axes.plot((ends[0], ends[0]), (before, value), color=style.PALETTE[0],
                          linewidth=0.8, zorder=3)
        before = value
    _today(axes, found, top)
    _mark(axes, [(year_of(period.start), numbers[_event(period, found)])
                 for period in pair.periods[1:]], top)


def _today(axes: Axes, found: History, top: float) -> None:
    """Mark the reference date: what comes after it is not known, but assumed."""
    today = found.base.network.reference_date
    if found.first < today <= found.last:
        axes.axvline(year_of(today), color=style.MUTED, linewidth=0.7, linestyle=(0, (3, 2)),
                     zorder=2)
        words = "as expected" if found.base.assume_expected else f"as known on {today}"
        axes.text(year_of(today) + 0.15, 0.03 * top, words, color=style.MUTED, zorder=4,
                  fontproperties=font(style.SMALLEST_PT), parse_math=False)


def _mark(axes: Axes, numbered: Sequence[tuple[float, int]], top: float) -> None:
    """Write numbers above the changes; those close to each other stand in several rows."""
    last, row = -CLOSE_YEARS, 0
    for year, number in numbered:
        row = (row + 1) % ROWS if year - last < CLOSE_YEARS else 0
        last = year
        height = top * (0.96 - 0.075 * row)
        axes.plot((year, year), (0, height - 0.045 * top), color=style.GREY, linewidth=0.4,
                  linestyle=(0, (1, 2)), zorder=2)
        axes.text(year, height, f"{number}", ha="center", va="center",
                  color=style.INK, fontproperties=font(style.SMALLEST_PT, bold=True),
                  parse_math=False, zorder=5)

