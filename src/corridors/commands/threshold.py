"""``corridors threshold``: at which value of a figure the best route changes."""

from __future__ import annotations

from typing import Any

from corridors.commands.arguments import Arguments
from corridors.commands.asking import (
    costs_of,
    engine_of,
    listed,
    options_checked,
    print_text,
    query_of,
    snapshot_of,
    tell_engine,
    write_json,
)
from corridors.commands.matrix import check_table, save_table
from corridors.errors import Problem, UsageError

__all__ = ["threshold", "threshold_found"]


def threshold(arguments: Arguments) -> None:
    """Say where the best route changes as a figure is turned, or two."""
    found = threshold_found(arguments)
    if arguments.csv:
        _save(arguments, found)
    elif arguments.json:
        write_json(_told(arguments)[1](found))
    else:
        print_text(_told(arguments)[0](found))


def threshold_found(arguments: Arguments) -> Any:
    """Find what the options of ``corridors threshold`` ask for."""
    _check_second(arguments)
    check_table(arguments)
    alternatives = dict(_alternative(text) for text in arguments.alternative)
    with options_checked():
        asked = (snapshot_of(arguments), query_of(arguments), alternatives or None,
                 costs_of(arguments))
        found = _found(arguments, *asked)
    tell_engine(arguments, found)
    return found


def _found(arguments: Arguments, snapshot: Any, query: Any, alternatives: Any, costs: Any) -> Any:
    turned = arguments.parameter, arguments.low, arguments.high
    if arguments.second is None:
        from corridors.analysis.threshold import threshold as threshold_of

        return threshold_of(snapshot, query, *turned, costs, alternatives=alternatives,
                            engine_name=engine_of(arguments))
    from corridors.analysis.threshold_map import threshold_map

    return threshold_map(snapshot, query, turned,
                         (arguments.second, arguments.second_low, arguments.second_high),
                         costs, alternatives=alternatives, depth=arguments.depth,
                         engine_name=engine_of(arguments))


def _told(arguments: Arguments) -> tuple[Any, Any]:
    """Give what writes the result as text, and as JSON."""
    if arguments.second is None:
        from corridors.reports.threshold_text import threshold_json, threshold_text

        return threshold_text, threshold_json
    from corridors.reports.threshold_map_text import threshold_map_json, threshold_map_text

    return threshold_map_text, threshold_map_json


def _save(arguments: Arguments, found: Any) -> None:
    from corridors.io.threshold_rows import (
        MAP_COLUMNS,
        map_rows,
        threshold_columns,
        threshold_rows,
    )

    if arguments.second is None:
        save_table(arguments.csv, threshold_columns(found), threshold_rows(found))
    else:
        save_table(arguments.csv, MAP_COLUMNS, map_rows(found))


def _check_second(arguments: Arguments) -> None:
    given = [arguments.second, arguments.second_low, arguments.second_high]
    if any(each is not None for each in given) and None in given:
        raise UsageError(Problem("U02", "a second figure needs its lowest and highest value",
                                 "Give --second, --second-low and --second-high together."))


def _alternative(text: str) -> tuple[str, list[str]]:
    name, equals, avoid = text.partition("=")
    if not equals:
        raise UsageError(Problem("U03", f'--alternative "{text}" has no name',
                                 'Write "NAME=LIST", such as "west=country:KZ,country:TM".'))
    return name.strip(), listed(avoid) or []
