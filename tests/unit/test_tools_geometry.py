"""Lines matched to reference lines: on a few made-up lines, each with one difficulty.

    a --- b --- c ... d --- e        a railway with a gap of 2 km between c and d
          |
          f --------- e              a longer way round, by the south
"""

from __future__ import annotations

import csv
import doctest
from dataclasses import replace
from pathlib import Path

import build_geometry
import line_lengths
import line_matching
import line_shapes
import numpy as np
import pytest
import reference_lines
from build_geometry import Tables, build, refusals, take_drawn
from line_bars import Ground
from line_lengths import Course, write_lengths
from line_matching import Link, Match, Rules, match
from line_shapes import known_share, line_of, thinned
from reference_lines import Reference, bridges, distance_km, parse, read_reference
from shapely.geometry import MultiPolygon, box

PLACES = {"a": (48.0, 40.0), "b": (48.2, 40.0), "c": (48.4, 40.0), "d": (48.42, 40.0),
          "e": (48.7, 40.0), "f": (48.3, 39.8)}
NAMES = list(PLACES)
RULES = Rules()
LAND = Ground({"AZ": MultiPolygon([box(47, 39, 48.8, 41)]),
               "IR": MultiPolygon([box(46, 38, 48.8, 39)])}, {})


def lines(*edges: str, longer: float = 1.0) -> Reference:
    """Make reference lines of edges such as "ab", each so many times as long as straight."""
    ends = np.array([[NAMES.index(x) for x in edge] for edge in edges], dtype=np.int64)
    lonlat = np.array(list(PLACES.values()))
    made = Reference(lonlat, ends, longer * distance_km(*lonlat[ends.T]),
                     np.empty((0, 2), dtype=np.int64))
    return bridges(made, RULES.gap_km)


def link(a: tuple[float, float], b: tuple[float, float], km: float,
         drawn: tuple[tuple[float, float], ...] = ()) -> Link:
    return Link("x-y-rail", "rail", (a, b), km, drawn)


def found(way: Match | None) -> Match:
    assert way is not None
    return way


def test_a_gap_is_bridged_and_counted() -> None:
    network = lines("ab", "bc", "de", longer=1.02)
    way = found(match(link(PLACES["a"], PLACES["e"], 60), network, RULES))
    assert [step.kind for step in way.steps if step.length_km] == ["edge", "edge", "bridge", "edge"]
    assert way.bridged_km == pytest.approx(1.70, abs=0.02)
    assert way.length_km == pytest.approx(1.02 * (34.07 + 23.85) + 1.70, abs=0.1)
    assert way.leap_km == 0


def test_a_gap_that_is_too_wide_is_not_bridged() -> None:
    ends = link(PLACES["a"], PLACES["e"], 60)
    wide = Reference(*(getattr(lines("ab", "bc", "de"), name) for name in (
        "lonlat", "ends", "length_km")), np.empty((0, 2), dtype=np.int64))
    assert match(ends, bridges(wide, 1.0), replace(RULES, leap_km=5)) is None


def test_neighbours_of_one_line_are_no_gap() -> None:
    """The two ends of an edge that is short are joined already."""
    assert len(lines("ab", "bc", "cd", "de").gaps) == 0
    assert lines("ab", "bc", "de").gaps.tolist() == [[2, 3]]


def test_an_end_amid_an_edge_takes_its_share_of_the_length() -> None:
    amid = (48.3, 40.01)
    way = found(match(link(PLACES["a"], amid, 27), lines("ab", "bc", longer=1.05), RULES))
    assert [step.kind for step in way.steps if step.length_km] == ["edge", "part"]
    assert way.length_km == pytest.approx(1.05 * 1.5 * 17.04, rel=0.01)
    assert way.leap_km == 0, "the edge is long enough to bulge so far"
    assert way.steps[-1].stop == amid


def test_both_ends_amid_one_edge() -> None:
    way = found(match(link((48.25, 40.0), (48.35, 40.0), 9), lines("bc", longer=1.1), RULES))
    assert len(way.steps) == 1
    assert way.length_km == pytest.approx(1.1 * 8.52, abs=0.05)


def test_a_way_runs_from_the_first_end_to_the_second() -> None:
    network = lines("ab", "bc", "de")
    there = found(match(link(PLACES["a"], PLACES["e"], 60), network, RULES))
    back = found(match(link(PLACES["e"], PLACES["a"], 60), network, RULES))
    assert there.steps[0].start == back.steps[-1].stop == PLACES["a"]
    assert there.length_km == pytest.approx(back.length_km)


def test_the_line_drawn_by_hand_decides_between_two_ways() -> None:
    network = lines("ab", "bc", "cd", "de", "bf", "fe")
    ends = link(PLACES["a"], PLACES["e"], 80)
    south = replace(ends, drawn=(PLACES["a"], PLACES["b"], PLACES["f"], PLACES["e"]))
    assert PLACES["f"] not in [step.stop for step in found(match(ends, network, RULES)).steps]
    assert PLACES["f"] in [step.stop for step in found(match(south, network, RULES)).steps]


def test_a_way_of_another_length_is_refused() -> None:
    network = lines("ab", "bc", "cd", "de")
    for km, taken in ((60, True), (53, True), (51, False), (71, False), (69, True)):
        ends = link(PLACES["a"], PLACES["e"], km)
        why = refusals(Course(ends, found(match(ends, network, RULES))), frozenset({"AZ"}), LAND)
        assert (why == []) is taken, why
    assert why == []
    short = link(PLACES["a"], PLACES["e"], 40)
    course = Course(short, found(match(short, network, RULES)))
    assert refusals(course, frozenset({"AZ"}), LAND) == ["60 km instead of 40"]


def test_a_way_that_nobody_knows_leaps_or_leaves_the_country_is_refused() -> None:
    network = lines("ab", "bc", "cd", "de")
    ends = link(PLACES["a"], PLACES["e"], 60)
    way = found(match(ends, network, RULES))
    assert refusals(Course(ends, way), frozenset({"IR"}), LAND)[0].endswith("km outside IR")
    wet = Ground({"AZ": MultiPolygon([box(47, 39, 48.3, 41)])}, {})
    assert refusals(Course(ends, way), frozenset({"AZ"}), wet)[0].endswith("% over water")
    winding = match(replace(ends, length_km=90), lines("ab", "be", longer=1.5), RULES)
    said = refusals(Course(replace(ends, length_km=90), found(winding)), frozenset({"AZ"}), LAND)
    assert said == ["only 0 % known"]
    off = link((48.0, 40.06), PLACES["c"], 38)
    said = refusals(Course(off, found(match(off, network, RULES))), frozenset({"AZ"}), LAND)
    assert said == ["6.7 km between the places and the lines"]


def test_bends_that_are_hidden_are_taken_from_the_hand_and_moved_onto_the_ends() -> None:
    drawn = (PLACES["a"], (48.2, 40.02), (48.45, 40.1), (48.7, 40.0))
    ends = link(PLACES["a"], PLACES["e"], 62, drawn)
    network = lines("ab", "be", longer=1.12)
    way = found(match(ends, network, RULES))
    line = line_of(ends, way)
    assert line[0].tolist() == list(PLACES["a"])
    assert line[-1].tolist() == list(PLACES["e"])
    bend = line[np.argmax(line[:, 1])]
    assert bend == pytest.approx((48.45, 40.09), abs=0.02), "moved south by half of the 2 km"
    assert known_share(way) == pytest.approx(0.286, abs=0.01)


def test_thinning_keeps_what_can_be_seen() -> None:
    assert thinned(np.array([[48, 40], [48.1, 40.001], [48.2, 40.0]])).tolist() == [
        [48, 40], [48.2, 40]]
    assert len(thinned(np.array([[48, 40], [48.1, 40.01], [48.2, 40.0]]))) == 3


def test_lines_come_from_a_match_a_hand_or_nowhere() -> None:
    ends = link(PLACES["a"], PLACES["e"], 60)
    row = {"link_id": "x-y-rail", "method": "digitised", "source": "general-knowledge",
           "wkt": "LINESTRING (48 40, 48.3 40.1, 48.7 40)", "keep": ""}
    lane = {"link_id": "sea", "method": "lane", "wkt": "LINESTRING (1 1, 2 2)", "source": "s"}
    way = {"x-y-rail": Course(ends, found(match(ends, lines("ab", "bc", "cd", "de"), RULES)))}

    def made(drawn: dict[str, dict[str, str]], courses: dict[str, Course]) -> tuple[str, ...]:
        tables = Tables({"x-y-rail": ends}, {"x-y-rail": frozenset({"AZ"})}, drawn,
                        {"sea": lane})
        (kept, line), _ = build(tables, courses, LAND)
        assert kept == {**lane, "attribution": ""}
        return line["method"], line["source"], line["attribution"]

    matched = ("matched", "osm-scgraph-data", "© OpenStreetMap contributors")
    assert made({}, way) == made({"x-y-rail": row}, way) == matched
    assert made({"x-y-rail": row | {"keep": "north of the river"}}, way) == (
        "digitised", "general-knowledge", "")
    assert made({}, {}) == ("schematic", "general-knowledge", "")


def test_lines_drawn_elsewhere_are_taken_and_links_that_are_gone_are_left(tmp_path: Path) -> None:
    for folder in ("network", "geometry"):
        (tmp_path / folder).mkdir()
    (tmp_path / "network" / "link.csv").write_text("link_id\na\nb\n")
    (tmp_path / "geometry" / "drawn.csv").write_text(
        "link_id,method,wkt,source,keep\na,digitised,old,s,river\ngone,digitised,old,s,\n")
    other = tmp_path / "other.csv"
    other.write_text("link_id,method,wkt,source\na,digitised,new,s\nb,schematic,new,s\n"
                     "c,lane,new,s\n")
    take_drawn(tmp_path, other)
    assert (tmp_path / "geometry" / "drawn.csv").read_text() == (
        "link_id,method,wkt,source,keep\na,digitised,new,s,river\nb,schematic,new,s,\n")


def test_lengths_say_whether_they_can_be_trusted(tmp_path: Path) -> None:
    network = lines("ab", "bc", "de", longer=1.02)
    good = link(PLACES["a"], PLACES["c"], 35)
    gap = replace(link(PLACES["a"], PLACES["e"], 60), link_id="gap-rail")
    courses = [Course(each, found(match(each, network, RULES))) for each in (good, gap)]
    write_lengths(tmp_path / "lengths.csv", courses)
    rows = list(csv.DictReader((tmp_path / "lengths.csv").read_text().splitlines()))
    assert [(row["link_id"], row["routed_km"], row["bridged_km"], row["trusted"])
            for row in rows] == [("gap-rail", "60.8", "1.7", "false"),
                                 ("x-y-rail", "34.8", "0.0", "true")]


def test_the_wheel_is_checked_and_its_text_is_read_without_being_run(tmp_path: Path) -> None:
    wheel = tmp_path / "scgraph_data-2.0.0-py3-none-any.whl"
    wheel.write_bytes(b"another")
    with pytest.raises(SystemExit, match=r"is not the wheel of scgraph-data==2\.0\.0"):
        read_reference(wheel, "rail")
    with pytest.raises(ValueError, match="malformed"):
        parse("graph=[{1: exit()}]\nnodes=[[1.0, 2.0]]")


@pytest.mark.parametrize("module", [reference_lines, line_matching, line_shapes, line_lengths,
                                    build_geometry], ids=lambda module: module.__name__)
def test_the_examples_of_the_tools_run(module: object) -> None:
    assert doctest.testmod(module).failed == 0  # type: ignore[arg-type]
