"""Whether the values in use are those that the rule of :mod:`corridors.model.claims` chooses.

===== ====== ==================================================================
code  answer rule
===== ====== ==================================================================
N78   note   the claim marked as working is the one that the rule chooses
N79   note   the length of a link is that of its working claim
===== ====== ==================================================================
"""

from __future__ import annotations

from collections.abc import Iterator

from corridors.errors import Problem
from corridors.model.claims import by_subject, working_claim
from corridors.model.tables import Tables

__all__ = ["working_values"]

CLAIMS = "claim.csv"


def working_values(tables: Tables) -> Iterator[Problem]:
    """Tell where a value in use is not the one the claims about it give.

    Parameters
    ----------
    tables
        The records.
    """
    kinds = {source.source_key: source.kind for source in tables.sources}
    places = {claim.claim_id: place for place, claim in enumerate(tables.claims)}
    lengths = {link.link_id: (place, link.length_km.value)
               for place, link in enumerate(tables.links)}
    for (kind, subject, attribute), claims in by_subject(tables.claims).items():
        marked = [claim for claim in claims if claim.working]
        chosen = working_claim(claims, kinds)
        if [claim.claim_id for claim in marked] not in ([], [chosen.claim_id]):
            yield tables.problem(
                "N78", CLAIMS, places[marked[0].claim_id], "working",
                f'of the claims about {attribute} of "{subject}" {chosen.claim_id} stands first, '
                f"not {', '.join(claim.claim_id for claim in marked)}",
                f"Mark {chosen.claim_id}, or lower its confidence and say why in its note.")
        elif marked and (kind, attribute) == ("link", "length_km") and subject in lengths:
            place, length_km = lengths[subject]
            if not _same(marked[0].value, length_km):
                yield tables.problem(
                    "N79", "link.csv", place, "length_km",
                    f'"{subject}" is {length_km:g} km long, its working claim says '
                    f"{marked[0].value}", "Write the same length in both.")


def _same(said: str, length_km: float) -> bool:
    try:
        return float(said) == length_km
    except ValueError:
        return False
