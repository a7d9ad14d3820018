"""``corridors map``."""

from __future__ import annotations

from typing import Any

from corridors.commands.arguments import Arguments
from corridors.commands.asking import answer_of, costs_of, network_of, say, scenario_of, snapshot_of
from corridors.errors import Problem, UsageError

__all__ = ["map_of"]


def map_of(arguments: Arguments) -> None:
    """Draw a route, what is reached, a scenario or the network into a file."""
    from pathlib import Path

    from corridors.io.figures import check_figure_path, save_figure
    from corridors.maps import alt_text
    from corridors.study import draw, run_study

    check_figure_path(Path(arguments.out))
    near = arguments.within or arguments.bands
    if near and arguments.destination is not None:
        raise UsageError(Problem("U02", "a map of what is reached has one place",
                                 "Give FROM alone, or leave --within out."))
    if near and not arguments.origin:
        raise UsageError(Problem("U02", "--within needs a place", "Give FROM."))
    if arguments.origin and arguments.destination is None and not near:
        raise UsageError(Problem("U02", "a map of a route needs two places",
                                 "Give FROM and TO, or neither for a map of the network."))
    what: Any
    if near:
        from corridors.commands.reach import reach_of

        what = reach_of(arguments, arguments.origin)
    elif arguments.origin:
        what = answer_of(arguments)
    elif arguments.scenario and not arguments.variant:
        scenario = scenario_of(arguments, arguments.scenario)
        what = run_study(scenario, network=network_of(arguments, scenario),
                         costs=costs_of(arguments)).effects
    else:
        what = snapshot_of(arguments)
    save_figure(draw(what, boundaries=arguments.boundaries), Path(arguments.out),
                title=Path(arguments.out).stem, alt=alt_text(what))
    say(f"Map: {arguments.out}")
