"""The pictures of a run: drawn, saved in every format, and put beside the words they belong to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from corridors.analysis.asked import AskedResult
from corridors.analysis.case_losses import case_losses
from corridors.analysis.effects import Effects
from corridors.analysis.montecarlo import MonteCarlo
from corridors.errors import QueryError
from corridors.io.figures import FORMATS, figure_bytes
from corridors.io.save import write_bytes
from corridors.maps import draw
from corridors.maps.basemap import Basemap
from corridors.maps.kinds import KINDS
from corridors.reports.asked_findings import finding_of
from corridors.reports.case_losses_text import case_losses_finding
from corridors.reports.chapters import chapter_of
from corridors.reports.finding import ShownFinding
from corridors.reports.pictures import Picture

__all__ = ["findings_of", "pictured"]

MAP_DPI = 200

MOST_MAPS = 24
"""Most maps that a run draws: a group of places can stand for hundreds of pairs."""

MOST_DIAGRAMS = 2
"""Most questions whose time and cost along the way a run draws."""

ALONG = "distance"
"""The kind of picture that shows time and cost along the way."""


def pictured(effects: Effects, basemap: Basemap, folder: Path
             ) -> tuple[list[Picture], list[Picture]]:
    """Draw the maps of a scenario, and time and cost along the way.

    Parameters
    ----------
    effects
        The scenario worked out.
    basemap
        The ground of maps.
    folder
        Where pictures are written.

    Returns
    -------
    maps, diagrams
        One for each pair and restriction; of more than a run draws, those that count most.
    """
    chosen = _heaviest(effects, MOST_MAPS)
    along = _heaviest(effects, MOST_DIAGRAMS) if any(
        one.name == ALONG and isinstance(effects, one.of) for one in KINDS) else ()
    return ([_of_query(effects, place, basemap, folder, f"{number:02d}")
             for number, place in enumerate(chosen, start=1)],
            [_of_query(effects, place, basemap, folder, f"{ALONG}-{number:02d}", ALONG)
             for number, place in enumerate(along, start=1)
             if any(case.answers[place].reachable for case in effects.cases)])


def _of_query(effects: Effects, place: int, basemap: Basemap, folder: Path, number: str,
              kind: str = "") -> Picture:
    answer = effects.base.answers[place]
    title = f"{answer.origin.name} – {answer.destination.name}"
    said = answer.query.label or answer.query.said()
    # An id may hold a colon, which no file of Windows may, and be of any length.
    name = f"{number}-{answer.origin.node_id}-{answer.destination.node_id}".replace(":", "-")[:100]
    picture = _drawn(effects, basemap, folder / name, title, kind=kind, query=place)
    return replace(picture, title=f"{title}, {said}" if said else title, query=place)


def findings_of(effects: Effects, results: Sequence[AskedResult], basemap: Basemap, folder: Path
                ) -> list[ShownFinding]:
    """Draw what the analyses found, and put it beside their words.

    Parameters
    ----------
    effects
        The scenario worked out.
    results
        What the analyses that it asks for found. Where none says what hurts when it closes, that
        is worked out for the links.
    basemap
        The ground of maps.
    folder
        Where pictures are written.

    Returns
    -------
    findings
        In the order of the file.
    """
    shown = []
    if not any(chapter_of(one.asked.kind) == "critical" for one in results):
        shown.append(ShownFinding(case_losses_finding(case_losses(effects)), chapter="critical",
                                  asked=False))
    for number, one in enumerate(results, start=1):
        finding = finding_of(one.result)
        name = f"analysis-{number:02d}-{one.asked.kind}"
        shown.append(ShownFinding(finding, _picture_of(one.result, basemap, folder / name,
                                                       finding.title), one.about,
                                  chapter_of(one.asked.kind)))
    return shown


def _picture_of(result: Any, basemap: Basemap, path: Path, title: str) -> tuple[Picture, ...]:
    """Draw a result of an analysis; one that leaves nothing to draw is told in words alone."""
    place = 0
    if isinstance(result, MonteCarlo):
        pairs = enumerate(zip(*result.outcomes, strict=True))
        place = next((pair for pair, cases in pairs if any(one.reachable for one in cases)), 0)
    try:
        return (_drawn(result, basemap, path, title, query=place),)
    except QueryError:
        return ()


def _drawn(what: object, basemap: Basemap, path: Path, title: str, *, kind: str = "",
           query: int = 0) -> Picture:
    """Draw one result in every format; the path is that of its files without their ending."""
    figure = draw(what, basemap, kind=kind, query=query)
    alt = figure.alt
    made = {ending: figure_bytes(figure, ending, title=title, alt=alt, dpi=MAP_DPI)
            for ending in FORMATS}
    for ending, data in made.items():
        write_bytes(path.with_name(f"{path.name}.{ending}"), data)
    return Picture(path.name, title, alt, made["png"], credits=figure.credits)


def _heaviest(effects: Effects, most: int) -> Sequence[int]:
    """Choose queries to draw: one for each pair and restriction, those that count most."""
    seen: dict[Any, int] = {}
    for place, query in enumerate(effects.queries):
        answer = effects.base.answers[place]
        seen.setdefault((answer.origin.node_id, answer.destination.node_id, query.label,
                         query.said()), place)
    weights = effects.scenario.weights or (1.0,) * len(effects.queries)
    heaviest = sorted(seen.values(), key=lambda place: (-weights[place], place))
    return tuple(sorted(heaviest[:most]))
