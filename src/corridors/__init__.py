"""corridors: what happens to routes across a region when a link opens or closes?

The front door. Everything a user needs is here; nothing is imported before it is asked for, so
that a planner who types ``corridors route`` does not wait for a plotting library.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from corridors.version import __version__

if TYPE_CHECKING:
    from corridors.analysis.access import Access, access
    from corridors.analysis.assign import assign
    from corridors.analysis.bridges import Bridges, bridges
    from corridors.analysis.compare import Comparison, compare
    from corridors.analysis.critical import Critical, critical
    from corridors.analysis.default_pairs import default_pairs
    from corridors.analysis.effect_table import EffectTable, effects_table
    from corridors.analysis.effects import Case, Effects, effects_of
    from corridors.analysis.explain import Explanation, explain
    from corridors.analysis.flows import Assignment
    from corridors.analysis.history import History, history
    from corridors.analysis.indicators import Indicators, indicators
    from corridors.analysis.interdict import Interdiction, interdict
    from corridors.analysis.losses import Loss
    from corridors.analysis.matrix import Matrix, matrix
    from corridors.analysis.montecarlo import MonteCarlo, montecarlo
    from corridors.analysis.montecarlo_cases import MonteCarloCase, cases_of
    from corridors.analysis.openings import RankedOpenings, openings
    from corridors.analysis.reach import Reach, reach
    from corridors.analysis.separate import Separation, separate
    from corridors.analysis.series import Series, series
    from corridors.analysis.shares import Shares, shares
    from corridors.analysis.sourcing import Sourcing, sourcing_of
    from corridors.analysis.sweep_result import Sweep
    from corridors.analysis.threshold import Threshold, threshold
    from corridors.analysis.threshold_map import ThresholdMap, threshold_map
    from corridors.analysis.timeline import Timeline, timeline
    from corridors.analysis.trade_facilitation import TradeFacilitation, trade_facilitation
    from corridors.analysis.two_losses import TwoLosses, two_losses
    from corridors.errors import CorridorsError, InputError, OutputError
    from corridors.io.cost_files import load_cost_model
    from corridors.io.data_folder import load
    from corridors.io.demand_files import load_demand
    from corridors.io.figures import save_figure
    from corridors.io.frames import to_frames
    from corridors.io.new_scenario import new_scenario
    from corridors.io.scenario_files import bundled_scenarios, load_scenario
    from corridors.io.sweep_files import load_sweep
    from corridors.io.tntp_files import load_tntp
    from corridors.io.topology_files import load_topology, save_topology
    from corridors.model.applied import Applied
    from corridors.model.asked_pairs import resolved
    from corridors.model.change import Change
    from corridors.model.costs import CostModel
    from corridors.model.leg import Leg
    from corridors.model.network import Network
    from corridors.model.pairs import Pairs, pairs_between
    from corridors.model.parameter import Parameter
    from corridors.model.query import Query
    from corridors.model.records import Link, Node
    from corridors.model.route import Answer, Route
    from corridors.model.scenario import Scenario, Variant
    from corridors.model.snapshot import Snapshot
    from corridors.model.spread import Spread
    from corridors.model.sweep_axis import Axis
    from corridors.model.uncertain import Uncertain
    from corridors.printing import Printing, print_again, printing_of
    from corridors.routing.arrays import from_arrays
    from corridors.routing.assignment import Flows, assign_flows
    from corridors.routing.beat import Openings, openings_to_beat
    from corridors.routing.delays import Bpr
    from corridors.routing.flow_network import Demand, FlowNetwork
    from corridors.routing.recorded import recorded
    from corridors.routing.removals import Removals
    from corridors.routing.solve import shortest_route
    from corridors.routing.topology import Topology
    from corridors.study import draw, interactive, run_study
    from corridors.sweeping.run import run_sweep

_HOME = {
    "Access": "analysis.access", "Matrix": "analysis.matrix", "Reach": "analysis.reach",
    "access": "analysis.access", "matrix": "analysis.matrix", "reach": "analysis.reach",
    "Answer": "model.route", "Applied": "model.applied", "Case": "analysis.effects",
    "Change": "model.change",
    "MonteCarlo": "analysis.montecarlo", "montecarlo": "analysis.montecarlo",
    "MonteCarloCase": "analysis.montecarlo_cases", "cases_of": "analysis.montecarlo_cases",
    "Comparison": "analysis.compare", "CorridorsError": "errors", "CostModel": "model.costs",
    "Effects": "analysis.effects", "Explanation": "analysis.explain",
    "InputError": "errors", "Leg": "model.leg",
    "Link": "model.records", "Network": "model.network", "Node": "model.records",
    "OutputError": "errors", "Query": "model.query", "Route": "model.route",
    "Scenario": "model.scenario", "Snapshot": "model.snapshot",
    "Sourcing": "analysis.sourcing", "Spread": "model.spread",
    "Variant": "model.scenario", "bundled_scenarios": "io.scenario_files",
    "compare": "analysis.compare", "draw": "study", "effects_of": "analysis.effects",
    "explain": "analysis.explain", "interactive": "study",
    "from_arrays": "routing.arrays", "load": "io.data_folder", "load_cost_model": "io.cost_files",
    "load_scenario": "io.scenario_files", "load_topology": "io.topology_files",
    "new_scenario": "io.new_scenario", "resolved": "model.asked_pairs",
    "Printing": "printing", "print_again": "printing", "printing_of": "printing",
    "recorded": "routing.recorded", "Removals": "routing.removals", "run_study": "study",
    "save_figure": "io.figures", "save_topology": "io.topology_files",
    "RankedOpenings": "analysis.openings", "openings": "analysis.openings",
    "Openings": "routing.beat", "openings_to_beat": "routing.beat",
    "shortest_route": "routing.solve", "sourcing_of": "analysis.sourcing",
    "Threshold": "analysis.threshold", "threshold": "analysis.threshold",
    "ThresholdMap": "analysis.threshold_map", "threshold_map": "analysis.threshold_map",
    "Timeline": "analysis.timeline", "timeline": "analysis.timeline",
    "TradeFacilitation": "analysis.trade_facilitation",
    "trade_facilitation": "analysis.trade_facilitation",
    "Sweep": "analysis.sweep_result", "load_sweep": "io.sweep_files",
    "run_sweep": "sweeping.run",
    "Axis": "model.sweep_axis", "Pairs": "model.pairs", "Parameter": "model.parameter",
    "Uncertain": "model.uncertain", "pairs_between": "model.pairs",
    "Assignment": "analysis.flows", "assign": "analysis.assign", "load_demand": "io.demand_files",
    "Shares": "analysis.shares", "shares": "analysis.shares", "Bpr": "routing.delays",
    "Demand": "routing.flow_network", "FlowNetwork": "routing.flow_network",
    "Flows": "routing.assignment", "assign_flows": "routing.assignment",
    "load_tntp": "io.tntp_files",
    "EffectTable": "analysis.effect_table", "effects_table": "analysis.effect_table",
    "Indicators": "analysis.indicators", "indicators": "analysis.indicators",
    "History": "analysis.history", "history": "analysis.history",
    "Series": "analysis.series", "series": "analysis.series",
    "Bridges": "analysis.bridges", "bridges": "analysis.bridges",
    "Critical": "analysis.critical", "critical": "analysis.critical",
    "Interdiction": "analysis.interdict", "interdict": "analysis.interdict",
    "Loss": "analysis.losses", "TwoLosses": "analysis.two_losses",
    "two_losses": "analysis.two_losses", "default_pairs": "analysis.default_pairs",
    "Separation": "analysis.separate", "separate": "analysis.separate",
    "to_frames": "io.frames", "Topology": "routing.topology",
}

__all__ = [
    "Access",
    "Answer",
    "Applied",
    "Assignment",
    "Axis",
    "Bpr",
    "Bridges",
    "Case",
    "Change",
    "Comparison",
    "CorridorsError",
    "CostModel",
    "Critical",
    "Demand",
    "EffectTable",
    "Effects",
    "Explanation",
    "FlowNetwork",
    "Flows",
    "History",
    "Indicators",
    "InputError",
    "Interdiction",
    "Leg",
    "Link",
    "Loss",
    "Matrix",
    "MonteCarlo",
    "MonteCarloCase",
    "Network",
    "Node",
    "Openings",
    "OutputError",
    "Pairs",
    "Parameter",
    "Printing",
    "Query",
    "RankedOpenings",
    "Reach",
    "Removals",
    "Route",
    "Scenario",
    "Separation",
    "Series",
    "Shares",
    "Snapshot",
    "Sourcing",
    "Spread",
    "Sweep",
    "Threshold",
    "ThresholdMap",
    "Timeline",
    "Topology",
    "TradeFacilitation",
    "TwoLosses",
    "Uncertain",
    "Variant",
    "__version__",
    "access",
    "assign",
    "assign_flows",
    "bridges",
    "bundled_scenarios",
    "cases_of",
    "compare",
    "critical",
    "default_pairs",
    "draw",
    "effects_of",
    "effects_table",
    "explain",
    "from_arrays",
    "history",
    "indicators",
    "interactive",
    "interdict",
    "load",
    "load_cost_model",
    "load_demand",
    "load_scenario",
    "load_sweep",
    "load_tntp",
    "load_topology",
    "matrix",
    "montecarlo",
    "new_scenario",
    "openings",
    "openings_to_beat",
    "pairs_between",
    "print_again",
    "printing_of",
    "reach",
    "recorded",
    "resolved",
    "run_study",
    "run_sweep",
    "save_figure",
    "save_topology",
    "separate",
    "series",
    "shares",
    "shortest_route",
    "sourcing_of",
    "threshold",
    "threshold_map",
    "timeline",
    "to_frames",
    "trade_facilitation",
    "two_losses",
]


def __getattr__(name: str) -> Any:
    if name in _HOME:
        return getattr(import_module(f"corridors.{_HOME[name]}"), name)
    raise AttributeError(f"corridors has no {name}")


def __dir__() -> list[str]:
    return sorted(__all__)
