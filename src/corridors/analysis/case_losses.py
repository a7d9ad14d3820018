"""What hurts most when it closes, in every case of a scenario: each link, one at a time."""

from __future__ import annotations

from dataclasses import dataclass, field

from corridors.analysis.asked import usual_criterion
from corridors.analysis.critical import Critical, critical
from corridors.analysis.effects import Case, Effects
from corridors.analysis.montecarlo_cases import MonteCarloCase, askable
from corridors.errors import QueryError
from corridors.model.pairs import Pairs

__all__ = ["CaseLosses", "case_losses"]

MOST_ASKED = 120
"""How many questions are asked of all cases together: every one is solved with losses."""

MOST_LINKS = 20_000
"""Larger networks are only asked where a scenario says so: it takes long."""


@dataclass(frozen=True, slots=True)
class CaseLosses:
    """What hurts most when it closes, in every case of a scenario.

    Parameters
    ----------
    by
        What the routes are best by.
    found
        Cases and their losses of links.
    refused
        Cases that cannot be asked: their routes have to pass places, so that the loss of one link
        is not defined by one best route.
    dropped
        How many pairs were left out, the lightest.
    too_large
        Whether the network has more links than are closed one by one without being asked.
    """

    by: str
    found: tuple[tuple[Case, Critical], ...] = field(repr=False)
    refused: tuple[Case, ...] = ()
    dropped: int = 0
    too_large: bool = False


def case_losses(effects: Effects) -> CaseLosses:
    """Close every link, one at a time, in every case of a scenario.

    Parameters
    ----------
    effects
        The scenario worked out.

    Returns
    -------
    losses
        For the pairs by time, where it is asked for, else by the first criterion; the heaviest
        where there are more than :data:`MOST_ASKED` in all cases together.

    Examples
    --------
    >>> from corridors import effects_of, load, load_scenario
    >>> found = case_losses(effects_of(load_scenario("rasht-astara"), load()))
    >>> found.by, [case.name for case, _ in found.found]
    ('time', ['base', 'open'])
    """
    by = usual_criterion(effects.queries)
    asked = [(query, weight) for query, weight in effects.scenario.pairs if query.by == by]
    most = max(1, MOST_ASKED // len(effects.cases))
    kept = sorted(asked, key=lambda pair: -pair[1])[:most]
    if len(effects.network.links.link_id) > MOST_LINKS:
        return CaseLosses(by, (), too_large=True)
    found, refused = list[tuple[Case, Critical]](), list[Case]()
    for case in effects.cases:
        queries = tuple(query if case.variant is None
                        else query.restricted(case.variant.restriction) for query, _ in kept)
        pairs = Pairs(queries, tuple(weight for _, weight in kept), effects.scenario.weight_unit)
        losses = _losses(effects, case, pairs)
        if losses is None:
            refused.append(case)
        else:
            found.append((case, losses))
    return CaseLosses(by, tuple(found), tuple(refused), len(asked) - len(kept))


def _losses(effects: Effects, case: Case, pairs: Pairs) -> Critical | None:
    """Close links for the pairs that ask for one best route; None where no pair does."""
    try:
        able = askable([MonteCarloCase("", "", case.snapshot)], pairs, effects.costs,
                       passing=False)
        return critical(case.snapshot, able, ("link",), effects.costs)
    except QueryError as error:
        if {problem.code for problem in error.problems} <= {"Q24"}:
            return None
        raise
