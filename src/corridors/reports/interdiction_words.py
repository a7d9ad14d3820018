"""The few things that do most harm together, in sentences and a table."""

from __future__ import annotations

from corridors.analysis.interdict import Interdiction
from corridors.reports.closing_words import pair_names, pairs_named, thing_said
from corridors.reports.finding import Finding, FindingTable
from corridors.reports.finding_text import finding_text
from corridors.reports.names import Names, listed
from corridors.reports.numbers import MEASURE_BY, counted

__all__ = ["interdiction_finding", "interdiction_messages", "interdiction_table",
           "interdiction_text"]


def interdiction_text(found: Interdiction) -> str:
    """Write the worst set for a terminal.

    Parameters
    ----------
    found
        The worst set.
    """
    return finding_text(interdiction_finding(found))


def interdiction_finding(found: Interdiction) -> Finding:
    """Say which few things do most harm together.

    Parameters
    ----------
    found
        The worst set.
    """
    names = Names.of(found.snapshot.network)
    return Finding(f"Which {counted(found.most, 'closure')} hurt most together? "
                   f"{counted(len(found.pairs), 'OD pair')} on {found.snapshot.on}",
                   tuple(interdiction_messages(found, names)), (interdiction_table(found, names),))


def interdiction_messages(found: Interdiction, names: Names) -> list[str]:
    """Say the worst set in sentences, and how it is proved.

    Parameters
    ----------
    found
        The worst set.
    names
        Names of its network.
    """
    things = listed(thing_said(thing, names) for thing in found.loss.things)
    if not things:
        return [(f"No {counted(found.most, 'closure')} of {found.candidates:,} candidates do any "
                 "harm to these pairs.")]
    several = len(found.loss.things) > 1
    first = f"The worst {counted(len(found.loss.things), 'closure')} of {found.candidates:,} " \
            f"candidates {'are' if several else 'is'} {things}: {_effect(found, names)}."
    if len(found.loss.things) < found.most:
        first += f" {found.most} closures do no more harm."
    return [first, _proof(found)]


def interdiction_table(found: Interdiction, names: Names) -> FindingTable:
    """Show what the worst set does to each pair that feels it.

    Parameters
    ----------
    found
        The worst set.
    names
        Names of its network.
    """
    measure = MEASURE_BY[found.by]
    rows = tuple((pair_names(found.pairs, row.pair, names),
                  measure.bare(row.before / found.smallest),
                  "cut off" if row.after is None else measure.bare(row.after / found.smallest))
                 for row in found.loss.pairs)
    return FindingTable("Pairs that feel the worst closures together",
                        ("pair", f"now, {measure.unit}", f"then, {measure.unit}"), rows)


def _effect(found: Interdiction, names: Names) -> str:
    measure, loss, parts = MEASURE_BY[found.by], found.loss, []
    if loss.cut:
        parts.append(f"{counted(len(loss.cut), 'pair')} cut off "
                     f"({pairs_named(found.pairs, loss.cut, names)})")
    if loss.longer:
        parts.append(f"{counted(len(loss.longer), 'pair')} longer, by "
                     f"{measure.brief(loss.most_added)} at most")
    return " and ".join(parts)


def _proof(found: Interdiction) -> str:
    how = "a pair that is cut off counts as " \
          f"{MEASURE_BY[found.by].brief(found.penalty)} more" if found.penalty is not None else \
        "first counts the weight that is cut off, then what is added"
    if found.method == "milp":
        return f"Proved by HiGHS as a mixed-integer programme; {how}."
    return (f"Proved to be the worst: {counted(found.explored, 'set')} were branched on and "
            f"{counted(found.pruned, 'branch', 'branches')} ruled out by their bound, until "
            f"nothing could do more; {how}.")
