"""What a question is made of: texts, lists of texts, numbers, yes or no."""

from __future__ import annotations

from collections.abc import Collection
from numbers import Real
from typing import TYPE_CHECKING, Any

from corridors.errors import Problem

if TYPE_CHECKING:
    from corridors.model.query import Query

__all__ = ["type_problems"]

TEXTS = ("origin", "destination", "by", "label", "per")
LISTS = {"modes": '{"rail", "road"}', "avoid": '["country:IR"]', "via": '["Baku"]',
         "gauge_change": '{"bogie_exchange"}', "pareto": '["time", "cost"]'}
"""Lists of texts, each with an example."""

FLAGS = ("overland", "terminal_to_terminal", "only_cited")
NUMBERS = ("max_road_km", "k", "different", "overlap", "detour", "simplest_within",
           "value_of_time", "max_days")


def type_problems(query: Query) -> list[Problem]:
    """Say which parts of a question are of a wrong kind, before anything is made of them.

    Parameters
    ----------
    query
        The question.

    Returns
    -------
    problems
        Empty if none is.
    """
    found = []
    for name in TEXTS:
        value: Any = getattr(query, name)
        if not isinstance(value, str):
            found.append(_wrong(name, value, "a text", _one_text(name)))
    for name, example in LISTS.items():
        value = getattr(query, name)
        may_miss = value is None and name in ("modes", "gauge_change")
        if not may_miss and not _texts(value):
            found.append(_wrong(name, value, "a list of texts", f"Give some, such as {example}."))
    for name in FLAGS:
        value = getattr(query, name)
        # A yes or no of numpy passes, a text such as "no", which would count as yes, does not.
        if isinstance(value, str) or str(value) not in ("True", "False"):
            found.append(_wrong(name, value, "yes or no", "Give True or False."))
    for name in NUMBERS:
        value = getattr(query, name)
        if not isinstance(value, Real) and (value is not None or name in
                                            ("k", "different", "overlap", "detour")):
            found.append(_wrong(name, value, "a number", "Give a number without quotes."
                                if isinstance(value, str) else "Give a number."))
    return found


def _texts(value: Any) -> bool:
    return isinstance(value, Collection) and all(isinstance(word, str) for word in value)


def _one_text(name: str) -> str:
    if name == "by":
        return 'Ask once for each, or for pareto = ["time", "cost"].'
    return "Give the name of a place, or its id." if name in ("origin", "destination") else \
        "Give a text."


def _wrong(name: str, value: Any, kind: str, advice: str) -> Problem:
    shown = repr(value)
    return Problem("Q45", f"{shown if len(shown) <= 60 else f'{shown[:59]}…'} is not {kind}",
                   advice, column=name)
