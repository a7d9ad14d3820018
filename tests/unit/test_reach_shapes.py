"""What is reached on a map and in a GIS: lines cut where it ends, areas that lie in each other."""

from __future__ import annotations

from functools import cache

import pytest
import shapely
from matplotlib.text import Text

import corridors as co
from corridors.analysis.reach import Reach, reach
from corridors.errors import QueryError
from corridors.io.reach_files import reach_frames
from corridors.io.reach_shapes import FARTHEST_KM, KM_PER_DEGREE, areas_of
from corridors.maps import alt_text, style
from corridors.model.geodesy import along_line, cut_line, great_circle_km
from corridors.study import draw

LINE = ((0.0, 0.0), (1.0, 0.0), (1.0, 3.0))


@cache
def found(by: str = "72h") -> Reach:
    bands = {"72h": ("24h", "48h"), "300km": (), "500usd": ("100usd",), "150kg": ()}
    return reach(co.load().as_of(), "Tbilisi", [by, *bands[by]])


@pytest.mark.parametrize(("share", "point"), [(0, (0, 0)), (0.25, (1, 0)), (0.5, (1, 1)),
                                              (1, (1, 3))])
def test_a_point_along_a_line(share: float, point: tuple[float, float]) -> None:
    assert along_line(LINE, share) == pytest.approx(point, abs=1e-3)


def test_a_stretch_keeps_the_corners_inside_it() -> None:
    assert len(cut_line(LINE, 0.1, 0.9)) == 3
    assert len(cut_line(LINE, 0.3, 0.9)) == 2
    assert cut_line(LINE, 0.0, 1.0) == LINE
    # A line of no length is a point twice, and can still be drawn.
    assert cut_line(((1.0, 1.0), (1.0, 1.0)), 0.0, 1.0) == ((1.0, 1.0), (1.0, 1.0))


def test_frames_hold_places_stretches_and_areas() -> None:
    frames = co.to_frames(found())
    assert [frame.crs.to_string() for frame in frames] == ["EPSG:4326"] * 3
    assert frames.nodes["node_id"].iloc[0] == "ge-tbilisi"
    assert set(frames.nodes["within"]) <= {24.0, 48.0, 72.0}
    assert len(frames.links) == len(found().parts)
    assert (frames.links.geometry.geom_type == "LineString").all()
    inside = [small.difference(large).area for small, large in
              zip(frames.areas.geometry[:-1], frames.areas.geometry[1:], strict=True)]
    assert max(inside) < 1e-9
    assert frames.areas.geometry.is_valid.all()


@pytest.mark.parametrize("by", ["300km", "500usd", "150kg"])
def test_areas_end_near_what_is_reached(by: str) -> None:
    area = reach_frames(found(by)).areas.geometry.iloc[-1]
    place = found(by).place
    assert area.contains(shapely.Point(place.lon, place.lat))
    spots = shapely.MultiPoint([(r.node.lon, r.node.lat) for r in found(by).nodes])
    roads = reach_frames(found(by)).links
    near = shapely.union_all([spots, *roads.geometry[roads["mode"] == "road"]])
    # A degree of longitude is shorter than one of latitude, so this bound is a generous one.
    assert area.within(near.buffer(2.2 * FARTHEST_KM / KM_PER_DEGREE))


def test_areas_are_clipped_to_land() -> None:
    sea = shapely.box(41.0, 41.0, 41.6, 43.0)
    reached = found("300km")
    lines = [((44.8, 41.7), (44.9, 41.8))] * len(reached.parts)
    whole = areas_of(reached, lines, [])[-1]
    clipped = areas_of(reached, lines, [shapely.box(40, 40, 50, 45).difference(sea)])[-1]
    assert clipped.intersection(sea).area < 1e-9
    assert clipped.area <= whole.area


def test_a_stretch_ends_where_the_budget_does() -> None:
    reached = found("300km")
    cut = [part for part in reached.parts if 0 < part.end < 1 and part.start == 0]
    assert cut
    for part in cut:
        assert part.at_end == pytest.approx(300_000, abs=2)


def test_tables_of_many_places_are_frames() -> None:
    today = co.load().as_of()
    table = co.to_frames(co.matrix(today, ["Baku", "Kabul"], query=co.Query("x", "x",
                                                                           modes={"rail"})))
    assert list(table["status"]) == ["same place", "no route", "no route", "same place"]
    assert table["distance_km"].isna().tolist() == [False, True, True, False]
    whole = co.to_frames(co.matrix(today, ["Baku"], ["Poti"], totals=True))
    assert {"time_h_low", "cost_usd_per_teu", "co2_kg_per_teu_high"} <= set(whole.columns)
    near = co.to_frames(co.access(today, ["Tbilisi"], ["Poti"]))
    assert near.loc[0, ["place", "nearest", "status"]].tolist() == ["ge-tbilisi", "ge-poti",
                                                                   "route"]


def texts(figure: object) -> str:
    return "\n".join(text.get_text() for text in figure.findobj(Text))  # type: ignore[attr-defined]


def test_a_map_colours_lines_and_places_by_band() -> None:
    figure = draw(found())
    said = texts(figure)
    for words in ("at most 72 h from Tbilisi", "million people in towns", "within 24 h",
                  "within 48 h", "within 72 h", "farther", "place asked for"):
        assert words in said
    assert figure.alt == alt_text(found())  # type: ignore[attr-defined]
    assert "at most 72 h from Tbilisi" in alt_text(found())
    colours = {tuple(colour) for axes in figure.axes for collection in axes.collections
               for colour in collection.get_edgecolor()}
    from matplotlib.colors import to_rgba
    assert {to_rgba(colour) for colour in style.BANDS[:3]} <= colours


def test_a_map_of_one_place_alone_and_of_ways_into_it() -> None:
    alone = reach(co.load().as_of(), "Baku", "0km", inward=True)
    assert "Map of 1 place from which it takes at most 0 km to Baku" in alt_text(alone)
    assert "from which it takes at most 0 km to Baku" in texts(draw(alone))


def test_more_bands_than_colours_are_refused() -> None:
    many = reach(co.load().as_of(), "Baku", [f"{n}km" for n in range(6)])
    with pytest.raises(QueryError, match=r"6 bands are too many for one map\. Give at most 5"):
        draw(many)


def test_bands_stay_apart_and_readable_on_land() -> None:
    def light(colour: str) -> float:
        parts = [int(colour[place:place + 2], 16) / 255 for place in (1, 3, 5)]
        linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    lights = [light(colour) for colour in style.BANDS]
    assert lights == sorted(lights)
    assert all((light(style.LAND) + 0.05) / (value + 0.05) >= 2.7 for value in lights)


def test_distances_of_a_line_are_those_of_the_globe() -> None:
    assert great_circle_km(0, 0, 0, 3) == pytest.approx(3 * great_circle_km(0, 0, 1, 0), rel=1e-6)
