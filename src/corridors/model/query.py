"""A question: from where to where, best by what, and under which restrictions.

The same names hold in Python, on the command line and in scenario files.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import NamedTuple

from corridors.errors import Problem, QueryError, suggest
from corridors.model.modes import CRITERIA, MODES, OVERLAND_MODES

__all__ = ["LONGEST_KM", "SELECTORS", "Query", "Restriction", "Selector"]

LONGEST_KM = 100_000
"""Longest limit on kilometres that is accepted."""

SELECTORS = ("country", "border", "link", "node", "corridor")
"""What can be avoided, passed through or changed: ``country:AM``, ``link:ir-astara-...``."""


class Selector(NamedTuple):
    """A thing of the network, by kind and id.

    Parameters
    ----------
    kind
        One of :data:`SELECTORS`, or ``place`` for a bare place name.
    key
        Its id or name.
    """

    kind: str
    key: str

    @classmethod
    def parse(cls, text: str) -> Selector:
        """Read ``kind:id``; text without a known kind is a place name.

        Examples
        --------
        >>> Selector.parse("country:AM"), Selector.parse("Tbilisi")
        (Selector(kind='country', key='AM'), Selector(kind='place', key='Tbilisi'))
        """
        kind, colon, key = text.partition(":")
        return cls(kind.strip(), key.strip()) if colon and kind.strip() in SELECTORS \
            else cls("place", text.strip())

    def __str__(self) -> str:
        return self.key if self.kind == "place" else f"{self.kind}:{self.key}"


@dataclass(frozen=True, slots=True)
class Restriction:
    """Restrictions that a variant of a scenario adds to its queries.

    Parameters
    ----------
    modes
        Modes that may be used, or None for no change.
    overland
        True to stay on land.
    avoid, via
        Selectors to add; see :class:`Query`.
    max_road_km
        Limit on the kilometres by road, or None for no change.
    """

    modes: frozenset[str] | None = None
    overland: bool = False
    avoid: tuple[str, ...] = ()
    via: tuple[str, ...] = ()
    max_road_km: float | None = None


@dataclass(frozen=True, slots=True)
class Query:
    """One question to a snapshot.

    Parameters
    ----------
    origin, destination
        Place names or node ids.
    by
        ``distance``, ``time``, ``cost`` or ``co2``: what the best route has least of.
    modes
        Modes that may be used; None for all.
    overland
        Stay on land: no sea, ferry or inland waterway.
    avoid
        What the route must not touch: ``country:AM``, ``border:...``, ``link:...``,
        ``node:...`` or ``corridor:...``.
    via
        What the route must pass, in this order: the same, or place names.
    max_road_km
        Most kilometres by road, or None for no limit.
    label
        Short name of the question in tables and reports.
    terminal_to_terminal
        Leave out the first and the last mile and the wait for the first departure.

    Raises
    ------
    QueryError
        With everything that is wrong in the question.

    Examples
    --------
    >>> Query("Saint Petersburg", "Bandar Abbas", by="time", modes={"rail"}).mode_names
    ('rail',)
    """

    origin: str
    destination: str
    by: str = "distance"
    modes: Collection[str] | None = None
    overland: bool = False
    avoid: Collection[str] = ()
    via: Collection[str] = ()
    max_road_km: float | None = None
    label: str = ""
    terminal_to_terminal: bool = False

    def __post_init__(self) -> None:
        set_field = object.__setattr__
        if self.modes is not None:
            set_field(self, "modes", frozenset(_several(self.modes)))
        set_field(self, "avoid", tuple(dict.fromkeys(_several(self.avoid))))
        set_field(self, "via", tuple(_several(self.via)))
        problems = self._problems()
        if problems:
            raise QueryError(problems)

    def _problems(self) -> list[Problem]:
        found = []
        if self.by not in CRITERIA:
            found.append(Problem("Q02", f'"{self.by}" is not what a route can be best by',
                                 suggest(self.by, CRITERIA), column="by"))
        for mode in sorted(set(self.modes or ()) - MODES.keys()):
            found.append(Problem("Q03", f'"{mode}" is not a mode', suggest(mode, MODES),
                                 column="modes"))
        if not found and not self.mode_names:
            found.append(Problem("Q03", "no mode is left", "Allow rail or road.", column="modes"))
        for text in self.avoid:
            if Selector.parse(text).kind == "place":
                code = text.strip()
                advice = f'Write "country:{code}" for the country.' \
                    if len(code) == 2 and code.isupper() else \
                    f"Write one of {', '.join(f'{kind}:...' for kind in SELECTORS)}."
                found.append(Problem("Q04", f'"{text}" does not say what to avoid', advice,
                                     column="avoid"))
        limit = self.max_road_km
        if limit is not None and not 0 <= limit <= LONGEST_KM:
            found.append(Problem("Q05", f"{limit:g} is not a length of road",
                                 f"Give km, from 0 to {LONGEST_KM:,}.",
                                 column="max_road_km"))
        return found

    @property
    def mode_names(self) -> tuple[str, ...]:
        """The modes that may be used, in the order of :data:`MODES`."""
        allowed = MODES.keys() if self.modes is None else set(self.modes)
        return tuple(name for name in MODES if name in allowed
                     and (not self.overland or name in OVERLAND_MODES))

    def restricted(self, by: Restriction) -> Query:
        """Give the question with further restrictions.

        Parameters
        ----------
        by
            What to add.

        Returns
        -------
        query
            A new question.

        Raises
        ------
        QueryError
            If no mode is left.
        """
        modes = self.modes if by.modes is None else (
            by.modes if self.modes is None else frozenset(self.modes) & by.modes)
        limits = [limit for limit in (self.max_road_km, by.max_road_km) if limit is not None]
        return replace(self, modes=modes, overland=self.overland or by.overland,
                       avoid=(*self.avoid, *by.avoid), via=(*self.via, *by.via),
                       max_road_km=min(limits) if limits else None)

    def said(self) -> str:
        """Say the restrictions in words, for reports; empty if there are none."""
        parts = []
        if self.modes is not None:
            parts.append(f"{', '.join(MODES[m].label for m in self.mode_names)} only")
        elif self.overland:
            parts.append("overland")
        if self.max_road_km is not None:
            parts.append(f"at most {self.max_road_km:g} km by road")
        if self.terminal_to_terminal:
            parts.append("terminal to terminal")
        parts += [f"avoiding {text}" for text in self.avoid]
        if self.via:
            parts.append(f"via {', '.join(self.via)}")
        return "; ".join(parts)


def _several(words: Collection[str]) -> tuple[str, ...]:
    # A single text is a collection of letters: take it as one word.
    return (words,) if isinstance(words, str) else tuple(words)
