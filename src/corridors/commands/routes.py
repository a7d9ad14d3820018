"""``corridors route``."""

from __future__ import annotations

from typing import Any

from corridors.commands.arguments import Arguments
from corridors.commands.asking import answer_of, costs_of, options_checked, print_text, write_json
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
    told = _told(arguments, answer)
    if arguments.geojson:
        from corridors.io.geojson import answer_geojson

        print_text(answer_geojson(answer))
    elif arguments.json:
        from corridors.reports.as_json import answer_json

        made = answer_json(answer)
        for _, more in told:
            made |= more
        write_json(made)
    else:
        from corridors.reports.answer_text import answer_text

        print_text(answer_text(answer) + "".join(text for text, _ in told))


def _told(arguments: Arguments, answer: Any) -> list[tuple[str, dict[str, Any]]]:
    """Find out what more is asked for, before anything is printed: as text, and for JSON."""
    with options_checked():
        return [*([_explanation(arguments, answer)] if arguments.explain else []),
                *([_openings(arguments, answer)] if arguments.beat else [])]


def _explanation(arguments: Arguments, answer: Any) -> tuple[str, dict[str, Any]]:
    """Say why the route is the best; where there is none, the answer itself says why."""
    from corridors.analysis.explain import explain
    from corridors.reports.explain_text import explanation_json, explanation_text

    if answer.best is None or not answer.best.legs:
        return "", {"explanation": None}
    explanation = explain(answer, costs_of(arguments))
    return explanation_text(explanation), {"explanation": explanation_json(explanation)}


def _openings(arguments: Arguments, answer: Any) -> tuple[str, dict[str, Any]]:
    """Say what would have to open to beat the best route, or to have one."""
    from corridors.reports.beat_text import openings_json, openings_text
    from corridors.routing.beat import openings_to_beat

    openings = openings_to_beat(answer, costs_of(arguments))
    return openings_text(openings) if answer.reachable else "", openings_json(openings)
