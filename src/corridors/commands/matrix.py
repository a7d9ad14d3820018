"""``corridors matrix`` and ``access``: many places at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from corridors.commands.arguments import Arguments
from corridors.commands.asking import (
    costs_of,
    engine_of,
    options_checked,
    print_text,
    say,
    snapshot_of,
    tell_engine,
    template_of,
    write_json,
)
from corridors.errors import Problem, UsageError

__all__ = ["access", "check_table", "matrix", "save_table"]


def matrix(arguments: Arguments) -> None:
    """Tell what routes between many places take."""
    from corridors.analysis.matrix import matrix as matrix_of
    from corridors.io.place_lists import with_lists

    starts, goals = _ends(arguments)
    check_table(arguments)
    with options_checked():
        snapshot = snapshot_of(arguments)
        query = template_of(arguments, snapshot)
        table = matrix_of(snapshot, with_lists(starts), with_lists(goals) if goals else None,
                          query, costs_of(arguments), totals=arguments.totals,
                          engine_name=engine_of(arguments))
    tell_engine(arguments, table)
    if arguments.csv:
        from corridors.io.place_rows import matrix_columns, matrix_rows

        save_table(arguments.csv, matrix_columns(table), matrix_rows(table))
        return
    from corridors.reports.matrix_text import matrix_json, matrix_text

    if arguments.json:
        write_json(matrix_json(table))
    else:
        print_text(matrix_text(table))


def access(arguments: Arguments) -> None:
    """Tell how well places are connected."""
    from corridors.analysis.access import TARGETS
    from corridors.analysis.access import access as access_of
    from corridors.io.place_lists import with_lists
    from corridors.model.budget import Budget

    check_table(arguments)
    with options_checked():
        budget = Budget.parse(arguments.within) if arguments.within else None
        arguments.by = arguments.by or (budget.by if budget else "time")
        snapshot = snapshot_of(arguments)
        found = access_of(snapshot, with_lists(arguments.places) if arguments.places else None,
                          arguments.goals or TARGETS, template_of(arguments, snapshot),
                          costs_of(arguments), within=budget, engine_name=engine_of(arguments))
    tell_engine(arguments, found)
    if arguments.csv:
        from corridors.io.place_rows import ACCESS_COLUMNS, access_rows
        from corridors.model.leg import COLUMN_OF

        save_table(arguments.csv, (*ACCESS_COLUMNS, COLUMN_OF[found.query.by]),
                   access_rows(found))
        return
    from corridors.reports.access_text import access_json, access_text

    if arguments.json:
        write_json(access_json(found))
    else:
        print_text(access_text(found))


def save_table(path: str, header: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Save a table, and say where."""
    from corridors.io.save import write_csv

    write_csv(Path(path), header, rows)
    say(f"Table: {path}")


def check_table(arguments: Arguments) -> None:
    """Refuse a file that could not be written before anything is worked out."""
    if arguments.csv:
        from corridors.io.save import check_writable_file

        check_writable_file(Path(arguments.csv))


def _ends(arguments: Arguments) -> tuple[list[str], list[str]]:
    if arguments.places and arguments.starts and arguments.goals:
        raise UsageError(Problem("U02", "places are given as well as --from and --to",
                                 "Give places, or origins and destinations."))
    starts = arguments.starts or arguments.places
    goals = arguments.goals or (arguments.places if arguments.starts else [])
    if not starts:
        raise UsageError(Problem("U02", "no place is given",
                                 "Give places, or origins and destinations with --from and --to."))
    return starts, goals
