"""The wheel holds the data, and works from any folder without the checkout."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel and unpack it, as an installer would."""
    out = tmp_path_factory.mktemp("wheel")
    subprocess.run([sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", out,
                    ROOT], check=True, capture_output=True)
    (wheel,) = out.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(out / "site")
    return out / "site"


def test_the_wheel_holds_every_file_of_the_package_and_its_data(unpacked: Path) -> None:
    def below(folder: Path) -> set[str]:
        return {str(path.relative_to(folder)) for path in folder.rglob("*")
                if path.is_file() and "__pycache__" not in path.parts}

    package = unpacked / "corridors"
    assert below(package / "_data") == below(ROOT / "data")
    assert {name for name in below(package) if not name.startswith("_data")} \
        == below(ROOT / "src" / "corridors")


def test_the_unpacked_wheel_answers_from_another_folder(unpacked: Path, tmp_path: Path) -> None:
    code = ("import sys, corridors\n"
            f"assert corridors.__file__.startswith({str(unpacked)!r}), corridors.__file__\n"
            "from corridors.cli import main\n"
            "sys.exit(main())")
    run = subprocess.run(
        [sys.executable, "-c", code, "route", "Saint Petersburg", "Bandar Abbas"],
        check=False, cwd=tmp_path, env={"PYTHONPATH": str(unpacked)}, capture_output=True,
        text=True)
    assert run.returncode == 0, run.stderr
    assert "Bandar Abbas" in run.stdout
