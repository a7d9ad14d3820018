"""Every notebook runs from its first cell to its last, and shows what it promises."""

from __future__ import annotations

from pathlib import Path

import jupytext
import pytest
from nbclient import NotebookClient

NOTEBOOKS = sorted((Path(__file__).parents[2] / "notebooks").glob("*.py"))


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_runs(path: Path) -> None:
    notebook = jupytext.read(path)
    NotebookClient(notebook, timeout=120, kernel_name="python3").execute()
    shown = [output for cell in notebook.cells if cell.cell_type == "code"
             for output in cell.outputs]
    assert any("text/html" in output.get("data", {}) for output in shown)
    assert any("<img " in output.get("data", {}).get("text/html", "") for output in shown)
    assert not any(output.output_type in ("error", "stream") for output in shown)


def test_there_is_a_first_one() -> None:
    assert NOTEBOOKS[0].stem == "01_first_route"
