"""Sweeps by the workers of a real Dask cluster on this machine, some of which die."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sweeps import files, network, waits

from corridors.errors import InputError
from corridors.sweeping.run import run_sweep

HERE = Path(__file__).parents[1]

RUN = """
import os, sys
os.environ["KEEPER"] = str(os.getpid())
from dataclasses import replace
from deadly import Deadly, Slow
from sweeps import WAIT, axis, network, waits
from corridors.errors import CorridorsError
from corridors.io import sweep_folder
from corridors.sweeping import cluster
from corridors.sweeping.run import run_sweep

sweep_folder.CASES_A_PART = 4
cluster.CONNECT_S = cluster.PATIENCE_S = 2.0
out, address, kind = sys.argv[1:]
if kind == "deadly":
    asked = waits(10, parameter=Deadly(WAIT.field, WAIT.select, at=6.0))
else:
    asked = waits(60, parameter=Slow(WAIT.field, WAIT.select))
if kind == "poisoned":
    asked = replace(asked, axes=(axis("wait", WAIT, (1, -5, 2, 3, 4, 5)),))
try:
    found = run_sweep(asked, out, network=network(), scheduler=address)
except CorridorsError as error:
    print(error)
    sys.exit(error.exit_code)
print([(case.case, case.fault) for case in found.failed])
"""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Cluster:
    """A scheduler, and workers that are processes of their own."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.started = folder, list[subprocess.Popen[bytes]]()
        self.address = f"tcp://127.0.0.1:{free_port()}"
        paths = [str(HERE), *(path for path in sys.path if path)]
        self.environment = {**os.environ, "PYTHONPATH": os.pathsep.join(paths),
                            "PYTHONWARNINGS": "ignore", "SLOW_S": "0.02",
                            "DASK_DISTRIBUTED__WORKER__PROFILE__ENABLED": "False"}
        self.start("scheduler", "--host", "127.0.0.1", "--port", self.address.rpartition(":")[2],
                   "--no-dashboard", "--protocol", "tcp")

    def start(self, *words: str) -> subprocess.Popen[bytes]:
        made = subprocess.Popen([sys.executable, "-m", "dask", *words], cwd=self.folder,
                                env=self.environment, stdout=subprocess.DEVNULL,
                                stderr=subprocess.DEVNULL)
        self.started.append(made)
        return made

    def worker(self, *words: str) -> subprocess.Popen[bytes]:
        return self.start("worker", self.address, "--nthreads", "1", "--host", "127.0.0.1",
                          "--no-dashboard", *words)

    def run(self, out: Path, kind: str, address: str = "") -> subprocess.Popen[str]:
        return subprocess.Popen([sys.executable, "-c", RUN, str(out), address or self.address,
                                 kind], env=self.environment, stdout=subprocess.PIPE, text=True,
                                stderr=subprocess.DEVNULL)

    def end(self) -> None:
        for process in reversed(self.started):
            process.terminate()
        for process in reversed(self.started):
            try:
                process.wait(timeout=5)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    made = Cluster(tmp_path_factory.mktemp("dask"))
    made.worker("--no-nanny")
    made.worker()
    yield made
    made.end()


def ended(run: subprocess.Popen[str]) -> tuple[int, str]:
    said, _ = run.communicate(timeout=60)
    return run.returncode, said.strip()


def wait_for(done: Callable[[], bool], seconds: float = 40) -> None:
    end = time.monotonic() + seconds
    while not done():
        assert time.monotonic() < end
        time.sleep(0.02)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What the sweep comes to on this machine alone."""
    from deadly import Slow
    from sweeps import WAIT

    from corridors.io import sweep_folder

    out = tmp_path_factory.mktemp("whole") / "out"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sweep_folder, "CASES_A_PART", 4)
        run_sweep(waits(60, parameter=Slow(WAIT.field, WAIT.select)), out, network=network(),
                  workers=1)
    return files(out)


def test_a_worker_is_killed_midway_and_nothing_is_lost(cluster: Cluster, tmp_path: Path,
                                                       whole: dict[str, bytes]) -> None:
    out = tmp_path / "out"
    run = cluster.run(out, "slow")
    wait_for(lambda: len(list(out.glob("parts/*.parquet"))) >= 2)
    cluster.started[1].send_signal(signal.SIGKILL)
    assert ended(run) == (0, "[]")
    assert files(out) == whole


def test_the_run_itself_is_killed_midway_and_goes_on(cluster: Cluster, tmp_path: Path,
                                                     whole: dict[str, bytes]) -> None:
    out = tmp_path / "out"
    run = cluster.run(out, "slow")
    wait_for(lambda: len(list(out.glob("parts/*.parquet"))) >= 2)
    run.kill()
    run.communicate()
    assert 2 <= len(list(out.glob("parts/*.parquet"))) < 15
    assert ended(cluster.run(out, "slow")) == (0, "[]")
    assert files(out) == whole


def test_poisoned_cases_are_named_and_the_others_finish(cluster: Cluster, tmp_path: Path) -> None:
    code, said = ended(cluster.run(tmp_path / "out", "poisoned"))
    assert code == 0
    assert said.startswith("[(1, 'key value: -5 does not fit dwell_h.")
    assert said.count("[S24]") == 1


def test_a_case_that_ends_every_worker_is_found_by_itself(cluster: Cluster, tmp_path: Path
                                                          ) -> None:
    code, said = ended(cluster.run(tmp_path / "out", "deadly"))
    assert (code, said) == (
        0, "[(6, 'The process that worked it out ended with code 7. [W06]')]")


def test_a_cluster_that_is_not_there_is_told(cluster: Cluster, tmp_path: Path) -> None:
    code, said = ended(cluster.run(tmp_path / "out", "slow", f"tcp://127.0.0.1:{free_port()}"))
    assert code == 1
    assert "no Dask scheduler answers at" in said
    code, said = ended(cluster.run(tmp_path / "other", "slow", "somewhere"))
    assert code == 1
    assert 'no Dask scheduler answers at "somewhere"' in said
    assert "Traceback" not in said  # of a client that could not be ended


def test_a_cluster_without_workers_is_told(tmp_path: Path) -> None:
    lonely = Cluster(tmp_path)
    try:
        code, said = ended(lonely.run(tmp_path / "out", "slow"))
        assert code == 1
        assert "has had no worker for a minute; what was worked out is kept. Start some" in said
    finally:
        lonely.end()
    assert InputError.exit_code == 1
