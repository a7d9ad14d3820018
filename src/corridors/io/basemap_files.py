"""The basemap that comes with corridors, read once it is drawn on."""

from __future__ import annotations

import json
from typing import Any

from corridors.io.bundled import bundled_data

__all__ = ["SHEETS", "basemap_features"]

SHEETS = ("core", "wide", "borders_core", "borders_wide")


def basemap_features() -> dict[str, list[dict[str, Any]]]:
    """Read the sheets of the basemap.

    Returns
    -------
    sheets
        GeoJSON features by sheet: :data:`SHEETS` and ``lakes``. ``core`` is 1:10m for the
        lands between the Baltic, the Nile and the Pamirs, ``wide`` 1:50m for the rest.

    Notes
    -----
    Source: Natural Earth 4.1.0, public domain, by the npm package world-atlas 2.0.2; made by
    ``tools/build_basemap.py``.

    Examples
    --------
    >>> sorted(basemap_features())
    ['borders_core', 'borders_wide', 'core', 'lakes', 'wide']
    """
    folder = bundled_data() / "geometry"
    paths = {name: folder / "basemap" / f"{name}.geojson" for name in SHEETS}
    paths["lakes"] = folder / "lakes.geojson"
    return {name: json.loads(path.read_text(encoding="utf-8"))["features"]
            for name, path in paths.items()}
