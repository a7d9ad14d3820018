"""One scenario from its file to a saved folder: the one place that sees all floors."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corridors.analysis.asked import AskedResult, asked_results
from corridors.analysis.effects import Effects, effects_of
from corridors.analysis.indicators import indicators
from corridors.errors import QueryError
from corridors.io.cost_files import costs_for
from corridors.io.save_folder import check_writable, save_folder
from corridors.io.scenario_files import load_scenario, network_for
from corridors.model.costs import CostModel
from corridors.model.network import Network
from corridors.model.scenario import Scenario

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from corridors.io.interactive_file import InteractiveMap
    from corridors.maps.basemap import Basemap
    from corridors.reports.finding import ShownFinding
    from corridors.reports.pictures import Picture

__all__ = ["Study", "draw", "interactive", "load_basemap", "run_study"]

MAP_DPI, NOTEBOOK_DPI = 200, 110

MOST_MAPS = 24
"""Most maps that a run draws: a group of places can stand for hundreds of pairs."""


@dataclass(frozen=True, slots=True)
class Study:
    """A scenario that was run.

    Parameters
    ----------
    effects
        What it changes.
    folder
        Where the results are, or None if they were not saved.
    results
        What the analyses that it asks for found.
    """

    effects: Effects
    folder: Path | None = None
    results: tuple[AskedResult, ...] = ()

    def __repr__(self) -> str:
        where = f", saved in {self.folder}" if self.folder is not None else ""
        return f"<Study {repr(self.effects)[1:-1]}{where}>"

    def _repr_html_(self) -> str:
        return self.effects._repr_html_()


def run_study(scenario: Scenario | Path | str, out: Path | str | None = None, *,
              network: Network | None = None, costs: CostModel | None = None,
              overwrite: bool = False) -> Study:
    """Run a scenario, and save tables, maps and reports.

    Parameters
    ----------
    scenario
        A scenario, the path of a scenario file, or the name of one that comes with corridors.
    out
        Folder for the results; nothing is saved if it is not given.
    network
        The network; if not given that of the scenario, else the one that comes with corridors.
    costs
        The cost model; if not given that of the scenario, else the one that comes with the data.
    overwrite
        Also replace a folder that holds something else than results.

    Returns
    -------
    study
        What the scenario changes, and where it is saved.

    Raises
    ------
    InputError
        With everything that is wrong in the scenario or the data. Nothing is written then.
    OutputError
        If the folder cannot be written; before any work is done where that can be seen.

    Examples
    --------
    >>> run_study("rasht-astara").effects.variants[0].name
    'open'
    """
    folder = None if out is None else Path(out)
    if folder is not None:
        check_writable(folder, overwrite=overwrite)
    question = scenario if isinstance(scenario, Scenario) else load_scenario(scenario)
    effects = effects_of(question, network_for(question, network), costs_for(question, costs))
    results = asked_results(effects)
    if folder is not None:
        save_folder(folder, partial(_write, effects, results), overwrite=overwrite)
    return Study(effects, folder, results)


def load_basemap() -> Basemap:
    """Read the basemap that comes with corridors.

    Returns
    -------
    basemap
        Land, borders and lakes to draw on.
    """
    from corridors.io.basemap_files import basemap_features
    from corridors.maps.basemap import Basemap

    sheets = basemap_features()
    return Basemap.of(core=sheets["core"], wide=sheets["wide"],
                      borders_core=sheets["borders_core"], borders_wide=sheets["borders_wide"],
                      lakes=sheets["lakes"])


def draw(what: object, *, kind: str = "", query: int = 0, boundaries: str = "dotted",
         names: str = "") -> Figure:
    """Draw a map of a result.

    Parameters
    ----------
    what
        A result of any analysis, a scenario worked out, or the network on a day.
    kind
        Which picture, where there are several of a result, such as ``openings-bars`` of openings;
        a wrong one is answered with those there are.
    query
        Which query of a scenario worked out, or which set of indicators, by position.
    boundaries
        ``dotted`` for disputed boundaries, ``de_facto`` to draw them like others, ``none``.
    names
        Language in which places are named, such as ``fa``; blank for the names of the data.

    Returns
    -------
    figure
        A matplotlib figure; save it with its own ``savefig``. A notebook shows it, and its
        ``alt`` says in words what it shows.

    Examples
    --------
    >>> from corridors import Query, load, shortest_route
    >>> answer = shortest_route(load().as_of(), Query("Baku", "Tbilisi", modes={"rail"}))
    >>> draw(answer).alt[:46]
    'Map of the shortest route Baku – Tbilisi by ra'
    """
    from corridors.maps import Look
    from corridors.maps import draw as draw_on

    return draw_on(what, load_basemap(), kind=kind, query=query, look=Look(boundaries, names))


def interactive(what: object, *, boundaries: str = "dotted", names: str = "") -> InteractiveMap:
    """Make a map to look at in a browser: one file, no network, hover and keys.

    Parameters
    ----------
    what
        The network on a day, an answer, a comparison, a scenario worked out, or a history.
    boundaries
        ``dotted`` for disputed boundaries, ``de_facto`` to draw them like others, ``none``.
    names
        Language in which places are named, such as ``fa``; blank for the names of the data.

    Returns
    -------
    page
        Its ``save`` writes it to a file; a notebook shows it.

    Raises
    ------
    QueryError
        If there is no interactive map of what is given, boundaries are drawn in no known way, or
        no place has a name in the language.

    Examples
    --------
    >>> from corridors import Query, load, shortest_route
    >>> answer = shortest_route(load().as_of(), Query("Baku", "Tbilisi", modes={"rail"}))
    >>> interactive(answer).title
    'Baku – Tbilisi'
    """
    from corridors.io.figures import figure_bytes
    from corridors.io.interactive_file import InteractiveMap
    from corridors.maps import Look, alt_text
    from corridors.maps.web_map import web_map
    from corridors.reports.interactive import interactive_html
    from corridors.reports.interactive_names import names_in
    from corridors.reports.interactive_scene import scene_of

    scene = scene_of(what)
    named = names_in(scene.snapshots[0].network, names)
    drawing = web_map(scene.snapshots, scene.focus, scene.ends, load_basemap(),
                      scenario=scene.scenario, look=Look(boundaries, names))
    alt = alt_text(what)

    def picture() -> bytes:
        return figure_bytes(draw(what, boundaries=boundaries, names=names), "png",
                            title=scene.title, alt=alt, dpi=NOTEBOOK_DPI)

    return InteractiveMap(interactive_html(scene, drawing, alt, named), scene.title, alt,
                          scene.header, scene.rows, picture)


def _write(effects: Effects, results: Sequence[AskedResult], folder: Path) -> None:
    from corridors.io.save import write_text
    from corridors.reports.as_json import effects_json
    from corridors.reports.asked_findings import asked_json
    from corridors.reports.html import effects_html
    from corridors.reports.markdown import effects_markdown

    (folder / "maps").mkdir()
    basemap = load_basemap()
    pictures = _draw_all(effects, basemap, folder / "maps")
    findings = _findings(results, basemap, folder / "maps")
    write_text(folder / "report.html", effects_html(effects, pictures, findings))
    write_text(folder / "report.md", effects_markdown(effects, pictures, findings))
    _write_tables(effects, folder)
    told = {**effects_json(effects), "analyses": asked_json(results)}
    write_text(folder / "run.json", json.dumps(told, ensure_ascii=False, allow_nan=False,
                                               indent=1) + "\n")


def _write_tables(effects: Effects, folder: Path) -> None:
    from corridors.io.frames import EFFECT_COLUMNS, effects_rows
    from corridors.io.geojson import effects_geojson
    from corridors.io.geopackage import write_geopackage
    from corridors.io.indicator_rows import INDICATOR_COLUMNS, indicator_rows
    from corridors.io.save import write_csv, write_text

    write_csv(folder / "effects.csv", EFFECT_COLUMNS, effects_rows(effects))
    write_csv(folder / "indicators.csv", INDICATOR_COLUMNS, indicator_rows(indicators(effects)))
    write_text(folder / "routes.geojson", effects_geojson(effects))
    write_geopackage(folder / "network.gpkg", [(case.name, case.snapshot)
                                               for case in effects.cases])


def _draw_all(effects: Effects, basemap: Basemap, folder: Path) -> list[Picture]:
    pictures = []
    for number, place in enumerate(_pictured(effects), start=1):
        answer = effects.base.answers[place]
        title = f"{answer.origin.name} – {answer.destination.name}"
        said = answer.query.label or answer.query.said()
        name = f"{number:02d}-{answer.origin.node_id}-{answer.destination.node_id}"
        picture = _drawn(effects, basemap, folder / name, title, query=place)
        pictures.append(replace(picture, title=f"{title}, {said}" if said else title,
                                query=place))
    return pictures


def _findings(results: Sequence[AskedResult], basemap: Basemap, folder: Path
              ) -> list[ShownFinding]:
    """Draw what the analyses found, and put it beside their words."""
    from corridors.reports.asked_findings import finding_of
    from corridors.reports.chapters import chapter_of
    from corridors.reports.finding import ShownFinding

    shown = []
    for number, one in enumerate(results, start=1):
        finding = finding_of(one.result)
        name = f"analysis-{number:02d}-{one.asked.kind}"
        shown.append(ShownFinding(finding, _picture_of(one.result, basemap, folder / name,
                                                       finding.title), one.about,
                                  chapter_of(one.asked.kind)))
    return shown


def _picture_of(result: Any, basemap: Basemap, path: Path, title: str) -> tuple[Picture, ...]:
    """Draw a result of an analysis; one that leaves nothing to draw is told in words alone."""
    from corridors.analysis.montecarlo import MonteCarlo

    place = 0
    if isinstance(result, MonteCarlo):
        pairs = enumerate(zip(*result.outcomes, strict=True))
        place = next((pair for pair, cases in pairs if any(one.reachable for one in cases)), 0)
    try:
        return (_drawn(result, basemap, path, title, query=place),)
    except QueryError:
        return ()


def _drawn(what: object, basemap: Basemap, path: Path, title: str, *, query: int = 0) -> Picture:
    """Draw one result in every format; the path is that of its files without their ending."""
    from corridors.io.figures import FORMATS, figure_bytes
    from corridors.io.save import write_bytes
    from corridors.maps import alt_text
    from corridors.maps import draw as draw_on
    from corridors.reports.pictures import Picture

    figure = draw_on(what, basemap, query=query)
    alt = alt_text(what, query=query)
    made = {kind: figure_bytes(figure, kind, title=title, alt=alt, dpi=MAP_DPI)
            for kind in FORMATS}
    for kind, data in made.items():
        write_bytes(path.with_name(f"{path.name}.{kind}"), data)
    return Picture(path.name, title, alt, made["png"], credits=figure.credits)


def _pictured(effects: Effects) -> Sequence[int]:
    """Choose the queries that get a map: one for each pair and restriction.

    Of more than a run draws, those that count most.
    """
    seen: dict[Any, int] = {}
    for place, query in enumerate(effects.queries):
        answer = effects.base.answers[place]
        seen.setdefault((answer.origin.node_id, answer.destination.node_id, query.label,
                         query.said()), place)
    weights = effects.scenario.weights or (1.0,) * len(effects.queries)
    heaviest = sorted(seen.values(), key=lambda place: (-weights[place], place))
    return tuple(sorted(heaviest[:MOST_MAPS]))
