"""``corridors shares`` and ``assign``: which routes traffic takes, and what it fills."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from math import inf
from typing import Any

from corridors.commands.arguments import Arguments
from corridors.commands.asking import (
    costs_of,
    engine_of,
    network_of,
    options_checked,
    print_text,
    query_of,
    scenario_of,
    snapshot_of,
    tell_engine,
    template_of,
    write_json,
)
from corridors.commands.matrix import check_table, save_table
from corridors.errors import Problem, UsageError

__all__ = ["assign", "assigned", "shares", "shares_found"]

_OF_THE_CORRIDORS = (
    "times", "capacity", "delay_b", "delay_power", "by", "value_of_time", "modes", "overland",
    "avoid", "via", "max_road_km", "max_borders", "max_gauge_breaks", "max_transfers", "only_cited",
    "on", "scenario", "variant", "costs", "data", "assume_expected")
"""Options that mean nothing for the network of a file."""


def shares(arguments: Arguments) -> None:
    """Tell which share of the traffic takes which route or corridor."""
    found = shares_found(arguments)
    if arguments.csv:
        from corridors.io.flow_rows import SHARE_COLUMNS, share_rows

        save_table(arguments.csv, SHARE_COLUMNS, share_rows(found))
        return
    from corridors.reports.shares_text import shares_json, shares_text

    if arguments.json:
        write_json(shares_json(found))
    else:
        print_text(shares_text(found))


def shares_found(arguments: Arguments) -> Any:
    """Find what the options of ``corridors shares`` ask for."""
    from corridors.analysis.shares import THETA, VALUE_OF_TIME
    from corridors.analysis.shares import shares as shares_of

    check_table(arguments)
    with options_checked():
        _by_generalised(arguments, VALUE_OF_TIME)
        overlap, detour = arguments.overlap, arguments.detour
        arguments.overlap = arguments.detour = None  # which a question for one route has not
        branches = scenario_of(arguments, arguments.branches) if arguments.branches else None
        snapshot, costs = _rested_on(arguments, branches)
        found = shares_of(snapshot, _asked(arguments, branches, snapshot), costs,
                          count=arguments.count,
                          theta=THETA if arguments.theta is None else arguments.theta,
                          value_of_time=VALUE_OF_TIME if arguments.value_of_time is None
                          else arguments.value_of_time, overlap=overlap, detour=detour,
                          scenario=branches, engine_name=engine_of(arguments))
    tell_engine(arguments, found)
    return found


def assign(arguments: Arguments) -> None:
    """Tell where a year's demand goes, and which links it fills."""
    if arguments.tntp:
        check_table(arguments)
        _assign_tntp(arguments)
        return
    found = assigned(arguments)
    if arguments.csv:
        from corridors.io.flow_rows import LINK_FLOW_COLUMNS, link_flow_rows

        save_table(arguments.csv, LINK_FLOW_COLUMNS, link_flow_rows(found))
        return
    from corridors.reports.assign_text import assign_json, assign_text

    if arguments.json:
        write_json(assign_json(found))
    else:
        print_text(assign_text(found))


def assigned(arguments: Arguments) -> Any:
    """Find what the options of ``corridors assign`` ask for, of a network with places."""
    check_table(arguments)
    if arguments.tntp:
        raise UsageError(Problem("U02", "a network of TNTP files has no places to draw",
                                 "Leave --tntp out."))
    if arguments.flow:
        raise UsageError(Problem("U02", "--flow needs --tntp", "Say which network it belongs to."))
    from corridors.analysis.assign import assign as assign_of
    from corridors.io.demand_files import load_demand
    from corridors.routing.delays import Bpr

    with options_checked():
        arguments.by = arguments.by or ("generalised" if arguments.value_of_time else "time")
        snapshot, costs = snapshot_of(arguments), costs_of(arguments)
        model = costs or snapshot.network.costs
        if not 0 < arguments.times < inf:
            raise UsageError(Problem("U03", f"--times {arguments.times:g} is nothing to multiply "
                                            "by", "Give a number more than 0."))
        demand = load_demand(arguments.demand, template_of(arguments, snapshot),
                             payload_t=model.rate("payload").spread.value)
        demand = replace(demand, weights=tuple(each * arguments.times for each in demand.weights))
        return assign_of(snapshot, demand, costs, method=arguments.method, gap=arguments.gap,
                          iterations=arguments.iterations, capacity=arguments.capacity,
                         delay=partial(Bpr, b=arguments.delay_b, power=arguments.delay_power))


def _assign_tntp(arguments: Arguments) -> None:
    """Assign the trips of TNTP files, and compare with published flows."""
    from corridors.io.tntp_files import load_tntp
    from corridors.reports.tntp_text import tntp_json, tntp_text
    from corridors.routing.assignment import assign_flows

    if arguments.demand:
        raise UsageError(Problem("U02", "a table of demand is given as well as --tntp",
                                 "Give one of them."))
    other = [f"--{name.replace('_', '-')}" for name in _OF_THE_CORRIDORS
             if getattr(arguments, name) not in (None, False, [], "soft", 1.0, 0.15, 4.0)]
    if other:
        raise UsageError(Problem("U02", f"--tntp goes without {', '.join(other)}",
                                 "Leave that out: network, demand and delays are those of the "
                                 "files."))
    network, trips = arguments.tntp
    read = load_tntp(network, trips, arguments.flow)
    with options_checked():
        found = assign_flows(read.network, read.demand, method=arguments.method,
                             gap=arguments.gap, iterations=arguments.iterations, ways=False)
    if arguments.csv:
        from corridors.io.flow_rows import ARC_FLOW_COLUMNS, arc_flow_rows

        save_table(arguments.csv, ARC_FLOW_COLUMNS, arc_flow_rows(found))
    elif arguments.json:
        write_json(tntp_json(found, read.flow))
    else:
        print_text(tntp_text(found, read.flow))


def _by_generalised(arguments: Arguments, worth: float) -> None:
    if arguments.by not in (None, "generalised"):
        raise UsageError(Problem("U02", f"shares are by cost and time together, not by "
                                        f"{arguments.by}", "Leave --by out."))
    arguments.by = "generalised"
    arguments.value_of_time = worth if arguments.value_of_time is None else arguments.value_of_time


def _rested_on(arguments: Arguments, branches: Any) -> tuple[Any, Any]:
    """Give the network and the costs; those of the branches where no other scenario is meant."""
    if branches is None or arguments.scenario or arguments.variant:
        return snapshot_of(arguments), costs_of(arguments)
    from corridors.io.cost_files import costs_for

    today = network_of(arguments, branches).as_of(arguments.on or branches.on,
                                                  assume_expected=branches.assume_expected)
    return today, costs_of(arguments) or costs_for(branches)


def _asked(arguments: Arguments, branches: Any, snapshot: Any) -> Any:
    """Give the question of two places, or those of the scenario whose branches are the choice."""
    if arguments.origin and arguments.destination:
        return query_of(arguments)
    if arguments.origin or branches is None:
        raise UsageError(Problem("U02", "shares are between two places",
                                 "Give FROM and TO, or a scenario with --branches."))
    return _pairs_of(branches, template_of(arguments, snapshot))


def _pairs_of(branches: Any, template: Any) -> Any:
    """Give the pairs of a scenario under further restrictions, each once, with their weights.

    A query by several criteria is one pair here: shares are by cost and time together.
    """
    from corridors.model.pairs import Pairs
    from corridors.model.restriction import Restriction

    further = Restriction(**{name: getattr(template, name) for name in Restriction.names()})
    weights: dict[Any, tuple[str, float]] = {}
    for query, weight in branches.pairs:
        plain = replace(query, by="generalised", value_of_time=template.value_of_time, per="teu",
                        k=template.k, pareto=template.pareto,
                        simplest_within=template.simplest_within).restricted(further)
        by, before = weights.get(plain, (query.by, 0.0))
        if by == query.by:
            weights[plain] = by, before + weight
    return Pairs(tuple(weights), tuple(weight for _, weight in weights.values()),
                 branches.pairs.unit)
