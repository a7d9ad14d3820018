"""``corridors route``."""

from __future__ import annotations

from typing import Any

from corridors.commands.arguments import Arguments
from corridors.commands.asking import answer_of, costs_of, print_text, write_json
from corridors.errors import Problem, UsageError

__all__ = ["route"]


def route(arguments: Arguments) -> None:
    """Find routes between two places, or say why there is none."""
    for name in ("explain", "beat"):
        if arguments.geojson and getattr(arguments, name):
            raise UsageError(Problem("U02", f"--{name} does not go with --geojson",
                                     "Ask for --json, or for text."))
    if arguments.beat and arguments.depart:
        raise UsageError(Problem("U02", "--beat does not go with --depart",
                                 "Ask for the network on a day, with --on."))
    answer = answer_of(arguments)
    if arguments.geojson:
        from corridors.io.geojson import answer_geojson

        print_text(answer_geojson(answer))
    elif arguments.json:
        from corridors.reports.as_json import answer_json

        made = answer_json(answer)
        if arguments.explain:
            from corridors.reports.explain_text import explanation_json

            explanation = _explanation(arguments, answer)
            made["explanation"] = explanation and explanation_json(explanation)
        if arguments.beat:
            from corridors.reports.beat_text import openings_json

            made |= openings_json(_openings(arguments, answer))
        write_json(made)
    else:
        from corridors.reports.answer_text import answer_text

        print_text(answer_text(answer))
        if arguments.explain:
            from corridors.reports.explain_text import explanation_text

            explanation = _explanation(arguments, answer)
            print_text(explanation_text(explanation) if explanation else "")
        if arguments.beat and answer.reachable:
            from corridors.reports.beat_text import openings_text

            print_text(openings_text(_openings(arguments, answer)))


def _explanation(arguments: Arguments, answer: Any) -> Any:
    """Say why the route is the best; None where there is none, of which the answer says why."""
    from corridors.analysis.explain import explain

    moves = answer.best is not None and answer.best.legs
    return explain(answer, costs_of(arguments)) if moves else None


def _openings(arguments: Arguments, answer: Any) -> Any:
    """Say what would have to open to beat the best route, or to have one."""
    from corridors.routing.beat import openings_to_beat

    return openings_to_beat(answer, costs_of(arguments))
