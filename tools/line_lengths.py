"""Write how long links are on the reference lines, and how far that can be trusted.

A length is trusted where little of it lies off the lines, where the ends are not somewhere on a
long edge that winds, where the way keeps near the line drawn by hand, and where it is long enough
for the places, which are right to a kilometre or two. Lengths of railways are those along the
rails: against 171 cited ones of at least 50 km, 1.5 % off in the middle and 7.1 % for nine in ten.
Lengths of roads run short, by 3.5 % in the middle and by up to a third in mountains, as the
package has measured them on a simplified line: they are lower bounds.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from line_matching import Link, Match, stray_km
from reference_lines import distance_km

__all__ = ["Course", "write_lengths"]

COLUMNS = ("link_id", "mode", "length_km", "routed_km", "leap_km", "bridged_km", "winding_km",
           "stray_km", "trusted")
WINDING = 1.15


@dataclass(frozen=True, slots=True)
class Course:
    """A link and its way on the reference lines."""

    link: Link
    way: Match

    @property
    def winding_km(self) -> float:
        """Kilometres at the ends along parts of edges that wind, where the share is a guess."""
        return sum(step.length_km for step in self.way.steps
                   if step.kind == "part" and step.length_km > WINDING * step.chord_km)

    @property
    def stray_km(self) -> float:
        """How far the way goes from the line drawn by hand."""
        return float(stray_km(self.link, np.array([step.stop for step in self.way.steps])).max())

    @property
    def is_trusted(self) -> bool:
        """Whether the length can be used beside others."""
        km = self.way.length_km
        straight_km = float(distance_km(*np.array(self.link.ends)))
        return (8 <= km <= 1.7 * straight_km
                and self.way.leap_km <= max(1.5, 0.04 * km)
                and self.way.bridged_km <= 0.02 * km
                and self.winding_km <= 0.25 * km
                and self.stray_km <= max(12, 0.1 * km))


def write_lengths(path: Path, courses: list[Course]) -> None:
    """Write one row for every link that has a way."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        for course in sorted(courses, key=lambda course: course.link.link_id):
            link, way = course.link, course.way
            numbers = (link.length_km, way.length_km, way.leap_km, way.bridged_km,
                       course.winding_km, course.stray_km)
            writer.writerow((link.link_id, link.mode, *(f"{km:.1f}" for km in numbers),
                             str(course.is_trusted).lower()))
