"""A sweep as bytes: sent once to each process, which then is told only numbers of cases."""

from __future__ import annotations

import pickle
from dataclasses import dataclass
from typing import NamedTuple

from corridors.analysis.sweep import SweepPlan
from corridors.analysis.sweep_rows import Solved
from corridors.model.costs import CostModel
from corridors.model.network import Network
from corridors.model.scenario import Scenario
from corridors.model.tables import Tables

__all__ = ["Died", "Task", "packed", "solved", "unpacked"]


class Task(NamedTuple):
    """Some cases of a part that one process works out.

    Parameters
    ----------
    part
        Number of the part.
    first, stop
        First case, and the one behind the last.
    """

    part: int
    first: int
    stop: int


@dataclass(frozen=True, slots=True)
class Died:
    """A process that ended, or failed in a way that is no fault of what was given.

    Parameters
    ----------
    how
        What is known of it: what stands behind "the process".
    """

    how: str


def packed(plan: SweepPlan) -> bytes:
    """Give a sweep as bytes.

    Parameters
    ----------
    plan
        The sweep. Of the network go the records that can change a route.
    """
    network = plan.network
    tables = Tables(nodes=network.nodes.records, links=network.links.records,
                    borders=network.borders, charges=network.charges,
                    terminals=network.terminals, gauge_changes=network.gauge_changes,
                    aliases=network.aliases, events=network.events, groups=dict(network.groups),
                    title=network.title, reference_date=network.reference_date,
                    costs=network.costs)
    return pickle.dumps((tables, network.version, plan.scenario, plan.costs))


def unpacked(data: bytes) -> SweepPlan:
    """Make a sweep of bytes again.

    Parameters
    ----------
    data
        What :func:`packed` gave, in a process of the same program.

    Raises
    ------
    ValueError
        If the network is not the same here.
    """
    tables: Tables
    scenario: Scenario
    costs: CostModel
    tables, version, scenario, costs = pickle.loads(data)  # noqa: S301 - see above
    network = Network.build(tables)
    if network.version != version:
        raise ValueError(f"the network became {network.version}, not {version}")
    return SweepPlan.of(scenario, network, costs)


def solved(plan: SweepPlan, task: Task) -> Solved | Died:
    """Work some cases out.

    Parameters
    ----------
    plan
        The sweep.
    task
        Which cases.

    Returns
    -------
    outcome
        The cases; or what went wrong, where it was no fault of what was given.
    """
    try:
        return plan.solve(range(task.first, task.stop))
    except Exception as error:  # noqa: BLE001 - other cases must not be lost by a fault in one
        return Died(f"met a fault of corridors ({type(error).__name__}: {error})")
