"""A figure that the data itself gives with a range, as an input of a Monte Carlo analysis."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from corridors.model.costs import CostModel
from corridors.model.snapshot import Snapshot
from corridors.model.spread import Spread
from corridors.model.uncertain import SHAPES, Uncertain

__all__ = ["DataRange", "Input", "drawn", "stream_of"]


@dataclass(frozen=True, slots=True)
class DataRange:
    """A figure of the tables or of the cost model, drawn between its lowest and highest value.

    Parameters
    ----------
    table
        Where it stands: ``rate``, ``link``, ``border``, ``terminal`` or ``gauge_change``.
    key
        Which one: the key of the rate, or the position of the link, charge or facility.
    field
        Which of its figures; blank for a rate.
    name
        Its ids, the same in every variant: what its random numbers depend on.
    label
        What it is, in words.
    spread
        Lowest, likeliest and highest value.
    unit
        Of the values.
    group
        What it is told of together with, where there are many like it; blank for nothing.
    """

    table: str
    key: Any
    field: str
    name: str
    label: str
    spread: Spread
    unit: str
    group: str = ""

    @property
    def shape(self) -> str:
        """How its values are spread: straight from lowest to likeliest and on to highest."""
        return SHAPES[0]


Input = Uncertain | DataRange
"""What can be drawn: what a planner says is uncertain, or what the data says is."""

_COLUMNS = {"border": "charges", "terminal": "terminals", "gauge_change": "gauge_changes"}


def stream_of(one: Input) -> str:
    """Give the name that the random numbers of an input depend on.

    Parameters
    ----------
    one
        The input.
    """
    return one.name if isinstance(one, DataRange) else str(one.parameter)


def drawn(snapshot: Snapshot, costs: CostModel, inputs: tuple[Input, ...],
          values: tuple[Any, ...]) -> tuple[Snapshot, CostModel]:
    """Give the network and the cost model of a draw; or of many, where values are draws.

    Parameters
    ----------
    snapshot, costs
        As they are.
    inputs
        What is drawn.
    values
        A value for each, or :class:`~corridors.model.draws.Draws`.

    Returns
    -------
    snapshot, costs
        A route through them takes what it takes in that draw.

    Raises
    ------
    ScenarioError
        If an input selects nothing, its value does not fit its field, or two set the same.
    """
    changes, rates = [], {}
    columns: dict[str, list[Any]] = {}
    for one, value in zip(inputs, values, strict=True):
        if isinstance(one, Uncertain):
            changes.append(one.parameter.change(value))
        elif one.table == "rate":
            rates[one.key] = Spread(value, value, value)
        else:
            _put(columns, snapshot, one, Spread(value, value, value))
    new: dict[str, Any] = {name: tuple(held) for name, held in columns.items()}
    made = replace(snapshot, memo={}, **new)
    return made.apply(changes) if changes else made, _with_rates(costs, rates)


def _put(columns: dict[str, list[Any]], snapshot: Snapshot, one: DataRange,
         figure: Spread) -> None:
    name = _COLUMNS.get(one.table, one.field)
    if name not in columns:
        columns[name] = list(getattr(snapshot, name))
    column = columns[name]
    column[one.key] = figure if one.table == "link" else \
        replace(column[one.key], **{one.field: figure})


def _with_rates(costs: CostModel, rates: dict[Any, Spread]) -> CostModel:
    if not rates:
        return costs
    new = [replace(rate, spread=rates.get(rate.key, rate.spread)) for rate in costs.rates]
    if all(isinstance(spread.value, int | float) for spread in rates.values()):
        return CostModel.build(costs.name, costs.description, new, currency=costs.currency,
                               areas=costs.areas)
    # Draws have no hash of their own: nothing may be kept under the version of such a model.
    return replace(costs, rates=tuple(new), index={rate.key: rate for rate in new},
                   version="draws")
