"""``corridors critical``: what hurts most when it closes."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

from corridors.commands.arguments import Arguments
from corridors.commands.asking import (
    costs_of,
    engine_of,
    listed,
    options_checked,
    print_text,
    say,
    snapshot_of,
    tell_engine,
    template_of,
    write_json,
)
from corridors.errors import Problem, UsageError

__all__ = ["critical", "critical_found"]


def critical(arguments: Arguments) -> None:
    """Tell what hurts most when it closes, what separates regions, or what nothing replaces."""
    from corridors.reports import closing_text, critical_json, critical_text

    found = critical_found(arguments)
    if arguments.separate:
        told: Any = closing_text.separation_text, critical_json.separation_json
    elif arguments.bridges:
        told = closing_text.bridges_text, critical_json.bridges_json
    else:
        told = critical_text.critical_text, critical_json.critical_json
    if arguments.csv:
        from corridors.commands.matrix import save_table
        from corridors.io.critical_rows import closing_columns, closing_rows

        # Of several tables the one that was asked for beside the single losses is saved.
        table = getattr(found, "interdiction", None) or getattr(found, "two", None) or found
        save_table(arguments.csv, closing_columns(table), closing_rows(table))
    elif arguments.json:
        write_json(told[1](found))
    else:
        print_text(told[0](found))


def critical_found(arguments: Arguments) -> Any:
    """Find what the options of ``corridors critical`` ask for."""
    _check(arguments)
    with options_checked():
        snapshot = snapshot_of(arguments)
        query = template_of(arguments, snapshot)
        if arguments.separate:
            return _separated(arguments, snapshot, query)
        if arguments.bridges:
            from corridors.analysis.bridges import bridges

            return bridges(snapshot, query, costs_of(arguments))
        return _losses(arguments, snapshot, query)


def _losses(arguments: Arguments, snapshot: Any, query: Any) -> Any:
    from corridors.analysis.critical import critical as critical_of
    from corridors.analysis.interdict import interdict

    pairs, costs = _pairs(arguments, snapshot, query), costs_of(arguments)
    found = critical_of(snapshot, pairs, listed(arguments.of) or (), costs, two=arguments.two,
                        engine_name=engine_of(arguments))
    if arguments.interdict is not None:
        worst = interdict(snapshot, pairs, arguments.interdict, _candidates(arguments), costs,
                          penalty=arguments.penalty, told=_told())
        found = replace(found, interdiction=worst)
    tell_engine(arguments, found)
    return found


def _separated(arguments: Arguments, snapshot: Any, query: Any) -> Any:
    from corridors.analysis.separate import separate

    start, goal = arguments.separate
    return separate(snapshot, start, goal, query, _candidates(arguments), costs_of(arguments))


def _pairs(arguments: Arguments, snapshot: Any, query: Any) -> Any:
    from corridors.analysis.default_pairs import default_pairs
    from corridors.model.pairs import pairs_between

    starts = arguments.starts or arguments.places
    goals = arguments.goals or arguments.places
    if not starts and not goals:
        return default_pairs(snapshot.network, query)
    if not starts or not goals:
        raise UsageError(Problem("U02", "--from and --to belong together",
                                 "Give both, or places to go from each to each."))
    return pairs_between(snapshot.network, starts, goals, query)


def _candidates(arguments: Arguments) -> list[str]:
    return listed(arguments.candidates) or ["link"]


def _told() -> Any:
    """Give what tells how far the search is, where someone sits before the terminal."""
    if sys.stderr is None or not sys.stderr.isatty():
        return None
    return lambda explored, _: say(f"{explored:,} sets branched on")


def _check(arguments: Arguments) -> None:
    """Refuse options that do not belong together, and a file that could not be written."""
    asked = [name for name, given in (("--separate", arguments.separate),
                                      ("--bridges", arguments.bridges)) if given]
    pairs = [name for name, given in (
        ("places", arguments.places), ("--from", arguments.starts), ("--to", arguments.goals),
        ("--two", arguments.two), ("--interdict", arguments.interdict is not None)) if given]
    problems = []
    if len(asked) > 1 or (asked and pairs):
        names = [*asked, *pairs]
        problems.append(f"{names[0]} and {names[1]} are two questions")
    if arguments.candidates and not (arguments.separate or arguments.interdict is not None):
        problems.append("--candidates needs --interdict or --separate")
    if arguments.penalty is not None and arguments.interdict is None:
        problems.append("--penalty needs --interdict")
    if arguments.places and arguments.starts and arguments.goals:
        problems.append("places are given as well as --from and --to")
    if problems:
        raise UsageError([Problem("U02", text, "Leave one of them out, or ask twice.")
                          if "needs" not in text else Problem("U02", text, "Give it as well.")
                          for text in problems])
    if arguments.csv:
        from corridors.io.save import check_writable_file

        check_writable_file(Path(arguments.csv))
