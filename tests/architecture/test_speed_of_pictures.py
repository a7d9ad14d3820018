"""A map, the report of a run and a page come as quickly and as small as is promised.

Measured is the time of the processor as a multiple of that of one plain chart, which says the same
on slow machines and beside other tests. Bounds are about twice what is usual: they catch what makes
something twice as slow, not what makes it a little slower.
"""

from __future__ import annotations

from pathlib import Path

import pictures
import pytest


@pytest.mark.parametrize("task", [pictures.ROUTE, pictures.RUNS[1]], ids=lambda task: task.name)
def test_pictures_come_quickly(task: pictures.Task, tmp_path: Path) -> None:
    said = []
    for _ in range(3):  # others use the machine: what is missed is measured again
        ratio = pictures.done(task, tmp_path).processor_s / pictures.yardstick()
        if ratio <= task.most:
            return
        said.append(f"{ratio:.1f}")
    pytest.fail(f"{task.name} takes {', '.join(said)} times a chart; promised is {task.most}")


@pytest.mark.parametrize(("name", "arguments"), pictures.PAGES)
def test_a_page_is_small(name: str, arguments: tuple[str, ...], tmp_path: Path) -> None:
    assert pictures.page_mb(arguments, tmp_path) < pictures.LARGEST_PAGE_MB
