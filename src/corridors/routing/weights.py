"""The weight of every arc of the state graph, kept: a scenario costs only what it changes.

Most snapshots of a network differ in the status of links alone, and share one list of weights;
where a scenario sets figures, only the arcs they hold for are weighed anew.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from corridors.errors import Problem, QueryError
from corridors.model.costs import CostModel
from corridors.model.network import Network
from corridors.model.snapshot import Snapshot
from corridors.routing.engines import CLOSED
from corridors.routing.pricing import Pricing, pricing
from corridors.routing.states import GAUGE_BREAK, MOVE, TRANSFER, Arc, state_graph

__all__ = ["arcs_of_links", "weigh"]


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
        changed = _changed_arcs(snapshot)
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


def _changed_arcs(snapshot: Snapshot) -> set[int]:
    """Give the arcs whose figures differ from those of the network as it was read."""
    network = snapshot.network
    links = _differing(snapshot.length_km, network.memo["length_km"]) \
        | _differing(snapshot.speed_kmh, network.memo["speed_kmh"])
    if snapshot.charges is not network.charges:
        index = network.links.index
        links |= {index[new.link_id] for new, old in
                  zip(snapshot.charges, network.charges, strict=True) if new is not old}
    found = set[int]()
    for kind, records in (
            (MOVE, links), (TRANSFER, _differing(snapshot.terminals, network.terminals)),
            (GAUGE_BREAK, _differing(snapshot.gauge_changes, network.gauge_changes))):
        if records:
            arcs = _by_record(network, kind)
            found.update(place for record in records for place in arcs[record])
    return found


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
