"""Selectors in words: links that share something, and what several selectors pick together."""

from __future__ import annotations

from collections.abc import Callable

from corridors.model.modes import MODES
from corridors.model.restriction import ALL, Selector

__all__ = ["SHARED", "links_said"]

SHARED = (ALL, "mode", "status", "tag")
"""Kinds of selectors that name no thing, but what links have in common."""

_BEFORE = ("status", "mode")
_AFTER = {"tag": "tagged", "country": "in", "corridor": "of", "node": "at", "border": "at"}


def links_said(selector: Selector, name: Callable[[Selector], str]) -> str:
    """Say which links a selector picks by what they have in common.

    Parameters
    ----------
    selector
        Of one of the kinds of :data:`SHARED`.
    name
        Gives the name of a thing that another selector picks.

    Examples
    --------
    >>> links_said(Selector.parse("mode:rail & status:planned & country:IR"), lambda one: "Iran")
    'planned rail links in Iran'
    """
    before, after = dict[str, str](), list[str]()
    for part in selector.parts:
        if part.kind in _BEFORE and "*" not in part.key:
            before[part.kind] = MODES[part.key].label if part.key in MODES else \
                part.key.replace("_", " ")
        else:
            said = part.key if part.kind in SHARED else name(part)
            after.append(f"{_AFTER.get(part.kind, 'among')} {said}")
    return " ".join([*(before[kind] for kind in _BEFORE if kind in before), "links", *after])
