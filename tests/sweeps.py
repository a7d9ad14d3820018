"""Sweeps of small networks, for tests."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from toys import gap

from corridors.model.network import Network
from corridors.model.parameter import Parameter
from corridors.model.query import Query
from corridors.model.scenario import Change, Scenario, Variant
from corridors.model.sweep_axis import Axis

QUERIES = (Query("ru-north", "ir-gulf", "time"), Query("ru-north", "ir-gulf", "cost"),
           Query("az-astara", "ir-gulf", modes={"rail"}, avoid=["country:TM"]))
WAIT = Parameter.parse("dwell_h of border:az-ir-astara")
STRETCH = Parameter.parse("x length_km of link:ru-north-tm-east-rail")
OPEN = Variant("open", "Open", (Change(("link:ir-astara-ir-rasht-rail",), "open"),))


def axis(name: str, parameter: Parameter, values: Iterable[float]) -> Axis:
    """One figure through some values."""
    return Axis(name, (parameter,), tuple((value,) for value in values))


def waits(count: int = 5, *more: Axis, parameter: Parameter = WAIT,
          queries: tuple[Query, ...] = QUERIES) -> Scenario:
    """A sweep of a border wait from 0 h on, and of what else is given."""
    return Scenario("waits", "Waits at Astara", (OPEN,), queries,
                    axes=(*more, axis("wait", parameter, map(float, range(count)))))


def network() -> Network:
    """The missing link, in small."""
    return gap()


def files(folder: Path) -> dict[str, bytes]:
    """What a folder holds, by the paths of its files; its lock is none of it."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(
        folder.rglob("*")) if path.is_file() and path.name != ".lock"}
