"""An analysis that a scenario file asks for, beside the routes of its variants."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from corridors.model.written import Written

__all__ = ["ANALYSES", "KINDS", "PLACE_OPTIONS", "SELECTOR_OPTIONS", "Asked"]

ANALYSES = ("critical", "openings", "threshold", "shares", "assign", "montecarlo", "history")
"""What can be asked for: each is a command and a function of the same name."""

PLACE_OPTIONS = ("separate",)
"""Options that are lists of places or groups of places."""

SELECTOR_OPTIONS = ("candidates", "only")
"""Options that are lists of selectors; a kind of things alone, or a project, is one as well."""

KINDS = ("link", "border", "node", "country")
"""What can close or open, one at a time."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One ``[[analysis]]`` of a scenario file.

    Parameters
    ----------
    kind
        One of :data:`ANALYSES`.
    options
        Its options, by the names they have in Python.
    variants
        Names of the variants it is asked of, ``base`` for the network as it is.
    queries
        Labels of the queries it is asked for; empty for all.
    by
        Criteria of the queries it is asked for; time, or that of the first query, if empty.
    origin, destination
        Places of the queries it is asked for; empty for all.
    written
        Where it is written.
    """

    kind: str
    options: Mapping[str, Any] = field(default_factory=dict)
    variants: tuple[str, ...] = ("base",)
    queries: tuple[str, ...] = ()
    by: tuple[str, ...] = ()
    origin: tuple[str, ...] = ()
    destination: tuple[str, ...] = ()
    written: Written = field(default=Written(), repr=False, compare=False)
