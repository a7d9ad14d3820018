"""What the search for one path after the other is made of: steps, runs, and parts of all paths."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

__all__ = ["STAYS", "Limit", "Part", "Places", "Run", "Step", "Word"]

STAYS = -1
"""Place entered by an arc that stays where it is."""

Word = tuple[int, ...]
"""Keys of a path, in order, as ranks: smaller ranks are smaller keys."""


class Places(NamedTuple):
    """What must not be entered twice.

    Parameters
    ----------
    start
        Place of all sources.
    entered
        Place that each arc of the graph enters, or -1 where it stays at its place. Arcs with one
        key out of one place enter the same one.
    """

    start: int
    entered: Sequence[int]


class Limit(NamedTuple):
    """Something of which only so much may be used.

    Parameters
    ----------
    used
        What each arc uses up, whole numbers >= 0.
    most
        Most that may be used.
    """

    used: Sequence[int]
    most: int


class Step(NamedTuple):
    """An arc, as the search sees it.

    Parameters
    ----------
    head
        Vertex it leads to.
    total
        Its weight and number of legs, as one number.
    key
        Rank of its key.
    entered
        Place it enters, or -1.
    arc
        Its position in the graph.
    used
        What it uses up of each limit.
    """

    head: int
    total: int
    key: int
    entered: int
    arc: int
    used: tuple[int, ...]


class Run(NamedTuple):
    """One way to say a word.

    Parameters
    ----------
    total
        What it takes: weight and number of legs, as one number.
    spent
        What it uses up of each limit.
    arcs
        Its arcs.
    """

    total: int
    spent: tuple[int, ...]
    arcs: tuple[int, ...]


class Part(NamedTuple):
    """The paths that begin with a word and go on with none of some keys.

    Parameters
    ----------
    word
        The keys they begin with.
    front
        Vertices to which the word leads, and the best way to say it there.
    passed
        Places the word has passed, the start among them.
    banned
        Keys they do not go on with.
    watched
        Places that a search is known to enter twice if it may.
    """

    word: Word
    front: dict[int, Run]
    passed: frozenset[int]
    banned: frozenset[int]
    watched: frozenset[int] = frozenset()
