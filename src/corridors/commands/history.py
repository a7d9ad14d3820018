"""``corridors history``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from corridors.commands.arguments import Arguments
from corridors.commands.asking import (
    costs_of,
    engine_of,
    options_checked,
    print_text,
    query_of,
    snapshot_of,
    tell_engine,
    write_json,
)
from corridors.commands.matrix import save_table
from corridors.errors import Problem, UsageError

__all__ = ["history", "history_found"]


def history(arguments: Arguments) -> None:
    """Tell how a route came to be what it is."""
    found = history_found(arguments)
    if arguments.csv:
        from corridors.io.history_rows import HISTORY_COLUMNS, history_rows

        save_table(arguments.csv, HISTORY_COLUMNS, history_rows(found))
        return
    from corridors.reports.history_text import history_json, history_text

    if arguments.json:
        write_json(history_json(found))
    else:
        print_text(history_text(found))


def history_found(arguments: Arguments) -> Any:
    """Find what the options of ``corridors history`` ask for."""
    from corridors.analysis.history import history as history_of

    if arguments.on and not arguments.scenario:
        raise UsageError(Problem("U02", "--on is one day, and a history has many",
                                 "Leave it out, or say the years with --from-year and --to-year."))
    if arguments.csv:
        from corridors.io.save import check_writable_file

        check_writable_file(Path(arguments.csv))
    with options_checked():
        found = history_of(snapshot_of(arguments), query_of(arguments),
                           years=(arguments.from_year, arguments.to_year),
                           seasons=arguments.seasons, costs=costs_of(arguments),
                           engine_name=engine_of(arguments))
    tell_engine(arguments, found)
    return found
