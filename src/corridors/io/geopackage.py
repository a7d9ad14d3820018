"""Networks as GeoPackage: one layer of links for each case, and the nodes."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from corridors.errors import OutputError, Problem
from corridors.io.frames import to_frames
from corridors.model.snapshot import Snapshot

if TYPE_CHECKING:
    import geopandas

__all__ = ["write_geopackage"]

_DATE = "OGR_CURRENT_DATE"


def write_geopackage(path: Path, cases: Sequence[tuple[str, Snapshot]]) -> None:
    """Write the links of every case, and the nodes, as layers of one GeoPackage.

    Parameters
    ----------
    path
        A file in a folder that is not in use yet: GeoPackages cannot be written in one step.
    cases
        Name and network of each case.

    Raises
    ------
    OutputError
        If it cannot be written.
    """
    for place, (name, snapshot) in enumerate(cases):
        frames = to_frames(snapshot)
        _write_layer(path, f"links_{name}".replace("-", "_"), frames.links)
        if place == 0:
            _write_layer(path, "nodes", frames.nodes)


def _write_layer(path: Path, layer: str, frame: geopandas.GeoDataFrame) -> None:
    import pyogrio

    # The format stores the time of writing; a fixed one keeps the bytes the same.
    before = pyogrio.get_gdal_config_option(_DATE)
    pyogrio.set_gdal_config_options({_DATE: "2000-01-01T00:00:00.000Z"})
    try:
        pyogrio.write_dataframe(frame, path, layer=layer, driver="GPKG")
    except (pyogrio.errors.DataSourceError, OSError) as error:
        raise OutputError(Problem("O01", f'"{path.name}" cannot be written ({error})',
                                  "Free some space, or choose another folder.")) from error
    finally:
        pyogrio.set_gdal_config_options({_DATE: before})
