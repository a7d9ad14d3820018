"""Build the committed basemap files from the npm package world-atlas 2.0.2.

The package holds Natural Earth 4.1.0 (public domain) as TopoJSON.  Fetch it with
``npm pack world-atlas@2.0.2`` and run ``python tools/build_basemap.py TARBALL``.  The tarball
is checked against a fixed hash, and the same tarball always gives the same bytes.
"""

from __future__ import annotations

import argparse
import hashlib
import itertools
import json
import tarfile
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from shapely.geometry import LineString, MultiPolygon, Polygon, box
from shapely.geometry.base import BaseGeometry

TARBALL_SHA512 = (
    "2177d5d2ac25297a5c933d458705d5c0a46388884e9d6b6d3ac926e42b7132c8"
    "e013f317018447589aa05cea4cf0891c3c1a179f24d4e651477186b90a11b42d"
)
OUTPUT_FOLDER = Path(__file__).resolve().parents[1] / "data" / "geometry" / "basemap"

# ISO 3166-1 numeric to alpha-2, for the countries inside the wide box.
ISO_CODES = dict(
    pair.split(":")
    for pair in """
004:AF 008:AL 012:DZ 020:AD 024:AO 031:AZ 036:AU 040:AT 048:BH 050:BD 051:AM 056:BE 064:BT 070:BA
072:BW 086:IO 096:BN 100:BG 104:MM 108:BI 112:BY 116:KH 120:CM 140:CF 144:LK 148:TD 156:CN 158:TW
174:KM 178:CG 180:CD 191:HR 196:CY 203:CZ 204:BJ 208:DK 226:GQ 231:ET 232:ER 233:EE 234:FO
246:FI 248:AX 250:FR 262:DJ 266:GA 268:GE 270:GM 275:PS 276:DE 288:GH 300:GR 304:GL 316:GU 324:GN
336:VA 344:HK 348:HU 352:IS 356:IN 360:ID 364:IR 368:IQ 372:IE 376:IL 380:IT 384:CI 392:JP 398:KZ
400:JO 404:KE 408:KP 410:KR 414:KW 417:KG 418:LA 422:LB 426:LS 428:LV 430:LR 434:LY 438:LI 440:LT
442:LU 446:MO 450:MG 454:MW 458:MY 462:MV 466:ML 470:MT 478:MR 480:MU 492:MC 496:MN 498:MD 499:ME
504:MA 508:MZ 512:OM 516:NA 524:NP 528:NL 562:NE 566:NG 578:NO 580:MP 583:FM 585:PW 586:PK 598:PG
608:PH 616:PL 620:PT 624:GW 626:TL 634:QA 642:RO 643:RU 646:RW 654:SH 674:SM 678:ST 682:SA 686:SN
688:RS 690:SC 694:SL 702:SG 703:SK 704:VN 705:SI 706:SO 710:ZA 716:ZW 724:ES 728:SS 729:SD 732:EH
748:SZ 752:SE 756:CH 760:SY 762:TJ 764:TH 768:TG 784:AE 788:TN 792:TR 795:TM 800:UG 804:UA 807:MK
818:EG 826:GB 831:GG 832:JE 833:IM 834:TZ 854:BF 860:UZ 887:YE 894:ZM
""".split()
)

# Pieces that Natural Earth draws apart from the country they belong to.
JOINED_TO = {"Baikonur": "Kazakhstan"}

# Borders that at least one of the two sides, or most other states, do not accept as drawn.
DISPUTED = {
    ("China", "India"),
    ("Cyprus", "N. Cyprus"),
    ("Cyprus U.N. Buffer Zone", "N. Cyprus"),
    ("India", "Pakistan"),
    ("India", "Siachen Glacier"),
    ("Israel", "Palestine"),
    ("Israel", "Syria"),
    ("Kosovo", "Serbia"),
    ("Morocco", "W. Sahara"),
    ("Pakistan", "Siachen Glacier"),
    ("Russia", "Ukraine"),
    ("Somalia", "Somaliland"),
}

Segment = tuple[tuple[float, float], tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One map sheet: where it is cut and how far it is simplified."""

    name: str
    member: str
    bounds: tuple[float, float, float, float]
    tolerance_deg: float
    decimals: int
    smallest_deg2: float


SHEETS = (
    Sheet("wide", "package/countries-50m.json", (-20.0, -38.0, 150.0, 75.0), 0.05, 2, 0.01),
    Sheet("core", "package/countries-10m.json", (18.0, 8.0, 80.0, 64.0), 0.008, 3, 0.0002),
)


def read_topology(tarball: Path, member: str) -> dict[str, Any]:
    """Return one TopoJSON member of the tarball, after checking the tarball's hash."""
    found = hashlib.sha512(tarball.read_bytes()).hexdigest()
    if found != TARBALL_SHA512:
        raise SystemExit(f"{tarball} is not world-atlas 2.0.2: sha512 is {found}")
    with tarfile.open(tarball) as archive:
        stream = archive.extractfile(member)
        if stream is None:
            raise SystemExit(f"{tarball} has no file {member}")
        topology: dict[str, Any] = json.load(stream)
    return topology


def decode_arcs(topology: dict[str, Any]) -> list[np.ndarray]:
    """Return the arcs as degrees: they are stored as steps on a whole-number grid."""
    scale = np.array(topology["transform"]["scale"])
    origin = np.array(topology["transform"]["translate"])
    return [np.cumsum(np.array(arc), axis=0) * scale + origin for arc in topology["arcs"]]


def join_ring(arcs: list[np.ndarray], indices: list[int]) -> np.ndarray:
    """Join arcs into one closed ring; a negative index ``~i`` is arc ``i`` backwards."""
    parts = [arcs[i] if i >= 0 else arcs[~i][::-1] for i in indices]
    ring = np.concatenate([parts[0], *(part[1:] for part in parts[1:])])
    if np.ptp(ring[:, 0]) > 180.0:
        # The package stores a ring over the date line in one piece: unroll it eastwards.
        ring[:, 0] = np.where(ring[:, 0] < 0.0, ring[:, 0] + 360.0, ring[:, 0])
    return ring


def decode_countries(topology: dict[str, Any]) -> dict[tuple[str, str], BaseGeometry]:
    """Return every country polygon by (name, ISO alpha-2 code or "")."""
    arcs = decode_arcs(topology)
    pieces: defaultdict[tuple[str, str], list[BaseGeometry]] = defaultdict(list)
    codes = {
        shape["properties"]["name"]: ISO_CODES.get(shape.get("id", ""), "")
        for shape in topology["objects"]["countries"]["geometries"]
    }
    for shape in topology["objects"]["countries"]["geometries"]:
        groups = shape.get("arcs", [])
        polygons = [groups] if shape["type"] == "Polygon" else groups
        parts = []
        for rings in polygons:
            joined = [join_ring(arcs, ring) for ring in rings]
            # The smallest islets have collapsed to a point or a line on the stored grid.
            whole = [ring for ring in joined if len(ring) >= 4]
            if whole:
                parts.extend(polygons_of(shapely.make_valid(Polygon(whole[0], whole[1:]))))
        name = shape["properties"]["name"]
        name = JOINED_TO.get(name, name)
        pieces[name, codes[name]].extend(parts)
    return {key: shapely.union_all(parts) for key, parts in sorted(pieces.items())}


def polygons_of(geometry: BaseGeometry, smallest_deg2: float = 0.0) -> list[Polygon]:
    """Return the polygons of any geometry, largest first, without the very small ones."""
    parts = [g for g in shapely.get_parts(geometry) if isinstance(g, Polygon)]
    nested = [
        p for g in shapely.get_parts(geometry) if isinstance(g, MultiPolygon) for p in g.geoms
    ]
    kept = [p for p in parts + nested if p.area >= smallest_deg2]
    return sorted(kept, key=lambda p: (-p.area, p.bounds))


def rounded(geometry: BaseGeometry, decimals: int) -> BaseGeometry:
    """Return the geometry with rounded coordinates and no repeated points."""
    grid = shapely.transform(geometry, lambda points: np.round(points, decimals) + 0.0)
    return shapely.remove_repeated_points(grid)


def shared_segments(countries: dict[tuple[str, str], BaseGeometry]) -> dict[Segment, list[str]]:
    """Return each line segment that exactly two countries have in common."""
    owners: defaultdict[Segment, list[str]] = defaultdict(list)
    for (name, _), geometry in countries.items():
        for polygon in polygons_of(geometry):
            for ring in (polygon.exterior, *polygon.interiors):
                points = [(float(x), float(y)) for x, y in ring.coords]
                for start, end in itertools.pairwise(points):
                    owners[min((start, end), (end, start))].append(name)
    return {segment: names for segment, names in owners.items() if len(set(names)) == 2}


def border_features(
    countries: dict[tuple[str, str], BaseGeometry], sheet: Sheet
) -> list[dict[str, Any]]:
    """Return one line feature for each pair of neighbours, cut to the sheet."""
    by_pair: defaultdict[tuple[str, str], list[LineString]] = defaultdict(list)
    for segment, names in shared_segments(countries).items():
        low, high = sorted(set(names))
        by_pair[low, high].append(LineString(segment))
    features = []
    for (low, high), lines in sorted(by_pair.items()):
        merged = shapely.line_merge(shapely.union_all(lines))
        cut = rounded(shapely.intersection(merged, box(*sheet.bounds)), sheet.decimals)
        parts = [g for g in shapely.get_parts(cut) if isinstance(g, LineString) and g.length > 0]
        if parts:
            parts.sort(key=lambda g: tuple(g.coords))
            line = parts[0] if len(parts) == 1 else shapely.multilinestrings(parts)
            disputed = (low, high) in DISPUTED
            features.append(
                feature(line, {"country_a": low, "country_b": high, "disputed": disputed})
            )
    return features


def country_features(
    countries: dict[tuple[str, str], BaseGeometry], sheet: Sheet
) -> list[dict[str, Any]]:
    """Return one polygon feature for each country, cut to the sheet."""
    features = []
    for (name, iso), geometry in sorted(countries.items()):
        cut = rounded(shapely.intersection(geometry, box(*sheet.bounds)), sheet.decimals)
        valid = cut if cut.is_valid else rounded(shapely.make_valid(cut), sheet.decimals)
        parts = polygons_of(valid, sheet.smallest_deg2)
        if parts:
            shape = parts[0] if len(parts) == 1 else MultiPolygon(parts)
            features.append(feature(shapely.normalize(shape), {"name": name, "iso": iso}))
    return features


def feature(geometry: BaseGeometry, properties: dict[str, str | bool]) -> dict[str, Any]:
    """Return a GeoJSON feature."""
    shape = json.loads(shapely.to_geojson(geometry))
    return {"type": "Feature", "properties": properties, "geometry": shape}


def write_features(path: Path, features: list[dict[str, Any]]) -> None:
    """Write a GeoJSON collection, one feature a line, and say its hash."""
    lines = [json.dumps(f, ensure_ascii=False, separators=(",", ":")) for f in features]
    text = '{"type":"FeatureCollection","features":[\n' + ",\n".join(lines) + "\n]}\n"
    path.write_bytes(text.encode())
    print(f"{path.name:24} {len(text) // 1024:5} KB  {hashlib.sha256(text.encode()).hexdigest()}")


def build_sheet(tarball: Path, sheet: Sheet) -> None:
    """Write the country polygons and the border lines of one sheet."""
    window = box(*sheet.bounds).buffer(1)
    countries = {
        key: geometry
        for key, geometry in decode_countries(read_topology(tarball, sheet.member)).items()
        if geometry.intersects(window)
    }
    # All at once, so that neighbours keep one common line.
    simple = shapely.coverage_simplify(list(countries.values()), sheet.tolerance_deg)
    countries = dict(zip(countries, simple, strict=True))
    write_features(OUTPUT_FOLDER / f"{sheet.name}.geojson", country_features(countries, sheet))
    borders = border_features(countries, sheet)
    write_features(OUTPUT_FOLDER / f"borders_{sheet.name}.geojson", borders)


def main() -> None:
    """Build every sheet."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("tarball", type=Path, help="world-atlas-2.0.2.tgz")
    tarball = parser.parse_args().tarball
    for sheet in SHEETS:
        build_sheet(tarball, sheet)


if __name__ == "__main__":
    main()
