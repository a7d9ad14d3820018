"""What would restore a route, or make a better one: links to open and restrictions to lift."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from corridors.model.leg import UNITS

if TYPE_CHECKING:
    from corridors.model.route import Route

__all__ = ["Blocking", "Missing"]


@dataclass(frozen=True, slots=True, order=True)
class Missing:
    """A facility that is not there, at a place where two networks meet.

    Parameters
    ----------
    kind
        ``gauge_change``, or ``terminal`` for a transfer between two modes.
    node_id
        Where.
    between
        The two gauges in mm, or the two modes.
    """

    kind: str
    node_id: str
    between: tuple[str, str]

    def said(self, place: str) -> str:
        """Say what is missing.

        Parameters
        ----------
        place
            Name of the node.

        Examples
        --------
        >>> Missing("gauge_change", "ir-astara", ("1435", "1520")).said("Astara")
        'a facility that changes 1435 to 1520 mm at Astara'
        """
        first, second = self.between
        return f"a facility that changes {first} to {second} mm at {place}" \
            if self.kind == "gauge_change" else \
            f"a terminal between {first} and {second} at {place}".replace("_", " ")


@dataclass(frozen=True, slots=True)
class Blocking:
    """A minimal set of links to open, or of restrictions to lift, that would restore a route.

    Parameters
    ----------
    link_ids
        Links to open, in the order of the route. Leave one out, and there is no route, or one
        that takes more.
    amount
        What the restored route takes, by the criterion of the query, in smallest units.
    distance_m
        Length of the restored route, in metres.
    border_ids
        Crossings on these links, in the order of the route.
    lifts
        What the question forbids and would have to allow, in its own words: something it avoids
        (``country:IR``), a mode (``road``), a technique (``bogie_exchange``), ``only_cited`` or
        the name of a limit (``max_borders``).
    missing
        Facilities that would have to be built; what they take is as the cost model has it.
    route
        The restored route: the best one with all of this, and nothing else, changed.
    """

    link_ids: tuple[str, ...]
    amount: int
    distance_m: int
    border_ids: tuple[str, ...] = ()
    lifts: tuple[str, ...] = ()
    missing: tuple[Missing, ...] = ()
    route: Route | None = None

    @property
    def distance_km(self) -> float:
        """Length of the restored route in km."""
        return self.distance_m / UNITS["distance"]

    @property
    def opens_alone(self) -> bool:
        """Whether links would have to open, and nothing else."""
        return not self.lifts and not self.missing
