"""Which of several contradicting claims is the working value: one rule, for every figure.

A claim is what one source, or several, say a figure is. Of the claims about one attribute of one
subject the working value is the one that stands first by, in this order:

1. confidence: high and medium before low, so that a doubtful figure never moves a sound one;
2. the strongest kind among its sources: operator or official statistic; agency, press or
   reference; computed by the authors of the data; general knowledge;
3. high confidence before medium;
4. how many sources say so, general knowledge not counted;
5. when it was said, the newest first;
6. how near it lies to the median of all claims, so that an outlier does not win a tie;
7. its id, so that the answer is the same on every machine.

The others are never thrown away: together they are the range of the figure.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from statistics import median

from corridors.model.records import Claim
from corridors.model.sourcing import EVIDENCE

__all__ = ["Subject", "by_subject", "working_claim"]

_SURENESS = {"high": 3, "medium": 2, "low": 1}

Subject = tuple[str, str, str]


def by_subject(claims: Iterable[Claim]) -> dict[Subject, tuple[Claim, ...]]:
    """Put claims about the same attribute of the same thing together.

    Parameters
    ----------
    claims
        Claims in any order.

    Returns
    -------
    grouped
        By kind and id of the subject and the attribute, in that order; claims by id.
    """
    grouped: dict[Subject, list[Claim]] = {}
    for claim in sorted(claims, key=lambda claim: claim.claim_id):
        grouped.setdefault((claim.subject_kind, claim.subject_id, claim.attribute),
                           []).append(claim)
    return {subject: tuple(told) for subject, told in sorted(grouped.items())}


def working_claim(claims: Sequence[Claim], kinds: Mapping[str, str]) -> Claim:
    """Choose the working value among claims about one attribute, by the rule of this module.

    Parameters
    ----------
    claims
        The claims, at least one.
    kinds
        Kind of each source by its key, as in source.csv.

    Returns
    -------
    claim
        The one that stands first.

    Examples
    --------
    An operator's figure stands before one of the press, which is newer:

    >>> old = Claim("a", "link", "x", "length_km", "245", 245, 245, "km", "railway",
    ...             "2019", "high")
    >>> new = Claim("b", "link", "x", "length_km", "250", 250, 250, "km", "paper", "2024", "high")
    >>> working_claim([new, old], {"railway": "operator", "paper": "press"}).value
    '245'
    """
    middle = median([(claim.low + claim.high) / 2 for claim in claims
                     if claim.low is not None and claim.high is not None] or [0.0])

    def standing(claim: Claim) -> tuple[object, ...]:
        keys = [key for key in claim.source.split(";") if key]
        many = sum(kinds.get(key) != "general_knowledge" for key in keys)
        sure = _SURENESS.get(claim.confidence, 0)
        off = 0.0 if claim.low is None or claim.high is None else \
            abs((claim.low + claim.high) / 2 - middle)
        return (sure < 2, -max((EVIDENCE.get(kinds.get(key, ""), 0) for key in keys), default=0),
                -sure, -many, _later_first(claim.said_on), off, claim.claim_id)

    return min(claims, key=standing)


def _later_first(day: str) -> tuple[int, ...]:
    parts = day.split("-")
    if not all(map(str.isdecimal, parts)):
        return (0, 0, 0)
    # A month after its year alone, a day after its month alone.
    return tuple(-int(part) for part in (*parts, "0", "0")[:3])
