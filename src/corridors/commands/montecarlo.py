"""``corridors montecarlo``: how sure an answer is."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from corridors.commands.arguments import Arguments
from corridors.commands.asking import (
    costs_of,
    network_of,
    options_checked,
    print_text,
    query_of,
    say,
    scenario_of,
    snapshot_of,
    write_json,
)
from corridors.commands.matrix import save_table
from corridors.errors import Problem, UsageError

__all__ = ["montecarlo", "montecarlo_found"]

_OF_ONE_PAIR = ("by", "modes", "overland", "avoid", "via", "max_road_km", "max_borders",
                "max_gauge_breaks", "max_transfers", "only_cited", "gauge_change",
                "value_of_time", "terminal_to_terminal", "depart", "max_days", "different",
                "pareto", "simplest_within")
"""Options of a question: the queries of a scenario have their own."""


def montecarlo(arguments: Arguments) -> None:
    """Tell how sure answers are."""
    found = montecarlo_found(arguments)
    if arguments.csv or arguments.csv_draws:
        from corridors.io import montecarlo_rows as rows

        if arguments.csv:
            save_table(arguments.csv, rows.PERCENTILE_COLUMNS, rows.percentile_rows(found))
        else:
            save_table(arguments.csv_draws, rows.draw_columns(found), rows.draw_rows(found))
        return
    from corridors.reports.montecarlo_text import montecarlo_json, montecarlo_text

    if arguments.json:
        write_json(montecarlo_json(found))
    else:
        print_text(montecarlo_text(found))


def montecarlo_found(arguments: Arguments) -> Any:
    """Find what the options of ``corridors montecarlo`` ask for."""
    from corridors.analysis.montecarlo import montecarlo as drawn
    from corridors.model.uncertain import Uncertain

    _check(arguments)
    with options_checked():
        given = [Uncertain.parse(text) for text in arguments.uncertain]
        cases, pairs, said = _asked(arguments)
        return drawn(cases, pairs, given or said or None, draws=arguments.draws,
                     seed=arguments.seed, within=arguments.within, costs=costs_of(arguments),
                     workers=arguments.workers)


def _check(arguments: Arguments) -> None:
    """Refuse what cannot be before anything is worked out."""
    if arguments.csv or arguments.csv_draws:
        from corridors.io.save import check_writable_file

        check_writable_file(Path(arguments.csv or arguments.csv_draws))
    if arguments.destination is None:
        if arguments.origin is not None:
            raise UsageError(Problem("U01", "there is a FROM without a TO", "Give both."))
        if not arguments.scenario:
            raise UsageError(Problem("U01", "it is not said between which places",
                                     "Give FROM and TO, or a --scenario for its queries."))
        extra = [name for name in _OF_ONE_PAIR if getattr(arguments, name) not in (
            None, False, 0, [])]
        if extra:
            raise UsageError(Problem(
                "U02", f"--{extra[0].replace('_', '-')} asks of FROM and TO; the queries of the "
                       "scenario have their own", "Give FROM and TO, or leave it out."))
    if arguments.engine:
        raise UsageError(Problem("U02", "all draws are searched at once, by no engine",
                                 "Leave --engine out."))
    if arguments.per != "teu":
        raise UsageError(Problem("U02", "draws are told per TEU", "Leave --per out."))


def _asked(arguments: Arguments) -> tuple[Any, Any, Any]:
    """Give the cases, the pairs, and what the scenario says is uncertain."""
    from corridors.analysis.montecarlo_cases import askable, cases_of
    from corridors.model.asked_pairs import resolved

    if not arguments.scenario:
        return snapshot_of(arguments), query_of(arguments), ()
    from dataclasses import replace

    scenario = scenario_of(arguments, arguments.scenario)
    if arguments.variant:
        scenario = replace(scenario, variants=(scenario.variant(arguments.variant),))
    if arguments.on:
        from corridors.model.dates import as_day

        scenario = replace(scenario, on=as_day(arguments.on))
    cases = cases_of(scenario, network_of(arguments, scenario))
    if arguments.destination is not None:
        return cases, query_of(arguments), scenario.uncertain
    asked = resolved(scenario, cases[0].snapshot.network).pairs
    pairs = askable(cases, asked, costs_of(arguments))
    left = len(asked) - len(pairs)
    if left:
        say(f"{left} queries ask for more than one best route, such as one within limits: they "
            "are left out.")
    return cases, pairs, scenario.uncertain
