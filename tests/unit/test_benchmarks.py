"""The benchmarks can be started, and the reader of the downloaded networks reads and refuses."""

from __future__ import annotations

import zipfile
from importlib import import_module
from inspect import isgeneratorfunction
from pathlib import Path

import networks
import numpy as np
import peer_tasks
import pytest
import questions
import run
import sweep
from rows import Row, line, print_rows

import corridors
from corridors.analysis.sweep import SweepPlan

TEXT = """
from scgraph.core import GeoGraph
graph=[{1: 2.02, 0: 0.0, 2: 0.445}, {0: 2.02}, {0: 0.445}, {4: 1.0}, {3: 1.0}]
nodes=[[-34.638, -58.381], [-34.656, -58.378], [-34.634, -58.38], [1.0, 2.0], [1e0, 2.5]]
toy_geograph = GeoGraph(graph=graph, nodes=nodes)
"""


def test_a_downloaded_network_is_read_as_data_and_kept(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "scgraph_data-0.whl", "w") as archive:
        archive.writestr("scgraph_data/toy.py", TEXT)
    for _ in range(2):
        network = networks.network("toy", tmp_path)
        assert (network.count, len(network)) == (3, 2)
        assert network.weights["distance"].tolist() == [2020, 445]
        assert network.lon is not None
        assert network.lon.tolist() == [-58.381, -58.378, -58.38]
        assert network.course is not None
        assert network.course[0][:2].tolist() == [[-58.381, -34.638], [-58.378, -34.656]]
    assert (tmp_path / "toy.npz").exists()


@pytest.mark.parametrize("text", ["graph=[open('x')]\nnodes=[[1,2]]\n", "nodes=[[1,2]]\n",
                                  "graph=[{}]\nnodes=__import__('os')\n", "graph=\nnodes=[]"])
def test_a_text_that_holds_more_than_data_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="the text holds no plain"):
        networks.read_text(text)


def test_questions_are_the_same_in_every_process() -> None:
    tail, head, metres = questions.small_network()
    assert (len(tail), max(tail.max(), head.max())) == (questions.SMALL[1], questions.SMALL[0] - 1)
    assert metres.min() > 0
    assert questions.pairs(10, 3).tolist() == questions.pairs(10, 3).tolist()
    lost = questions.closures(1_000)
    assert [len(set(links.tolist())) for links in lost] == [50] * questions.SCENARIOS
    assert not np.array_equal(lost[0], lost[1])


def test_every_task_of_the_peers_that_is_asked_for_is_there() -> None:
    source = Path(run.__file__).read_text(encoding="utf-8")
    assert [task for task in peer_tasks.TASKS if f'"{task}"' not in source] == []


def test_a_row_knows_whether_its_target_is_met() -> None:
    quick = Row("1", "x", 2.0, "peer", 20.0, least=5)
    assert (quick.ratio, quick.met) == (10.0, True)
    assert not Row("1", "x", 2.0, "peer", 20.0, least=11).met
    assert not Row("1", "x", 2.0, most=1.9).met
    assert line(quick) == "1 | x | 2 s | peer | 20 s | 10x | >= 5x | met"


def test_a_table_says_by_its_code_whether_a_target_is_missed(
        capsys: pytest.CaptureFixture[str]) -> None:
    quick, plain = Row("1", "x", 2.0, "peer", 20.0, least=5, note="why"), Row("2", "y", 1.0)
    assert print_rows([quick, plain]) == 0
    assert capsys.readouterr().out.splitlines()[1:] == [
        "1 | x | 2 s | peer | 20 s | 10x | >= 5x | met | why", "2 | y | 1 s |  |  |  |  |"]
    assert print_rows([plain, Row("3", "z", 2.0, most=1.9), quick]) == 1
    assert capsys.readouterr().out.count("MISSED") == 1


def test_a_benchmark_that_is_not_there_is_named(capsys: pytest.CaptureFixture[str],
                                                monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.argv", ["run.py", "5", "99"])
    assert run.main() == 2
    assert capsys.readouterr().err.startswith("There is no benchmark 99; there are 0, 1, ")


@pytest.mark.parametrize("module", ["cold_start", "bundled", "critical", "montecarlo", "sweep",
                                    "assignment", "pictures"])
def test_every_benchmark_of_its_own_gives_rows(module: str) -> None:
    assert isgeneratorfunction(import_module(module).rows)


def test_the_cases_of_the_sweep_are_those_that_are_told() -> None:
    asked = sweep.scenario(sweep.STEPS, sweep.STEPS)
    assert (len(SweepPlan.of(asked, corridors.load()).cases), len(asked.queries)) == (10_000, 20)
