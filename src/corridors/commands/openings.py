"""``corridors openings``: what it is worth to open what carries no traffic."""

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
    template_of,
    write_json,
)
from corridors.commands.matrix import check_table, save_table
from corridors.errors import Problem, UsageError

__all__ = ["openings", "openings_found"]


def openings(arguments: Arguments) -> None:
    """Say what openings are worth, alone and together."""
    found = openings_found(arguments)
    if arguments.csv:
        from corridors.io.openings_rows import openings_columns, openings_rows

        save_table(arguments.csv, openings_columns(found), openings_rows(found))
        return
    from corridors.reports.openings_text import openings_json, openings_text

    if arguments.json:
        write_json(openings_json(found))
    else:
        print_text(openings_text(found))


def openings_found(arguments: Arguments) -> Any:
    """Find what the options of ``corridors openings`` ask for."""
    from corridors.analysis.openings import openings as openings_of

    _check_places(arguments)
    check_table(arguments)
    only = [item for text in arguments.only for item in listed(text) or ()]
    with options_checked():
        snapshot = snapshot_of(arguments)
        found = openings_of(snapshot, _pairs(arguments, snapshot), only or None,
                            costs_of(arguments), most=arguments.most,
                            budget_musd=arguments.budget_musd, rank=arguments.rank,
                            engine_name=engine_of(arguments))
    tell_engine(arguments, found)
    return found


def _check_places(arguments: Arguments) -> None:
    one = arguments.from_place is not None and arguments.to_place is not None
    several = bool(arguments.starts and arguments.goals)
    if arguments.per != "teu":
        raise UsageError(Problem("U02", "openings are told per TEU", "Leave --per out."))
    if one == several or (arguments.from_place is not None and (
            arguments.starts or arguments.goals or not one)):
        raise UsageError(Problem("U02", "openings need two places, or several with --from and --to",
                                 "Give FROM and TO, or --from PLACE --to PLACE."))


def _pairs(arguments: Arguments, snapshot: Any) -> Any:
    if arguments.from_place is not None:
        arguments.origin, arguments.destination = arguments.from_place, arguments.to_place
        return query_of(arguments)
    from corridors.model.pairs import pairs_between

    return pairs_between(snapshot.network, arguments.starts, arguments.goals,
                         template_of(arguments, snapshot))
