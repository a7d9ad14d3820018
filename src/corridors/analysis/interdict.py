"""Which few links or borders hurt most when they close together? The worst set, with its proof."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from corridors.analysis.losses import Loss, loss_of
from corridors.analysis.matrix import unit_of
from corridors.errors import Problem, QueryError, suggest
from corridors.model.closable import candidates_of
from corridors.model.costs import CostModel
from corridors.model.given import expect
from corridors.model.html import table
from corridors.model.leg import UNITS
from corridors.model.pairs import Pairs, as_pairs
from corridors.model.query import Query
from corridors.model.snapshot import Snapshot
from corridors.routing.harm import Ready
from corridors.routing.interdiction import Proof, most_harmful

__all__ = ["METHODS", "MOST", "Interdiction", "interdict", "interdiction_of"]

MOST = 4
"""Most things that can be looked for together."""

METHODS = ("branch", "milp")
"""How the set can be found: branch and bound, or a mixed-integer programme solved by HiGHS."""

Told = Callable[[int, int], None]


@dataclass(frozen=True, slots=True, eq=False)
class Interdiction:
    """The things that do most harm when they close together, and the proof that none do more.

    Parameters
    ----------
    pairs, by
        The OD pairs, and what their routes are best by.
    most
        How many things could be closed.
    candidates
        How many things there were to choose from.
    loss
        What is lost; its ``things`` are the set. Fewer than could be closed where more of them
        would do no more harm.
    bound_cut_weight, bound_mean_added
        What no set of so many can exceed, counted like the loss: the same as the loss, as the
        search is over. With a penalty all is in the mean, and the weight is 0.
    explored, pruned
        Sets that were branched on, and branches that their bound ruled out; 0 for ``milp``.
    snapshot
        The network it was asked of.
    method
        One of :data:`METHODS`.
    penalty
        What a pair that is cut off, or takes as much more, counts as in the mean: km, h, USD or
        kg; None where first the weight that is cut off counts, then what is added.
    """

    pairs: Pairs = field(repr=False)
    by: str
    most: int
    candidates: int
    loss: Loss
    bound_cut_weight: float
    bound_mean_added: float
    explored: int
    pruned: int
    snapshot: Snapshot = field(repr=False)
    method: str = METHODS[0]
    penalty: float | None = None

    @property
    def smallest(self) -> float:
        """Smallest units in a unit that is shown."""
        return UNITS[self.by]

    @property
    def unit(self) -> str:
        """The unit of what is added: km, h, USD or kg."""
        return unit_of(self.by)

    def __repr__(self) -> str:
        names = ", ".join(map(str, self.loss.things)) or "nothing"
        return (f"<Interdiction, OD pairs: {len(self.pairs)}, by {self.by}, at most {self.most} of "
                f"{self.candidates}: {names}; {len(self.loss.cut)} cut off, "
                f"{self.loss.mean_added:,.1f} {self.unit} added in the mean>")

    def _repr_html_(self) -> str:
        rows = [(thing.kind, thing.key) for thing in self.loss.things]
        return table(repr(self)[1:-1], ("what", "id"), rows)


def interdict(snapshot: Snapshot, pairs: Pairs | Query | Sequence[Query], most: int,
              candidates: Sequence[str] = ("link",), costs: CostModel | None = None, *,
              penalty: float | None = None, method: str = METHODS[0],
              told: Told | None = None) -> Interdiction:
    """Find the few things that do most harm when they close together.

    Parameters
    ----------
    snapshot
        The network on a day, or as a scenario changes it.
    pairs
        The OD pairs, all best by one criterion.
    most
        How many things may be closed, 1 to 4.
    candidates
        What may be among them: kinds (``link``, ``border``, ``node``, ``country``) or selectors
        (``border:...``; ``country:IR`` for its links); see
        :func:`~corridors.model.closable.candidates_of`.
    costs
        The cost model; the one that comes with the data if not given.
    penalty
        What a pair that is cut off counts as, in km, h, USD or kg; a pair that takes as much more
        counts the same. If not given, the weight that is cut off counts before anything added.
    method
        ``branch`` for branch and bound; ``milp`` for a mixed-integer programme that HiGHS solves,
        for one pair, or for several with a penalty.
    told
        Called from time to time with the number of sets branched on and the best harm so far.

    Returns
    -------
    interdiction
        The worst set, exact; no other set of so many does more harm.

    Raises
    ------
    QueryError
        If the number, the method or a candidate is none, or pairs are best by several criteria.

    Examples
    --------
    >>> from corridors import Query, load
    >>> worst = interdict(load().as_of(), Query("Tashkent", "Poti", "time"), 2, ["border"])
    >>> [thing.key for thing in worst.loss.things], worst.loss.most_added
    (['ru-kz-aksarayskaya-ganyushkino', 'tm-uz-farap-khodjadavlet'], 23.751)
    """
    expect(snapshot, Snapshot, "the network on a day", "Ask for one first: network.as_of().")
    asked = as_pairs(pairs)
    _check(asked, most, penalty, method)
    ready = Ready.of(snapshot, asked, candidates_of(snapshot, candidates), costs)
    if penalty is not None:
        ready = ready.with_penalty(round(penalty * UNITS[ready.by]))
    return interdiction_of(ready, snapshot, asked, most, method=method, told=told)


def interdiction_of(ready: Ready, snapshot: Snapshot, pairs: Pairs, most: int, *,
                    method: str = METHODS[0], told: Told | None = None) -> Interdiction:
    """Find the few things that do most harm, of pairs that are made ready.

    Parameters
    ----------
    ready
        The pairs, and what can be closed.
    snapshot, pairs, most, method, told
        As for :func:`interdict`.
    """
    _check(pairs, most, None if ready.penalty is None else 1.0, method)
    if method == "milp":
        from corridors.routing.interdiction_milp import most_harmful_by_milp

        proof = most_harmful_by_milp(ready, most)
    else:
        proof = most_harmful(ready.trees, ready.harm, most, told)
    return _found(ready, snapshot, pairs, most, proof, method)


def _found(ready: Ready, snapshot: Snapshot, pairs: Pairs, most: int, proof: Proof,
           method: str) -> Interdiction:
    unit = UNITS[ready.by]
    weight, amount = (0, proof.bound) if ready.penalty is not None else ready.parts(proof.bound)
    return Interdiction(
        pairs, ready.by, most, len(ready.things), loss_of(ready, snapshot, proof.things),
        weight / ready.scale, amount / (ready.total or 1) / unit, proof.explored, proof.pruned,
        snapshot, method, None if ready.penalty is None else ready.penalty / unit)


def _check(pairs: Pairs, most: int, penalty: float | None, method: str) -> None:
    problems = []
    if most not in range(1, MOST + 1):
        problems.append(Problem("Q63", f"{most!r} is not how many things can be closed together",
                                f"Give a whole number from 1 to {MOST}."))
    if method not in METHODS:
        problems.append(Problem("Q63", f'"{method}" is no way to find the worst set',
                                suggest(str(method), METHODS)))
    elif method == "milp" and penalty is None and len(pairs) > 1:
        problems.append(Problem("Q63", "milp weighs several OD pairs only with a penalty",
                                "Give a penalty, one pair, or the method branch."))
    if penalty is not None and not 0 < penalty < float("inf"):
        problems.append(Problem("Q63", f"{penalty!r} is no penalty",
                                "Give a number more than 0, in km, h, USD or kg."))
    if problems:
        raise QueryError(problems)
