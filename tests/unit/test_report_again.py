"""A report printed again from the folder of a run: the same, whole, or a clear refusal."""

from __future__ import annotations

import base64
import csv
import json
import re
import sys
from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from toys import gap, node, rail, small

from corridors import study
from corridors.analysis.effects import effects_of
from corridors.cli import main
from corridors.errors import InputError, OutputError
from corridors.io import run_folder as run_folder_module
from corridors.io.data_folder import load
from corridors.io.run_folder import FORM, report_bytes
from corridors.io.scenario_files import bundled_scenarios, load_scenario
from corridors.maps import MissingLetters
from corridors.model.query import Query
from corridors.model.scenario import Change, Scenario, Variant
from corridors.printing import Printing, print_again, printed, printing_of
from corridors.reports.finding import Finding, FindingTable, ShownFinding
from corridors.reports.outline import Outline, outline_of
from corridors.reports.outline_json import outline_from, outline_json, pictures_named
from corridors.reports.pictures import Picture
from corridors.study import run_study

PNG = base64.b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAA"
                       "AgABSK+kcQAAAABJRU5ErkJggg==")
SCENARIO = Scenario(
    "gap", "The gap is closed",
    (Variant("open", "Open", (Change(("link:ir-astara-ir-rasht-rail",), "open"),)),
     Variant("shut", "Borders shut", (Change(("border:*",), "close"),))),
    (Query("ru-north", "ir-gulf", "time", modes={"rail"}, label="rail only"),))
BAD_NAME = '<b>Poti</b> $5 =SUM(A1) </script> \u202etiop'


def outline(name: str = "What hurts?") -> Outline:
    picture = Picture("analysis-01-critical", name, "Three links.", PNG, credits=("OSM",))
    table = FindingTable("Links", ("Link", "h"), ((name, "1.5"),), names=1)
    shown = ShownFinding(Finding(name, (name,), (table,)), (picture,), "Today", "critical")
    maps = [Picture("01-map", "The routes", "Two lines around the Caspian.", PNG, query=0)]
    return outline_of(effects_of(SCENARIO, gap()), maps, [shown])


def run_folder(tmp_path: Path, said: Any = None, **held: Any) -> Path:
    """Lay the folder of a run; what is given stands in the file instead of what should."""
    folder = tmp_path / "run"
    (folder / "maps").mkdir(parents=True)
    told = {"corridors": "0.1.0", "form": FORM,
            "report": outline_json(outline()) if said is None else said, **held}
    (folder / "report.json").write_text(json.dumps(told), encoding="utf-8")
    for name in ("01-map", "analysis-01-critical"):
        (folder / "maps" / f"{name}.png").write_bytes(PNG)
    return folder


def files(folder: Path) -> dict[str, str]:
    return {path.relative_to(folder).as_posix(): sha256(path.read_bytes()).hexdigest()
            for path in sorted(folder.rglob("*")) if path.is_file()}


def refusal(folder: Path, code: str, *, out: Path | None = None) -> str:
    before = files(folder) if folder.is_dir() else {}
    with pytest.raises((InputError, OutputError)) as refused:
        print_again(folder, out)
    assert {problem.code for problem in refused.value.problems} == {code}
    assert (files(folder) if folder.is_dir() else {}) == before
    return str(refused.value)


@pytest.mark.parametrize("name", bundled_scenarios())
def test_what_a_report_says_of_every_scenario_comes_back_from_json(name: str) -> None:
    said = outline_of(effects_of(load_scenario(name), load()), ())
    held = json.loads(json.dumps(outline_json(said), allow_nan=False))
    assert outline_from(held, {}) == said
    assert [chapter.key for chapter in said.chapters][:2] == ["decides", "gains"]


@pytest.mark.parametrize("name", ["What hurts?", BAD_NAME, "a" * 10_000, "\x00\x1b[31m"])
def test_pictures_and_findings_come_back_and_names_stay_text(name: str) -> None:
    said = outline(name)
    held = json.loads(report_bytes(outline_json(said)))["report"]
    assert pictures_named(held) == ("01-map", "analysis-01-critical")
    again = outline_from(held, dict.fromkeys(pictures_named(held), PNG))
    assert again == said
    assert printed(again, Printing()) == printed(said, Printing())


def test_a_run_and_its_folder_give_the_same_bytes(tmp_path: Path) -> None:
    run_study(SCENARIO, tmp_path / "first", network=gap())
    run_study(SCENARIO, tmp_path / "second", network=gap())
    first = files(tmp_path / "first")
    assert files(tmp_path / "second") == first
    assert [path.name for path in print_again(tmp_path / "first")] == ["report.html", "report.md"]
    assert files(tmp_path / "first") == first
    apart = print_again(tmp_path / "first", tmp_path / "apart")
    assert {path.parent for path in apart} == {tmp_path / "apart"}
    kept = files(tmp_path / "apart")
    assert kept.items() <= first.items()
    assert "maps/distance-01-ru-north-ir-gulf.png" in kept
    print_again(tmp_path / "apart", tmp_path / "again")
    assert files(tmp_path / "again") == kept
    for path in (tmp_path / "first").glob("*.*"):
        assert tmp_path.name.encode() not in path.read_bytes()


def test_the_annex_tells_of_every_file_with_its_hash(tmp_path: Path) -> None:
    run_study("comcec", tmp_path / "run")
    annex = json.loads((tmp_path / "run" / "report.json").read_bytes())["report"]["annex"]
    told = {one["name"]: one for one in annex}
    beside = {path.name for path in (tmp_path / "run").iterdir() if path.is_file()}
    assert set(told) == {name for name in beside if not name.startswith("report.")}
    for name, one in told.items():
        data = (tmp_path / "run" / name).read_bytes()
        assert one["sha256"] == ("" if name.endswith(".gpkg") else sha256(data).hexdigest())
        if name.endswith(".csv"):
            lines = data.decode().splitlines()
            assert ", ".join(columns for columns, _ in one["columns"]) == \
                lines[0].replace(",", ", ")
            assert all(meaning for _, meaning in one["columns"]), name
            assert one["rows"].replace(",", "") == f"{len(lines) - 1} rows"
    page = (tmp_path / "run" / "report.html").read_text(encoding="utf-8")
    assert told["effects.csv"]["sha256"] in page
    assert 'id="annex"' in page


@pytest.mark.parametrize(("break_it", "code", "said"), [
    (lambda folder: (folder / "report.json").unlink(), "O20", "holds no results of a run"),
    (lambda folder: (folder / "report.json").rename(folder / "run.json"), "O20", "an older corr"),
    (lambda folder: (folder / "report.json").write_bytes(b'{"form": 1, "rep'), "O21", "line 1"),
    (lambda folder: (folder / "report.json").write_bytes(b"\xff\xfe"), "O21", "not UTF-8"),
    (lambda folder: (folder / "report.json").write_text("[]"), "O21", "in which form"),
    (lambda folder: (folder / "report.json").write_text("[" * 100_000), "O21", "too deep"),
    (lambda folder: (folder / "report.json").write_text('{"form": NaN}'), "O21", "NaN"),
    (lambda folder: (folder / "maps" / "01-map.png").unlink(), "O23", "01-map.png is missing"),
    (lambda folder: (folder / "maps" / "01-map.png").write_bytes(PNG[:-3]), "O23", "is damaged"),
    (lambda folder: (folder / "maps" / "01-map.png").write_text("<svg/>"), "O23", "is damaged"),
])
def test_a_damaged_folder_is_refused_and_left_as_it_is(
        tmp_path: Path, break_it: Callable[[Path], None], code: str, said: str) -> None:
    folder = run_folder(tmp_path)
    break_it(folder)
    assert said in refusal(folder, code, out=tmp_path / "out")
    assert said in refusal(folder, code)
    assert not (tmp_path / "out").exists()


def test_a_newer_report_is_refused_by_its_version(tmp_path: Path) -> None:
    assert "newer corridors 9.0" in refusal(run_folder(tmp_path, form=2, corridors="9.0"), "O22")


def test_no_folder_and_an_address_are_refused(tmp_path: Path) -> None:
    assert "there is no folder" in refusal(tmp_path / "nowhere", "O20")
    assert "not a folder of this computer" in refusal(Path("https://example.org/run"), "O20")


def changed(*path: str | int, to: Any) -> Any:
    """Give what a report says with one value in its place changed; without it for ``None``."""
    said = outline_json(outline())
    place = said
    for key in path[:-1]:
        place = place[key]  # type: ignore[index]
    if to is None:
        del place[path[-1]]  # type: ignore[arg-type]
    else:
        place[path[-1]] = to  # type: ignore[index]
    return said


@pytest.mark.parametrize(("said", "place"), [
    (changed("title", to=5), "report.title: a text is expected, and 5 stands there"),
    (changed("basis", "notes", to="none"), "report.basis.notes: a list is expected"),
    (changed("headlines", 0, to=[]), "report.headlines[0]: an object is expected"),
    (changed("headlines", 0, "rows", to=True), "rows: a whole number is expected, and True"),
    (changed("headlines", 0, "cells", 0, to=["5 km"]), "a list of 3 is expected, and one of 1"),
    (changed("pictures", 0, "query", to="0"), "a whole number or null is expected"),
    (changed("basis", "stamp", to=None), "report.basis: stamp is missing"),
    (changed("script", to="alert(1)"), "report: script is not known"),
])
def test_what_no_report_says_is_told_with_its_place(tmp_path: Path, said: Any, place: str
                                                    ) -> None:
    assert place in refusal(run_folder(tmp_path, said), "O21")


@pytest.mark.parametrize("name", ["../../etc/passwd", "/etc/passwd", "", "a/b", "a\x00b", ".."])
def test_a_name_of_a_picture_cannot_lead_elsewhere(tmp_path: Path, name: str) -> None:
    folder = run_folder(tmp_path, changed("pictures", 0, "name", to=name))
    assert "is no name of a picture" in refusal(folder, "O21")


def test_another_folder_is_not_overwritten_by_a_report(tmp_path: Path) -> None:
    folder, other = run_folder(tmp_path), tmp_path / "letters"
    other.mkdir()
    (other / "letter.txt").write_text("Dear Sir")
    assert "something else than results" in refusal(folder, "O02", out=other)
    assert files(other).keys() == {"letter.txt"}
    print_again(folder, other, overwrite=True)
    print_again(folder, other)  # it is known as ours now
    assert "letter.txt" not in files(other)


def test_a_report_replaces_neither_a_run_nor_its_pictures(tmp_path: Path) -> None:
    folder = run_folder(tmp_path)
    for above in (tmp_path, folder / ".."):
        assert "is above the folder of the run" in refusal(folder, "O03", out=above)
    for within in (folder / "maps", folder / "maps" / "fa"):
        assert "keeps its pictures" in refusal(folder, "O03", out=within)
    other = tmp_path / "other"
    other.mkdir()
    (other / "run.json").write_text('{"corridors": "0.1.0"}')
    assert "a whole run, which a report would replace" in refusal(folder, "O02", out=other)
    print_again(folder, other, overwrite=True)
    assert not (other / "run.json").exists()


def test_a_report_beside_its_run_is_not_printed_over_the_run(tmp_path: Path) -> None:
    folder = run_folder(tmp_path)
    print_again(folder, folder / "fa")
    refusal(folder / "fa", "O03", out=folder)
    (tmp_path / "same").symlink_to(folder)
    print_again(folder, tmp_path / "same")
    assert (folder / "fa" / "report.json").is_file()


@pytest.mark.parametrize("name", ["report.html", "report.md"])
def test_a_report_is_written_whole_and_over_no_file_elsewhere(tmp_path: Path, name: str) -> None:
    folder, letter = run_folder(tmp_path), tmp_path / "letter.txt"
    letter.write_text("Dear Sir")
    (folder / name).symlink_to(letter)
    assert "is a link to another file" in refusal(folder, "O02")
    assert letter.read_text() == "Dear Sir"
    (folder / name).unlink()
    (folder / name).mkdir()
    assert "there is a folder of this name" in refusal(folder, "O01")
    assert not list(folder.glob(".corridors*"))
    assert {path.name for path in folder.iterdir()} == {"maps", name, "report.json"}


def test_what_is_no_report_of_ours_is_no_fault_of_ours(
        tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number, form in enumerate((0, -5)):
        assert "there is no form" in refusal(run_folder(tmp_path / f"{number}", form=form), "O21")
    folder = run_folder(tmp_path, changed("title", to="Po\ud800ti"))
    assert "half of a letter" in refusal(folder, "O21")
    torn = bytearray(PNG)
    torn[20] ^= 1
    for image in (bytes(torn), PNG[:8] + PNG[-12:], PNG + b"more", PNG[:8] + PNG[33:]):
        folder = run_folder(tmp_path / sha256(image).hexdigest()[:8])
        (folder / "maps" / "01-map.png").write_bytes(image)
        assert "maps/01-map.png is damaged" in refusal(folder, "O23")
    folder = run_folder(tmp_path / "large")
    monkeypatch.setattr(run_folder_module, "LARGEST_BYTES", 60)
    assert "more than 6e-05 MB" in refusal(folder, "O21")
    (folder / "report.json").write_text('{"form": 1, "corridors": 0, "report": []}')
    with pytest.raises(InputError, match=r"01-map.png is too large.*O23"):
        run_folder_module.read_pictures(folder, ["01-map"])


def test_what_cannot_be_printed_is_told_before_any_work(
        tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(study, "effects_of", pytest.fail)
    (tmp_path / "logo.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>')
    drawn = printing_of(["html", "docx"], logo=tmp_path / "logo.svg")
    with pytest.raises(OutputError, match=r"cannot hold this logo.*\[O29\]"):
        run_study("rasht-astara", tmp_path / "out", printing=drawn)
    monkeypatch.setitem(sys.modules, "docx", None)
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    for both in (lambda how: run_study("rasht-astara", tmp_path / "out", printing=how),
                 lambda how: print_again(run_folder(tmp_path), printing=how)):
        with pytest.raises(OutputError) as refused:
            both(printing_of(["html", "docx", "pdf"]))
        assert [one.code for one in refused.value.problems] == ["O28", "O25"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["logo.svg", "run"]


@pytest.mark.parametrize("key", ["ru-питер", "../../../x", "a/b", "a?b*\"<", "$5 x.", "..\\x"])
def test_an_id_of_any_letters_names_a_picture_within_the_run(tmp_path: Path, key: str) -> None:
    network = small([node(key, 45, 40, "Poti"), node("a-b", 46, 41, "Batumi")],
                    [replace(rail("a-b", key, 200), link_id="l")])
    scenario = Scenario("s", "Two", (Variant("shut", "Shut", (Change(("link:*",), "close"),)),),
                        (Query(key, "a-b"),))
    run_study(scenario, tmp_path / "deep" / "er" / "run", network=network)
    assert [path.name for path in tmp_path.iterdir()] == ["deep"]
    assert [path.name for path in (tmp_path / "deep" / "er").iterdir()] == ["run"]
    run = tmp_path / "deep" / "er" / "run"
    before = files(run)
    assert all(re.fullmatch(r"[\w-]+\.\w+", name, re.ASCII) for name in
               (path.name for path in (run / "maps").iterdir()))
    print_again(run)
    assert files(run) == before


def test_letters_that_no_font_has_are_told_once_for_a_run(tmp_path: Path) -> None:
    network = small([node("a-a", 45, 40, "Poti \U0001f9ea"), node("a-b", 46, 41, "Batumi")],
                    [rail("a-a", "a-b", 200)])
    scenario = Scenario("s", "Two", (Variant("shut", "Shut", (Change(("link:*",), "close"),)),),
                        (Query("a-a", "a-b", label="there"), Query("a-b", "a-a", label="back")))
    with pytest.warns(MissingLetters) as told:
        run_study(scenario, tmp_path / "run", network=network)
    assert [str(one.message) for one in told] == [
        "no font here has \U0001f9ea (U+1F9EA): shown as a question mark. Install Noto Sans "
        "Symbols 2, and draw again."]


def test_everything_wrong_with_the_printing_is_told_at_once(tmp_path: Path) -> None:
    (tmp_path / "own.j2").write_bytes(b"\xff")
    with pytest.raises(InputError) as refused:
        printing_of(["html", "odt"], "xx", tmp_path / "own.j2", tmp_path / "logo.png")
    said = str(refused.value)
    for part in ('"odt" is no format of a report', "[Q80]", "the template is not written in UTF-8",
                 "the logo", "cannot be read"):
        assert part in said
    with pytest.raises(InputError, match="no format is given"):
        printing_of([])
    (tmp_path / "large.png").write_bytes(b"\x00" * 5_000_001)
    with pytest.raises(InputError, match="is too large"):
        printing_of(logo=tmp_path / "large.png")


def test_the_command_prints_again_in_another_language(
        tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = run_folder(tmp_path)
    own = tmp_path / "own.j2"
    own.write_text('{% extends "report.html.j2" %}{% block footer %}Ministry{% endblock %}')
    out = tmp_path / "fa"
    assert main(["report", str(folder), "--out", str(out), "--lang", "fa", "--format", "html",
                 "--template", str(own)]) == 0
    assert capsys.readouterr().out == f"{out}/report.html\n"
    page = (out / "report.html").read_text(encoding="utf-8")
    assert 'dir="rtl"' in page
    assert "Ministry" in page
    assert main(["report", str(folder), "--format", "odt"]) == 2
    assert "[Q79]" in capsys.readouterr().err
    assert main(["report", str(folder), "--lang", "xx"]) == 2
    assert main(["report", str(tmp_path)]) == 1
    assert "[O20]" in capsys.readouterr().err


def test_hostile_names_are_text_in_every_file_of_a_run(tmp_path: Path) -> None:
    start, long = "ru:north", "ir-" + "gulf" * 40
    nodes = [node(start, 48, 46, BAD_NAME), node("az-mid", 48.9, 38.5, "=1+1"),
             node(long, 56, 27, "@SUM(A1)" * 60)]
    links = [rail(start, "az-mid", 900), rail("az-mid", long, 1500),
             rail(start, long, 2000, status="planned")]
    opened = Change((f"link:{links[2].link_id}",), "open", reason=BAD_NAME, source="=HYPERLINK(1)")
    scenario = Scenario("bad", BAD_NAME, (Variant("open", BAD_NAME, (opened,)),),
                        (Query(start, long, "time", label="=cmd|' /C calc'!A0"),),
                        question="$5 to $6", description="</style><script>alert(1)</script>")
    run_study(scenario, tmp_path / "run", network=small(nodes, links),
              printing=printing_of(["html", "md", "docx"]))
    before = files(tmp_path / "run")
    print_again(tmp_path / "run", printing=printing_of(["html", "md", "docx"]))
    assert files(tmp_path / "run") == before
    page = (tmp_path / "run" / "report.html").read_text(encoding="utf-8")
    assert "<script" not in page.lower()
    assert "<b>" not in page
    assert "\u202e" not in page
    assert "\\$5 to \\$6" in (tmp_path / "run" / "report.md").read_text(encoding="utf-8")
    with (tmp_path / "run" / "effects.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        for column, cell in row.items():
            assert not cell.startswith(("=", "+", "@", "\t", "\r")), column
            assert not cell.startswith("-") or float(cell) < 0
    assert rows[1]["query"] == "'=cmd|' /C calc'!A0"
    assert float(rows[1]["delta_distance_km"]) == -400
