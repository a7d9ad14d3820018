"""Tables of indicators: what became of the pairs, and by how much."""

from __future__ import annotations

from corridors.analysis.indicators import Indicators, IndicatorSet
from corridors.analysis.summary import Summary
from corridors.model.modes import CRITERIA
from corridors.reports.finding import FindingTable
from corridors.reports.numbers import MEASURE_BY, MEASURES, percent
from corridors.reports.plain import short_text

__all__ = ["changes_table", "counts_table", "question_cells", "short_label"]

HEAD = ("Variant", "Question", "Best by")


def short_label(label: str) -> str:
    """Give the label of a question; "without limits" where it asks for nothing special.

    Parameters
    ----------
    label
        The label.
    """
    return short_text(label) or "without limits"


def question_cells(one: IndicatorSet) -> tuple[str, str, str]:
    """Give the cells that say of what a row is.

    Parameters
    ----------
    one
        A set of indicators.
    """
    return short_text(one.title), short_label(one.label), MEASURE_BY[one.by].title


def counts_table(found: Indicators) -> FindingTable:
    """Say what became of how many pairs, and the spread of the difference by the criterion.

    Parameters
    ----------
    found
        The indicators.
    """
    rows = []
    for one in found:
        states, change = one.states, one.change(one.by)
        rows.append((
            *question_cells(one), f"{len(one)}",
            *(f"{number}" if number else "" for number in (
                states["better"], states["worse"], states["rerouted"], states["same"],
                states["newly_reachable"], states["newly_cut_off"], states["unreachable"],
                one.within_range)),
            *_spread(one.by, change)))
    heads = (*HEAD, "Pairs", "Better", "Worse", "Another, as good", "Same", "New", "Cut off",
             "None", "Within range", "Least", "Median", "Mean", "Most")
    # A column that says nothing only makes the table wider.
    kept = [at for at in range(len(heads)) if at < len(HEAD) or any(row[at] for row in rows)]
    return FindingTable(
        f"What becomes of the pairs, against “{short_text(found.base)}”",
        tuple(heads[at] for at in kept), tuple(tuple(row[at] for at in kept) for row in rows),
        "Differences by the criterion of the row, over pairs with a route in both cases. “New” had "
        "no route before, “none” has none in either case; “within range” get better or worse by "
        "less than the range of what differs.", len(HEAD))


def changes_table(found: Indicators) -> FindingTable:
    """Say by how much routes change by all criteria: medians, with medians in per cent.

    Parameters
    ----------
    found
        The indicators.
    """
    rows = [(*question_cells(one), *(_median(one, by) for by in CRITERIA)) for one in found]
    units = [measure.unit for measure in MEASURES.values()]
    return FindingTable("By how much the best routes change, in the median", (*HEAD, *units),
                        tuple(row for row in rows if any(row[3:])),
                        "All four totals of the routes that are best by the criterion of the row.",
                        len(HEAD))


def _spread(by: str, summary: Summary | None) -> tuple[str, ...]:
    if summary is None:
        return ("", "", "", "")
    measure = MEASURE_BY[by]
    return tuple(measure.difference(value) for value in (
        summary.least, summary.median, summary.mean, summary.most))


def _median(one: IndicatorSet, by: str) -> str:
    change, share = one.change(by), one.percent(by)
    if change is None:
        return ""
    said = MEASURE_BY[by].difference(change.median).partition(" ")[0]
    return f"{said} ({percent(share.median)})" if share is not None and change.median else said
