"""What a figure rests on, from the kinds of its sources."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

__all__ = ["BACKED", "BASES", "CITED_KINDS", "EVIDENCE", "basis_of_keys"]

EVIDENCE: Mapping[str, int] = {
    "operator": 4, "official_statistic": 4, "agency": 3, "press": 3, "reference": 3,
    "computed": 2, "general_knowledge": 1,
}
"""How strong a kind of source is: what stands higher decides between contradicting claims."""

CITED_KINDS = frozenset(kind for kind, rank in EVIDENCE.items() if rank > EVIDENCE["computed"])
"""Kinds of sources that somebody else published and that were read."""

BASES = {
    "cited": "a cited source",
    "computed": "a computation",
    "confirmed": "general knowledge, confirmed by a computation",
    "general_knowledge": "general knowledge",
    "none": "no source that source.csv describes",
}
"""What a figure can rest on, best first, and how it is said."""

BACKED = frozenset({"cited", "computed", "confirmed"})
"""Bases that are more than general knowledge."""


def basis_of_keys(keys: Iterable[str], kinds: Mapping[str, str]) -> str:
    """Say what a figure rests on.

    Parameters
    ----------
    keys
        Keys of its sources.
    kinds
        Kind of each source, by key, as in ``source.csv``.

    Returns
    -------
    basis
        One of :data:`BASES`: one cited source is enough; a computation beside general knowledge
        confirms it.

    Examples
    --------
    >>> kinds = {"osjd": "agency", "searoute": "computed", "memory": "general_knowledge"}
    >>> basis_of_keys(["memory", "osjd"], kinds), basis_of_keys(["memory", "searoute"], kinds)
    ('cited', 'confirmed')
    """
    found = {kinds[key] for key in keys if key in kinds}
    if CITED_KINDS & found:
        return "cited"
    if "computed" in found:
        return "confirmed" if "general_knowledge" in found else "computed"
    return "general_knowledge" if found else "none"
