"""``corridors reach``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from corridors.commands.arguments import Arguments
from corridors.commands.asking import (
    costs_of,
    engine_of,
    listed,
    options_checked,
    print_text,
    snapshot_of,
    tell_engine,
    template_of,
    write_json,
)
from corridors.commands.matrix import save_table
from corridors.errors import Problem, UsageError

__all__ = ["reach", "reach_of"]


def reach(arguments: Arguments) -> None:
    """Tell what lies within a budget of a place."""
    if arguments.csv:
        from corridors.io.save import check_writable_file

        check_writable_file(Path(arguments.csv))
    found = reach_of(arguments, arguments.place)
    tell_engine(arguments, found)
    if arguments.csv:
        from corridors.io.place_rows import reach_columns, reach_rows

        save_table(arguments.csv, reach_columns(found), reach_rows(found))
    elif arguments.geojson:
        from corridors.io.reach_files import reach_geojson

        print_text(reach_geojson(found))
    else:
        _print(arguments, found)


def reach_of(arguments: Arguments, place: str) -> Any:
    """Ask for what lies within the budget that the options mean."""
    from corridors.analysis.reach import reach as reach_from
    from corridors.io.place_lists import read_place_list
    from corridors.model.budget import bands_of

    with options_checked():
        bands = bands_of(arguments.within, listed(arguments.bands) or ())
        if arguments.by not in (None, bands[-1].by):
            raise UsageError(Problem("U02", f"{bands[-1]} is not counted by {arguments.by}",
                                     f"Leave --by out: the unit says by {bands[-1].by}."))
        arguments.by = bands[-1].by
        own = getattr(arguments, "weights", None)
        weights = read_place_list(own) if own else None
        snapshot = snapshot_of(arguments)
        return reach_from(snapshot, place, bands, template_of(arguments, snapshot),
                          costs_of(arguments), inward=arguments.inward, weights=weights,
                          engine_name=engine_of(arguments))


def _print(arguments: Arguments, found: Any) -> None:
    from corridors.reports.reach_text import reach_json, reach_text

    near = _access(arguments, found) if arguments.access else None
    if arguments.json:
        from corridors.reports.access_text import access_json

        made = reach_json(found)
        write_json(made if near is None else {**made, "access": access_json(near)})
        return
    print_text(reach_text(found))
    if near is not None:
        from corridors.reports.access_text import access_text

        print_text(f"\n{access_text(near)}")


def _access(arguments: Arguments, found: Any) -> Any:
    from corridors.analysis.access import access

    return access(found.snapshot, {found.place.node_id: 1.0}, query=found.query,
                  costs=costs_of(arguments), engine_name=engine_of(arguments))
