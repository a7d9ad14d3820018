"""What is possible but unusual is told by ``corridors check``, and by nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from corridors.io.check import check
from corridors.io.data_folder import load

ABOUT = '{"title": "Gap", "reference_date": "2026-11-01"}\n'
NODES = """\
node_id,name,country,lon,lat
az-baku,Baku,AZ,49.9,40.4
az-alat,Alat,AZ,49.4,39.95
ir-rasht,Rasht,IR,49.59,37.28
"""
LINKS = """\
link_id,from_node_id,to_node_id,mode,length_km,speed_kmh,gauge_mm,status,source
road,az-baku,az-alat,road,80,60,,operational,osjd
rail,az-alat,ir-rasht,rail,330,,1520,operational,osjd
"""
CHARGES = """\
border_id,link_id,direction,dwell_h,source
az-ir,rail,forward,24,osjd
az-ir,rail,backward,24,osjd
"""
BORDERS = "border_id,name,country_a,country_b,node_a,node_b\naz-ir,Astara,AZ,IR,az-alat,ir-rasht\n"
SOURCES = "source_key,title,kind\nosjd,Bulletin,agency\n"


def folder(place: Path, *changes: tuple[str, str]) -> Path:
    texts = {"datapackage.json": ABOUT, "node.csv": NODES, "link.csv": LINKS,
             "border_charge.csv": CHARGES, "border.csv": BORDERS, "source.csv": SOURCES}
    for name, text in texts.items():
        made = text
        for old, new in changes:
            made = made.replace(old, new)
        (place / name).write_text(made, encoding="utf-8")
    return place


def test_a_usual_folder_has_no_note(tmp_path: Path) -> None:
    assert check(folder(tmp_path)) == ([], [])


@pytest.mark.parametrize(("change", "told"), [
    ((",road,80,", ",road,263,"), "link.csv, column length_km: road is 263 km long; the straight "
     "line between its ends is 65.6 km. Check the length and both coordinates. [N72]"),
    (("80,60", "80,6"), "link.csv, column speed_kmh: road has a speed of 6 km/h; 10 to 100 are "
     "usual. Check it and its unit. [N73]"),
    (("backward,24", "backward,73"), "border_charge.csv, column dwell_h: rail, backward, takes "
     "73 h at the border; at most 72 are usual. Check it and its unit. [N74]"),
    (("1520,operational,osjd", "1520,operational,osdj"), 'link.csv, column source: "osdj", the '
     'source of rail, is not in source.csv. Did you mean "osjd"? [N75]'),
])
def test_what_is_unusual_is_told_by_a_check_and_only_there(
        tmp_path: Path, change: tuple[str, str], told: str) -> None:
    problems, notes = check(folder(tmp_path, change))
    assert (problems, [str(note) for note in notes]) == ([], [told])
    assert load(tmp_path).notes == ()


def test_what_is_far_off_is_told_once(tmp_path: Path) -> None:
    _, notes = check(folder(tmp_path, (",road,80,", ",road,700,")))
    assert [note.code for note in notes] == ["N43"]
