"""What hurts most when it closes, in sentences and tables, and as a JSON object."""

from __future__ import annotations

from collections.abc import Sequence

from corridors.analysis.critical import Critical
from corridors.analysis.losses import Loss
from corridors.analysis.two_losses import TwoLoss, TwoLosses
from corridors.model.pairs import Pairs
from corridors.reports.closing_words import (
    KINDS_SAID,
    alike,
    asked_said,
    pair_names,
    pairs_named,
    thing_said,
)
from corridors.reports.finding import Finding, FindingTable
from corridors.reports.finding_text import finding_text
from corridors.reports.interdiction_words import interdiction_messages, interdiction_table
from corridors.reports.names import Names, listed
from corridors.reports.numbers import MEASURE_BY, Measure, counted, plain_number

__all__ = ["EXACT", "critical_finding", "critical_text", "worst_said"]

SHOWN = 10
"""Rows of a table."""

EXACT = ("Each loss is exact: the best route of every pair is searched for again with the links "
         "closed, transfers, breaks of gauge and doors included. What is on no best route cannot "
         "make one longer, and is not asked. Losses are ranked by the weight of the pairs that "
         "are cut off, then by what is added, weighted.")

METHOD = (f"{EXACT} A node or a country closes with all links that touch it, so that pairs that "
          "begin or end there are cut off.")


def critical_text(found: Critical) -> str:
    """Write what hurts most when it closes for a terminal.

    Parameters
    ----------
    found
        What hurts when it closes.

    Returns
    -------
    text
        Sentences and a table for each kind of thing.
    """
    return finding_text(critical_finding(found))


def critical_finding(found: Critical) -> Finding:
    """Say what hurts most when it closes.

    Parameters
    ----------
    found
        What hurts when it closes.

    Returns
    -------
    finding
        A sentence for each kind of thing, and a table; then any two links, and the worst few.
    """
    names = Names.of(found.snapshot.network)
    tables = [_table(found, kind, names) for kind in found.considered]
    worst = [worst_said(found, kind, names) for kind in found.considered]
    messages = [*worst[:1], _basis(found), *worst[1:]]
    if found.without_route:
        messages.append(f"No route as things are, and so none to lose: "
                        f"{pairs_named(found.pairs, found.without_route, names, most=5)}.")
    if found.two is not None:
        messages += _two_messages(found.two, found.pairs, names)
        tables += _two_tables(found.two, found.pairs, names)
    if found.interdiction is not None:
        messages += interdiction_messages(found.interdiction, names)
        tables.append(interdiction_table(found.interdiction, names))
    query = found.pairs.queries[0]
    return Finding(f"What hurts most when it closes? {counted(len(found.pairs), 'OD pair')}, "
                   f"{asked_said(query, found.snapshot, names)}", tuple(messages), tuple(tables),
                   METHOD, *_loss(found))


def _loss(found: Critical) -> tuple[str, str]:
    """Give what the worst loss of the first kind does: pairs cut off, else what it adds at most."""
    losses = found.of(next(iter(found.considered)))
    if not losses:
        return "", ""
    if losses[0].cut:
        return counted(len(losses[0].cut), "pair"), "cut off"
    measure = MEASURE_BY[found.by]
    return measure.difference(losses[0].most_added), "at most"


def _basis(found: Critical) -> str:
    parts = [f"{len(found.of(kind)):,} of {count:,} {KINDS_SAID[kind].many}"
             for kind, count in found.considered.items()]
    unit = f", weights in {found.pairs.unit}" if found.pairs.unit else ""
    return (f"The loss of {listed(parts)} makes a best route longer or cuts a pair off{unit}; "
            "the others can be lost without any effect on these pairs.")


def worst_said(found: Critical, kind: str, names: Names) -> str:
    """Say what is the worst to lose of a kind, and what that does.

    Parameters
    ----------
    found
        What hurts when it closes.
    kind
        ``link``, ``border``, ``node`` or ``country``.
    names
        Names of the network.
    """
    losses, word = found.of(kind), KINDS_SAID[kind].one
    if not losses:
        return f"No {word} matters: whichever is lost, there is another route as good."
    group = alike(losses)[0]
    said = f"The worst {word} to lose is {thing_said(group[0].things[0], names)}"
    if len(group) > 1:
        said += f" (or any of {len(group) - 1} more with the same effect)"
    return f"{said}: {_effect(found, group[0], names)}."


def _effect(found: Critical, loss: Loss, names: Names) -> str:
    measure, parts = MEASURE_BY[found.by], []
    if loss.cut:
        parts.append(f"{counted(len(loss.cut), 'pair')} cut off "
                     f"({pairs_named(found.pairs, loss.cut, names)})")
    if loss.longer:
        worst = max(loss.pairs, key=lambda row: -1 if row.after is None
                    else row.after - row.before)
        parts.append(f"{counted(len(loss.longer), 'pair')} longer, by "
                     f"{measure.brief(loss.most_added)} at most "
                     f"({pair_names(found.pairs, worst.pair, names)})")
    return " and ".join(parts)


def _table(found: Critical, kind: str, names: Names) -> FindingTable:
    measure = MEASURE_BY[found.by]
    rows = [(_group_said(group, names), str(len(group[0].cut)), str(len(group[0].longer)),
             *_added(group[0], measure), _felt(found.pairs, group[0], names))
            for group in alike(found.of(kind))[:SHOWN]]
    return FindingTable(
        f"{KINDS_SAID[kind].many.capitalize()} that hurt most when lost",
        (KINDS_SAID[kind].one, "cut off", "longer", f"mean, {measure.unit}",
         f"most, {measure.unit}", "pairs"), tuple(rows),
        "Mean and most: what is added, over all pairs with a route, by weight, and to the pair "
        "that it adds most to. What has the same effect shares a row.")


def _added(loss: Loss, measure: Measure) -> tuple[str, str]:
    return measure.bare(loss.mean_added), measure.bare(loss.most_added)


def _group_said(group: Sequence[Loss], names: Names) -> str:
    said = thing_said(group[0].things[0], names)
    return said if len(group) == 1 else f"{said} or {len(group) - 1} more"


def _felt(pairs: Pairs, loss: Loss, names: Names) -> str:
    first = loss.cut or loss.longer
    return pairs_named(pairs, first, names, most=1)


def _two_messages(two: TwoLosses, pairs: Pairs, names: Names) -> list[str]:
    said = [(f"Of {two.considered:,} pairs of links, {two.matter:,} do more harm together than the "
             f"worse of the two alone; {two.beyond:,} do more than both added up, because each is "
             "what routes fall back on when the other is lost.")]
    if two.cutting:
        said.append(f"{counted(two.cutting, 'pair')} of links cut off an OD pair that neither "
                    "cuts off alone.")
    if two.worst_beyond:
        worst = two.worst_beyond[0]
        links = listed(names.link(loss.things[0].key) for loss in (worst.first, worst.second))
        cut = worst.cut_only_together
        said.append(f"Worst beyond the sum: {links}"
                    + (f", which together cut off {pairs_named(pairs, cut, names)}" if cut else "")
                    + ".")
    return said


def _two_tables(two: TwoLosses, pairs: Pairs, names: Names) -> list[FindingTable]:
    measure = MEASURE_BY[two.by]
    header = ("link", "and link", "alike", "cut off", f"mean, {measure.unit}", "first alone",
              "second alone", "pairs")
    made = []
    for title, rows in (("Pairs of links that hurt most when both are lost", two.worst),
                        ("Pairs of links that do more than both added up", two.worst_beyond)):
        shown = tuple(_two_row(row, pairs, names, measure) for row in rows[:SHOWN])
        made.append(FindingTable(title, header, shown,
                                 "Alike: how many other pairs of links do the same harm, most of "
                                 "them on the same stretches. Mean: added, over all pairs with a "
                                 "route, by weight."))
    return made


def _two_row(row: TwoLoss, pairs: Pairs, names: Names, measure: Measure) -> tuple[str, ...]:
    alone = [f"{len(loss.cut)} cut off, {measure.bare(loss.mean_added)}" if loss.cut
             else measure.bare(loss.mean_added) for loss in (row.first, row.second)]
    return (names.link(row.first.key), names.link(row.second.key), plain_number(row.alike),
            plain_number(len(row.together.cut)), measure.bare(row.together.mean_added), *alone,
            _felt(pairs, row.together, names))
