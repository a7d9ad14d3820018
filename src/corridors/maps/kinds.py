"""Which pictures there are of each kind of result: the one table behind ``draw`` and ``map``."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from corridors.analysis.compare import Comparison
from corridors.analysis.effects import Effects
from corridors.analysis.flows import Assignment
from corridors.analysis.history import History
from corridors.analysis.indicators import Indicators
from corridors.analysis.montecarlo import MonteCarlo
from corridors.analysis.openings import RankedOpenings
from corridors.analysis.reach import Reach
from corridors.analysis.shares import Shares
from corridors.analysis.sweep_result import Sweep
from corridors.analysis.threshold import Threshold
from corridors.analysis.threshold_map import ThresholdMap
from corridors.analysis.timeline import Timeline
from corridors.maps.along_alt import along_alt
from corridors.maps.alt import before_after_alt, effects_alt
from corridors.maps.assign_map import assign_map
from corridors.maps.basemap import Basemap
from corridors.maps.changes_map import changes_alt, changes_map
from corridors.maps.comparison_map import before_after_map, comparison_map
from corridors.maps.critical_map import Closed, critical_map
from corridors.maps.distance_chart import distance_chart
from corridors.maps.figure import MapFigure
from corridors.maps.history_chart import history_chart
from corridors.maps.look import Look
from corridors.maps.montecarlo_chart import montecarlo_chart
from corridors.maps.multiples_map import multiples_map
from corridors.maps.network_map import network_map
from corridors.maps.openings_map import openings_bars_alt, openings_chart, openings_map
from corridors.maps.reach_map import reach_map
from corridors.maps.route_map import route_map
from corridors.maps.scenario_map import scenario_map
from corridors.maps.shares_chart import shares_chart
from corridors.maps.shares_map import shares_map
from corridors.maps.strip_chart import strip_chart
from corridors.maps.sweep_chart import sweep_chart
from corridors.maps.threshold_chart import threshold_chart, threshold_map_chart
from corridors.maps.timeline_chart import timeline_alt, timeline_chart
from corridors.maps.traffic_map import traffic_map
from corridors.model.route import Answer
from corridors.model.snapshot import Snapshot

__all__ = ["KINDS", "Kind", "Wanted"]


@dataclass(frozen=True, slots=True)
class Wanted:
    """How a picture is wanted.

    Parameters
    ----------
    query
        Which query, or which set of indicators, by position.
    title, subtitle
        Above the picture; blank for those made from the result.
    look
        How boundaries look, and in which language places are named.
    variant
        Name or title of the variant of a scenario that is set against the base, for pictures of
        one; blank for the first that changes something.
    """

    query: int
    title: str
    subtitle: str
    look: Look
    variant: str = ""

    @property
    def words(self) -> dict[str, str]:
        """What is written above."""
        return {"title": self.title, "subtitle": self.subtitle}

    @property
    def all(self) -> dict[str, Any]:
        """What every map is told."""
        return {**self.words, "look": self.look}


@dataclass(frozen=True, slots=True)
class Kind:
    """A picture of one kind of result.

    Parameters
    ----------
    name
        What ``corridors map`` and ``draw(kind=…)`` call it.
    of
        The type of the result.
    draw
        Draws it.
    tell
        Describes it in words; None for the words that go with the usual picture of the result.
    """

    name: str
    of: Any
    draw: Callable[[Any, Basemap, Wanted], MapFigure]
    tell: Callable[[Any, Wanted], str] | None = None


KINDS = (
    Kind("scenario", Effects, lambda what, ground, want: scenario_map(
        what, ground, query=want.query, **want.all)),
    Kind("before-after", Effects, lambda what, ground, want: before_after_map(
        what, ground, query=want.query, variant=want.variant, **want.all),
         lambda what, want: before_after_alt(what, want.query, want.variant)),
    Kind("multiples", Effects, lambda what, ground, want: multiples_map(
        what, ground, query=want.query, **want.all),
         lambda what, want: effects_alt(what, want.query, "Small maps, one for each variant,")),
    Kind("changes", Effects, lambda what, ground, want: changes_map(
        what, ground, query=want.query, variant=want.variant, **want.all),
         lambda what, want: changes_alt(what, want.query, want.variant)),
    Kind("before-after", Comparison, lambda what, ground, want: comparison_map(
        what, ground, **want.all)),
    Kind("changes", Comparison, lambda what, ground, want: changes_map(what, ground, **want.all),
         lambda what, _: changes_alt(what)),
    Kind("route", Answer, lambda what, ground, want: route_map(what, ground, **want.all)),
    Kind("history", History, lambda what, _, __: history_chart(what)),
    Kind("flows", Indicators, lambda what, ground, want: traffic_map(
        what, ground, query=want.query, look=want.look)),
    Kind("reach", Reach, lambda what, ground, want: reach_map(what, ground, **want.all)),
    Kind("openings", RankedOpenings, lambda what, ground, want: openings_map(
        what, ground, **want.all)),
    Kind("openings-bars", RankedOpenings, lambda what, _, __: openings_chart(what),
         lambda what, _: openings_bars_alt(what)),
    Kind("threshold", Threshold, lambda what, _, want: threshold_chart(what, **want.words)),
    Kind("threshold", ThresholdMap, lambda what, _, want: threshold_map_chart(
        what, **want.words)),
    Kind("montecarlo", MonteCarlo, lambda what, _, want: montecarlo_chart(
        what, want.query, want.title, want.subtitle)),
    Kind("critical", Closed, lambda what, ground, want: critical_map(what, ground, **want.all)),
    Kind("shares", Shares, lambda what, ground, want: shares_map(what, ground, **want.all)),
    Kind("shares-bars", Shares, lambda what, _, want: shares_chart(what, **want.words)),
    Kind("assign", Assignment, lambda what, ground, want: assign_map(what, ground, **want.all)),
    Kind("sweep", Sweep, lambda what, _, want: sweep_chart(
        what, want.query, want.title, want.subtitle)),
    *(Kind("strip", of, lambda what, _, want: strip_chart(what, query=want.query, **want.all),
           lambda what, want: along_alt(what, "strip", want.query))
      for of in (Effects, Comparison, Answer)),
    *(Kind("distance", of, lambda what, _, want: distance_chart(
        what, query=want.query, **want.all),
        lambda what, want: along_alt(what, "distance", want.query))
      for of in (Effects, Comparison, Answer)),
    Kind("network", Snapshot, lambda what, ground, want: network_map(what, ground, **want.all)),
    Kind("timeline", Snapshot, lambda what, _, want: timeline_chart(what, **want.words),
         lambda what, _: timeline_alt(what)),
    Kind("timeline", Timeline, lambda what, _, want: timeline_chart(what, **want.words),
         lambda what, _: timeline_alt(what)),
)
"""For each kind of result its pictures; the first is drawn where none is named."""
