"""Sweeps: their cases, their folder, and what becomes of cases that cannot be worked out."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from io import StringIO
from pathlib import Path

import pyarrow.parquet
import pytest
from deadly import Deadly, Slow
from sweeps import OPEN, QUERIES, STRETCH, WAIT, axis, files, network, waits

import corridors as co
from corridors.analysis.sweep import SweepPlan
from corridors.cli import main
from corridors.commands.progress import Progress
from corridors.errors import InputError, OutputError, QueryError, ScenarioError
from corridors.io import sweep_folder as folders
from corridors.model.parameter import Parameter
from corridors.model.query import Query
from corridors.model.restriction import Restriction
from corridors.model.scenario import Change, Scenario, Variant
from corridors.model.sweep_axis import Axis
from corridors.routing.solve import shortest_route
from corridors.sweeping.run import run_sweep

VARIANTS = Axis("variant", (), (("base",), ("open",)), "variant")
DAYS = Axis("day", (), (("2026-11-01",), ("2030-06-01",)), "on")


@pytest.fixture(autouse=True)
def small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folders, "CASES_A_PART", 4)


def plan(scenario: Scenario) -> SweepPlan:
    return SweepPlan.of(scenario, network())


def expected(made: SweepPlan) -> list[tuple[int, int, int | None, str]]:
    """Every row, by asking the network of each case for each route."""
    rows = []
    for case in range(len(made.cases)):
        for place, query in enumerate(made.queries(case)):
            best = shortest_route(made.snapshot(case), query).best
            rows.append((case, place, None if best is None else best.total(query.by).value,
                         "" if best is None else " ".join(best.link_ids)))
    return rows


def test_every_combination_is_a_case_and_each_row_is_the_best_route_there() -> None:
    made = plan(waits(4, VARIANTS, DAYS, axis("km", STRETCH, (0.1, 1, 2))))
    assert len(made.cases) == 48
    assert made.cases.columns == ("variant", "day", "km", "wait")
    assert made.cases[47].cells == ("open", "2030-06-01", 2.0, 3.0)
    solved = made.solve(range(48))
    assert [(*row[:2], row.total, row.links) for row in solved.rows] == expected(made)
    assert len({row.links for row in solved.rows}) > 4
    assert len({made.key(case) for case in range(48)}) == 48


def test_variants_that_add_links_or_restrict_routes_are_asked_as_they_are() -> None:
    bridge = Change(action="add", links=(replace(
        network().links.records[0], link_id="new", from_node_id="ru-north",
        to_node_id="ir-astara", length_km=network().links.records[0].length_km.scaled(0.1)),))
    added = Variant("added", changes=(bridge, Change(("link:new",), "set", "speed_kmh",
                                                     value=co.Spread(90, 90, 90))))
    alone = Variant("alone", changes=(replace(bridge, requires=("link:new",)),))
    by_road = Variant("by-road", restriction=Restriction(avoid=("country:TM",)))
    limited = Query("ru-north", "ir-gulf", max_road_km=100)
    several = replace(QUERIES[0], k=3)
    scenario = Scenario(
        "new", "New", (added, alone, by_road), (*QUERIES, limited, several),
        axes=(Axis("variant", (), (("added",), ("alone",), ("by-road",), ("base",)), "variant"),
              axis("wait", WAIT, (0, 30))))
    made = plan(scenario)
    solved = made.solve(range(8))
    assert not solved.failures
    assert [(*row[:2], row.total, row.links) for row in solved.rows] == expected(made)
    assert {row.links.split()[0] for row in solved.rows
            if row.case < 4 and row.query == 0} == {"new"}


def test_the_key_of_a_case_is_of_what_it_does() -> None:
    one = plan(waits(3, VARIANTS))
    other = plan(replace(waits(3, Axis("which", (), (("open",), ("base",)), "variant")),
                         name="another", title="Another"))
    assert {one.key(case) for case in range(6)} == {other.key(case) for case in range(6)}
    assert one.key(1) != one.key(2)
    longer = SweepPlan.of(waits(3, VARIANTS), network().build(_tables(11)))
    assert not {one.key(case) for case in range(6)} & {longer.key(case) for case in range(6)}
    asked = plan(replace(waits(3, VARIANTS), queries=QUERIES[:1]))
    assert asked.key(0) != one.key(0)
    said = replace(OPEN, changes=(replace(OPEN.changes[0], reason="as agreed", line=7),))
    worded = plan(replace(waits(3, VARIANTS), variants=(said,)))
    assert [worded.key(case) for case in range(6)] == [one.key(case) for case in range(6)]


def _tables(km: float) -> co.Network:
    from corridors.model.tables import Tables

    net = network()
    first, *rest = net.links.records
    return Tables(net.nodes.records, [replace(first, length_km=co.Spread(km, km, km)), *rest],
                  borders=net.borders, charges=net.charges, terminals=net.terminals,
                  gauge_changes=net.gauge_changes, costs=net.costs)


@pytest.mark.parametrize(("axes", "said"), [
    ((), 'the scenario "waits" has nothing to sweep'),
    ((axis("by", WAIT, (1,)),), 'the axis "by" bears the name of another column'),
    ((axis("wait", WAIT, (1,)), axis("wait", STRETCH, (1,))), 'two axes have the name "wait"'),
    ((axis("wait", WAIT, range(1001)), axis("km", STRETCH, range(1, 1001))),
     "the axes have 1,001,000 combinations. Give fewer values: at most 1,000,000"),
    ((Axis("v", (), (("opne",),), "variant"),), 'names the variant "opne", which there is not. '
                                                "Use one of: base, open."),
    ((VARIANTS, Axis("v", (), (("open",),), "variant")), "two axes are of variants"),
    ((Axis("day", (), (("2026",),), "on"),), "2026"),
    ((Axis("wait", (), ((1.0,),)),), 'the axis "wait" sets nothing'),
    ((axis("wait", WAIT, (float("nan"),)),), 'the axis "wait" has nan for a number'),
])
def test_axes_that_cannot_be_are_refused(axes: tuple[Axis, ...], said: str) -> None:
    with pytest.raises((ScenarioError, QueryError)) as error:
        plan(replace(waits(), axes=axes))
    assert said in str(error.value)


def test_a_variant_with_a_date_and_an_axis_of_days_contradict_each_other() -> None:
    dated = replace(waits(2, VARIANTS, DAYS),
                    variants=(replace(OPEN, on=co.load().reference_date),))
    with pytest.raises(ScenarioError, match='the variant "open" has a date of its own, and there'):
        plan(dated)


def test_what_is_wrong_with_all_cases_is_refused_at_once() -> None:
    with pytest.raises(ScenarioError, match="the scenario asks for no route"):
        plan(waits(queries=()))
    with pytest.raises(InputError, match="nowhere"):
        plan(waits(queries=(Query("nowhere", "ir-gulf"),)))
    with pytest.raises(InputError, match="There is no link"):
        plan(waits(queries=(Query("ru-north", "ir-gulf", avoid=["link:none"]),)))


def test_the_folder_is_the_same_for_any_number_of_workers_and_is_not_made_twice(
        tmp_path: Path) -> None:
    told = list[tuple[int, int]]()
    one = run_sweep(waits(11), tmp_path / "one", network=network(), workers=1,
                    told=lambda done, whole: told.append((done, whole)))
    run_sweep(waits(11), tmp_path / "two", network=network(), workers=2)
    assert files(tmp_path / "one") == files(tmp_path / "two")
    assert told == [(0, 11), (4, 11), (8, 11), (11, 11)]
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "one" / "parts").iterdir()}
    again = run_sweep(waits(11), tmp_path / "one", network=network(), workers=1)
    assert {path: path.stat().st_mtime_ns
            for path in (tmp_path / "one" / "parts").iterdir()} == before
    assert list(again) == list(one)
    made = SweepPlan.of(waits(11), network())
    assert [(case, query, None if total is None else round(total * 1000 if query != 1 else
                                                           total * 100))
            for case, query, _, total in one] == [row[:3] for row in expected(made)]


def test_a_part_that_was_harmed_is_worked_out_again(tmp_path: Path) -> None:
    out = tmp_path / "out"
    run_sweep(waits(11), out, network=network(), workers=1)
    whole = files(out)
    first, second, third = sorted((out / "parts").iterdir())
    harmed = bytearray(first.read_bytes())
    harmed[len(harmed) // 2] ^= 1
    first.write_bytes(harmed)
    second.write_bytes(second.read_bytes()[:100])
    third.unlink()
    (out / "results.parquet").write_bytes(b"nothing")
    with pytest.raises(InputError, match=r"has no results.parquet as it was written"):
        co.load_sweep(out)
    (out / "parts" / ".corridors-0123.tmp").write_bytes(b"half")
    run_sweep(waits(11), out, network=network(), workers=1)
    assert files(out) == whole


def test_a_folder_of_something_else_is_refused(tmp_path: Path) -> None:
    out = tmp_path / "out"
    run_sweep(waits(3), out, network=network(), workers=1)
    with pytest.raises(OutputError) as error:
        run_sweep(waits(4), out, network=network(), workers=1)
    assert 'holds another sweep, of "Waits at Astara": it differs in axes. Choose a new' \
        in str(error.value)
    with pytest.raises(OutputError, match="differs in queries, axes"):
        run_sweep(waits(4, queries=QUERIES[:1]), out, network=network(), workers=1)
    assert len(run_sweep(waits(4), out, network=network(), workers=1, overwrite=True)) == 4
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "mine.txt").write_text("mine")
    with pytest.raises(OutputError, match="holds something else than a sweep"):
        run_sweep(waits(3), tmp_path / "notes", network=network(), overwrite=True)
    for wrong, said in ((tmp_path / "none", "holds no sweep"),
                        (tmp_path / "notes", "holds no sweep")):
        with pytest.raises(InputError, match=said):
            co.load_sweep(wrong)
    made = json.loads((out / "sweep.json").read_text())
    (out / "sweep.json").write_text(json.dumps({**made, "finished": False}))
    with pytest.raises(InputError, match="holds a sweep that is not finished"):
        co.load_sweep(out)
    (out / "sweep.json").write_text(json.dumps({**made, "axes": [1]}))
    with pytest.raises(InputError, match=r"has a sweep.json that is not as it was written"):
        co.load_sweep(out)


def test_one_run_at_a_time_works_in_a_folder(tmp_path: Path) -> None:
    out = tmp_path / "out"
    with folders.sweep_folder(out, plan(waits(3))), \
            pytest.raises(OutputError, match=f"another run works in the folder .*{os.getpid()}"):
        run_sweep(waits(3), out, network=network(), workers=1)
    assert len(run_sweep(waits(3), out, network=network(), workers=1)) == 3


def test_a_poisoned_case_is_named_and_the_others_are_done(tmp_path: Path) -> None:
    out = tmp_path / "out"
    asked = replace(waits(), axes=(axis("wait", WAIT, (1, -5, 99_999, 2)),))
    found = run_sweep(asked, out, network=network(), workers=1)
    assert [case.settings for case in found.failed] == ["wait = -5", "wait = 99999"]
    assert "-5 does not fit dwell_h. Give low <= value <= high" in found.failed[0].fault
    assert [state for _, query, state, _ in found if query == 0] == [
        "route", "failed", "failed", "route"]
    lines = (out / "failed.csv").read_text().splitlines()
    assert lines[0] == "case,key,settings,fault"
    assert lines[1].startswith(f"1,{found.keys[1]},wait = -5,")
    frame = co.to_frames(found)
    assert frame[frame.state == "failed"].total.isna().all()
    assert frame[frame.state == "failed"].fault.str.contains("S24").all()


def test_a_case_that_ends_its_process_is_found_named_and_tried_again(
        tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KEEPER", str(os.getpid()))
    out = tmp_path / "out"
    deadly = Deadly(WAIT.field, WAIT.select, at=6.0)
    found = run_sweep(waits(11, parameter=deadly), out, network=network(), workers=2)
    assert [(case.case, case.fault) for case in found.failed] == [
        (6, "The process that worked it out ended with code 7. [W06]")]
    assert found.counted(0, "failed") == 1
    assert found.counted(0, "route") == 10
    # A part with such a case is no part that is done.
    well = run_sweep(waits(11, parameter=replace(deadly, at=-1.0)), tmp_path / "well",
                     network=network(), workers=1)
    assert not well.failed
    assert len(list((out / "parts").iterdir())) == 3
    with folders.sweep_folder(out, plan(waits(11, parameter=deadly))) as folder:
        assert [part.number for part in folder.missing] == [1]


KILLED = """
import os, sys
os.environ["KEEPER"] = str(os.getpid())
from deadly import Slow
from sweeps import WAIT, network, waits
from corridors.io import sweep_folder
from corridors.sweeping.run import run_sweep
sweep_folder.CASES_A_PART = 4
slow = Slow(WAIT.field, WAIT.select)
run_sweep(waits(60, parameter=slow), sys.argv[1], network=network(), workers=2)
"""


def test_a_run_that_is_killed_goes_on_and_ends_the_same(tmp_path: Path) -> None:
    """The run and then again, killed as soon as it kept something more."""
    slow = Slow(WAIT.field, WAIT.select)
    run_sweep(waits(60, parameter=slow), tmp_path / "whole", network=network(), workers=1)
    out = tmp_path / "out"
    kept = 0
    for _ in range(3):
        run = subprocess.Popen([sys.executable, "-c", KILLED, str(out)],
                               env={**os.environ, "SLOW_S": "0.02",
                                    "PYTHONPATH": os.pathsep.join(sys.path)})
        wait_for(lambda kept=kept: len(list(out.glob("parts/*.parquet"))) > kept)
        run.send_signal(signal.SIGKILL)
        run.wait()
        kept = len(list(out.glob("parts/*.parquet")))
        for part in out.glob("parts/*.parquet"):
            assert len(pyarrow.parquet.read_table(part)) == 12
        assert json.loads((out / "sweep.json").read_text())["finished"] is False
    assert 3 <= kept < 15
    before = {path.name: path.stat().st_mtime_ns for path in out.glob("parts/*.parquet")}
    run_sweep(waits(60, parameter=slow), out, network=network(), workers=2)
    after = {path.name: path.stat().st_mtime_ns for path in out.glob("parts/*.parquet")}
    assert before.items() <= after.items()
    assert files(out) == files(tmp_path / "whole")


def wait_for(done: object, seconds: float = 40) -> None:
    end = time.monotonic() + seconds
    while not done():  # type: ignore[operator]
        assert time.monotonic() < end
        time.sleep(0.02)


def test_workers_must_be_a_number_that_can_be(tmp_path: Path) -> None:
    with pytest.raises(QueryError, match=r"0 workers are asked for. Give a number from 1 to 1,000"):
        run_sweep(waits(), tmp_path / "out", network=network(), workers=0)


def test_processes_that_do_not_start_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch
                                              ) -> None:
    monkeypatch.setattr(sys, "path", [path for path in sys.path if "corridors" not in path
                                      and not (Path(path) / "corridors").is_dir()])
    monkeypatch.setenv("PYTHONPATH", "")
    monkeypatch.setattr(sys, "executable", "/bin/false")
    with pytest.raises(OutputError, match="a process that is to work cases out does not start"):
        run_sweep(waits(), tmp_path / "out", network=network(), workers=1)


@pytest.fixture
def toml(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Scenario]:
    """Stand for the scenario file, and for the network."""
    given = [waits(6, VARIANTS)]
    monkeypatch.setattr("corridors.io.scenario_files.load_scenario", lambda _: given[0])
    monkeypatch.setattr("corridors.io.data_folder.load", lambda *_: network())
    monkeypatch.chdir(tmp_path)
    return given


def test_the_command_says_what_a_sweep_shows(toml: list[Scenario], tmp_path: Path,
                                             capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["sweep", "waits.toml", "--workers", "1"]) == 0
    out, err = capsys.readouterr()
    assert "12 cases were worked out: every combination of 2 variants and 6 values of" in out
    assert "How often each route is the best" in out
    assert "10 of 12 cases\n12 of 12 cases" not in err  # a line for each tenth, from part to part
    assert "4 of 12 cases\n8 of 12 cases\n12 of 12 cases\n" in err
    assert err.endswith("Results: out/waits-sweep/results.parquet\n")
    assert main(["sweep", "waits.toml", "--json"]) == 0
    made = json.loads(capsys.readouterr().out)
    assert made["cases"] == 12
    assert sum(route["cases"] for route in made["queries"][0]["routes"]) == 12
    assert made["queries"][0]["best"]["total"] <= made["queries"][0]["worst"]["total"]
    assert main(["sweep", "waits.toml", "--csv", "rows.csv"]) == 0
    assert len((tmp_path / "rows.csv").read_text().splitlines()) == 1 + 12 * 3
    assert main(["sweep", "waits.toml", "--workers", "0"]) == 2
    assert main(["sweep", "waits.toml", "--workers", "2", "--scheduler", "tcp://x:1"]) == 2
    capsys.readouterr()
    toml[0] = waits(3)
    assert main(["sweep", "waits.toml"]) == 1
    assert "holds another sweep" in capsys.readouterr().err


def test_the_command_ends_with_3_where_cases_failed(toml: list[Scenario],
                                                    capsys: pytest.CaptureFixture[str]) -> None:
    toml[0] = replace(waits(), axes=(axis("wait", WAIT, (1, -5)),))
    assert main(["sweep", "waits.toml", "--out", "out"]) == 3
    out, err = capsys.readouterr()
    assert "1 case could not be worked out; failed.csv says which, and why." in out
    assert "case 1 (wait = -5): key value: -5 does not fit dwell_h." in err
    assert "[W12]" in err


def test_without_pyarrow_it_is_said_what_to_install(tmp_path: Path,
                                                    monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow.parquet", None)
    with pytest.raises(OutputError, match=r'Run pip install "corridors\[sweep\]"'):
        run_sweep(waits(), tmp_path / "out", network=network(), workers=1)
    assert not (tmp_path / "out").exists()


def test_without_distributed_it_is_said_what_to_install(tmp_path: Path,
                                                        monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "corridors.sweeping.cluster", None)
    with pytest.raises(InputError, match=r'Run pip install "corridors\[dask\]"'):
        run_sweep(waits(), tmp_path / "out", network=network(), scheduler="tcp://127.0.0.1:1")


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


def test_a_terminal_sees_a_bar_and_a_file_a_line_for_each_tenth() -> None:
    screen, file = Terminal(), StringIO()
    bar, lines = Progress("cases", screen), Progress("cases", file)
    for done in range(101):
        bar(done, 100)
        lines(done, 100)
    bar.end()
    assert screen.getvalue().count("\n") == 1
    assert "[##############################] 100 of 100 cases" in screen.getvalue()
    assert file.getvalue().splitlines() == [f"{done} of 100 cases" for done in range(10, 101, 10)]


def test_a_sweep_tells_of_itself(tmp_path: Path) -> None:
    found = run_sweep(waits(5, VARIANTS), tmp_path / "out", network=network(), workers=1)
    assert repr(found).startswith("<Sweep 'Waits at Astara': 10 cases (2 variant x 5 wait), 3 que")
    assert found._repr_html_().count("<tr>") == 4
    assert found.ranked(2)[0] == 5
    assert found.counted(2, "no route") == 5
    route = found.route(9, 2)
    assert route is not None
    assert route.link_ids == ("az-astara-ir-astara-rail", "ir-astara-ir-rasht-rail",
                              "ir-rasht-ir-gulf-rail")
    assert route.corridor in {"", "west"}
    assert found.route(0, 2) is None
    assert sum(share.cases for share in found.shares(0)) == 10
    with pytest.raises(QueryError, match=r"the sweep has no query 3\. Its queries are 0 to 2"):
        found.shares(3)
    moved = replace(found, folder=tmp_path / "elsewhere")
    with pytest.raises(InputError, match=r"has no results.parquet any more"):
        co.to_frames(moved)


def test_two_settings_of_one_figure_contradict_each_other_whatever_is_asked_for() -> None:
    """By distance no wait matters; that one border has two of them is wrong all the same."""
    plan = SweepPlan.of(waits(
        2, axis("other", Parameter.parse("x dwell_h of country:IR"), (0.5, 2)),
        queries=(Query("ru-north", "ir-gulf", "distance"),)), network())
    solved = plan.solve(range(len(plan.cases)))
    assert [failure.case for failure in solved.failures] == [0, 1, 2, 3]
    assert "contradicts" in solved.failures[0].fault


def test_a_picture_has_a_dot_for_each_case_and_counts_by_corridor(tmp_path: Path) -> None:
    swept = run_sweep(waits(11), tmp_path / "one", network=network(), workers=1)
    figure = co.draw(swept)
    dots, below = figure.axes
    assert sum(len(line.get_xdata()) for line in dots.lines) == len(swept.ranked(0)) == 11
    assert sum(bar.get_width() for bar in below.patches) == 11
    assert figure.alt.startswith("Chart of 11 cases, ")
    with pytest.raises(QueryError, match="the sweep has no query 9"):
        co.draw(swept, query=9)
