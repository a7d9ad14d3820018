"""Everything public says what it is, what it takes and what it gives."""

from __future__ import annotations

import check_docstrings
import pytest


def test_public_docstrings_follow_the_rules() -> None:
    assert check_docstrings.all_faults() == []


@pytest.mark.parametrize(("docstring", "code"), [
    (None, "GL08"),
    ("Give the length.\n\n    Parameters\n    ----------\n    lenght\n        Km.\n    ", "PR02"),
    ("Give the length.\n\n    Parameters\n    ----------\n    length : float\n        Km.\n    ",
     "C01"),
    ("give the length.", "SS02")])
def test_a_fault_is_found(docstring: str | None, code: str,
                          monkeypatch: pytest.MonkeyPatch) -> None:
    def doubled(length: float) -> float:
        return 2 * length

    doubled.__doc__ = docstring
    doubled.__qualname__ = "doubled"
    monkeypatch.setattr("corridors.model.geodesy.doubled", doubled, raising=False)
    found = check_docstrings.faults("corridors.model.geodesy.doubled", check_docstrings.codes())
    assert [fault for fault in found if f"[{code}]" in fault]
