"""``corridors critical`` as a script sees it."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from corridors.cli import main
from corridors.commands.critical import _told


def out(capsys: pytest.CaptureFixture[str], *words: str, code: int = 0) -> str:
    assert main(["critical", *words]) == code
    captured = capsys.readouterr()
    return captured.out if code == 0 else captured.err


def table_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_without_places_20_pairs_are_asked(capsys: pytest.CaptureFixture[str]) -> None:
    said = out(capsys, "--of", "border,country")
    assert said.startswith("What hurts most when it closes? 20 OD pairs, shortest routes, on "
                           "2026-11-01\n")
    assert "Borders that hurt most when lost" in said
    assert "Links that hurt" not in said


def test_places_are_asked_each_to_each_or_from_some_to_others(
        capsys: pytest.CaptureFixture[str]) -> None:
    made = json.loads(out(capsys, "Baku", "Tbilisi", "Poti", "--of", "link", "--json"))
    assert len(made["pairs"]) == 6
    made = json.loads(out(capsys, "--from", "group:baltic-ports", "--to", "Bandar Abbas", "--by",
                          "time", "--of", "border", "--json", "--two", "--interdict", "2",
                          "--candidates", "border,country:IR"))
    assert len(made["pairs"]) == 10
    assert made["by"] == "time"
    assert made["two"]["considered"] > 200_000
    assert made["interdiction"]["most"] == 2
    assert made["losses"][0]["things"][0]["kind"] == "border"


def test_a_scenario_is_applied_first(capsys: pytest.CaptureFixture[str]) -> None:
    words = ("Baku", "Bandar Abbas", "--modes", "rail", "--of", "link", "--json")
    before = json.loads(out(capsys, *words))
    after = json.loads(out(capsys, *words, "--scenario", "rasht-astara", "--variant", "open"))
    assert after["scenario"] == "rasht-astara/open"
    assert "ir-astara-ir-rasht-rail" not in str(before["losses"])
    assert "ir-astara-ir-rasht-rail" in str(after["losses"])


def test_tables_are_saved(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    for words, column, least in (
            (("Baku", "Poti", "--of", "border"), "mean_added_distance_km", 1),
            (("Baku", "Poti", "--two"), "more_than_both_added_up", 10),
            (("Baku", "Poti", "--interdict", "2"), "state", 1),
            (("--separate", "Baku", "Poti", "--modes", "rail", "--candidates", "border"), "set", 2),
            (("--bridges", "--modes", "road"), "od_pairs_lost", 50)):
        out(capsys, *words, "--csv", str(path))
        rows = table_of(path)
        assert column in rows[0]
        assert len(rows) >= least


def test_regions_are_separated(capsys: pytest.CaptureFixture[str]) -> None:
    words = ("--separate", "group:baltic-ports", "group:gulf-ports", "--modes", "rail",
             "--candidates", "border")
    said = " ".join(out(capsys, *words).split())
    assert "2 closures of 75 candidates separate them; there are 2 such sets." in said
    assert json.loads(out(capsys, *words, "--json"))["closures"] == 2


def test_bridges_are_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert "The worst is Tehran–Qom" in out(capsys, "--bridges", "--modes", "road")
    made = json.loads(out(capsys, "--bridges", "--modes", "road", "--json"))
    assert made["modes"] == ["road"]
    assert made["bridges"][0]["link"] == "ir-tehran-ir-qom-road"


def test_a_penalty_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    said = " ".join(out(capsys, "Baku", "Poti", "--interdict", "1", "--penalty", "500").split())
    assert "a pair that is cut off counts as 500 km more" in said


@pytest.mark.parametrize(("words", "said"), [
    (("--bridges", "--two"), "--bridges and --two are two questions"),
    (("--separate", "Baku", "Poti", "--bridges"), "--separate and --bridges are two questions"),
    (("Baku", "--bridges"), "--bridges and places are two questions"),
    (("--candidates", "border"), "--candidates needs --interdict or --separate"),
    (("--penalty", "5"), "--penalty needs --interdict"),
    (("Baku", "--from", "Poti", "--to", "Tbilisi"), "as well as --from and --to"),
    (("--from", "Baku"), "--from and --to belong together"),
    (("--interdict", "9"), "9 is not how many things"),
    (("--interdict", "0"), "0 is not how many things"),
    (("--separate", "group:baltic-port", "Tehran"), 'There is no group "baltic-port". Did you'),
    (("--of", "rivers"), '"rivers" is nothing that can be closed as one'),
    (("--interdict", "1", "--candidates", "link:x"), 'There is no link "x"'),
    (("--of", ","), "nothing to close is given")])
def test_options_that_do_not_go_together_are_refused(capsys: pytest.CaptureFixture[str],
                                                     words: tuple[str, ...], said: str) -> None:
    assert said in out(capsys, *words, code=2)


def test_who_sits_before_a_terminal_is_told_how_far_it_is(monkeypatch: pytest.MonkeyPatch,
                                                          capsys: pytest.CaptureFixture[str]
                                                          ) -> None:
    assert _told() is None
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    told = _told()
    assert told is not None
    told(12_400, 3)
    assert capsys.readouterr().err == "12,400 sets branched on\n"
