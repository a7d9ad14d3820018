"""``corridors route``."""

from __future__ import annotations

from corridors.commands.arguments import Arguments
from corridors.commands.asking import answer_of, print_text, write_json

__all__ = ["route"]


def route(arguments: Arguments) -> None:
    """Find routes between two places, or say why there is none."""
    answer = answer_of(arguments)
    if arguments.geojson:
        from corridors.io.geojson import answer_geojson

        print_text(answer_geojson(answer))
    elif arguments.json:
        from corridors.reports.as_json import answer_json

        write_json(answer_json(answer))
    else:
        from corridors.reports.answer_text import answer_text

        print_text(answer_text(answer))
