"""Build ``data/geometry/geometry.csv``: where every link runs; count the lines in its README.

Lines come from three places, best first:

- *matched*: the way of a railway or road on the reference lines of scgraph-data 2.0.0, which were
  derived from OpenStreetMap; see ``reference_lines.py``, ``line_matching.py`` and
  ``line_shapes.py``. A match is taken when its length is within 15 % of the link's, what leads
  from the ends to the lines is at most 10 km at each end and 15 % in all, gaps bridged are at most
  3 km each and 3 % in all, at least a third of it is known to 5 km, and it keeps to the land and to
  the countries of the link (``line_bars.py``). A line drawn by hand with a reason in the column
  ``keep`` is not replaced.
- *digitised* or *schematic*: the line of ``data/geometry/drawn.csv``, drawn by hand; a link without
  one is drawn straight and is schematic.
- *lane*: shipping lanes stay as they are; they are not made here.

``python tools/build_geometry.py`` fetches the package with pip; ``--wheel PATH`` takes a wheel that
is there. The same tables and the same wheel give the same bytes. ``--lengths FILE`` also writes
the length of each link on the reference lines. ``--take-drawn FILE`` first takes the lines drawn
by hand from another geometry table into ``drawn.csv``, for links cut or moved elsewhere.
"""

from __future__ import annotations

import argparse
import csv
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import shapely
from line_bars import Ground, read_ground
from line_lengths import Course, write_lengths
from line_matching import Link, Point, Rules, match
from line_shapes import known_share, line_of, thinned
from reference_lines import bridges, read_reference

DATA = Path(__file__).resolve().parents[1] / "data"
COLUMNS = ("link_id", "method", "wkt", "source", "attribution")
DRAWN_COLUMNS = ("link_id", "method", "wkt", "source", "keep")
MATCHED_SOURCE = "osm-scgraph-data"
ATTRIBUTION = "© OpenStreetMap contributors"
LENGTH_TOLERANCE = 0.15
LEAP_SHARE = 0.15
BRIDGED_SHARE = 0.03
KNOWN_SHARE = 1 / 3
MARGIN_DEG = 2.0

Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class Tables:
    """What is read: links with their ends and countries, lines by hand, lanes."""

    links: dict[str, Link]
    countries: dict[str, frozenset[str]]
    drawn: dict[str, Row]
    lanes: dict[str, Row]


def read_rows(path: Path) -> list[Row]:
    """Read a table as it is written."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write_rows(path: Path, columns: tuple[str, ...], rows: list[Row]) -> None:
    """Write a table, sorted by link."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(sorted(rows, key=lambda row: row["link_id"]))


def read_tables(data: Path) -> Tables:
    """Read the network and the lines drawn by hand."""
    places = {row["node_id"]: row for row in read_rows(data / "network" / "node.csv")}
    drawn = {row["link_id"]: row for row in read_rows(data / "geometry" / "drawn.csv")}
    links, countries = {}, {}
    for row in read_rows(data / "network" / "link.csv"):
        key = row["link_id"]
        ends = [places[row[end]] for end in ("from_node_id", "to_node_id")]
        a, b = ((float(end["lon"]), float(end["lat"])) for end in ends)
        line = points_of(drawn[key]["wkt"], (a, b)) if key in drawn else ()
        links[key] = Link(key, row["mode"], (a, b), float(row["length_km"]), line)
        countries[key] = frozenset(end["country"] for end in ends) - {""}
    lanes = {row["link_id"]: row for row in read_rows(data / "geometry" / "geometry.csv")
             if row["method"] == "lane" and row["link_id"] in links}
    return Tables(links, countries, drawn, lanes)


def points_of(wkt: str, ends: tuple[Point, Point]) -> tuple[Point, ...]:
    """Read a line and put its ends on the places, which may have moved since it was drawn."""
    points = [(float(x), float(y)) for x, y in shapely.get_coordinates(shapely.from_wkt(wkt))]
    return (ends[0], *points[1:-1], ends[1])


def find_courses(tables: Tables, wheel: Path | None, rules: Rules) -> dict[str, Course]:
    """Route every railway and road on the reference lines."""
    found = {}
    for mode in ("rail", "road"):
        links = [link for _, link in sorted(tables.links.items()) if link.mode == mode]
        ends = np.array([end for link in links for end in link.ends])
        lines = read_reference(wheel, mode).within(*(ends.min(axis=0) - MARGIN_DEG),
                                                   *(ends.max(axis=0) + MARGIN_DEG))
        lines = bridges(lines, rules.gap_km)
        for link in links:
            way = match(link, lines, rules)
            if way is not None:
                found[link.link_id] = Course(link, way)
    return found


def refusals(course: Course, countries: frozenset[str], ground: Ground) -> list[str]:
    """Say why a way is not taken for the line of its link; nothing where it is."""
    link, way = course.link, course.way
    found = []
    if abs(way.length_km / link.length_km - 1) > LENGTH_TOLERANCE:
        found.append(f"{way.length_km:.0f} km instead of {link.length_km:.0f}")
    if way.leap_km > LEAP_SHARE * way.length_km:
        found.append(f"{way.leap_km:.1f} km between the places and the lines")
    if way.bridged_km > BRIDGED_SHARE * way.length_km:
        found.append(f"{way.bridged_km:.1f} km of gaps")
    if known_share(way) < KNOWN_SHARE:
        found.append(f"only {100 * known_share(way):.0f} % known")
    return found or ground.faults(line_of(link, way), countries)


def build(tables: Tables, courses: dict[str, Course], ground: Ground
          ) -> tuple[list[Row], dict[str, list[str]]]:
    """Give one row for every link, and why ways were refused."""
    rows, refused = list(tables.lanes.values()), {}
    for key, link in sorted(tables.links.items()):
        if key in tables.lanes:
            continue
        row = tables.drawn.get(key)
        if key in courses and not (row and row["keep"]):
            why = refusals(courses[key], tables.countries[key], ground)
            if not why:
                rows.append(_row(key, "matched", thinned(line_of(link, courses[key].way))))
                continue
            refused[key] = why
        line = np.array(link.drawn or link.ends)
        rows.append(_row(key, row["method"] if row else "schematic", line,
                         row["source"] if row else "general-knowledge"))
    return [{"attribution": "", **row} for row in rows], refused


def _row(key: str, method: str, line: np.ndarray, source: str = MATCHED_SOURCE) -> Row:
    points = ", ".join(f"{lon:.6g} {lat:.6g}" for lon, lat in line.tolist())
    return {"link_id": key, "method": method, "wkt": f"LINESTRING ({points})", "source": source,
            "attribution": ATTRIBUTION if MATCHED_SOURCE in source.split(";") else ""}


def counted(text: str, methods: Counter[str]) -> str:
    """Put the number of lines of each method into the table of the README.

    Examples
    --------
    >>> counted("| `matched` | 0 | a way |", Counter(matched=3))
    '| `matched` | 3 | a way |'
    """
    for method, count in methods.items():
        text = re.sub(rf"^\| `{method}` \| \d+ \|", f"| `{method}` | {count} |", text,
                      flags=re.MULTILINE)
    return text


def take_drawn(data: Path, other: Path) -> None:
    """Put the lines drawn by hand of another geometry table into ``drawn.csv``."""
    path = data / "geometry" / "drawn.csv"
    links = {row["link_id"] for row in read_rows(data / "network" / "link.csv")}
    kept = {row["link_id"]: row for row in read_rows(path)} if path.exists() else {}
    for row in read_rows(other):
        if row["method"] in ("digitised", "schematic"):
            keep = kept.get(row["link_id"], {}).get("keep", "")
            kept[row["link_id"]] = {name: row[name] for name in DRAWN_COLUMNS[:-1]} | {"keep": keep}
    write_rows(path, DRAWN_COLUMNS, [row for key, row in kept.items() if key in links])


def main() -> None:
    """Build the table, and say what was made and what was refused."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--wheel", type=Path, help="scgraph_data-2.0.0-py3-none-any.whl")
    parser.add_argument("--lengths", type=Path, help="also write lengths on the reference lines")
    parser.add_argument("--take-drawn", type=Path, help="geometry table to take hand lines from")
    asked = parser.parse_args()
    if asked.take_drawn:
        take_drawn(DATA, asked.take_drawn)
    tables = read_tables(DATA)
    courses = find_courses(tables, asked.wheel, Rules())
    if asked.lengths:
        write_lengths(asked.lengths, list(courses.values()))
    rows, refused = build(tables, courses, read_ground(DATA / "geometry" / "basemap"))
    write_rows(DATA / "geometry" / "geometry.csv", COLUMNS, rows)
    methods = Counter(row["method"] for row in rows)
    readme = DATA / "geometry" / "README.md"
    readme.write_text(counted(readme.read_text(encoding="utf-8"), methods), encoding="utf-8")
    for key, why in refused.items():
        print(f"{key}: {'; '.join(why)}")
    print(*(f"{method}: {count}" for method, count in sorted(methods.items())))


if __name__ == "__main__":
    main()
