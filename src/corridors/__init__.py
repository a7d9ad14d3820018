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
    from corridors.analysis.bridges import Bridges, bridges
    from corridors.analysis.compare import Comparison, compare
    from corridors.analysis.critical import Critical, critical
    from corridors.analysis.default_pairs import default_pairs
    from corridors.analysis.effects import Case, Effects, effects_of
    from corridors.analysis.explain import Explanation, explain
    from corridors.analysis.interdict import Interdiction, interdict
    from corridors.analysis.losses import Loss
    from corridors.analysis.matrix import Matrix, matrix
    from corridors.analysis.openings import RankedOpenings, openings
    from corridors.analysis.reach import Reach, reach
    from corridors.analysis.separate import Separation, separate
    from corridors.analysis.sourcing import Sourcing, sourcing_of
    from corridors.analysis.threshold import Threshold, threshold
    from corridors.analysis.threshold_map import ThresholdMap, threshold_map
    from corridors.analysis.timeline import Timeline, timeline
    from corridors.analysis.two_losses import TwoLosses, two_losses
    from corridors.errors import CorridorsError, InputError, OutputError
    from corridors.io.cost_files import load_cost_model
    from corridors.io.data_folder import load
    from corridors.io.frames import to_frames
    from corridors.io.new_scenario import new_scenario
    from corridors.io.scenario_files import bundled_scenarios, load_scenario
    from corridors.io.topology_files import load_topology, save_topology
    from corridors.model.asked_pairs import resolved
    from corridors.model.costs import CostModel
    from corridors.model.leg import Leg
    from corridors.model.network import Network
    from corridors.model.pairs import Pairs, pairs_between
    from corridors.model.parameter import Parameter
    from corridors.model.query import Query
    from corridors.model.records import Link, Node
    from corridors.model.route import Answer, Route
    from corridors.model.scenario import Change, Scenario, Variant
    from corridors.model.snapshot import Snapshot
    from corridors.model.spread import Spread
    from corridors.model.sweep_axis import Axis
    from corridors.model.uncertain import Uncertain
    from corridors.routing.arrays import from_arrays
    from corridors.routing.beat import Openings, openings_to_beat
    from corridors.routing.removals import Removals
    from corridors.routing.solve import shortest_route
    from corridors.routing.topology import Topology
    from corridors.study import draw, run_study

_HOME = {
    "Access": "analysis.access", "Matrix": "analysis.matrix", "Reach": "analysis.reach",
    "access": "analysis.access", "matrix": "analysis.matrix", "reach": "analysis.reach",
    "Answer": "model.route", "Case": "analysis.effects", "Change": "model.scenario",
    "Comparison": "analysis.compare", "CorridorsError": "errors", "CostModel": "model.costs",
    "Effects": "analysis.effects", "Explanation": "analysis.explain",
    "InputError": "errors", "Leg": "model.leg",
    "Link": "model.records", "Network": "model.network", "Node": "model.records",
    "OutputError": "errors", "Query": "model.query", "Route": "model.route",
    "Scenario": "model.scenario", "Snapshot": "model.snapshot",
    "Sourcing": "analysis.sourcing", "Spread": "model.spread",
    "Variant": "model.scenario", "bundled_scenarios": "io.scenario_files",
    "compare": "analysis.compare", "draw": "study", "effects_of": "analysis.effects",
    "explain": "analysis.explain",
    "from_arrays": "routing.arrays", "load": "io.data_folder", "load_cost_model": "io.cost_files",
    "load_scenario": "io.scenario_files", "load_topology": "io.topology_files",
    "new_scenario": "io.new_scenario", "resolved": "model.asked_pairs",
    "Removals": "routing.removals", "run_study": "study",
    "save_topology": "io.topology_files",
    "RankedOpenings": "analysis.openings", "openings": "analysis.openings",
    "Openings": "routing.beat", "openings_to_beat": "routing.beat",
    "shortest_route": "routing.solve", "sourcing_of": "analysis.sourcing",
    "Threshold": "analysis.threshold", "threshold": "analysis.threshold",
    "ThresholdMap": "analysis.threshold_map", "threshold_map": "analysis.threshold_map",
    "Timeline": "analysis.timeline", "timeline": "analysis.timeline",
    "Axis": "model.sweep_axis", "Pairs": "model.pairs", "Parameter": "model.parameter",
    "Uncertain": "model.uncertain", "pairs_between": "model.pairs",
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
    "Axis",
    "Bridges",
    "Case",
    "Change",
    "Comparison",
    "CorridorsError",
    "CostModel",
    "Critical",
    "Effects",
    "Explanation",
    "InputError",
    "Interdiction",
    "Leg",
    "Link",
    "Loss",
    "Matrix",
    "Network",
    "Node",
    "Openings",
    "OutputError",
    "Pairs",
    "Parameter",
    "Query",
    "RankedOpenings",
    "Reach",
    "Removals",
    "Route",
    "Scenario",
    "Separation",
    "Snapshot",
    "Sourcing",
    "Spread",
    "Threshold",
    "ThresholdMap",
    "Timeline",
    "Topology",
    "TwoLosses",
    "Uncertain",
    "Variant",
    "__version__",
    "access",
    "bridges",
    "bundled_scenarios",
    "compare",
    "critical",
    "default_pairs",
    "draw",
    "effects_of",
    "explain",
    "from_arrays",
    "interdict",
    "load",
    "load_cost_model",
    "load_scenario",
    "load_topology",
    "matrix",
    "new_scenario",
    "openings",
    "openings_to_beat",
    "pairs_between",
    "reach",
    "resolved",
    "run_study",
    "save_topology",
    "separate",
    "shortest_route",
    "sourcing_of",
    "threshold",
    "threshold_map",
    "timeline",
    "to_frames",
    "two_losses",
]


def __getattr__(name: str) -> Any:
    if name in _HOME:
        return getattr(import_module(f"corridors.{_HOME[name]}"), name)
    raise AttributeError(f"corridors has no {name}")


def __dir__() -> list[str]:
    return sorted(__all__)
