"""What holds for every test: no network, no display, and random tests that can be repeated."""

from __future__ import annotations

import os
import shutil
import socket
from collections.abc import Iterator
from ipaddress import ip_address
from typing import Any

import pytest
from hypothesis import settings

os.environ["MPLBACKEND"] = "Agg"  # before anything imports matplotlib; processes inherit it

settings.register_profile("ci", max_examples=200, derandomize=True, deadline=None)
settings.register_profile("dev", max_examples=50, deadline=None)
settings.load_profile("ci" if os.environ.get("CI") else "dev")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--networks", type=int, default=10_000,
                     help="random networks that are compared with networkx")


@pytest.fixture(autouse=True, scope="session")
def no_network() -> Iterator[None]:
    """Refuse every connection that leaves this machine."""
    real = socket.socket.connect

    def connect(self: socket.socket, address: Any) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6) and not _is_local(address[0]):
            pytest.fail(f"a test asked for {address[0]}: tests may not use the network")
        real(self, address)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", connect)
        yield


@pytest.fixture(autouse=True, scope="session")
def one_process_a_run() -> Iterator[None]:
    """Let runs render their pictures themselves: the cores are busy with other tests."""
    from corridors import rendering

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rendering, "MOST_PROCESSES", 0)
        yield


@pytest.fixture(scope="session")
def chromium() -> str:
    """Give the path of an installed Chromium."""
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if found is None:
        pytest.fail("Chromium is not installed, so pages cannot be looked at: apt-get install "
                    "chromium")
    return found


def _is_local(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
