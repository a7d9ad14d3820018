"""What opening things was found to be worth: each alone, and the best sets."""

from __future__ import annotations

from dataclasses import dataclass, field

from corridors.analysis.opening_items import Opener
from corridors.errors import Problem, QueryError, suggest
from corridors.model.pairs import Pairs
from corridors.model.route import Stamp
from corridors.model.snapshot import Snapshot
from corridors.model.spread import Spread

__all__ = ["Benefit", "Programme", "RankedOpenings", "Worth"]


@dataclass(frozen=True, slots=True)
class Benefit:
    """What opening something is worth, over all OD pairs with their weights.

    Parameters
    ----------
    newly
        Weight of the pairs that get a route and had none.
    gain
        What the other pairs gain by the criterion, in the unit shown, each times its weight.
    newly_takes
        What the routes of the newly reachable pairs take, in the unit shown, times weight.
    """

    newly: float
    gain: float
    newly_takes: float

    @property
    def nothing(self) -> bool:
        """Whether nobody gains."""
        return not self.newly and not self.gain and not self.newly_takes


@dataclass(frozen=True, slots=True)
class Worth:
    """What one thing is worth.

    Parameters
    ----------
    opener
        The thing.
    alone
        Its benefit where nothing else opens.
    last
        What it adds where everything else is open already.
    needs
        The fewest other things with which it is worth something; empty where it is worth
        something alone, None where it never is.
    with_needs
        What it adds to these; None where it never is worth anything.
    """

    opener: Opener
    alone: Benefit
    last: Benefit
    needs: tuple[str, ...] | None
    with_needs: Benefit | None

    @property
    def per_musd(self) -> Spread | None:
        """Gain alone per million USD, in the unit shown times weight; None where unknown."""
        return _per(self.alone.gain, self.opener.musd)


@dataclass(frozen=True, slots=True)
class Programme:
    """Things that open together; without any of them the benefit is less.

    Parameters
    ----------
    names
        What opens, by name.
    link_ids
        All its links, sorted.
    benefit
        What it is worth.
    musd
        What it costs in millions of USD, with its range; None where a part is not known.
    totals
        What each pair takes then, in smallest units; None where it has no route.
    """

    names: tuple[str, ...]
    link_ids: tuple[str, ...]
    benefit: Benefit
    musd: Spread | None
    totals: tuple[int | None, ...] = field(repr=False)

    @property
    def per_musd(self) -> Spread | None:
        """Gain per million USD, in the unit shown times weight; None where unknown."""
        return _per(self.benefit.gain, self.musd)


@dataclass(frozen=True, slots=True)
class RankedOpenings:
    """What it is worth to open things that are planned, being built or closed.

    Parameters
    ----------
    pairs
        The OD pairs, with weights.
    snapshot
        The network as it is.
    singles
        Each thing by itself, the most valuable first.
    programmes
        The best sets of at most ``most`` things, best first.
    everything
        The benefit of opening all of them.
    totals
        What each pair takes as things are, in smallest units; None where it has no route.
    most, budget_musd, rank
        How they were asked for.
    complete
        Whether the programmes are proved to be the best.
    stamp
        What it rests on.
    """

    pairs: Pairs
    snapshot: Snapshot = field(repr=False)
    singles: tuple[Worth, ...]
    programmes: tuple[Programme, ...]
    everything: Benefit
    totals: tuple[int | None, ...] = field(repr=False)
    most: int
    budget_musd: float | None
    rank: str
    complete: bool
    stamp: Stamp = field(repr=False)

    @property
    def by(self) -> str:
        """The criterion of all pairs."""
        return self.pairs.queries[0].by

    @property
    def useful(self) -> tuple[Worth, ...]:
        """Things that are worth something, alone or with others."""
        return tuple(one for one in self.singles if one.needs is not None)

    def single(self, name: str) -> Worth:
        """Give what one thing is worth.

        Parameters
        ----------
        name
            Its name: a link, border or project.

        Raises
        ------
        QueryError
            If nothing of that name may open.
        """
        names = [one.opener.name for one in self.singles]
        if name not in names:
            raise QueryError(Problem("Q66", f'nothing called "{name}" may open',
                                     suggest(name, names)))
        return self.singles[names.index(name)]

    def __repr__(self) -> str:
        head = f"<RankedOpenings of {len(self.singles)} things for {len(self.pairs)} pairs by " \
               f"{self.by} on {self.snapshot.on}: "
        if not self.programmes:
            return f"{head}none of them would be of use>"
        best = self.programmes[0]
        return f"{head}{len(self.useful)} would be of use; the best " \
               f"{'is' if len(best.names) == 1 else 'are'} {', '.join(best.names)}>"

    def _repr_html_(self) -> str:
        from corridors.model.html import table

        rows = [(f"{number}", ", ".join(one.names), f"{one.benefit.newly:,g}",
                 f"{one.benefit.gain:,.1f}", "" if one.musd is None else f"{one.musd.value:,.0f}")
                for number, one in enumerate(self.programmes, start=1)]
        return table(repr(self)[1:-1], ("", "open together", "newly reachable",
                                        f"gain by {self.by}", "million USD"), rows)


def _per(gain: float, musd: Spread | None) -> Spread | None:
    if musd is None or not musd.low > 0:
        return None
    return Spread(gain / musd.high, gain / musd.value, gain / musd.low)
