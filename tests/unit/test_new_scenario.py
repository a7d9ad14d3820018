"""A scenario to start from: sound as it is written, and every key in it is one that is read."""

from __future__ import annotations

import re
import tomllib
from itertools import pairwise
from pathlib import Path

import pytest

from corridors.cli import main
from corridors.errors import OutputError, ScenarioError
from corridors.io.check import check
from corridors.io.new_scenario import new_scenario, new_scenario_text
from corridors.io.scenario_files import load_scenario

KEY = re.compile(r"^#(\w+) = ", re.MULTILINE)


def test_what_is_written_passes_the_check(tmp_path: Path) -> None:
    path = new_scenario("my-corridor", tmp_path / "my-corridor.toml")
    assert check(path)[0] == []
    scenario = load_scenario(path)
    assert (scenario.title, len(scenario.queries)) == ("My corridor", 4)
    assert [variant.name for variant in scenario.variants] == ["open", "faster-astara", "both"]
    assert len(scenario.variant("both").changes) == 2


def test_every_line_fits_and_every_key_is_explained(tmp_path: Path) -> None:
    lines = new_scenario_text("my-corridor").splitlines()
    assert max(map(len, lines)) <= 100
    for before, line in pairwise(lines):
        if re.match(r"#?\w+ = ", line):
            assert before.startswith("# ")
            assert before.endswith(".")


@pytest.mark.parametrize("key", sorted(set(KEY.findall(new_scenario_text("x")))))
def test_every_key_that_is_left_out_can_be_used(tmp_path: Path, key: str) -> None:
    """Its form is sound; whether it fits the others is not asked."""
    text = new_scenario_text("my-corridor")
    for head in re.findall(r"^#(\[\[?[\w.]+\]\]?)$", text, re.MULTILINE):
        # A table that is left out is used as a whole, with the keys that it must say.
        text = text.replace(f"#{head}", head)
    path = tmp_path / "my-corridor.toml"
    path.write_text(re.sub(rf"^#{key} = ", f"{key} = ", text, flags=re.MULTILINE),
                    encoding="utf-8")
    try:
        load_scenario(path)
    except ScenarioError as error:
        told = {problem.code for problem in error.problems if problem.column == key}
        assert not told & {"K01", "K03", "K04"}


def test_what_is_left_out_is_sound_together(tmp_path: Path) -> None:
    text = new_scenario_text("my-corridor")
    for table in ("sweep.axis", "uncertainty", "analysis"):
        head, rest = text.split(f"#[[{table}]]\n")
        body, *after = rest.split("\n\n", 1)
        if table == "sweep.axis":  # an axis turns one thing
            body = "\n".join(line for line in body.splitlines() if re.match(
                r"#(name|parameter|values) =", line))
        text = "\n\n".join([f"{head}[[{table}]]\n" + KEY.sub(r"\1 = ", body), *after])
    path = tmp_path / "my-corridor.toml"
    path.write_text(text, encoding="utf-8")
    assert check(path)[0] == []
    scenario = load_scenario(path)
    assert [len(scenario.axes), len(scenario.uncertain), len(scenario.analyses)] == [1, 1, 1]


def test_the_schema_is_found_from_the_file(tmp_path: Path) -> None:
    folder = tmp_path / "deep" / "down"
    folder.mkdir(parents=True)
    path = new_scenario("my-corridor", folder / "my-corridor.toml")
    first = path.read_text(encoding="utf-8").splitlines()[0]
    assert first.startswith("#:schema ")
    assert (folder / first.removeprefix("#:schema ")).is_file()
    tomllib.loads(path.read_text(encoding="utf-8"))


def test_a_file_that_is_there_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "my-corridor.toml"
    path.write_text("mine", encoding="utf-8")
    with pytest.raises(OutputError, match=r"there is a file .* already"):
        new_scenario("my-corridor", path)
    assert path.read_text(encoding="utf-8") == "mine"
    new_scenario("my-corridor", path, overwrite=True)
    assert check(path)[0] == []


@pytest.mark.parametrize(("name", "out", "sentence"), [
    ("rasht-astara", "x.toml", "is the name of a scenario that comes with corridors"),
    ("My Corridor", "x.toml", '"My Corridor" cannot name a scenario'),
    ("../x", "x.toml", '"../x" cannot name a scenario'),
    ("mine", "CON.toml", '"CON" cannot name a scenario'),
    ("mine", "mine.txt", "Let it end in .toml"),
])
def test_names_that_cannot_be(tmp_path: Path, name: str, out: str, sentence: str) -> None:
    with pytest.raises(ScenarioError, match=re.escape(sentence)):
        new_scenario(name, tmp_path / out)
    assert not list(tmp_path.iterdir())


def test_the_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
                     capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["new", "my-corridor"]) == 0
    told = capsys.readouterr()
    assert told.out == ""
    assert 'Written: my-corridor.toml. "corridors check my-corridor.toml"' in told.err
    assert main(["check", "my-corridor.toml"]) == 0
    assert capsys.readouterr().out == "Sound.\n"
    assert main(["new", "my-corridor"]) == 1
    assert "already" in capsys.readouterr().err
    assert main(["new", "my-corridor", "--overwrite"]) == 0
    assert main(["new", "other", "--out", "no/such/other.toml"]) == 1
    assert "cannot be written" in capsys.readouterr().err
    assert main(["compare", "my-corridor.toml"]) == 0
    assert "Rasht–Astara open" in capsys.readouterr().out
