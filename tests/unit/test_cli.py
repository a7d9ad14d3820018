"""The command line as a script sees it: output, exit codes, and nothing half-written."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from corridors import cli
from corridors.cli import main
from corridors.model.sourcing import BASES

DATA = Path(__file__).parents[2] / "data"
ROUTE = ["route", "Saint Petersburg", "Bandar Abbas", "--modes", "rail"]
SCENARIO = """\
title = "Gap"
[[query]]
origin = "Baku"
destination = "Tbilisi"
modes = ["rail"]
[[variant]]
name = "shut"
[[variant.change]]
select = "border:az-ge-boyuk-kesik-gardabani"
action = "close"
reason = "A test."
source = "This test"
"""


def out(capsys: pytest.CaptureFixture[str], *words: str, code: int = 0) -> str:
    assert main(list(words)) == code
    captured = capsys.readouterr()
    return captured.out if code == 0 else captured.err


def test_route_says_the_headline(capsys: pytest.CaptureFixture[str]) -> None:
    said = out(capsys, *ROUTE)
    assert "6,181 km" in said
    assert "Sarakhs" in said
    assert max(map(len, said.splitlines())) <= 100


def test_routes_to_choose_from(capsys: pytest.CaptureFixture[str]) -> None:
    ask = ["route", "Moscow", "Mumbai", "--by", "time"]
    said = out(capsys, *ask, "--pareto", "time,cost,borders")
    assert "unbeaten in time, cost and border crossings" in said
    assert max(map(len, said.splitlines())) <= 100
    three = json.loads(out(capsys, *ask, "--pareto", "--json"))
    assert three["pareto"] == ["distance", "time", "cost"]
    assert [route["rank"] for route in three["routes"]] == [*range(1, len(three["routes"]) + 1)]
    drawn = json.loads(out(capsys, *ask, "--pareto", "time,cost", "--geojson"))["features"]
    two = json.loads(out(capsys, *ask, "--pareto", "time,cost", "--json"))["routes"]
    assert {leg["properties"]["route"] for leg in drawn} == {route["rank"] for route in two}
    assert len(drawn) == sum(len(route["legs"]) for route in two)
    near = json.loads(out(capsys, *ask, "--simplest-within", "20", "--max-borders", "2", "--json"))
    assert (near["simplest_within"], near["restrictions"]["max_borders"]) == (20, 2)
    assert near["routes"][0]["border_crossings"] <= 2
    none = json.loads(out(capsys, *ask, "--max-borders", "0", "--json"))
    assert none["reason"].startswith("There is no route without border crossings: all have at")


def test_route_as_json_is_the_documented_object(capsys: pytest.CaptureFixture[str]) -> None:
    answer = json.loads(out(capsys, *ROUTE, "--json", "--scenario", "rasht-astara"))
    assert answer["origin"].items() >= {"id": "ru-saint-petersburg",
                                        "name": "Saint Petersburg"}.items()
    assert (answer["on"], answer["by"], answer["reachable"]) == ("2026-11-01", "distance", True)
    assert answer["scenario"] == "rasht-astara/open"
    assert answer["blocked_by"] == []
    assert answer["stamp"]["applied"] == ["open link:ir-astara-ir-rasht-rail"]
    (route,) = answer["routes"]
    assert {"rank", "distance_km", "time_h", "cost_usd_per_teu", "co2_kg_per_teu",
            "distance_km_range", "border_crossings", "gauge_breaks", "transfers", "countries",
            "legs"} <= route.keys()
    for key, digits in (("distance_km", 3), ("time_h", 3), ("cost_usd_per_teu", 2),
                        ("co2_kg_per_teu", 3)):
        assert route[key] == round(sum(leg[key] for leg in route["legs"]), digits)
    assert {"kind", "mode", "link", "from", "to", "distance_km", "time_h", "cost_usd_per_teu",
            "co2_kg_per_teu", "status", "gauge_mm", "corridors"} <= route["legs"][0].keys()
    assert [leg["kind"] for leg in route["legs"]].count("gauge_break") == route["gauge_breaks"] == 1
    assert route["border_crossings"] == 2


def test_no_route_is_an_answer(capsys: pytest.CaptureFixture[str]) -> None:
    words = ["route", "Baku", "Nakhchivan", "--modes", "rail", "--avoid", "country:IR"]
    answer = json.loads(out(capsys, *words, "--json"))
    assert answer["reachable"] is False
    assert answer["routes"] == []
    assert len(answer["blocked_by"][0]["links"]) == 6
    assert "No route. Any one of these would restore one" in out(capsys, *words)
    assert json.loads(out(capsys, *words, "--geojson"))["features"] == []


def test_what_would_have_to_open_to_beat_a_route(capsys: pytest.CaptureFixture[str]) -> None:
    answer = json.loads(out(capsys, *ROUTE, "--beat", "--json"))
    assert answer["beaten_by"][0]["links"] == ["ir-astara-ir-rasht-rail"]
    assert answer["beaten_by"][0]["distance_km"] == pytest.approx(5174, abs=1)
    text = out(capsys, *ROUTE, "--beat")
    assert "What would have to open to beat it (shortest)" in text
    assert "1,007 km less" in text
    assert out(capsys, *ROUTE, "--beat", "--geojson", code=2) == \
        "--beat does not go with --geojson. Ask for --json, or for text. [U02]\n"
    assert out(capsys, *ROUTE, "--beat", "--depart", "2026-11-01", code=2) == \
        "--beat does not go with --depart. Ask for the network on a day, with --on. [U02]\n"
    blocked = ["route", "Baku", "Nakhchivan", "--modes", "rail", "--avoid", "country:IR", "--beat"]
    assert "to beat it" not in out(capsys, *blocked)
    assert len(json.loads(out(capsys, *blocked, "--json"))["beaten_by"]) == 4


def test_from_a_place_to_itself(capsys: pytest.CaptureFixture[str]) -> None:
    answer = json.loads(out(capsys, "route", "Baku", "Baku", "--json"))
    assert answer["routes"][0]["distance_km"] == 0
    assert out(capsys, "route", "Baku", "Baku")


def test_geojson_has_a_feature_for_each_leg(capsys: pytest.CaptureFixture[str]) -> None:
    legs = json.loads(out(capsys, *ROUTE, "--json"))["routes"][0]["legs"]
    features = json.loads(out(capsys, *ROUTE, "--geojson"))["features"]
    assert len(features) == len(legs)
    assert features[0]["geometry"]["coordinates"] == [30.36, 59.929]
    assert features[1]["geometry"]["coordinates"][0] == [30.36, 59.929]


def test_the_cost_model_is_chosen_by_its_name(capsys: pytest.CaptureFixture[str]) -> None:
    stamps = [json.loads(out(capsys, *ROUTE, "--json", *words))["stamp"]
              for words in ([], ["--costs", "default"], ["--costs", "cpmm"])]
    assert [stamp["cost_model"] for stamp in stamps] == ["default", "default", "cpmm"]
    assert {stamp["currency"] for stamp in stamps} == {"USD of 2024"}


def test_a_scenario_may_name_its_cost_model(tmp_path: Path,
                                            capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "cheap.toml"
    path.write_text('title = "Cheap"\ncosts = "cpmm"\n[[query]]\norigin = "Baku"\n'
                    'destination = "Tbilisi"\n[[variant]]\nname = "same"\n', encoding="utf-8")
    told = [json.loads(out(capsys, "compare", str(path), "--json", *words))["cheap"]["inputs"]
            for words in ([], ["--costs", "default"])]
    assert [stamp["cost_model"] for stamp in told] == ["cpmm", "default"]
    routed = json.loads(out(capsys, "route", "Baku", "Tbilisi", "--scenario", str(path), "--json"))
    assert routed["stamp"]["cost_model"] == "cpmm"


def test_the_ends_can_be_left_out(capsys: pytest.CaptureFixture[str]) -> None:
    whole, bare = (json.loads(out(capsys, *ROUTE, "--json", *words))
                   for words in ([], ["--terminal-to-terminal"]))
    kinds = [[leg["kind"] for leg in told["routes"][0]["legs"]] for told in (whole, bare)]
    assert kinds[0] == ["access", *kinds[1], "access"]
    assert bare["restrictions"]["terminal_to_terminal"] is True


@pytest.mark.parametrize("words", [["route", "Baku", "Tbilisi"], ["matrix", "Baku", "Tbilisi"],
                                   ["reach", "Baku", "--within", "2d"],
                                   ["access", "Baku", "--to", "Poti"]])
def test_the_engine_is_shown_and_forced(capsys: pytest.CaptureFixture[str],
                                        words: list[str]) -> None:
    told = {}
    for engine in ("auto", "heapq", "scipy", "cch"):
        assert main([*words, "--engine", engine]) == 0
        captured = capsys.readouterr()
        used = "heapq" if engine == "auto" else engine
        assert f"Solved by {used}." in captured.err
        told[captured.out] = engine
    assert len(told) == 1
    assert main(words) == 0
    assert "Solved by" not in capsys.readouterr().err


@pytest.mark.parametrize(("words", "code", "sentence"), [
    (["route", "Nowhereville", "Baku"], 1, 'There is no place "Nowhereville"'),
    (["route", "Astara", "Baku"], 1, "az-astara (AZ), ir-astara (IR)"),
    (["route", "Baku", "Tbilisi", "--costs", "cpm"], 1,
     'there is no cost model "cpm". Did you mean "cpmm"?'),
    (["route", "Baku", "Tbilisi", "--by", "speed"], 2,
     "Use one of: co2, cost, distance, generalised, time."),
    (["route", "Baku", "Tbilisi", "--modes", "raill"], 2, 'Did you mean "rail"?'),
    (["route", "Baku", "Tbilisi", "--on", "2026"], 1, '"2026" is not a day'),
    (["route", "Baku", "Tbilisi", "--scenario", "rasht"], 1, 'there is no scenario "rasht"'),
    (["route", "Baku", "Tbilisi", "--scenario", "closures"], 1, "Say which: "),
    (["route", "Baku", "Tbilisi", "--variant", "open"], 2, "--variant needs --scenario"),
    (["route", "Baku", "Tbilisi", "--engine", "magic"], 2, 'no engine "magic"'),
    (["route", "Baku", "Tbilisi", "--data", "nowhere"], 1, '"nowhere" is not a folder'),
    (["route", "Baku", "Tbilisi", "--costs", "nowhere.toml"], 1, "cannot be read"),
    (["route", "Baku", "Tbilisi", "--avoid", "country:AMM"], 2, 'Did you mean "AM"'),
    (["route", "Baku", "Tbilisi", "-k", "0"], 2, "0 is not a number of routes. Ask for 1 to"),
    (["route", "Baku", "Tbilisi", "-k", "2", "--different", "2"], 2, "-k and --different ask for"),
    (["route", "Baku", "Tbilisi", "--by", "generalised"], 2, "Give --value-of-time, in USD"),
    (["route", "Baku", "Tbilisi", "--value-of-time", "9"], 2, "Ask for --by generalised, or"),
    (["route", "Baku", "Tbilisi", "--overlap", "0.5"], 2,
     "--overlap counts only for different routes. Say how many with --different"),
    (["route", "Baku", "Tbilisi", "-k", "2", "--pareto", "--simplest-within", "5"], 2,
     "-k, --pareto and --simplest-within ask for"),
    (["route", "Baku", "Tbilisi", "--max-borders", "-1"], 2, "--max-borders: -1 is not a number"),
    (["route", "Baku", "Tbilisi", "--avoid", "Iran"], 2, 'Write "country:IR" for the country'),
    (["route", "Baku", "Tbilisi", "--gauge-change", "bogie"], 2, "Use one of: bogie_exchange"),
    (["route", "Baku", "Tbilisi", "--pareto", "km"], 2, '"km" is not what routes can be'),
    (["route", "Baku"], 2, "TO"),
    (["route", "Baku", "Tbilisi", "--max-road-km", "1e308"], 2, "Give km, from 0 to 100,000"),
    (["route", "Baku", "Tbilisi", "--max-road-km", "nan"], 2, "nan is not a length of road"),
    (["route", "Baku", "Tbilisi", "--on", "0001-01-01"], 1, '"0001-01-01" is not a day'),
    (["route", "Baku", "Tbilisi", "--scenario", ""], 2, "scenario is given, but empty"),
    (["route", "", "Tbilisi"], 2, "origin is given, but empty"),
    (["places", "x", "--overland"], 2, '"--overland" is not an option of corridors places'),
    (["route", "Baku", "Tbilisi", "--jsn"], 2, 'Did you mean "--json"'),
    (["rote"], 2, 'Did you mean "route"?'),
    ([], 2, "COMMAND"),
    (["info", "ir-astara-ir-rasht-rial"], 1, 'Did you mean "ir-astara-ir-rasht-rail"'),
    (["map", "route", "Baku", "--out", "x.png"], 2, "arguments are required: TO"),
    (["map", "Baku", "Kars", "--out", "x.png"], 2, "corridors map route FROM TO"),
    (["map", "netwrk", "--out", "x.png"], 2, "Did you mean network?"),
    (["map", "--out", "x.png"], 2, "a map needs a kind"),
    (["map", "network"], 2, "a map needs a file"),
    (["map", "critical", "--bridges", "--csv", "t.csv", "--out", "x.png"], 2, "prints a table"),
    (["map", "scenario", "rasht-astara", "--query", "99", "--out", "x.png"], 2, "query number 99"),
    (["map", "route", "Baku", "Kars", "--outt", "x"], 2, '"--outt" is not an option'),
    (["map", "route", "Baku", "Tbilisi", "--out", "no/such/folder/x.png"], 1, "cannot be written"),
    (["map", "route", "Baku", "Tbilisi", "--out", "x.bmp"], 1, "ends in .png, .svg, .pdf"),
    (["map", "montecarlo", "--html"], 2, "As .html there are: network, route,"),
    (["map", "timeline", "--out", "x.html"], 2, "kind timeline cannot be a map to move in"),
    (["map", "network", "--names", "xx", "--out", "x.png"], 1, "that names are in: ab, ar, az"),
])
def test_what_is_wrong_is_said_with_the_right_code(
        capsys: pytest.CaptureFixture[str], words: list[str], code: int, sentence: str) -> None:
    said = out(capsys, *words, code=code)
    assert sentence in said
    assert "Traceback" not in said


def test_a_kind_has_a_page_where_its_result_has_one() -> None:
    import inspect

    from corridors.commands.map_kinds import MAP_KINDS
    from corridors.reports import interactive_scene
    given = {"network": "Snapshot", "reach": "Reach", "history": "History",
             "pictures.routes_found": "Answer", "pictures.effects_found": "Effects"}
    taken = inspect.getsource(interactive_scene.scene_of)
    for name, kind in MAP_KINDS.items():
        what = given.get(name) or given.get(".".join(kind.found))
        assert kind.page == (what is not None and f"isinstance(what, {what})" in taken), name


def test_the_help_of_map_leads_on_to_the_options_of_a_kind(
        capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["map", "--help"])
    assert "corridors map KIND --help" in " ".join(capsys.readouterr().out.split())


def test_help_offers_a_page_only_where_there_is_one(capsys: pytest.CaptureFixture[str]) -> None:
    for kind, offered in (("route", True), ("timeline", False)):
        with pytest.raises(SystemExit):
            main(["map", kind, "--help"])
        assert ("--html" in capsys.readouterr().out) is offered


def test_info_knows_corridors_and_selectors(capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("kars-nakhchivan", "corridor:kars-nakhchivan"):
        assert main(["info", name, "--json"]) == 0
        said = json.loads(capsys.readouterr().out)
        assert said["kind"] == "corridor"
        assert {"link": "tr-dilucu-tr-kars-rail", "mode": "rail", "km": 224.0,
                "status": "under_construction"} in said["links"]
    assert main(["info", "node:ir-rasht", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["name"] == "Rasht"
    assert main(["info", "corridor:ara"]) == 1
    assert 'Did you mean "aras"' in capsys.readouterr().err


def test_check_takes_the_name_of_a_scenario(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "rasht-astara"]) == 0
    assert capsys.readouterr().out == "Sound.\n"


def test_a_bare_country_code_is_told_how_to_be_written(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["route", "Baku", "Nakhchivan", "--avoid", "IR"]) == 2
    assert 'Write "country:IR" for the country.' in capsys.readouterr().err


def test_places_info_and_check(capsys: pytest.CaptureFixture[str]) -> None:
    assert {place["id"] for place in json.loads(out(capsys, "places", "astara", "--json"))["places"]
            } >= {"az-astara", "ir-astara"}
    assert "ir-bandar-abbas" in out(capsys, "places", "بندرعباس")
    assert out(capsys, "places", "Enzeli") == (
        f"{'ir-anzali':32} IRBAZ  Bandar Anzali, IR (Enzeli, Ənzəli)\n")
    assert json.loads(out(capsys, "places", "IR BAZ", "--json"))["places"][0] == {
        "id": "ir-anzali", "name": "Bandar Anzali", "found": "IRBAZ", "matched": ["IRBAZ"],
        "unlocode": "IRBAZ", "country": "IR", "lon": 49.46, "lat": 37.47, "type": "port"}
    assert "Nothing is called" in (main(["places", "qqqqqq"]), capsys.readouterr().err)[1]
    link = json.loads(out(capsys, "info", "ir-astara-ir-rasht-rail", "--json"))
    assert (link["status"], link["length_km"], link["gauge_mm"]) == ("planned", 162, [1435])
    assert link["length_km_range"][0] < 162 < link["length_km_range"][1]
    assert link["sources"]
    for thing in ([], ["ir-astara"], ["az-ir-astara"], ["ir-astara-ir-rasht-rail"]):
        assert out(capsys, "info", *thing)
    assert out(capsys, "check").startswith("Sound, with ")
    assert out(capsys, "check", str(DATA / "scenarios" / "rasht-astara.toml")) == "Sound.\n"
    assert out(capsys, "check", str(DATA / "costs" / "default.toml")) == "Sound.\n"


def test_check_counts_notes_as_faults_only_where_asked(
        capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "twice.toml"
    path.write_text(SCENARIO.replace('"close"', '"open"'), encoding="utf-8")
    assert out(capsys, "check", str(path)) == "Sound, with 1 note.\n"
    assert "is operational already" in out(capsys, "check", str(path), "--strict", code=1)


def test_a_run_writes_the_whole_folder(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    scenario, folder = tmp_path / "shut.toml", tmp_path / "out"
    scenario.write_text(SCENARIO, encoding="utf-8")
    said = out(capsys, "run", str(scenario), "--out", str(folder))
    assert "Today" in said
    names = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert {"report.html", "report.md", "effects.csv", "routes.geojson", "network.gpkg",
            "run.json"} <= names
    assert {Path(name).suffix for name in names if name.startswith("maps/")} == {".png", ".svg",
                                                                                 ".pdf"}
    first = {name: (folder / name).read_bytes() for name in names}
    assert main(["run", str(scenario), "--out", str(folder), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)
    again = {name: (folder / name).read_bytes() for name in names}
    assert [name for name in sorted(names) if first[name] != again[name]] == []
    for name, data in first.items():
        assert str(tmp_path).encode() not in data, name
        assert str(Path.home()).encode() + b"/" not in data, name


def test_compare_sets_scenarios_side_by_side(capsys: pytest.CaptureFixture[str]) -> None:
    said = out(capsys, "compare", "rasht-astara", "open-borders")
    assert "Rasht–Astara open" in said
    assert "Waiting halved" in said
    both = json.loads(out(capsys, "compare", "rasht-astara", "open-borders", "--json"))
    assert list(both) == ["rasht-astara", "open-borders"]


@pytest.mark.parametrize("kind", ["png", "svg", "pdf"])
def test_a_map_of_a_route(capsys: pytest.CaptureFixture[str], tmp_path: Path, kind: str) -> None:
    path = tmp_path / f"map.{kind}"
    assert main(["map", "route", "Baku", "Nakhchivan", "--modes", "rail", "--scenario",
                 "aras-or-zangezur", "--variant", "zangezur", "--out", str(path)]) == 0
    data = path.read_bytes()
    assert data.startswith({"png": b"\x89PNG", "svg": b"<?xml", "pdf": b"%PDF"}[kind])
    if kind == "svg":
        assert b'role="img"' in data
        assert b"<desc" in data
    assert f"Map: {path}" in capsys.readouterr().err


def test_a_read_only_folder_is_refused_before_any_work(
        capsys: pytest.CaptureFixture[str], tmp_path: Path,
        monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "mkdir", refuse)
    monkeypatch.setattr("corridors.study.effects_of", lambda *_: pytest.fail("work was done"))
    assert "cannot be written (Permission denied)" in out(
        capsys, "run", "rasht-astara", "--out", str(tmp_path / "out"), code=1)


def test_a_wrong_scenario_writes_nothing(capsys: pytest.CaptureFixture[str],
                                         tmp_path: Path) -> None:
    scenario = tmp_path / "wrong.toml"
    scenario.write_text(SCENARIO.replace("title", "titel"), encoding="utf-8")
    said = out(capsys, "run", str(scenario), "--out", str(tmp_path / "out"), code=1)
    assert 'wrong.toml, line 1, key titel: "titel" is not a key that belongs here' in said
    assert not (tmp_path / "out").exists()


def test_a_fault_of_ours_is_said_to_be_ours(capsys: pytest.CaptureFixture[str],
                                            monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_: object) -> None:
        raise RuntimeError("inside out")

    monkeypatch.setattr(cli, "_command", lambda _: broken)
    assert "a fault of corridors (RuntimeError)" in out(capsys, "places", "x", code=70)


def process(*words: str, **options: object) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-m", "corridors", *words],
                            stdout=subprocess.PIPE, stderr=subprocess.PIPE, **options)


@pytest.mark.parametrize("wait_s", [0.6, 1.5, 2.5])
def test_ctrl_c_ends_with_130_and_leaves_no_folder(tmp_path: Path, wait_s: float) -> None:
    running = process("run", "rasht-astara", "--out", str(tmp_path / "out"), cwd=tmp_path)
    time.sleep(wait_s)
    running.send_signal(signal.SIGINT)
    _, said = running.communicate(timeout=60)
    if running.returncode == 0:
        pytest.fail(f"the run was over before it was interrupted: {said!r}")
    # Before main() runs Python itself says that it was interrupted, with its own code.
    assert running.returncode in (130, -signal.SIGINT, 1), said
    if running.returncode == 130:
        assert b"Interrupted" in said
    assert list(tmp_path.iterdir()) == []


def test_an_interruption_while_a_class_is_made_is_one(
        monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    class Late:
        def __set_name__(self, owner: type, name: str) -> None:
            raise KeyboardInterrupt

    def made(arguments: object) -> None:
        try:
            type("Made", (), {"late": Late()})
        except KeyboardInterrupt as error:  # Python 3.12 and later do not wrap it
            raise RuntimeError("Error calling __set_name__") from error

    monkeypatch.setattr(cli, "_command", lambda _: made)
    assert main(["places", "Rasht"]) == 130
    assert "Interrupted." in capsys.readouterr().err


def test_an_interruption_in_a_destructor_is_not_lost() -> None:
    code = """
import sys, time
from corridors import cli

class Dying:
    def __del__(self):
        raise KeyboardInterrupt

def command(_):
    Dying()
    for _ in range(1000):
        time.sleep(0.01)

cli._command = lambda _: command
sys.exit(cli.main(["places", "x"]))
"""
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False, text=True)
    assert (run.returncode, run.stderr.strip()) == (
        130, "Interrupted. Nothing was left half-written.")


def test_a_closed_pipe_is_no_fault() -> None:
    running = process("places", "a")
    assert running.stdout is not None
    running.stdout.close()
    assert running.stderr is not None
    said = running.stderr.read()
    running.stderr.close()
    assert running.wait(60) == 0, said
    assert said == b""


def test_a_full_disk_and_a_closed_output_are_said_plainly() -> None:
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        run = subprocess.run([sys.executable, "-m", "corridors", "places", "baku"], stdout=full,
                             stderr=subprocess.PIPE, check=False, text=True)
    assert run.returncode == 1
    assert "The output cannot be written (No space left on device)" in run.stderr
    closed = subprocess.run(f"{sys.executable} -m corridors places baku >&-", shell=True,
                            stderr=subprocess.PIPE, check=False, text=True)
    assert (closed.returncode, closed.stderr) == (0, "")


def test_notes_on_the_data_are_counted(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "datapackage.json").write_text('{"reference_date": "2026-11-01"}')
    (tmp_path / "node.csv").write_text("node_id,name,country,lon,lat\na,A,IR,50,35\nb,B,IR,51,35\n")
    (tmp_path / "link.csv").write_text("link_id,from_node_id,to_node_id,mode,length_km,gauge_mm,"
                                       "status\nab,a,b,rail,20,1435,operational\n")
    assert main(["route", "A", "B", "--data", str(tmp_path)]) == 0
    assert "1 notes on the data" in capsys.readouterr().err


def test_a_variant_with_its_own_date_refuses_another(capsys: pytest.CaptureFixture[str],
                                                     tmp_path: Path) -> None:
    path = tmp_path / "then.toml"
    path.write_text(SCENARIO.replace('name = "shut"', 'name = "shut"\non = 2020-01-01'))
    assert "the variant \"shut\" has a date of its own, 2020-01-01" in out(
        capsys, "route", "Baku", "Tbilisi", "--scenario", str(path), "--on", "2021-01-01", code=2)


def test_a_console_that_cannot_show_a_letter_gets_its_code() -> None:
    environment = {**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    running = process("places", "Gəncə", env=environment)
    printed, _ = running.communicate(timeout=60)
    assert running.returncode == 0
    assert b"az-ganja" in printed


RIVER = ["route", "Volgograd", "Rostov-on-Don", "--modes", "inland_waterway"]


def test_a_frozen_river_says_when_it_opens(capsys: pytest.CaptureFixture[str]) -> None:
    said = out(capsys, *RIVER, "--on", "2026-01-15")
    assert "closed for the season, opening again on 2026-04-01" in " ".join(said.split())
    assert "576 km" in out(capsys, *RIVER, "--on", "2026-07-15")
    answer = json.loads(out(capsys, *RIVER, "--on", "2026-01-15", "--json"))
    (block,) = (one for one in answer["blocked_by"] if not one["lifts"])
    assert {link["opens_again"] for link in block["seasonal"]} == {"2026-04-01"}


def test_expected_openings_are_assumed_only_where_asked(
        capsys: pytest.CaptureFixture[str]) -> None:
    words = ["route", "Baku", "Bandar Abbas", "--modes", "rail", "--on", "2030-01-01", "--json"]
    plain, assumed = (json.loads(out(capsys, *words, *flag))
                      for flag in ([], ["--assume-expected"]))
    assert plain["stamp"]["applied"] == []
    assert "assume ir-astara-ir-rasht-rail open, expected 2029" in assumed["stamp"]["applied"]
    assert assumed["routes"][0]["distance_km"] < plain["routes"][0]["distance_km"]


def test_a_run_can_assume_expected_openings(tmp_path: Path,
                                            capsys: pytest.CaptureFixture[str]) -> None:
    scenario = tmp_path / "later.toml"
    scenario.write_text(f"on = 2030-01-01\n{SCENARIO}")
    folder = tmp_path / "out"
    out(capsys, "run", str(scenario), "--out", str(folder), "--assume-expected")
    base, variant = json.loads((folder / "run.json").read_text())["cases"]
    assert base["assume_expected"]
    assert "ir-astara-ir-rasht-rail" in base["assumed_links"] == variant["assumed_links"]
    report = (folder / "report.md").read_text()
    assert "Assume Astara (Iran)–Rasht (rail, 162 km) open" in report
    assert "--assume-expected" in report


def test_timeline_lists_events(capsys: pytest.CaptureFixture[str]) -> None:
    said = out(capsys, "timeline", "--country", "IR", "--from", "2020", "--until", "2020-06")
    assert "2020-06-04  Bazargan-Gurbulak road: reopened for lorries at 10:30" in said
    assert max(map(len, said.splitlines())) <= 100
    told = json.loads(out(capsys, "timeline", "--link", "ir-qazvin-ir-rasht-rail", "--json"))
    (entry,) = told["entries"]
    assert (entry["date"], entry["kind"]) == ("2019-03-06", "status")
    assert told["sources"]
    said = out(capsys, "timeline", "--country", "Iran", "--from", "spring", code=1)
    assert '"spring" is not a date' in said
    assert 'There is no country "Iran"' in said


def test_info_of_a_link_tells_its_history_season_and_opening(
        capsys: pytest.CaptureFixture[str]) -> None:
    river = out(capsys, "info", "ru-volga-don-canal-ru-kalach-waterway")
    assert "pause suspended from 12-02 to 04-01, first in the winter of 2026" in river
    assert "v102-volga-don-2023" in river
    railway = json.loads(out(capsys, "info", "ir-astara-ir-rasht-rail", "--json"))
    assert railway["opens_expected"] == "2029"
    assert {claim["value"] for claim in railway["openings_claimed"]} == {
        "2025", "2026", "2027", "2028", "2029"}
    opened = json.loads(out(capsys, "info", "ir-qazvin-ir-rasht-rail", "--json"))
    (event,) = opened["history"]
    assert (event["from"], event["status"], event["event"]) == (
        "2019-03-06", "operational", "Qazvin-Rasht railway")
    assert set(event["source"].split(";")) <= {source["key"] for source in opened["sources"]}


def test_info_takes_names_and_sources(capsys: pytest.CaptureFixture[str]) -> None:
    assert "ir-bandar-abbas" in out(capsys, "info", "Bandar Abbas")
    assert "ir-rasht" in out(capsys, "info", "رشت")
    said = out(capsys, "info", "searoute-1-6-0")
    assert "source" in said
    assert "Apache-2.0" in said
    assert "is the name of 2 places" in out(capsys, "info", "Astara", code=1)
    assert "no link, node, border, corridor or source" in out(capsys, "info", "nowhere", code=1)


def test_info_tells_what_happened_to_a_planned_link(capsys: pytest.CaptureFixture[str]) -> None:
    said = out(capsys, "info", "ir-astara-ir-rasht-rail")
    assert "date 2023-05-17; what Rasht-Astara" in said


def test_a_day_outside_the_years_that_are_kept_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["route", "Baku", "Yerevan", "--modes", "rail", "--on", "1950-01-01"]) == 0
    assert "dated statuses are kept from 1990 to 2035" in capsys.readouterr().err
    assert main(["route", "Baku", "Yerevan", "--modes", "rail", "--on", "1990-01-01"]) == 0
    assert "dated statuses" not in capsys.readouterr().err


def test_legs_say_what_their_lengths_rest_on(capsys: pytest.CaptureFixture[str]) -> None:
    route = json.loads(out(capsys, *ROUTE, "--json"))["routes"][0]
    for leg in route["legs"]:
        moves = leg["kind"] == "move"
        assert bool(leg["sources"]) == moves
        assert (leg["length_rests_on"] in BASES) == moves


def test_stages_are_told_per_tonne_where_costs_are(capsys: pytest.CaptureFixture[str]) -> None:
    def costs(*words: str) -> tuple[str, list[float]]:
        assert main(["route", "Moscow", "Tehran", "--by", "cost", *words]) == 0
        lines = capsys.readouterr().out.splitlines()
        head = next(place for place, line in enumerate(lines) if line.split()[:2] == ["km", "h"])
        found = [line[20:28].replace(",", "").strip() for line in lines[head + 1:]]
        return lines[head].split()[2], [float(text) for text in found
                                        if text.replace(".", "").isdigit()]

    teu, tonne = costs(), costs("--per", "tonne")
    assert (teu[0], tonne[0]) == ("USD/TEU", "USD/t")
    assert sum(tonne[1]) * 10 == pytest.approx(sum(teu[1]), rel=0.02)


@pytest.mark.parametrize("option", ["--modes", "--pareto", "--gauge-change"])
def test_a_list_of_nothing_is_not_taken_for_anything(capsys: pytest.CaptureFixture[str],
                                                     option: str) -> None:
    assert main(["route", "Baku", "Poti", option, ","]) == 2
    assert f'{option} "," names nothing. Give some words' in capsys.readouterr().err


def test_what_a_route_is_best_by_stands_apart_from_the_case(
        capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "two.toml"
    path.write_text("""title = "Two"
[[query]]
origin = "Baku"
destination = "Tbilisi"
by = ["co2", "generalised"]
value_of_time = 30
[[variant]]
name = "same"
""", encoding="utf-8")
    assert main(["compare", str(path)]) == 0
    rows = [line for line in capsys.readouterr().out.splitlines() if "Today " in line]
    assert [row.partition("Today")[0] for row in rows] == [
        f"  {'lowest in CO2':24}", f"  {'lowest in cost and time':24}"]
