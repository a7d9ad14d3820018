"""The data travels inside the wheel, and is found from any folder."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_an_unpacked_wheel_answers_from_another_folder(tmp_path: Path) -> None:
    built = tmp_path / "dist"
    subprocess.run([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(built)],
                   cwd=ROOT, check=True, capture_output=True)
    (wheel,) = built.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
        archive.extractall(tmp_path / "site")
    for name in ("network/link.csv", "costs/default.toml", "scenarios/rasht-astara.toml",
                 "schema/link.csv", "schema/scenario.schema.json", "geometry/geometry.csv",
                 "geometry/basemap/core.geojson", "datapackage.json", "LICENSES.md"):
        assert f"corridors/_data/{name}" in names
    assert "corridors/py.typed" in names
    assert not [name for name in names if name.startswith(("tests/", "docs/", "notebooks/"))]
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    run = subprocess.run(
        [sys.executable, "-c",
         "import corridors, sys; sys.stderr.write(corridors.__file__);"
         "from corridors.cli import main; sys.exit(main(sys.argv[1:]))",
         "route", "Baku", "Tbilisi", "--modes", "rail", "--json"],
        cwd=elsewhere, check=True, capture_output=True, text=True,
        env={**os.environ, "PYTHONPATH": str(tmp_path / "site")})
    assert run.stderr.startswith(str(tmp_path / "site"))
    assert json.loads(run.stdout)["reachable"]
