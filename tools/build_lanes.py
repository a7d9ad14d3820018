"""Build the lines and lengths of the sea lanes: ``lanes.csv`` says how, this computes.

A lane of a narrow sea is the shortest way over water that keeps clear of the shore
(:mod:`water_ways` on :mod:`sea_chart`); a lane across an ocean is searoute's, with the passages
that ``lanes.csv`` shuts (:mod:`ocean_lanes`).  The length is that of the line on the ellipsoid.
``npm pack world-atlas@2.0.2`` fetches the shores and ``pip install searoute==1.6.0`` the lanes;
then ``python tools/build_lanes.py world-atlas-2.0.2.tgz`` writes the lines into
``data/geometry/geometry.csv`` and the lengths into ``link.csv`` and ``claim.csv`` of
``data/network/``, and prints the old and the new ones.  The same inputs always give the same bytes.
"""

from __future__ import annotations

import argparse
import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil
from pathlib import Path

import numpy as np
import shapely
from ocean_lanes import mended, ocean_lane
from sea_chart import SEAS, Shores, chart, read_shores
from shapely.geometry import LineString
from water_ways import GLOBE, Point, Points, Water, length_km

from corridors.model.geodesy import great_circle_km

TOOLS = Path(__file__).resolve().parent
DATA = TOOLS.parent / "data"
OCEAN = "ocean"  # instead of a sea: searoute's lane
SOURCES = {True: "searoute-1-6-0", False: "computed-lanes-2026"}  # by: is it an ocean lane?
STEP_KM = 50.0  # great circles are drawn as chords of so much
TOLERANCE_DEG = {True: 0.02, False: 0.004}  # points that move the line less are left out
DECIMALS = 3

Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class Lane:
    """A row of ``lanes.csv``: how the lane of a link is computed."""

    link_id: str
    sea: str
    shut: tuple[str, ...]

    @property
    def ocean(self) -> bool:
        """Tell whether searoute gives the lane."""
        return self.sea == OCEAN


@dataclass(frozen=True, slots=True)
class Course:
    """A computed lane: its line, its length and the passages of searoute it uses."""

    lane: Lane
    points: Points
    km: int
    passages: tuple[str, ...] = ()

    def told_by(self, row: Row) -> bool:
        """Tell whether the first source of a row is the one that computed the lane."""
        return row["source"].split(";")[0] == SOURCES[self.lane.ocean]


def read_lanes(path: Path) -> tuple[Lane, ...]:
    """Read the lanes, in the order of the file."""
    return tuple(Lane(row["link_id"], row["sea"], tuple(filter(None, row["shut"].split(";"))))
                 for row in read_rows(path)[1])


def read_rows(path: Path) -> tuple[list[str], list[Row]]:
    """Read a table as its columns and rows."""
    csv.field_size_limit(10**7)
    with path.open(encoding="utf-8", newline="") as stream:
        reader = csv.DictReader(stream)
        rows = list(reader)
        return list(reader.fieldnames or ()), rows


def write_rows(path: Path, columns: Sequence[str], rows: Iterable[Row]) -> None:
    """Write a table, as the data package keeps them."""
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def courses(lanes: Iterable[Lane], ends: Mapping[str, tuple[Point, Point]],
            shores: Shores) -> Iterator[Course]:
    """Compute the lanes one after another."""
    charts: dict[str, Water] = {}
    for lane in lanes:
        start, stop = ends[lane.link_id]
        passages: tuple[str, ...] = ()
        if lane.ocean:
            found = ocean_lane(start, stop, lane.shut)
            points, passages = mended(found.points, shores), found.passages
        else:
            if lane.sea not in charts:
                charts[lane.sea] = chart(SEAS[lane.sea], shores)
            points = charts[lane.sea].shortest(start, stop)
        yield Course(lane, drawn(points, TOLERANCE_DEG[lane.ocean]), whole_km(points), passages)


def whole_km(points: Points) -> int:
    """Give the length of a lane, at least the great circle on the sphere that checks it."""
    start, stop = points[[0, -1]].tolist()
    return max(round(length_km(points)), ceil(great_circle_km(*start, *stop)))


def drawn(points: Points, tolerance_deg: float) -> Points:
    """Give the line as it is drawn: great circles as chords, without points it does not need."""
    chords = np.vstack([points[:1], *(_chords(a, b) for a, b in pairwise(points))])
    line = LineString(chords).simplify(tolerance_deg)
    return np.round(shapely.get_coordinates(line), DECIMALS)


def _chords(start: Points, stop: Points) -> Points:
    """Give the points of a great circle after its first."""
    (lon, lat), (lon_stop, lat_stop) = start.tolist(), stop.tolist()
    parts = int(GLOBE.inv(lon, lat, lon_stop, lat_stop)[2] / 1000 / STEP_KM)
    between = GLOBE.npts(lon, lat, lon_stop, lat_stop, parts - 1) if parts > 1 else []
    return np.array([*between, (lon_stop, lat_stop)])


def wkt(points: Points) -> str:
    """Write a line as the data package does."""
    pairs = (" ".join(f"{value:g}" for value in np.round(pair, DECIMALS).tolist())
             for pair in points)
    return f"LINESTRING ({', '.join(pairs)})"


def ends_of(links: Iterable[Row], nodes: Iterable[Row]) -> dict[str, tuple[Point, Point]]:
    """Give where every link begins and ends."""
    place = {row["node_id"]: (float(row["lon"]), float(row["lat"])) for row in nodes}
    return {row["link_id"]: (place[row["from_node_id"]], place[row["to_node_id"]])
            for row in links}


def with_lines(rows: Iterable[Row], columns: Sequence[str],
               found: Mapping[str, Course]) -> list[Row]:
    """Put the lines of the lanes among the others, by id."""
    kept = {row["link_id"]: row for row in rows}
    for key, course in found.items():
        kept[key] = dict.fromkeys(columns, "") | {
            "link_id": key, "method": "lane", "wkt": wkt(course.points),
            "source": SOURCES[course.lane.ocean]}
    return [kept[key] for key in sorted(kept)]


def set_lengths(links: Iterable[Row], claims: Iterable[Row], found: Mapping[str, Course]) -> None:
    """Write the lengths into the links and claims that rest on them, not into cited ones."""
    for row in links:
        course = found.get(row["link_id"])
        if course and course.told_by(row):
            row["length_km"] = str(course.km)
    for row in claims:
        course = found.get(row["subject_id"])
        if course and row["attribute"] == "length_km" and course.told_by(row):
            row.update(dict.fromkeys(("value", "value_low", "value_high"), str(course.km)))


def report(links: Iterable[Row], found: Mapping[str, Course]) -> Iterator[str]:
    """Give a line of a Markdown table for every lane: old and new length, and how."""
    for row in links:
        course = found.get(row["link_id"])
        if course is not None:
            how = "shortest over water" if not course.lane.ocean else "searoute" + "".join(
                f", {word} {', '.join(names)}" for word, names in (
                    ("by", course.passages), ("shut", course.lane.shut)) if names)
            yield f"| `{row['link_id']}` | {row['length_km']} | {course.km} | {how} |"


def main() -> None:
    """Compute the lanes and write them into the data package."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("tarball", type=Path, help="world-atlas-2.0.2.tgz")
    tarball = parser.parse_args().tarball
    columns, links = read_rows(DATA / "network" / "link.csv")
    _, nodes = read_rows(DATA / "network" / "node.csv")
    said, claims = read_rows(DATA / "network" / "claim.csv")
    shapes, lines = read_rows(DATA / "geometry" / "geometry.csv")
    found = {course.lane.link_id: course for course in courses(
        read_lanes(TOOLS / "lanes.csv"), ends_of(links, nodes), read_shores(tarball, TOOLS))}
    print(*report(links, found), sep="\n")
    set_lengths(links, claims, found)
    known = {row["link_id"] for row in links}
    write_rows(DATA / "network" / "link.csv", columns, links)
    write_rows(DATA / "network" / "claim.csv", said, claims)
    write_rows(DATA / "geometry" / "geometry.csv", shapes, with_lines(
        (row for row in lines if row["link_id"] in known), shapes, found))


if __name__ == "__main__":
    main()
