"""The gallery of wrong scenario files, and the sentences each of them gets.

One folder per case: ``scenario.toml``, and ``expected.txt`` with every sentence. All of them are
run on the small network ``gap`` of ``toys``. To write the sentences anew after a deliberate
change: ``python tests/wrong/test_wrong_scenarios.py``; then read the difference.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from toys import gap

from corridors.analysis.effects import effects_of
from corridors.errors import InputError
from corridors.io.scenario_files import load_scenario

GALLERY = Path(__file__).parent / "scenarios"
CASES = sorted(folder.name for folder in GALLERY.iterdir() if folder.is_dir())


def said_about(case: str) -> list[str]:
    """Run a scenario, and return every sentence it gets."""
    try:
        effects_of(load_scenario(GALLERY / case / "scenario.toml"), gap())
    except InputError as error:
        return [str(problem) for problem in error.problems]
    return []


@pytest.mark.parametrize("case", CASES)
def test_each_wrong_scenario_gets_its_sentences(case: str) -> None:
    said = said_about(case)
    expected = (GALLERY / case / "expected.txt").read_text(encoding="utf-8").splitlines()
    assert said == expected
    assert said


def test_the_gallery_is_large() -> None:
    assert len(CASES) >= 40


def test_every_sentence_names_the_file_and_most_the_line() -> None:
    sentences = [line for case in CASES
                 for line in (GALLERY / case / "expected.txt").read_text(encoding="utf-8"
                                                                         ).splitlines()]
    placed = [line for line in sentences if line.startswith("scenario.toml, line ")]
    assert len(placed) > 0.75 * len(sentences)


if __name__ == "__main__":
    for name in CASES:
        lines = said_about(name)
        (GALLERY / name / "expected.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
