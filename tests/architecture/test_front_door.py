"""What `import corridors` offers, and what it must not bring along."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

import corridors

ROOT = Path(__file__).parents[2]
HEAVY = {"geopandas", "jinja2", "matplotlib", "networkx", "pandas", "pyogrio", "pyproj", "scipy",
         "shapely"}


def documented() -> list[str]:
    """Read the names that docs/api.md describes."""
    page = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
    return re.findall(r"(?m)^\.\. auto(?:function|class|exception):: (\w+)$", page)


def test_the_offered_names_are_those_documented() -> None:
    assert sorted(set(corridors.__all__) - {"__version__"}) == sorted(documented())


def test_the_offered_names_are_sorted_and_there() -> None:
    assert list(corridors.__all__) == sorted(corridors.__all__)
    assert [name for name in corridors.__all__ if not hasattr(corridors, name)] == []
    assert set(corridors.__all__) <= set(dir(corridors))


def test_a_name_that_is_not_offered_is_refused() -> None:
    with pytest.raises(AttributeError, match="nonesuch"):
        _ = corridors.nonesuch


@pytest.mark.parametrize("statement", [
    "import corridors",
    "import corridors.cli",
    "import corridors; corridors.Query; corridors.load; corridors.shortest_route"])
def test_importing_brings_no_heavy_library(statement: str) -> None:
    code = f"{statement}\nimport sys\nprint(*{{name.partition('.')[0] for name in sys.modules}})"
    run = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert set(run.stdout.split()) & HEAVY == set()
