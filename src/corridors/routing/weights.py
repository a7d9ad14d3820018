"""The weight of every arc of the state graph, kept: a scenario costs only what it changes.

Most snapshots of a network differ in the status of links alone, and share one list of weights;
where a scenario sets figures, only the arcs they hold for are weighed anew.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from corridors.errors import Problem, QueryError
from corridors.model.costs import CostModel
from corridors.model.network import Network
from corridors.model.records import GaugeChange, Terminal
from corridors.model.snapshot import Snapshot
from corridors.routing.engines import CLOSED
from corridors.routing.pricing import Pricing, pricing
from corridors.routing.states import GAUGE_BREAK, MOVE, TRANSFER, Arc, state_graph

__all__ = ["arcs_at_node", "arcs_of_links", "changed_arcs", "weigh"]


def weigh(snapshot: Snapshot, costs: CostModel, by: str,
          value_of_time: float | None = None) -> list[int]:
    """Give the weight of every arc of the state graph.

    Parameters
    ----------
    snapshot
        The network on a day.
    costs
        The cost model.
    by
        ``distance``, ``time``, ``cost``, ``co2`` or ``generalised``.
    value_of_time
        USD per TEU and day, for the last.

    Returns
    -------
    weights
        Whole numbers >= 0, in the order of the arcs: metres, thousandths of an hour, US cents
        or grams.

    Raises
    ------
    QueryError
        With every link whose weight is no number >= 0, or too large to be added up. No solver
        is called then.
    """
    key = ("weights", costs.version, by, value_of_time if by == "generalised" else None)
    if key not in snapshot.memo:
        changed = changed_arcs(snapshot, by)
        if changed or key not in snapshot.network.memo:
            prices = pricing(snapshot, costs, value_of_time)
            snapshot.memo[key] = _weights(snapshot, prices, by, key, changed)
        else:
            snapshot.memo[key] = snapshot.network.memo[key]
    made: list[int] = snapshot.memo[key]
    return made


def arcs_of_links(network: Network) -> Sequence[Sequence[int]]:
    """Give the positions of the arcs of each link, made the first time they are asked for.

    Parameters
    ----------
    network
        The network.
    """
    return _by_record(network, MOVE)


def _by_record(network: Network, kind: str) -> Sequence[Sequence[int]]:
    """Give the arcs of each link, terminal or gauge-change facility."""
    key = ("arcs by record", kind)
    if key not in network.memo:
        found = defaultdict[int, list[int]](list)
        for place, arc in enumerate(state_graph(network).arcs):
            if arc.kind == kind:
                found[arc.record].append(place)
        count = {MOVE: len(network.links), TRANSFER: len(network.terminals),
                 GAUGE_BREAK: len(network.gauge_changes)}[kind]
        network.memo[key] = [found[record] for record in range(count)]
    made: Sequence[Sequence[int]] = network.memo[key]
    return made


def _weights(snapshot: Snapshot, prices: Pricing, by: str, key: tuple[object, ...],
             changed: set[int]) -> list[int]:
    """Weigh what a scenario changed, and take the rest from the network as it was read."""
    network, arcs = snapshot.network, state_graph(snapshot.network).arcs
    if changed and key not in network.memo:
        # Where figures are set before the plain network was asked, all is weighed once for it.
        weigh(network.as_of(snapshot.on), prices.costs, by, prices.value_of_time)
    weights = list(network.memo[key]) if changed else [0] * len(arcs)
    places = sorted(changed) if changed else range(len(arcs))
    for place in places:
        weights[place] = prices.weight(arcs[place], by)
    _guard([arcs[place] for place in places], [weights[place] for place in places], by)
    if not changed:
        network.memo[key] = weights
    return weights


MATTERS = {
    "speed_kmh": ("time", "generalised"), "dwell_h": ("time", "generalised"),
    "tariff_usd_per_teu_km": ("cost", "generalised"), "toll_usd_per_teu": ("cost", "generalised"),
    "fee_usd_per_teu": ("cost", "generalised"), "co2_g_per_tkm": ("co2",),
    "gauge_change_h": ("time", "generalised"), "transfer_h": ("time", "generalised"),
    "gauge_change_fee_usd_per_teu": ("cost", "generalised"),
    "transfer_fee_usd_per_teu": ("cost", "generalised"), "capacity_mt_per_year": (),
}
"""By which criteria the fields of a scenario change weights; a length by all."""


def changed_arcs(snapshot: Snapshot, by: str) -> set[int]:
    """Give the arcs whose figures differ from those of the network as it was read.

    Parameters
    ----------
    snapshot
        The network as changes make it.
    by
        What routes are best by: figures that do not matter to it are left out.
    """
    network, index = snapshot.network, snapshot.network.links.index
    found = set[int]()
    moves = _by_record(network, MOVE)
    for link in _differing(snapshot.length_km, network.memo["length_km"]):
        found.update(moves[link])
    for field, key in snapshot.figures:
        if by not in MATTERS.get(field, ()):
            continue
        if field.startswith("transfer"):
            found.update(arcs_at_node(network, TRANSFER).get(key, ()))
        elif field.startswith("gauge_change"):
            found.update(arcs_at_node(network, GAUGE_BREAK).get(key, ()))
        else:
            found.update(moves[index[key]])
    return found


def arcs_at_node(network: Network, kind: str) -> Mapping[str, Sequence[int]]:
    """Give the arcs of terminals, or of gauge-change facilities, by node.

    Parameters
    ----------
    network
        The network.
    kind
        ``transfer`` or ``gauge_break``.
    """
    key = ("arcs at node", kind)
    if key not in network.memo:
        rows: Sequence[Terminal | GaugeChange] = \
            network.terminals if kind == TRANSFER else network.gauge_changes
        found = defaultdict[str, list[int]](list)
        for row, arcs in zip(rows, _by_record(network, kind), strict=True):
            found[row.node_id] += arcs
        network.memo[key] = dict(found)
    made: Mapping[str, Sequence[int]] = network.memo[key]
    return made


def _differing(new: Sequence[object], old: Sequence[object]) -> set[int]:
    if new is old:
        return set()
    return {place for place, (one, other) in enumerate(zip(new, old, strict=True))
            if one is not other}


def _guard(arcs: Iterable[Arc], weights: Iterable[int], by: str) -> None:
    """Stop before a solver sees a weight that would make it wrong, or never end."""
    bad = {arc.key: weight for arc, weight in zip(arcs, weights, strict=True)
           if not 0 <= weight < CLOSED}
    if bad:
        raise QueryError([Problem("Q07", f'"{key}" has no usable {by}' if weight < 0 else
                                  f'"{key}" has more {by} than can be added up',
                                  "Correct its length, speed or rates.")
                          for key, weight in bad.items()])
