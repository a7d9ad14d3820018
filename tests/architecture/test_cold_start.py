"""A planner does not wait for libraries that the answer does not need."""

from __future__ import annotations

import cold_start
import pytest


@pytest.mark.parametrize("target", cold_start.TARGETS, ids=lambda target: target.name)
def test_the_first_answer_comes_quickly(target: cold_start.Target) -> None:
    # Other tests run beside this one, so a missed target is measured again before it counts.
    for _ in range(3):
        timings = cold_start.measure((target,))
        if timings[0].met:
            return
    pytest.fail(f"missed three times:\n{cold_start.table(timings)}")
