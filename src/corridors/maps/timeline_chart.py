"""The status of links over the years: bars by status, and changes with their dates as known."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from matplotlib.axes import Axes
from matplotlib.ticker import MultipleLocator

from corridors.analysis.timeline import Timeline, timeline
from corridors.errors import Problem, QueryError
from corridors.maps import said, style
from corridors.maps.chart import Chart, Plot, chart, fitted, label_width_pt
from corridors.maps.figure import MapFigure
from corridors.maps.page import PAGE_PT
from corridors.maps.text import font, safe, size_of, wrap
from corridors.maps.timeline_marks import (
    DATES,
    date_said,
    draw_bar,
    draw_date,
    draw_gap,
    draw_legend,
    legend_lines,
)
from corridors.maps.timeline_rows import Row, rows_of
from corridors.model.dates import first_day, last_day, year_of
from corridors.model.snapshot import Snapshot
from corridors.model.status import STATUSES, carries

__all__ = ["timeline_alt", "timeline_chart"]

MOST_ROWS = 32
"""How many rows fit on a page."""

ROW_PT, BAR_AT, DATE_AT, MARK_AT = 21.0, 0.22, 0.22, 0.03
"""Height of a row; how far below and above its middle its bar, its dates and their marks stand."""

EARLIEST = 1990
"""Where the years begin, unless everything happened before or another day is asked for."""

TITLES_PT = 165.0
"""Most room for titles, which may have two lines."""

SHORTEST_PT = 1.8
"""Width that even a closure of days is drawn with."""


@dataclass(frozen=True, slots=True)
class _Shown:
    """What is drawn, and from when to when."""

    title: str
    rows: tuple[Row, ...]
    snapshot: Snapshot
    first: date
    last: date
    left_out: int

    @property
    def today(self) -> date:
        return self.snapshot.on


@dataclass(frozen=True, slots=True)
class _Span:
    """A status from a day to another; pale where nobody knows when it began."""

    status: str
    start: date
    end: date
    pale: bool = False


def timeline_chart(what: Timeline | Snapshot, *, title: str = "", subtitle: str = ""
                   ) -> MapFigure:
    """Draw the status of links over the years.

    Parameters
    ----------
    what
        A timeline, limited to a corridor, country, link or years; or the network on a day, for
        all links whose status ever changed.
    title, subtitle
        Above the chart; made from the timeline if not given.

    Returns
    -------
    figure
        A row for each link, or for all that share their history: a bar for each status, told
        apart by colour, height and hatching; a mark for each change that says whether the day,
        the month or only the year is known; openings that are expected in outline.

    Raises
    ------
    QueryError
        If no status of a link changed or is expected to.
    """
    shown = _shown(what)
    legend = list(_legend(shown))
    left = label_width_pt([row.title for row in shown.rows], TITLES_PT)
    figure, (axes, below) = chart(Chart(
        title or _title(shown), subtitle or _counted(shown),
        (Plot(ROW_PT * len(shown.rows) + 4, left_pt=left),
         Plot(13.0 * len(legend_lines(legend)) + 2, left_pt=0)),
        shown.snapshot, _note(shown), shown.snapshot.scenario))
    _frame(axes, shown, left)
    for number, row in enumerate(shown.rows):
        _draw_row(axes, shown, number, row)
    draw_legend(below, legend, _width_pt(below))
    return figure


def timeline_alt(what: Timeline | Snapshot) -> str:
    """Describe such a chart in words.

    Parameters
    ----------
    what
        What is drawn.
    """
    shown = _shown(what)
    coming = sorted((last_day(row.expected.said), row.title, row.expected.said)
                    for row in shown.rows if row.expected is not None
                    and last_day(row.expected.said) >= shown.today)
    next_one = f". Expected next: {coming[0][1]}, {coming[0][2]}" if coming else ""
    counted, _, more = _counted(shown).partition(";")[2].strip().partition("; ")
    return f"Timeline, {shown.first.year}–{shown.last.year}, {shown.title}: {counted}{next_one}" \
           f"{f'. {more}' if more else ''}."


def _shown(what: Timeline | Snapshot) -> _Shown:
    found = timeline(what.network) if isinstance(what, Snapshot) else what
    snapshot = what if isinstance(what, Snapshot) else found.network.as_of()
    own = [link for link in snapshot.network.links.link_id
           if link in found.link_ids or link in snapshot.changed]
    rows = rows_of(snapshot.network, own)
    if not rows:
        raise QueryError(Problem("M33", f"no status of a link changes in {found.title}",
                                 "Ask for another corridor, country or time."))
    kept = sorted(rows, key=lambda row: row.latest, reverse=True)[:MOST_ROWS]
    days = [change.day for row in kept for change in row.changes]
    ends = [row.expected.last for row in kept if row.expected is not None]
    early = date(EARLIEST, 1, 1)
    first = found.first or (early if not days or max(days) >= early > min(days)
                            else date(min(days).year, 1, 1))
    last = found.last or max([snapshot.on, *days, *ends]) + timedelta(days=550)
    order = sorted(kept, key=lambda row: (row.turned(first), row.title))
    return _Shown(found.title, tuple(order), snapshot, first, max(last, first + timedelta(days=30)),
                  len(rows) - len(kept))


def _title(shown: _Shown) -> str:
    return f"What was open when, {shown.first.year}–{shown.last.year}: {shown.title}"


def _counted(shown: _Shown) -> str:
    """Count the links by their status today."""
    states = [(shown.snapshot.status_of(link), link) for row in shown.rows
              for link in row.link_ids]
    counts = [f"{number} {status.replace('_', ' ')}" for status in STATUSES
              if (number := sum(state == status for state, _ in states))]
    more = f"; {shown.left_out} rows that changed earlier have no room" if shown.left_out else ""
    return f"{said.many(len(states), 'link')} whose status changes; on {said.day(shown.today)}: " \
           f"{', '.join(counts)}{more}"


def _note(shown: _Shown) -> str:
    clipped = any(change.day < shown.first for row in shown.rows for change in row.changes)
    pale = " Pale: before the first change that is known." if any(
        span.pale for row in shown.rows for span in _spans(shown, row)) else ""
    before = f" Changes before {shown.first.year} are left out." if clipped else ""
    return ("A date known only to the month or year counts from its first day where a link opens, "
            f"from its last where it closes.{pale}{before} After {shown.today} only what is "
            "announced is drawn.")


def _frame(axes: Axes, shown: _Shown, left_pt: float) -> None:
    axes.set_xlim(year_of(shown.first), year_of(shown.last))
    axes.set_ylim(len(shown.rows) - 0.4, -0.6)
    axes.set_yticks([row + BAR_AT for row in range(len(shown.rows))])
    axes.set_yticklabels([_two_lines(row.title, left_pt - 8) for row in shown.rows],
                         fontproperties=font(style.LABEL_PT), parse_math=False)
    axes.tick_params(axis="y", length=0)
    axes.xaxis.set_major_locator(MultipleLocator(_step(shown)))
    axes.xaxis.set_major_formatter("{x:.0f}")
    axes.grid(visible=False, axis="y")
    axes.axvline(year_of(shown.today), color=style.INK, linewidth=0.9, linestyle=(0, (3, 2)),
                 zorder=6)
    axes.text(year_of(shown.today), -0.62, safe(said.day(shown.today)), ha="center", va="bottom",
              fontproperties=font(style.SMALLEST_PT), color=style.INK, parse_math=False, zorder=6)


def _step(shown: _Shown) -> int:
    """Give how many years apart the lines of the years are."""
    years = shown.last.year - shown.first.year + 1
    return next(step for step in (1, 2, 5, 10, 20, 50, 100) if years / step <= 12)


def _two_lines(title: str, room_pt: float) -> str:
    """Break a title, and cut what does not fit on two lines."""
    lines = wrap(safe(title), font(style.LABEL_PT), room_pt)
    return "\n".join(fitted(line, room_pt) for line in [*lines[:1], " ".join(lines[1:])] if line)


def _draw_row(axes: Axes, shown: _Shown, number: int, row: Row) -> None:
    middle, per_pt = number + BAR_AT, _years_per_pt(axes, shown)
    for span in _spans(shown, row):
        ends = year_of(span.start), year_of(span.end)
        if ends[1] - ends[0] < SHORTEST_PT * per_pt:
            # A closure of days would be hidden by the bars beside it.
            ends = ends[0], ends[0] + SHORTEST_PT * per_pt
            draw_gap(axes, ends, middle)
            draw_bar(axes, span.status, ends, middle, zorder=4)
        else:
            draw_bar(axes, span.status, ends, middle, pale=span.pale)
    told = [(change.start, change.day) for change in row.changes
            if shown.first <= change.day <= shown.last]
    expected = row.expected
    if expected is not None and not _changed(shown, row):
        start = max(first_day(expected.said), shown.today)
        draw_bar(axes, "expected", (year_of(start), year_of(shown.last)), middle)
        if (expected.first, expected.last) != (first_day(expected.said), last_day(expected.said)):
            axes.plot((year_of(expected.first), year_of(expected.last)), (middle, middle),
                      zorder=5, color=style.PALETTE[0], linewidth=0.9, marker="|", markersize=4)
        told.append((expected.said, first_day(expected.said)))
    for text, _ in told:
        draw_date(axes, text, number - MARK_AT)
    _write_dates(axes, shown, number, told)


def _spans(shown: _Shown, row: Row) -> Iterator[_Span]:
    """Give each status from when to when, up to today; beyond where a scenario says it."""
    until = min(max(shown.today, shown.first), shown.last)
    starts = [shown.first, *(change.day for change in row.changes)]
    statuses = [row.before, *(change.status for change in row.changes)]
    for place, status in enumerate(statuses):
        start = max(starts[place], shown.first)
        end = min(starts[place + 1], until) if place + 1 < len(starts) else until
        if start < end:
            yield _Span(status, start, end, place == 0 and not carries(status))
    if _changed(shown, row) and shown.today < shown.last:
        yield _Span(shown.snapshot.status_of(row.link_ids[0]), shown.today, shown.last)


def _changed(shown: _Shown, row: Row) -> bool:
    return bool(shown.snapshot.changed.intersection(row.link_ids))


def _write_dates(axes: Axes, shown: _Shown, number: int, told: Sequence[tuple[str, date]]) -> None:
    """Write dates above their marks, the latest first, clear of today; some may have no room."""
    small, per_pt = font(style.SMALLEST_PT), _years_per_pt(axes, shown)
    today = year_of(shown.today)
    taken: list[tuple[float, float]] = []
    for text, day in sorted(told, key=lambda one: (one[1], one[0]), reverse=True):
        words = date_said(text)
        half = size_of(words, small)[0] / 2 * per_pt
        middle = min(max(year_of(day), year_of(shown.first) + half), year_of(shown.last) - half)
        if abs(middle - today) < half + per_pt:
            middle = today + (half + per_pt) * (1 if day > shown.today else -1)
        if any(middle - half < right and middle + half > left for left, right in taken):
            continue
        taken.append((middle - half - 2 * per_pt, middle + half + 2 * per_pt))
        axes.text(middle, number - DATE_AT, words, ha="center", va="bottom",
                  fontproperties=small, color=style.MUTED, parse_math=False, zorder=5)


def _years_per_pt(axes: Axes, shown: _Shown) -> float:
    return (year_of(shown.last) - year_of(shown.first)) / _width_pt(axes)


def _width_pt(axes: Axes) -> float:
    return float(axes.get_position().width) * PAGE_PT


def _legend(shown: _Shown) -> Iterator[tuple[str, str]]:
    """Give the entries of what is drawn."""
    there = {span.status for row in shown.rows for span in _spans(shown, row)}
    yield from ((status, status.replace("_", " ")) for status in STATUSES
                if status in there)
    coming = [row.expected.said for row in shown.rows
              if row.expected is not None and not _changed(shown, row)]
    if coming:
        yield "expected", "expected to open, with the dates that are claimed"
    texts = [change.start for row in shown.rows for change in row.changes
             if shown.first <= change.day <= shown.last] + coming
    yield from ((example, words) for example, words in DATES.items()
                if any(len(text) == len(example) for text in texts))
