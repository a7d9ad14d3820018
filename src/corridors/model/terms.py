"""What a change asks of the others: what must carry traffic beside it, and what none may touch."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import TypeAlias

from corridors.errors import Problem
from corridors.model.change import Change
from corridors.model.restriction import Selector
from corridors.model.selection import selected_links, selected_nodes_of
from corridors.model.snapshot import Snapshot
from corridors.model.status import carries

__all__ = ["Touched", "place_of", "ruled_out", "unmet"]

Touched: TypeAlias = Sequence[tuple[Change, Collection[str]]]
"""Changes, with the ids of the links and nodes that each sets or adds."""


def unmet(base: Snapshot, made: Snapshot, changes: Sequence[Change]) -> Iterator[Problem]:
    """Say what must carry traffic once all changes are made, and does not.

    Parameters
    ----------
    base
        The network before the changes: what their selectors mean is looked up here.
    made
        The network with all changes.
    changes
        The changes.

    Yields
    ------
    problem
        One for each change that requires it, with the status of each link.
    """
    for change in changes:
        if not change.holds_on(base.on):
            continue
        shut = dict[str, str]()
        for text in change.requires:
            found, problem = selected_links(base, Selector.parse(text))
            if problem is not None:
                yield change.problem("S21", *problem, "requires")
            shut |= {link: made.status_of(link) for link in found
                     if not carries(made.status_of(link))}
        if shut:
            said = ", ".join(f'"{link}" is {status}' for link, status in sorted(shut.items()))
            yield change.problem(
                "S28", f'"{change.said()}" requires links that carry no traffic on {made.on}: '
                       f"{said}",
                f"Add a change that opens {'it' if len(shut) == 1 else 'them'}.", "requires")


def ruled_out(base: Snapshot, touched: Touched) -> Iterator[Problem]:
    """Say which changes touch what another one says that none may touch.

    Parameters
    ----------
    base
        The network before the changes.
    touched
        The changes, and what each sets or adds.

    Yields
    ------
    problem
        One for each two changes, which names both places.
    """
    for change, _ in touched:
        alone = set[str]()
        for text in change.conflicts:
            selector = Selector.parse(text)
            links, problem = selected_links(base, selector)
            nodes, nowhere = selected_nodes_of(base, selector)
            if nowhere is not None or (problem is not None and not nodes):
                yield change.problem("S21", *(nowhere or problem or ("", "")), "conflicts")
            alone |= {*links, *(nodes if selector.kind == "node" else ())}
        for other, keys in touched:
            both = sorted(alone.intersection(keys))
            if other is not change and both and other.meets(change):
                more = f" and {len(both) - 1} more" if len(both) > 1 else ""
                yield change.problem(
                    "S29", f'"{change.said()}" does not go with "{other.said()}"'
                           f"{place_of(other, change)}: it rules out any other change of "
                           f"{both[0]}{more}",
                    "Keep one of the two, or put them into two variants.", "conflicts")


def place_of(change: Change, beside: Change) -> str:
    """Say where a change is written, beside another one.

    Parameters
    ----------
    change
        The change.
    beside
        The other one: its file need not be said again.

    Examples
    --------
    >>> one, other = Change(("a",), file="a.toml", line=3), Change(("b",), file="b.toml", line=9)
    >>> place_of(one, other), place_of(one, one)
    (' in a.toml, line 3', ' in line 3')
    """
    file = f" in {change.file}" if change.file != beside.file and change.file else ""
    line = f"{',' if file else ' in'} line {change.line}" if change.line is not None else ""
    return f"{file}{line}"
