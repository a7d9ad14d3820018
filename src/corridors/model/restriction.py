"""What a question may use and how much of it: the same words in Python, commands and scenarios."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, fields
from numbers import Real
from typing import Any, NamedTuple, Protocol

from corridors.errors import Problem, suggest
from corridors.model.rates import TECHNIQUES

__all__ = ["ALL", "AND", "LIMITS", "LONGEST_KM", "NO_CHANGE", "ON_ROUTES", "SELECTORS",
           "Restriction", "Selector", "limit_problems", "limit_said", "number_said",
           "restrictions_said", "tightest"]

LONGEST_KM = 100_000
"""Longest limit on kilometres that is accepted."""

SELECTORS = ("country", "border", "link", "node", "corridor", "mode", "status", "tag")
"""What can be avoided, passed through or changed: ``country:AM``, ``link:ir-astara-...``."""

ON_ROUTES = tuple(kind for kind in SELECTORS if kind != "status")
"""What a route can avoid or pass: a status may be another one when it is reached."""

ALL, AND = "all", "&"
"""Kind of a selector of what several others pick, and the sign between them."""

NO_CHANGE = "none"
"""The word for a wagon whose gauge is not changed at all."""

LIMITS = {"max_road_km": "km by road", "max_borders": "border crossings",
          "max_gauge_breaks": "breaks of gauge", "max_transfers": "transfers"}
"""What can be limited, and how it is said."""


class Limiting(Protocol):
    """What has limits: a question, or a restriction that is added to one."""

    @property
    def only_cited(self) -> bool:
        """Whether only links with a cited length may be used."""
        ...

    @property
    def gauge_change(self) -> Collection[str] | None:
        """Techniques by which the gauge may be changed, or None for all."""
        ...


class Selector(NamedTuple):
    """A thing of the network, by kind and id.

    Parameters
    ----------
    kind
        One of :data:`SELECTORS`; ``all`` for what several selectors all pick, or ``place`` for a
        bare place name.
    key
        Its id or name; of ``all`` the selectors, with ``&`` between them.
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
        >>> Selector.parse("mode:rail & country:IR").parts
        (Selector(kind='mode', key='rail'), Selector(kind='country', key='IR'))
        """
        if AND in text:
            parts = tuple(map(cls.parse, text.split(AND)))
            if all(part.kind != "place" for part in parts):
                return cls(ALL, f" {AND} ".join(map(str, parts)))
        kind, colon, key = text.partition(":")
        return cls(kind.strip(), key.strip()) if colon and kind.strip() in SELECTORS \
            else cls("place", text.strip())

    @property
    def parts(self) -> tuple[Selector, ...]:
        """The selectors that must all pick; itself where it is one."""
        return tuple(map(self.parse, self.key.split(AND))) if self.kind == ALL else (self,)

    def __str__(self) -> str:
        return self.key if self.kind in ("place", ALL) else f"{self.kind}:{self.key}"


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
        Selectors to add; see :class:`~corridors.Query`.
    max_road_km
        Limit on the kilometres by road, or None for no change.
    max_borders, max_gauge_breaks, max_transfers
        Limits on their number, or None for no change.
    only_cited
        True for links alone whose length rests on a cited source.
    gauge_change
        Techniques by which the gauge may be changed, or None for no change.
    """

    modes: frozenset[str] | None = None
    overland: bool = False
    avoid: tuple[str, ...] = ()
    via: tuple[str, ...] = ()
    max_road_km: float | None = None
    max_borders: int | None = None
    max_gauge_breaks: int | None = None
    max_transfers: int | None = None
    only_cited: bool = False
    gauge_change: frozenset[str] | None = None

    @classmethod
    def names(cls) -> tuple[str, ...]:
        """Give the names of all restrictions, which a :class:`~corridors.Query` shares."""
        return tuple(field.name for field in fields(cls))


def tightest(first: float | None, second: float | None) -> float | None:
    """Give the tighter of two limits; None is no limit.

    Parameters
    ----------
    first, second
        The limits.

    Examples
    --------
    >>> tightest(None, 3), tightest(2, 3), tightest(None, None)
    (3, 2, None)
    """
    given = [limit for limit in (first, second) if limit is not None]
    return min(given) if given else None


def limit_said(name: str, limit: float) -> str:
    """Say a limit in words.

    Parameters
    ----------
    name
        One of :data:`LIMITS`.
    limit
        The most there may be.

    Examples
    --------
    >>> limit_said("max_borders", 2), limit_said("max_gauge_breaks", 1)
    ('at most 2 border crossings', 'at most 1 break of gauge')
    >>> limit_said("max_transfers", 0), limit_said("max_road_km", 0)
    ('without transfers', 'at most 0 km by road')
    """
    if limit == 0 and name != "max_road_km":
        return f"without {LIMITS[name]}"
    return f"at most {number_said(name, limit)}"


def number_said(name: str, number: float) -> str:
    """Say a number of what can be limited.

    Parameters
    ----------
    name
        One of :data:`LIMITS`.
    number
        How many, or how many kilometres.

    Examples
    --------
    >>> number_said("max_gauge_breaks", 1), number_said("max_road_km", 1250.5)
    ('1 break of gauge', '1,250.5 km by road')
    """
    many = LIMITS[name]
    one = {"max_borders": "border crossing", "max_gauge_breaks": "break of gauge",
           "max_transfers": "transfer"}.get(name, many)
    return f"{number:,g} {one if number == 1 else many}"


def restrictions_said(of: Limiting) -> list[str]:
    """Say limits, citations and techniques in words: what names nothing of a network.

    Parameters
    ----------
    of
        A question or a restriction, with the fields of :data:`LIMITS`.

    Examples
    --------
    >>> restrictions_said(Restriction(max_borders=2, gauge_change=frozenset({"none"})))
    ['at most 2 border crossings', 'gauge never changed']
    """
    limits = [(name, getattr(of, name)) for name in LIMITS]
    said = [limit_said(name, limit) for name, limit in limits if limit is not None]
    if of.only_cited:
        said.append("only links with a cited length")
    if of.gauge_change is not None:
        words = " or ".join(sorted(set(of.gauge_change) - {NO_CHANGE})).replace("_", " ")
        said.append(f"gauge changed by {words}" if words else "gauge never changed")
    return said


def _is_count(limit: Any) -> bool:
    """Tell whether a limit is a whole number, of any library; not NaN, infinity, text or truth."""
    if isinstance(limit, bool) or not isinstance(limit, Real):
        return False
    number: Any = limit
    return bool(number >= 0 and number % 1 == 0)


def limit_problems(limits: Restriction) -> list[Problem]:
    """Say what is wrong with the limits and techniques of a restriction.

    Parameters
    ----------
    limits
        The restriction; only its limits and techniques are looked at.

    Returns
    -------
    problems
        One for each limit that is no limit, and each technique that is not known.

    Examples
    --------
    >>> print(limit_problems(Restriction(max_borders=-1))[0])
    key max_borders: -1 is not a number of border crossings. Give a whole number from 0 on. [Q05]
    """
    found = []
    road = limits.max_road_km
    if road is not None and not 0 <= road <= LONGEST_KM:
        found.append(Problem("Q05", f"{road:g} is not a length of road",
                             f"Give km, from 0 to {LONGEST_KM:,}.", column="max_road_km"))
    for name in ("max_borders", "max_gauge_breaks", "max_transfers"):
        limit = getattr(limits, name)
        if limit is not None and not _is_count(limit):
            found.append(Problem("Q05", f"{limit} is not a number of {LIMITS[name]}",
                                 "Give a whole number from 0 on.", column=name))
    words = (*TECHNIQUES, NO_CHANGE)
    named = limits.gauge_change or frozenset()
    for word in sorted(named - set(words)):
        found.append(Problem("Q17", f'"{word}" is not a way to change the gauge',
                             suggest(word, words) or f"Write one of {', '.join(words)}.",
                             column="gauge_change"))
    if NO_CHANGE in named and len(named) > 1:
        found.append(Problem("Q17", f'"{NO_CHANGE}" and a technique contradict each other',
                             "Leave one of them out.", column="gauge_change"))
    return found
