"""A figure that the data itself gives with a range, as an input of a Monte Carlo analysis."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from corridors.model.costs import CostModel
from corridors.model.figure import Figure
from corridors.model.own_figures import charges, gauge_changes, lengths, speeds, terminals
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
        Where it stands: ``rate`` in the cost model, ``link``, ``border``, ``terminal`` or
        ``gauge_change`` in the tables, ``figure`` in a scenario that sets it with a range.
    key
        Which one: the key of the rate, the position of the link, charge or facility, or the field
        and id that the scenario sets.
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

_TOPOLOGY = ("state_graph", "kept_graph", "moving arcs", "arcs by record", "charged", "speed_kmh")
"""What a network keeps that no drawn figure changes."""


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
    asked = list(zip(inputs, values, strict=True))
    changes = [one.parameter.change(value) for one, value in asked if isinstance(one, Uncertain)]
    ranges = [(one, Spread(value, value, value)) for one, value in asked
              if isinstance(one, DataRange)]
    tables = [(one, figure) for one, figure in ranges if one.table != "rate"]
    made = _with_tables(snapshot, tables) if tables else replace(snapshot, memo={})
    rates = {one.key: figure for one, figure in ranges if one.table == "rate"}
    return made.apply(changes) if changes else made, _with_rates(costs, rates)


def _with_tables(snapshot: Snapshot, drawn_here: list[tuple[DataRange, Spread]]) -> Snapshot:
    """Put figures into the tables, and lay over them what a scenario sets, as before."""
    lengths_km = list(snapshot.network.memo["length_km"])
    columns: dict[str, Any] = {}
    figures = dict(snapshot.figures)
    for one, figure in drawn_here:
        if one.table == "link":
            lengths_km[one.key] = figure
        elif one.table == "figure":
            figures[one.key] = Figure(figure)
        else:
            name = _COLUMNS[one.table]
            column = columns.setdefault(name, list(getattr(snapshot.network, name)))
            column[one.key] = replace(column[one.key], **{one.field: figure})
    kept = {key: held for key, held in snapshot.network.memo.items()
            if (key[0] if isinstance(key, tuple) else key) in _TOPOLOGY}
    new: dict[str, Any] = {name: tuple(column) for name, column in columns.items()}
    network = replace(snapshot.network, **new, memo={**kept, "length_km": tuple(lengths_km)})
    return replace(
        snapshot, network=network, figures=figures, memo={},
        length_km=lengths(network, figures), speed_kmh=speeds(network, figures),
        charges=charges(network, figures), terminals=terminals(network, figures),
        gauge_changes=gauge_changes(network, figures))


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
