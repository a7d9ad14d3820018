"""Links without which some places cannot be reached from others any more.

A link that can be gone round, from each of its ends to the other as far as it leads, cuts nothing
off: whoever used it goes round it. Only of the others it is worked out who still reaches whom.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from corridors.routing.detours import Detours

__all__ = ["met_by", "reached_without", "without_way_round"]

NO_LINK = -1

Bits = list[int]
"""For each place the places that it reaches: one bit each, by position."""


def without_way_round(detours: Detours) -> tuple[int, ...]:
    """Give the positions of the links that cannot be gone round, sorted.

    Parameters
    ----------
    detours
        The open state graph.
    """
    found = set[int]()
    for tail, steps in enumerate(detours.leaving):
        for _, head, link in steps:
            if link != NO_LINK and link not in found and not _leads(detours, tail, head, link):
                found.add(link)
    return tuple(sorted(found))


def _leads(detours: Detours, tail: int, head: int, without: int) -> bool:
    """Say whether a way leads from one state to another without a link."""
    seen, waiting = {tail}, [tail]
    for state in waiting:  # it grows while it is gone through
        for _, after, link in detours.leaving[state]:
            if link != without and after not in seen:
                if after == head:
                    return True
                seen.add(after)
                waiting.append(after)
    return head in seen


def reached_without(detours: Detours, doors: Mapping[int, tuple[int, int]], count: int,
                    link: int = NO_LINK - 1) -> Bits:
    """Work out which places reach which without a link.

    Parameters
    ----------
    detours
        The open state graph.
    doors
        Doors of each place, where ways begin and where they end.
    count
        Number of places.
    link
        Position of the link; none if not given.

    Notes
    -----
    Source: R. Tarjan, Depth-first search and linear graph algorithms, 1972.
    """
    after: list[list[int]] = [[head for _, head, by in steps if by != link]
                              for steps in detours.leaving]
    ends = {end: 1 << place for place, (_, end) in doors.items()}
    reached = [0] * len(after)
    for piece in _pieces(after):
        bits = 0
        for state in piece:
            bits |= ends.get(state, 0)
            for head in after[state]:
                bits |= reached[head]
        for state in piece:
            reached[state] = bits
    out = [0] * count
    for place, (begin, _) in doors.items():
        out[place] = reached[begin] & ~(1 << place)
    return out


def met_by(out: Bits) -> list[int]:
    """Count for each place how many it reaches, and how many reach it, together.

    Parameters
    ----------
    out
        Which places reach which.

    Examples
    --------
    >>> met_by([0b110, 0, 0b010])
    [2, 2, 2]
    """
    count = [bits.bit_count() for bits in out]
    for left in out:
        bits = left
        while bits:
            lowest = bits & -bits
            count[lowest.bit_length() - 1] += 1
            bits ^= lowest
    return count


def _pieces(after: Sequence[Sequence[int]]) -> Iterator[list[int]]:
    """Give sets of vertices that reach each other; whatever a set leads to comes before it."""
    number, low, stack, turn = [0] * len(after), [0] * len(after), list[int](), 0
    for start in range(len(after)):
        calls = [] if number[start] else [(start, 0)]
        while calls:
            vertex, at = calls.pop()
            if at == 0:
                turn += 1
                number[vertex] = low[vertex] = turn
                stack.append(vertex)
            elif number[after[vertex][at - 1]] > number[vertex]:
                low[vertex] = min(low[vertex], low[after[vertex][at - 1]])
            for place in range(at, len(after[vertex])):
                head = after[vertex][place]
                if not number[head]:
                    calls += [(vertex, place + 1), (head, 0)]
                    break
                if number[head] != _DONE:
                    low[vertex] = min(low[vertex], number[head])
            else:
                if low[vertex] == number[vertex]:
                    piece = _cut_off(stack, vertex)
                    for one in piece:
                        number[one] = _DONE
                    yield piece


def _cut_off(stack: list[int], vertex: int) -> list[int]:
    piece = list[int]()
    while not piece or piece[-1] != vertex:
        piece.append(stack.pop())
    return piece


_DONE = 1 << 62
"""Number of a vertex whose piece is given already."""
