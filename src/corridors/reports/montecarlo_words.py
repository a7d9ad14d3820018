"""What a Monte Carlo analysis found, in sentences."""

from __future__ import annotations

from collections.abc import Iterator

from corridors.analysis.montecarlo import MonteCarlo
from corridors.analysis.montecarlo_influence import HIGH, LOW
from corridors.analysis.montecarlo_outcome import Outcome
from corridors.reports.names import Names
from corridors.reports.numbers import MEASURE_BY, counted, plain_number, span

__all__ = ["MOST_SAID", "asked_of", "case_of", "median_of", "method", "pair_of", "sentences",
           "share", "title_of"]

MOST_SAID = 4
"""Of how many pairs something is said in sentences; the tables hold all."""

SURE = 0.995
"""From which share of the draws on something counts as practically always so."""


def share(part: float) -> str:
    """Write a share in per cent; one that is not all is never written as all.

    Parameters
    ----------
    part
        From 0 to 1.

    Examples
    --------
    >>> share(0.5016), share(1.0), share(0.9996), share(0.0004), share(0.0)
    ('50 %', '100 %', '> 99 %', '< 1 %', '0 %')
    """
    if part in (0.0, 1.0):
        return f"{100 * part:.0f} %"
    if part < 0.01:
        return "< 1 %"
    return "> 99 %" if part > 0.99 else f"{100 * part:.0f} %"


def pair_of(found: MonteCarlo, one: Outcome) -> str:
    """Name the pair of an outcome, with the label of its query.

    Parameters
    ----------
    found, one
        The analysis, and an outcome of it.
    """
    names = Names.of(found.cases[0].snapshot.network)
    pair = (f"{names.place(one.origin.node_id)} \N{EN DASH} "
            f"{names.place(one.destination.node_id)}")
    return f"{pair}, {one.query.label}" if one.query.label else pair


def asked_of(found: MonteCarlo, one: Outcome) -> str:
    """Name the pair of an outcome, and what its route is best by where queries differ in it.

    Parameters
    ----------
    found, one
        The analysis, and an outcome of it.
    """
    several = len({query.by for query, _ in found.pairs}) > 1
    return f"{pair_of(found, one)}, {MEASURE_BY[one.query.by].best}" if several \
        else pair_of(found, one)


def case_of(found: MonteCarlo, one: Outcome) -> str:
    """Give the title of the case of an outcome.

    Parameters
    ----------
    found, one
        The analysis, and an outcome of it.
    """
    return next(case.title for case in found.cases if case.name == one.case)


def title_of(found: MonteCarlo) -> str:
    """Give the question.

    Parameters
    ----------
    found
        The analysis.
    """
    if len(found.pairs) > 1:
        return f"How sure is it? {len(found.pairs)} OD pairs in " \
               f"{counted(len(found.cases), 'case')}"
    one, query = found.outcome(), found.pairs.queries[0]
    limits = Names.of(found.cases[0].snapshot.network).limits(query)
    return ", ".join(part for part in (
        f"How sure is it? {pair_of(found, one)}", MEASURE_BY[query.by].best, limits) if part)


def sentences(found: MonteCarlo) -> Iterator[str]:
    """Give the answer in sentences.

    Parameters
    ----------
    found
        The analysis.

    Yields
    ------
    sentence
        How sure each answer is, who beats whom, and what matters most.
    """
    for pair in range(min(len(found.pairs), MOST_SAID)):
        for case in range(len(found.cases)):
            yield _how_sure(found, found.outcome(case, pair))
        for case in range(1, len(found.cases)):
            yield _beats(found, case, pair)
        yield from _matters(found, found.outcome(0, pair))
    if len(found.pairs) > MOST_SAID:
        yield f"The tables tell the other {len(found.pairs) - MOST_SAID} OD pairs."


def median_of(found: MonteCarlo) -> tuple[str, str]:
    """Give the median of the first answer, and between what nine of ten draws lie.

    Parameters
    ----------
    found
        The analysis.
    """
    one = found.outcome(0, 0)
    if not one.reachable:
        return "no route", ""
    measure = MEASURE_BY[one.query.by]
    low, middle, high = (one.percentile(one.query.by, rank) for rank in (5, 50, 95))
    ends = span(low, high, measure.bare)
    return measure.brief(middle), f"{ends} {measure.unit}" if ends else ""


def method(found: MonteCarlo) -> str:
    """Say how it was found, and how sure the shares themselves are.

    Parameters
    ----------
    found
        The analysis.
    """
    what = "every figure that the data gives with a range" if found.from_data else \
        "the figures that were said to be uncertain"
    error = 100 * 0.5 / found.draws ** 0.5
    return (f"Method: {found.draws:,} draws of {counted(len(found.inputs), 'figure')}: {what}, "
            "each on its own, from its lowest to its highest value and most often near the "
            f"likeliest. All cases meet the same draws (seed {found.seed}). Statuses are not "
            f"drawn. Shares have a standard error of at most {error:.1f} points. Variance: "
            "first-order sensitivity from the same draws (Plischke and others 2013).")


def _lead(found: MonteCarlo, one: Outcome) -> str:
    """Name a pair and, where there are several, the case."""
    pair = asked_of(found, one)
    return f"{pair}, {case_of(found, one)}" if len(found.cases) > 1 else pair


def _how_sure(found: MonteCarlo, one: Outcome) -> str:
    lead = _lead(found, one)
    if not one.reachable or one.plain is None:
        return f"{lead}: no route, in every draw."
    by = one.query.by
    measure = MEASURE_BY[by]
    low, middle, high = (one.percentile(by, rank) for rank in (5, 50, 95))
    if low == high:
        return f"{lead}: {measure.said(middle)}, whatever is drawn."
    plain = one.plain.shown(by)
    below = float((one.totals[by] <= one.plain.total(by).value).mean())
    parts = [(f"{lead}: {measure.said(middle)} in the middle of all draws; nine of ten take "
              f"{measure.bare(low)} to {measure.bare(high)} {measure.unit}."),
             (f"The answer with every figure at its likeliest, {measure.brief(plain)}, is kept to "
              f"in {share(below)} of the draws.")]
    if found.within is not None:
        enough, error = one.share_within(found.within)
        budget = MEASURE_BY[found.within.by].brief(found.within.shown)
        parts.append(f"{budget} are enough in {share(enough)} "
                     f"(± {plain_number(100 * error, 1)} points).")
    first = one.routes[0]
    parts.append("The best route is the same in all of them." if len(one.routes) == 1 else
                 f"{counted(len(one.routes), 'route')} are the best in some draw; the most "
                 f"frequent one in {share(first.share)}.")
    return " ".join(parts)


def _beats(found: MonteCarlo, case: int, pair: int) -> str:
    duel, one = found.beats(case, 0, pair), found.outcome(case, pair)
    ours, theirs = found.cases[case].title, found.cases[0].title
    where = f"{asked_of(found, one)}: " if len(found.pairs) > 1 else ""
    parts = [f"better in {share(duel.wins)}", f"equal in {share(duel.ties)}",
             f"worse in {share(duel.losses)}"]
    return (f"{where}{ours} against {theirs}, draw by draw: {', '.join(parts)} "
            f"(± {plain_number(100 * duel.error, 1)} points).")


def _matters(found: MonteCarlo, one: Outcome) -> Iterator[str]:
    most = [each for each in one.influences[:3] if (each.first_order or 0) >= 0.01]
    if not most:
        return
    measure, first = MEASURE_BY[one.query.by], most[0]
    rest = ", ".join(f"{each.label} ({share(each.first_order or 0)})" for each in most[1:])
    then = f" Then come {rest}." if rest else ""
    several = len(found.pairs) > 1 or len(found.cases) > 1
    lead = f"{_lead(found, one)}: " if several else ""
    swing = "" if first.low == first.high else \
        (f", and moves the answer from {measure.brief(first.low)} to {measure.brief(first.high)} "
         f"between its {100 * LOW:.0f} % and {100 * HIGH:.0f} % value")
    yield (f"{lead}{'w' if lead else 'W'}hat matters most is {first.label}: it stands for "
           f"{share(first.first_order or 0)} of the variance{swing}.{then}")
