"""The data of a run: tables and GIS files, and what the annex of its report says of them."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

from corridors.analysis.effects import Effects
from corridors.analysis.indicators import indicators
from corridors.io.frames import EFFECT_COLUMNS, effects_rows
from corridors.io.geojson import effects_geojson
from corridors.io.geopackage import write_geopackage
from corridors.io.indicator_rows import INDICATOR_COLUMNS, indicator_rows
from corridors.io.save import write_csv, write_text
from corridors.reports.annex import HOLDS, DataFile, columns_said
from corridors.reports.numbers import counted

__all__ = ["write_data"]


def write_data(effects: Effects, folder: Path) -> tuple[DataFile, ...]:
    """Write the tables and GIS files of a scenario worked out.

    Parameters
    ----------
    effects
        The scenario worked out.
    folder
        Where they are written; what programs read, ``run.json``, is there already.

    Returns
    -------
    annex
        What is in each file.
    """
    routes = effects_geojson(effects)
    write_text(folder / "routes.geojson", routes)
    write_geopackage(folder / "network.gpkg", [(case.name, case.snapshot)
                                               for case in effects.cases])
    features = sum(line.startswith('{"type": "Feature"') for line in routes.splitlines()[1:])
    network = effects.network
    layers = (f"{counted(len(effects.cases), 'layer')} of links, 1 of nodes; "
              f"{len(network.nodes.node_id):,} nodes")
    return (
        _table(folder, "effects.csv", EFFECT_COLUMNS, effects_rows(effects)),
        _table(folder, "indicators.csv", INDICATOR_COLUMNS,
               list(indicator_rows(indicators(effects)))),
        _file(folder, "routes.geojson", counted(features, "feature")),
        # The library that writes it leaves its own version in it.
        DataFile("network.gpkg", HOLDS["network.gpkg"], layers),
        _file(folder, "run.json", ""))


def _table(folder: Path, name: str, columns: Sequence[str], rows: Sequence[Sequence[Any]]
           ) -> DataFile:
    write_csv(folder / name, columns, rows)
    return _file(folder, name, counted(len(rows), "row"),
                 columns_said(columns))


def _file(folder: Path, name: str, rows: str, columns: tuple[tuple[str, str], ...] = ()
          ) -> DataFile:
    return DataFile(name, HOLDS[name], rows, columns,
                    sha256((folder / name).read_bytes()).hexdigest())
