"""Reading the folder of a sweep that is finished."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corridors.analysis.sweep_result import FailedCase, Sweep, SweptAxis, SweptQuery, SweptRoute
from corridors.errors import InputError, Problem
from corridors.io.sweep_folder import RESULTS
from corridors.io.sweep_manifest import MANIFEST, read_manifest
from corridors.io.sweep_tables import file_hash, read_table
from corridors.model.budget import SHOWN

if TYPE_CHECKING:
    import pandas

__all__ = ["load_sweep", "sweep_frame", "sweep_table"]


def load_sweep(folder: Path | str) -> Sweep:
    """Load the results of a sweep.

    Parameters
    ----------
    folder
        The folder that ``corridors sweep`` or :func:`corridors.run_sweep` wrote.

    Returns
    -------
    sweep
        What the best routes take in each case.

    Raises
    ------
    InputError
        If the folder holds no sweep, one that is not finished, or one that was changed since.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     load_sweep(folder)  # doctest: +ELLIPSIS
    Traceback (most recent call last):
        ...
    corridors.errors.InputError: the folder ... holds no sweep...
    """
    place = Path(folder)
    made = read_manifest(place)
    if made is None or "identity" not in made:
        raise _unfit(place, "holds no sweep", 'Give the folder that "corridors sweep" wrote.')
    if not made.get("finished"):
        raise _unfit(place, "holds a sweep that is not finished",
                     "Give the command of the sweep again: it goes on.")
    table = read_table(place / RESULTS)
    if table is None or file_hash(place / RESULTS) != made.get("results_sha256"):
        raise _unfit(place, f"has no {RESULTS} as it was written",
                     "Give the command of the sweep again: it writes it anew.")
    try:
        return _sweep(place, made, table)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise _unfit(place, f"has a {MANIFEST} that is not as it was written",
                     "Give the command of the sweep again, into a new folder.") from error


def sweep_frame(sweep: Sweep) -> pandas.DataFrame:
    """Give the rows of a sweep as a DataFrame: one for each case and query.

    Parameters
    ----------
    sweep
        The sweep.

    Raises
    ------
    InputError
        If its folder is not there any more.
    """
    frame: pandas.DataFrame = _results(sweep).to_pandas()
    return frame


def sweep_table(sweep: Sweep) -> tuple[list[str], Iterator[list[Any]]]:
    """Give the columns and the rows of a sweep, for a table.

    Parameters
    ----------
    sweep
        The sweep.

    Raises
    ------
    InputError
        If its folder is not there any more.
    """
    table = _results(sweep)
    return list(table.column_names), (
        list(row.values()) for batch in table.to_batches() for row in batch.to_pylist())


def _results(sweep: Sweep) -> Any:
    table = read_table(sweep.folder / RESULTS)
    if table is None:
        raise _unfit(sweep.folder, f"has no {RESULTS} any more", "Give the sweep again.")
    return table


def _sweep(place: Path, made: dict[str, Any], table: Any) -> Sweep:
    queries = tuple(SweptQuery(**each, unit=SHOWN.get(each["by"], "USD"))
                    for each in made["queries"])
    axes = tuple(_axis(each) for each in made["axes"])
    count = len(queries)
    column = {name: table.column(name).to_pylist() for name in table.column_names}
    if len(column["case"]) != made["cases"] * count:
        raise ValueError("rows are missing")
    routes, places = _routes(column)
    best = [places.get(route) for route in column["route"]]

    def by_query(values: Sequence[Any]) -> tuple[tuple[Any, ...], ...]:
        return tuple(tuple(values[query::count]) for query in range(count))

    return Sweep(
        made["title"], made["question"], axes, queries,
        {name: column[name][::count] for axis in axes for name in axis.columns},
        column["key"][::count], by_query(column["state"]), by_query(column["total"]), routes,
        by_query(best), tuple(FailedCase(**each) for each in made["failed"]), place,
        {name: made[name] for name in ("corridors", "network", "network_version", "cost_model",
                                       "on", "pyarrow")})


def _routes(column: dict[str, list[Any]]) -> tuple[tuple[SweptRoute, ...], dict[str, int]]:
    """Give every route once, in the order in which they are met, and its position by its id."""
    places: dict[str, int] = {}
    found = list[SweptRoute]()
    for row, route in enumerate(column["route"]):
        if route and route not in places:
            places[route] = len(found)
            found.append(SweptRoute(route, tuple(column["countries"][row].split()),
                                    tuple(column["modes"][row].split()), column["corridor"][row],
                                    tuple(column["links"][row].split())))
    return tuple(found), places


def _axis(made: dict[str, Any]) -> SweptAxis:
    return SweptAxis(made["name"], made["kind"], tuple(made["of"]), tuple(made["units"]),
                     tuple(made["columns"]), tuple(map(tuple, made["values"])))


def _unfit(place: Path, what: str, advice: str) -> InputError:
    return InputError(Problem("W13", f'the folder "{place}" {what}', advice))
