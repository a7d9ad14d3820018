"""Whether the values in use are those that the rule of :mod:`corridors.model.claims` chooses.

==== =====================================================================
code what is told
==== =====================================================================
N78  the claim marked as working is not the one that the rule chooses
N79  the length of a link is not that of its working claim
==== =====================================================================

Told by ``corridors check``, not whenever the data is read: a value chosen by hand is no fault.
"""

from __future__ import annotations

from collections.abc import Iterator

from corridors.errors import Problem
from corridors.model.claims import by_subject, working_claim
from corridors.model.network import Network

__all__ = ["working_values"]


def working_values(network: Network) -> Iterator[Problem]:
    """Tell where a value in use is not the one the claims about it give.

    Parameters
    ----------
    network
        The network.
    """
    kinds = {source.source_key: source.kind for source in network.sources}
    lengths = {link.link_id: link.length_km.value for link in network.links.records}
    for (kind, subject, attribute), claims in by_subject(network.claims).items():
        marked = [claim for claim in claims if claim.working]
        chosen = working_claim(claims, kinds)
        if [claim.claim_id for claim in marked] not in ([], [chosen.claim_id]):
            yield Problem(
                "N78", f'of the claims about {attribute} of "{subject}" {chosen.claim_id} stands '
                f"first, not {', '.join(claim.claim_id for claim in marked)}",
                f"Mark {chosen.claim_id}, or lower its confidence and say why in its note.",
                file="claim.csv", column="working")
        elif marked and (kind, attribute) == ("link", "length_km") and subject in lengths \
                and not _same(marked[0].value, lengths[subject]):
            yield Problem(
                "N79", f'"{subject}" is {lengths[subject]:g} km long, its working claim says '
                f"{marked[0].value}", "Write the same length in both.",
                file="link.csv", column="length_km")


def _same(said: str, length_km: float) -> bool:
    try:
        return float(said) == length_km
    except ValueError:
        return False
