"""One line of the table that every benchmark prints: ours, the peer's, the ratio, the target."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

__all__ = ["HEAD", "Row", "line", "print_rows"]

HEAD = "no | what | ours | peer | theirs (* sampled and scaled) | ratio | target | verdict | remark"


@dataclass(frozen=True, slots=True)
class Row:
    """One comparison.

    ``least`` is how many times faster than the peer we must be; where there is no peer, ``most``
    is what may be used at most, in the unit. ``share`` is the part of the task that the peer
    really did; ``theirs`` is scaled to all of it.
    """

    number: str
    what: str
    ours: float
    peer: str = ""
    theirs: float | None = None
    least: float | None = None
    most: float | None = None
    share: float = 1.0
    unit: str = "s"
    note: str = ""

    @property
    def ratio(self) -> float | None:
        """Give how many times faster than the peer we are."""
        return None if self.theirs is None else self.theirs / self.ours

    @property
    def met(self) -> bool:
        """Say whether the target is met."""
        enough = self.ratio is None or self.least is None or self.ratio >= self.least
        return enough and (self.most is None or self.ours <= self.most)


def line(row: Row) -> str:
    """Write a row of the table."""
    ours = f"{row.ours:.3g} {row.unit}"
    theirs = "" if row.theirs is None else f"{row.theirs:.3g} s" + ("*" if row.share < 1 else "")
    ratio = "" if row.ratio is None else f"{row.ratio:,.4g}x"
    target = f"<= {row.most:g} {row.unit}" if row.most is not None else \
        f">= {row.least:,.3g}x" if row.least is not None else ""
    verdict = "" if not target else "met" if row.met else "MISSED"
    cells = [row.number, row.what, ours, row.peer, theirs, ratio, target, verdict,
             *([row.note] if row.note else [])]
    return " | ".join(cells).rstrip()


def print_rows(rows: Iterable[Row]) -> int:
    """Print each row as soon as it is measured; give 1 where a target is missed, and 0 if none."""
    print(HEAD)
    missed = 0
    for row in rows:
        print(line(row), flush=True)
        missed += not row.met
    return int(missed > 0)
