"""Where sources disagree about the links a scenario opens or adds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from corridors.analysis.effects import Effects
from corridors.model.records import Claim
from corridors.model.status import carries
from corridors.reports.names import Names
from corridors.reports.plain import plain_text

__all__ = ["Disputed", "disputed_of"]


@dataclass(frozen=True, slots=True)
class Disputed:
    """A figure on which sources disagree.

    Parameters
    ----------
    link, attribute
        The link, and what the figure is.
    working
        The value in use.
    others
        The other values, each with the date and the source where they are known.
    """

    link: str
    attribute: str
    working: str
    others: tuple[str, ...]


def disputed_of(effects: Effects) -> tuple[Disputed, ...]:
    """Give the figures on which sources disagree.

    Parameters
    ----------
    effects
        The scenario worked out.

    Returns
    -------
    disputed
        For links that a variant changes and that carry traffic in it, by link and attribute.
    """
    names = Names.of(effects.network)
    changed = {link_id for case in effects.variants for link_id in case.snapshot.changed
               if carries(case.snapshot.status_of(link_id))}
    claims: dict[tuple[str, str], list[Claim]] = {}
    for claim in effects.network.claims:
        if claim.subject_kind == "link" and claim.subject_id in changed:
            claims.setdefault((claim.subject_id, claim.attribute), []).append(claim)
    return tuple(_disputed(names.link(link_id), attribute, told)
                 for (link_id, attribute), told in sorted(claims.items())
                 if len({claim.value for claim in told}) > 1)


def _disputed(link: str, attribute: str, told: list[Claim]) -> Disputed:
    return Disputed(link, plain_text(attribute.removesuffix("_km").replace("_", " ")),
                    ", ".join(_said(told, working=True)) or "none",
                    tuple(_said(told, working=False)))


def _said(told: Iterable[Claim], *, working: bool) -> list[str]:
    said = []
    for claim in told:
        if claim.working == working:
            unit = f" {claim.unit}" if claim.low is not None and claim.unit else ""
            behind = [claim.said_on, claim.note, f"{claim.confidence} confidence"
                      if claim.confidence and not working else ""]
            about = "; ".join(part for part in behind if part)
            said.append(plain_text(f"{claim.value}{unit}{f' ({about})' if about else ''}"))
    return said
