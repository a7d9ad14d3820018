"""``corridors map``."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from corridors.commands.arguments import Arguments
from corridors.commands.asking import answer_of, costs_of, network_of, say, scenario_of
from corridors.errors import Problem, UsageError

__all__ = ["closing_found", "effects_found", "indicators_found", "map_of", "reach_found",
           "routes_found", "sweep_found"]

PAGE = ".html"
"""Ending of a page to move in."""


def map_of(arguments: Arguments) -> None:
    """Draw a result into a file, and as a page to move in."""
    from corridors.commands.map_kinds import MAP_KINDS
    from corridors.io.figures import check_figure_path, save_figure
    from corridors.io.save import check_writable_file
    from corridors.study import draw, interactive

    picture, page = _outputs(arguments)
    if picture is not None:
        check_figure_path(picture)
    if page is not None:
        check_writable_file(page)
    what = MAP_KINDS[arguments.kind].result(arguments)
    names = arguments.names or ""
    if picture is not None:
        figure = draw(what, kind=arguments.kind, query=_query(arguments),
                      title=arguments.title or "", subtitle=arguments.subtitle or "",
                      boundaries=arguments.boundaries, names=names)
        save_figure(figure, picture)
        say(f"Map: {picture}")
    if page is not None:
        interactive(what, query=_query(arguments), title=arguments.title or "",
                    subtitle=arguments.subtitle or "", boundaries=arguments.boundaries,
                    names=names).save(page)
        say(f"Page: {page}")


def _outputs(arguments: Arguments) -> tuple[Path | None, Path | None]:
    """Say which files are asked for: a picture, and a page to move in."""
    from corridors.commands.map_kinds import MAP_KINDS

    problems = [Problem("U02", f"a map is a picture, and --{name} prints a table",
                        f"Leave it out, or ask with corridors {arguments.kind.partition('-')[0]}.")
                for name in ("json", "geojson", "csv", "csv_draws")
                if getattr(arguments, name, None)]
    kind = MAP_KINDS[arguments.kind]
    out = Path(arguments.out) if arguments.out is not None else None
    only = out is not None and out.suffix.lower() == PAGE
    if out is None and not arguments.html:
        problems.append(Problem("U02", "a map needs a file", "Say --out FILE, such as --out map.png"
                                + (", or --html for a map to move in." if kind.page else ".")))
    if (only or arguments.html) and not kind.page:
        those = ", ".join(name for name, one in MAP_KINDS.items() if one.page)
        problems.append(Problem("U02", f"a picture of kind {arguments.kind} cannot be a map to "
                                       "move in", "Say --out FILE with a name in .png, .svg or "
                                f".pdf. As .html there are: {those}."))
    if problems:
        raise UsageError(problems)
    if out is None or only:
        return None, out or Path(f"{arguments.kind}{PAGE}")
    return out, out.with_suffix(PAGE) if arguments.html else None


def _query(arguments: Arguments) -> int:
    number = getattr(arguments, "query", 1)
    if number < 1:
        raise UsageError(Problem("U03", f"there is no query number {number}",
                                 "The first query of a scenario is 1."))
    return int(number) - 1


def routes_found(arguments: Arguments) -> Any:
    """Find routes between two places, or work a scenario out where there are none."""
    if arguments.origin is not None and arguments.destination is None:
        raise UsageError(Problem("U02", f"a picture of kind {arguments.kind} needs two places",
                                 "Give FROM and TO."))
    if arguments.origin is not None:
        return answer_of(arguments)
    if not arguments.scenario:
        raise UsageError(Problem("U02", f"a picture of kind {arguments.kind} needs two places, "
                                        "or a scenario", "Give FROM and TO, or --scenario."))
    return effects_found(arguments)


def effects_found(arguments: Arguments) -> Any:
    """Work a scenario out."""
    from corridors.analysis.effects import effects_of

    scenario = scenario_of(arguments, arguments.scenario)
    if arguments.variant:
        scenario = replace(scenario, variants=(scenario.variant(arguments.variant),))
    effects = effects_of(scenario, network_of(arguments, scenario), costs_of(arguments))
    if not 0 <= _query(arguments) < len(effects.queries):
        raise UsageError(Problem("U03", f"there is no query number {arguments.query} in "
                                        f"{scenario.name}", f"It has {len(effects.queries)}."))
    return effects


def indicators_found(arguments: Arguments) -> Any:
    """Work a scenario out, and tell which links its pairs use."""
    from corridors.analysis.indicators import indicators

    return indicators(effects_found(arguments))


def reach_found(arguments: Arguments) -> Any:
    """Find what is within a budget of a place."""
    from corridors.commands.reach import reach_of

    return reach_of(arguments, arguments.place)


def closing_found(arguments: Arguments) -> Any:
    """Find what hurts when it closes."""
    from corridors.commands.critical import critical_found

    found = critical_found(arguments)
    return getattr(found, "interdiction", None) or found


def sweep_found(arguments: Arguments) -> Any:
    """Read the folder of a sweep."""
    from corridors.io.sweep_files import load_sweep

    return load_sweep(arguments.folder)
