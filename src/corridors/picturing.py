"""The pictures of a run: drawn, rendered meanwhile, and put beside the words they belong to."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from corridors.analysis.asked import AskedResult
from corridors.analysis.case_losses import case_losses
from corridors.analysis.effects import Effects
from corridors.analysis.montecarlo import MonteCarlo
from corridors.analysis.trade_facilitation import trade_facilitation
from corridors.errors import QueryError
from corridors.io.save import write_bytes
from corridors.maps import draw
from corridors.maps.basemap import Basemap
from corridors.maps.kinds import KINDS
from corridors.rendering import Rendered, Renderer
from corridors.reports.asked_findings import finding_of
from corridors.reports.case_losses_text import case_losses_finding
from corridors.reports.chapters import chapter_of
from corridors.reports.facilitation_text import facilitation_finding
from corridors.reports.finding import ShownFinding
from corridors.reports.names import listed
from corridors.reports.pictures import Picture

__all__ = ["Pictured", "drawn", "saved"]

NO_FILE = re.compile(r"[^a-zA-Z0-9_-]")
"""What the name of a picture does not hold: file systems differ in what they let a name hold."""

MAP_DPI = 200

MOST_MAPS = 24
"""Most maps that a run draws: a group of places can stand for hundreds of pairs."""

MOST_DIAGRAMS = 2
"""Most questions whose time and cost along the way a run draws."""

ALONG = "distance"
"""The kind of picture that shows time and cost along the way."""


@dataclass(frozen=True, slots=True)
class Pictured:
    """The pictures of a run.

    Parameters
    ----------
    maps, diagrams
        Maps, and time and cost along the way: one for each pair and restriction; of more than a
        run draws, those that count most.
    findings
        What the analyses found, with their pictures, in the order of the file.
    """

    maps: tuple[Picture, ...]
    diagrams: tuple[Picture, ...]
    findings: tuple[ShownFinding, ...]


@dataclass(frozen=True, slots=True)
class _Table:
    """What pictures are drawn on, and who renders them."""

    basemap: Basemap
    renderer: Renderer

    def drawn(self, what: object, name: str, title: str, *, kind: str = "", query: int = 0
              ) -> Picture:
        """Draw one result, and hand it on to be rendered."""
        figure = draw(what, self.basemap, kind=kind, query=query)
        picture = Picture(name, title, figure.alt, b"", credits=figure.credits)
        self.renderer.submit(name, figure, title=title, alt=picture.alt, dpi=MAP_DPI)
        return picture


def drawn(effects: Effects, results: Sequence[AskedResult], basemap: Basemap, renderer: Renderer
          ) -> Pictured:
    """Draw the pictures of a run, which are rendered meanwhile.

    Parameters
    ----------
    effects
        The scenario worked out.
    results
        What the analyses that it asks for found. Where none says what hurts when it closes, that
        is worked out for the links.
    basemap
        The ground of maps.
    renderer
        It is given each figure as soon as that is drawn.

    Returns
    -------
    pictured
        The pictures, still empty.
    """
    table = _Table(basemap, renderer)
    along = _heaviest(effects, MOST_DIAGRAMS) if any(
        one.name == ALONG and isinstance(effects, one.of) for one in KINDS) else {}
    return Pictured(
        tuple(_of_query(effects, place, alike, table, f"{number:02d}") for number, (place, alike)
              in enumerate(_heaviest(effects, MOST_MAPS).items(), start=1)),
        tuple(_of_query(effects, place, alike, table, f"{ALONG}-{number:02d}", ALONG)
              for number, (place, alike) in enumerate(along.items(), start=1)
              if any(case.answers[place].reachable for case in effects.cases)),
        tuple(_findings(effects, results, table)))


def saved(pictured: Pictured, files: Mapping[str, Rendered], folder: Path) -> Pictured:
    """Write the files of pictures, and fill the pictures.

    Parameters
    ----------
    pictured
        The pictures, drawn.
    files
        Their files, by name and ending.
    folder
        Where they are written.

    Returns
    -------
    pictured
        The same, each with its image.
    """
    for name, made in files.items():
        for ending, data in made.items():
            write_bytes(folder / f"{name}.{ending}", data)

    def filled(pictures: Sequence[Picture]) -> tuple[Picture, ...]:
        return tuple(replace(one, image=files[one.name]["png"]) for one in pictures)

    return Pictured(filled(pictured.maps), filled(pictured.diagrams),
                    tuple(replace(one, pictures=filled(one.pictures))
                          for one in pictured.findings))


def _of_query(effects: Effects, place: int, alike: Sequence[int], table: _Table, number: str,
              kind: str = "") -> Picture:
    answer = effects.base.answers[place]
    title = _pair(effects, place)
    said = answer.query.label or answer.query.said()
    # An id may hold what no name of a file may, a way to another folder too, and be of any length.
    name = NO_FILE.sub("-", f"{number}-{answer.origin.node_id}-{answer.destination.node_id}")[:100]
    picture = table.drawn(effects, name, title, kind=kind, query=place)
    others = [_pair(effects, one) for one in alike]
    caption = f"For {listed(others)} the same links change." if others else ""
    return replace(picture, title=f"{title}, {said}" if said else title, query=place,
                   caption=caption, alike=len(others))


def _pair(effects: Effects, place: int) -> str:
    answer = effects.base.answers[place]
    return f"{answer.origin.name} – {answer.destination.name}"


def _findings(effects: Effects, results: Sequence[AskedResult], table: _Table
              ) -> list[ShownFinding]:
    """Draw what the analyses found, and put it beside their words."""
    shown = _facilitation(effects)
    if not any(chapter_of(one.asked.kind) == "critical" for one in results):
        shown.append(ShownFinding(case_losses_finding(case_losses(effects)), chapter="critical",
                                  asked=False))
    for number, one in enumerate(results, start=1):
        finding = finding_of(one.result)
        name = f"analysis-{number:02d}-{one.asked.kind}"
        shown.append(ShownFinding(finding, _picture_of(one.result, table, name, finding.title),
                                  one.about, chapter_of(one.asked.kind)))
    return shown


def _facilitation(effects: Effects) -> list[ShownFinding]:
    """Tell the indicators of CAREC for the query that counts most, if it has a route."""
    try:
        return [ShownFinding(facilitation_finding(trade_facilitation(effects, place)),
                             about=_pair(effects, place), chapter="decides", asked=False)
                for place in _heaviest(effects, 1)]
    except QueryError:
        return []


def _picture_of(result: Any, table: _Table, name: str, title: str) -> tuple[Picture, ...]:
    """Draw a result of an analysis; one that leaves nothing to draw is told in words alone."""
    place = 0
    if isinstance(result, MonteCarlo):
        pairs = enumerate(zip(*result.outcomes, strict=True))
        place = next((pair for pair, cases in pairs if any(one.reachable for one in cases)), 0)
    try:
        return (table.drawn(result, name, title, query=place),)
    except QueryError:
        return ()


def _heaviest(effects: Effects, most: int) -> dict[int, tuple[int, ...]]:
    """Choose queries to draw, those that count most, each with those whose picture is alike.

    There is one for each pair and restriction. Of pairs with one restriction for which every
    variant changes the same links, a single one is drawn.
    """
    seen: dict[Any, int] = {}
    for place, query in enumerate(effects.queries):
        answer = effects.base.answers[place]
        seen.setdefault((answer.origin.node_id, answer.destination.node_id, query.label,
                         query.said()), place)
    weights = effects.scenario.weights or (1.0,) * len(effects.queries)
    heaviest = sorted(seen.values(), key=lambda place: (-weights[place], place))
    groups: dict[Any, list[int]] = {}
    for place in heaviest:
        groups.setdefault(_shown_by(effects, place), []).append(place)
    return {drawn: tuple(alike) for drawn, *alike in sorted(list(groups.values())[:most])}


def _shown_by(effects: Effects, place: int) -> object:
    """Give what a picture shows of a query: its restriction, and what each variant changes.

    Where nothing changes the picture shows the route alone, which is another for each pair.
    """
    changed = tuple((one.state, frozenset(one.gained), frozenset(one.dropped))
                    for one in (effects.comparison(case, place) for case in effects.variants))
    if not any(gained or dropped for _, gained, dropped in changed):
        return place
    return effects.queries[place].label, effects.queries[place].said(), changed
