"""``corridors route``."""

from __future__ import annotations

from typing import Any

from corridors.commands.arguments import Arguments
from corridors.commands.asking import answer_of, costs_of, options_checked, print_text, write_json
from corridors.errors import Problem, UsageError

__all__ = ["route"]


def route(arguments: Arguments) -> None:
    """Find routes between two places, or say why there is none."""
    if arguments.geojson and arguments.explain:
        raise UsageError(Problem("U02", "--explain does not go with --geojson",
                                 "Ask for --json, or for text."))
    answer = answer_of(arguments)
    explanation = _explanation(arguments, answer) if arguments.explain else None
    if arguments.geojson:
        from corridors.io.geojson import answer_geojson

        print_text(answer_geojson(answer))
    elif arguments.json:
        from corridors.reports.as_json import answer_json

        write_json({**answer_json(answer), **_explained(arguments, explanation)})
    else:
        from corridors.reports.answer_text import answer_text

        print_text(answer_text(answer))
        if explanation is not None:
            from corridors.reports.explain_text import explanation_text

            print_text(explanation_text(explanation))


def _explanation(arguments: Arguments, answer: Any) -> Any:
    """Say why the route is the best; None where there is none, of which the answer says why."""
    from corridors.analysis.explain import explain

    if answer.best is None or not answer.best.legs:
        return None
    with options_checked():
        return explain(answer, costs_of(arguments))


def _explained(arguments: Arguments, explanation: Any) -> dict[str, Any]:
    if not arguments.explain:
        return {}
    from corridors.reports.explain_text import explanation_json

    return {"explanation": None if explanation is None else explanation_json(explanation)}
