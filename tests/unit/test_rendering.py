"""Figures rendered by other processes: the same bytes, whatever happens to the processes."""

from __future__ import annotations

import os
import subprocess
import sys
import warnings
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest
from matplotlib.figure import Figure
from scenes import basemap, network, open_or_shut

from corridors import Query, history, rendering
from corridors.maps import draw
from corridors.rendering import Rendered, Renderer, all_cores, spare_cores


def figure(number: int = 0) -> Figure:
    drawn = Figure(figsize=(2, 1))
    axes = drawn.add_axes((0.2, 0.2, 0.7, 0.7))
    axes.plot([0, 1 + number], [0, 1], label="a")
    axes.set_title(f"Figure {number}")
    return drawn


def rendered(processes: int, figures: list[Figure]) -> dict[str, Rendered]:
    with Renderer(processes) as renderer:
        for number, one in enumerate(figures):
            renderer.submit(f"f{number}", one, title="T", alt="A", dpi=50)
        return renderer.finished()


@pytest.fixture(scope="module")
def here() -> dict[str, Rendered]:
    return rendered(0, [figure(number) for number in range(4)])


def forbid_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let nothing be rendered in this process, so that it is known who does it."""
    def no(*_: object) -> Rendered:
        pytest.fail("rendered here")

    monkeypatch.setattr(Renderer, "_here", lambda self, jobs: None)
    monkeypatch.setattr(rendering, "_rendered", no)


@pytest.mark.parametrize("processes", [1, 2])
def test_processes_give_the_same_bytes(processes: int, here: dict[str, Rendered],
                                       monkeypatch: pytest.MonkeyPatch) -> None:
    forbid_here(monkeypatch)
    found = rendered(processes, [figure(number) for number in range(4)])
    assert found == here
    assert list(found) == ["f0", "f1", "f2", "f3"]
    assert set(found["f0"]) == {"png", "svg", "pdf"}


def test_processes_render_with_the_settings_of_this_one(monkeypatch: pytest.MonkeyPatch) -> None:
    import matplotlib

    with matplotlib.rc_context({"path.simplify": False, "text.hinting": "no_hinting",
                                "pdf.compression": 0}):
        wanted = rendered(0, [figure()])
        forbid_here(monkeypatch)
        assert rendered(1, [figure()]) == wanted


def test_where_no_process_starts_figures_are_rendered_here(
        here: dict[str, Rendered], monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: Any, **__: Any) -> None:
        raise OSError("no processes on this machine")

    monkeypatch.setattr(subprocess, "Popen", refused)
    assert rendered(2, [figure(number) for number in range(4)]) == here


@pytest.mark.parametrize("program", ["import os; os._exit(3)", "print('not a pickle')",
                                     "import sys; sys.stdin.buffer.read(9); raise SystemExit(1)"])
def test_what_a_process_leaves_undone_is_done_here(
        program: str, here: dict[str, Rendered], monkeypatch: pytest.MonkeyPatch) -> None:
    started = subprocess.Popen

    def ends(command: list[str], **rest: Any) -> subprocess.Popen[bytes]:
        return started([command[0], "-c", program], **rest)

    monkeypatch.setattr(subprocess, "Popen", ends)
    assert rendered(1, [figure(number) for number in range(4)]) == here


def test_a_figure_that_cannot_be_packed_is_rendered_here() -> None:
    def odd() -> Figure:
        drawn = figure()
        drawn.axes[0].xaxis.set_major_formatter(lambda value, _: f"{value:.1f}")
        return drawn

    assert rendered(1, [odd(), figure(1)]) == rendered(0, [odd(), figure(1)])


@pytest.mark.parametrize("kind", ["scenario", "distance", "strip", "multiples"])
def test_pictures_of_a_run_can_be_packed(kind: str) -> None:
    assert rendering._packed(draw(open_or_shut(), basemap(), kind=kind)) is not None


def test_a_chart_of_a_history_can_be_packed() -> None:
    past = history(network(), [Query("Moscow", "Bandar Abbas")], years=(2010, 2026))
    assert rendering._packed(draw(past, basemap())) is not None


def test_warnings_and_errors_of_rendering_are_heard_here() -> None:
    lacking = figure()
    lacking.axes[0].set_title("\U0001f9ea")
    with pytest.warns(UserWarning, match="missing from font"):
        found = rendered(1, [lacking, figure(1)])
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        assert found == rendered(0, [lacking, figure(1)])
    broken = figure()
    broken.axes[0].set_title("$\\frac{$")
    with pytest.raises(ValueError, match="frac"):
        rendered(1, [broken])


def test_processes_end_with_the_block() -> None:
    processes: list[subprocess.Popen[bytes]] = []

    def interrupted() -> None:
        with Renderer(2) as renderer:
            processes.extend(process for process, _ in renderer._running)
            renderer.submit("f", figure(), title="", alt="", dpi=50)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert len(processes) == 2
    assert all(process.returncode is not None for process in processes)


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_processes_end_when_the_run_is_killed(tmp_path: Path) -> None:
    program = dedent("""
        import os, signal, sys
        from corridors.rendering import Renderer
        with Renderer(1) as renderer:
            print(renderer._running[0][0].pid, flush=True)
            os.kill(os.getpid(), signal.SIGKILL)
    """)
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True,
                         check=False, cwd=Path(rendering.__file__).parents[1])
    for _ in range(200):
        try:
            os.kill(int(run.stdout), 0)
        except ProcessLookupError:
            return
        if _zombie(int(run.stdout)):
            return
        subprocess.run(["sleep", "0.1"], check=True)
    pytest.fail("a process outlived the run that started it")


def test_there_is_a_process_for_each_core_that_does_not_draw(
        monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rendering, "MOST_PROCESSES", 2)
    counts = []
    for cores in (1, 2, 3, 64):
        monkeypatch.setattr(rendering, "all_cores", lambda cores=cores: cores)
        counts.append(spare_cores())
    assert counts == [0, 1, 2, 2]
    assert all_cores() >= 1


def _zombie(pid: int) -> bool:
    """Say whether a process ended that nobody has asked about, which happens in a container."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except OSError:
        return False
