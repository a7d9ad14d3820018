"""``corridors sweep``: every combination of what a scenario sweeps."""

from __future__ import annotations

from pathlib import Path

from corridors.commands.arguments import Arguments
from corridors.commands.asking import (
    costs_of,
    network_of,
    print_text,
    say,
    scenario_of,
    write_json,
)
from corridors.errors import Problem, QueryError, SomeFailedError, UsageError

__all__ = ["sweep"]


def sweep(arguments: Arguments) -> None:
    """Work a sweep out into a folder, and say what it shows."""
    from corridors.commands.progress import Progress
    from corridors.sweeping.run import check_workers, run_sweep

    try:
        check_workers(arguments.workers)
    except QueryError as error:
        raise UsageError(error.problems) from error
    if arguments.workers is not None and arguments.scheduler:
        raise UsageError(Problem("U02", "--workers and --scheduler are given together",
                                 "Leave one out: a cluster has its own workers."))
    if arguments.csv:
        from corridors.io.save import check_writable_file

        check_writable_file(Path(arguments.csv))
    out = arguments.out or f"out/{Path(arguments.scenario).stem}-sweep"
    progress = Progress("cases")
    scenario = scenario_of(arguments, arguments.scenario)
    try:
        found = run_sweep(scenario, out, network=network_of(arguments, scenario),
                          costs=costs_of(arguments), workers=arguments.workers,
                          scheduler=arguments.scheduler or "",
                          overwrite=arguments.overwrite, told=progress)
    except KeyboardInterrupt:
        progress.end()
        say("What was worked out is kept: the same command goes on.")
        raise
    finally:
        progress.end()
    if arguments.csv:
        from corridors.commands.matrix import save_table
        from corridors.io.sweep_files import sweep_table

        save_table(arguments.csv, *sweep_table(found))
    elif arguments.json:
        from corridors.reports.sweep_text import sweep_json

        write_json(sweep_json(found))
    else:
        from corridors.reports.sweep_text import sweep_text

        print_text(sweep_text(found))
    say(f"Results: {out}/results.parquet")
    if found.failed:
        raise SomeFailedError(Problem("W12", f"case {case.case} ({case.settings}): {case.fault}")
                              for case in found.failed)
