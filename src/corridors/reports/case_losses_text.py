"""What hurts most when it closes, case by case, in sentences and one table."""

from __future__ import annotations

from collections.abc import Iterator

from corridors.analysis.case_losses import CaseLosses
from corridors.analysis.critical import Critical
from corridors.analysis.losses import Loss
from corridors.reports.critical_text import EXACT, worst_said
from corridors.reports.finding import Finding, FindingTable
from corridors.reports.gains_words import by_case
from corridors.reports.names import Names, listed
from corridors.reports.numbers import MEASURE_BY, counted
from corridors.reports.plain import short_text

__all__ = ["case_losses_finding"]

SHOWN = 10
"""Rows of the table."""

TOO_LARGE = ("The network is too large to close every link without being asked: an [[analysis]] of "
             "kind critical in the scenario, or the command critical, does it.")


def case_losses_finding(found: CaseLosses) -> Finding:
    """Say what hurts most when it closes, in every case.

    Parameters
    ----------
    found
        The losses.

    Returns
    -------
    finding
        The worst link of each case, what could not be asked, and the ten worst of all cases.

    Examples
    --------
    >>> from corridors import effects_of, load, load_scenario
    >>> from corridors.analysis.case_losses import case_losses
    >>> told = case_losses_finding(case_losses(effects_of(load_scenario("rasht-astara"), load())))
    >>> told.tables[0].header
    ('Link', 'Today', 'Rasht–Astara open')
    """
    messages = [TOO_LARGE] if found.too_large else [*by_case(
        (case.title, worst_said(losses, "link", Names.of(losses.snapshot.network)))
        for case, losses in found.found), *_left_out(found)]
    return Finding(f"Which link hurts most when it closes? The {MEASURE_BY[found.by].best} routes",
                   tuple(messages), (_table(found),) if found.found else (), EXACT)


def _left_out(found: CaseLosses) -> Iterator[str]:
    if found.refused:
        cases = listed(f"“{short_text(case.title)}”" for case in found.refused)
        yield f"Left out: {cases}, whose questions ask for more than one best route from door to " \
              "door, such as one by places to pass."
    asked = max((len(losses.pairs) for _, losses in found.found), default=0)
    if found.dropped:
        yield f"Asked for the {counted(asked, 'heaviest pair')}; {found.dropped:,} more are left " \
              "out."


def _table(found: CaseLosses) -> FindingTable:
    """Set the worst links of all cases side by side; links that do the same share a row."""
    by_case_and_key = [{loss.key: loss for loss in losses.losses} for _, losses in found.found]
    groups: dict[tuple[object, ...], list[str]] = {}
    for key in sorted({key for case in by_case_and_key for key in case}):
        felt = tuple(case[key].pairs if key in case else () for case in by_case_and_key)
        groups.setdefault(felt, []).append(key)
    ranked = sorted(groups.values(), key=lambda keys: (_harm(keys[0], by_case_and_key), keys))
    names = [Names.of(losses.snapshot.network) for _, losses in found.found]
    rows = []
    for keys in ranked[:SHOWN]:
        named = next(one for one, case in zip(names, by_case_and_key, strict=True)
                     if keys[0] in case).link(keys[0])
        more = f" or {len(keys) - 1} more" if keys[1:] else ""
        rows.append((f"{named}{more}", *(
            _felt(losses, case.get(keys[0]))
            for (_, losses), case in zip(found.found, by_case_and_key, strict=True))))
    return FindingTable(
        "Links that hurt most when they are lost, in each case",
        ("Link", *(short_text(case.title) for case, _ in found.found)), tuple(rows),
        "How many pairs are cut off, and what is added to the pair that it adds most to. Links "
        "with the same effect in all cases share a row.", 1)


def _harm(key: str, cases: list[dict[str, Loss]]) -> tuple[float, float]:
    """Give what a link does in the case where it does most: pairs cut off first."""
    return min(((-case[key].cut_weight, -case[key].mean_added) for case in cases if key in case),
               default=(0.0, 0.0))


def _felt(losses: Critical, loss: Loss | None) -> str:
    if loss is None:
        return "\N{EN DASH}"
    added = MEASURE_BY[losses.by].difference(loss.most_added, total=loss.most_added) \
        if loss.longer else ""
    cut = f"{len(loss.cut)} cut off" if loss.cut else ""
    return "; ".join(filter(None, (cut, added)))
