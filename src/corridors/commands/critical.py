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

__all__ = ["critical"]


def critical(arguments: Arguments) -> None:
    """Tell what hurts most when it closes, what separates regions, or what nothing replaces."""
    _check(arguments)
    with options_checked():
        snapshot = snapshot_of(arguments)
        query = template_of(arguments, snapshot)
        if arguments.separate:
            _separate(arguments, snapshot, query)
        elif arguments.bridges:
            _bridges(arguments, snapshot, query)
        else:
            _losses(arguments, snapshot, query)


def _losses(arguments: Arguments, snapshot: Any, query: Any) -> None:
    from corridors.analysis.critical import critical as critical_of
    from corridors.analysis.interdict import interdict
    from corridors.reports.critical_json import critical_json
    from corridors.reports.critical_text import critical_text

    pairs, costs = _pairs(arguments, snapshot, query), costs_of(arguments)
    found = critical_of(snapshot, pairs, listed(arguments.of) or (), costs, two=arguments.two,
                        engine_name=engine_of(arguments))
    if arguments.interdict is not None:
        worst = interdict(snapshot, pairs, arguments.interdict, _candidates(arguments), costs,
                          penalty=arguments.penalty, told=_told())
        found = replace(found, interdiction=worst)
    tell_engine(arguments, found)
    # Of several tables the one that was asked for beside the single losses is saved.
    _show(arguments, (found, found.interdiction or found.two or found), critical_text,
          critical_json)


def _separate(arguments: Arguments, snapshot: Any, query: Any) -> None:
    from corridors.analysis.separate import separate
    from corridors.reports.closing_text import separation_text
    from corridors.reports.critical_json import separation_json

    start, goal = arguments.separate
    found = separate(snapshot, start, goal, query, _candidates(arguments), costs_of(arguments))
    _show(arguments, (found, found), separation_text, separation_json)


def _bridges(arguments: Arguments, snapshot: Any, query: Any) -> None:
    from corridors.analysis.bridges import bridges
    from corridors.reports.closing_text import bridges_text
    from corridors.reports.critical_json import bridges_json

    found = bridges(snapshot, query, costs_of(arguments))
    _show(arguments, (found, found), bridges_text, bridges_json)


def _show(arguments: Arguments, found: tuple[Any, Any], text: Any, as_json: Any) -> None:
    whole, table = found
    if arguments.csv:
        from corridors.commands.matrix import save_table
        from corridors.io.critical_rows import closing_columns, closing_rows

        save_table(arguments.csv, closing_columns(table), closing_rows(table))
    elif arguments.json:
        write_json(as_json(whole))
    else:
        print_text(text(whole))


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
