"""One scenario from its file to a saved folder: the one place that sees all floors."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from corridors.analysis.asked import AskedResult, asked_results
from corridors.analysis.effects import Effects, effects_of
from corridors.errors import Problem, QueryError
from corridors.io.cost_files import costs_for
from corridors.io.save_folder import check_writable, save_folder
from corridors.io.scenario_files import load_scenario, network_for
from corridors.model.costs import CostModel
from corridors.model.network import Network
from corridors.model.scenario import Scenario
from corridors.printing import Printing, check_printable, printed
from corridors.rendering import Renderer, spare_cores
from corridors.saving import write_data

if TYPE_CHECKING:
    from corridors.io.interactive_file import InteractiveMap
    from corridors.maps.basemap import Basemap
    from corridors.maps.figure import MapFigure
    from corridors.reports.interactive_scene import Scene

__all__ = ["Study", "draw", "interactive", "load_basemap", "run_study"]

NOTEBOOK_DPI = 110
"""Dots per inch of the picture that a notebook shows where it may run no script."""


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
              overwrite: bool = False, printing: Printing | None = None,
              repeat: str = "") -> Study:
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
    printing
        How the report is printed; as a page and as Markdown, in English, if not given.
    repeat
        The command that makes the report again, which it tells; if not given that of a scenario
        that comes with corridors.

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
        check_printable(printing or Printing())
    question = scenario if isinstance(scenario, Scenario) else load_scenario(scenario)
    # Started now, they are ready when the first picture is drawn.
    with Renderer(0 if folder is None else spare_cores()) as renderer:
        effects = effects_of(question, network_for(question, network), costs_for(question, costs))
        results = asked_results(effects)
        if folder is not None:
            save_folder(folder, partial(_write, effects, results, printing or Printing(), repeat,
                                        renderer), overwrite=overwrite)
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


def draw(what: object, *, kind: str = "", query: int = 0, variant: str = "", title: str = "",
         subtitle: str = "", boundaries: str = "dotted", names: str = "") -> MapFigure:
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
    variant
        Name or title of the variant of a scenario, for pictures that set one against the base;
        the first that changes something if not given.
    title, subtitle
        Above the picture; made from the result if not given.
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

    return draw_on(what, load_basemap(), kind=kind, query=query, variant=variant, title=title,
                   subtitle=subtitle, look=Look(boundaries, names))


def interactive(what: object, *, query: int = 0, title: str = "", subtitle: str = "",
                boundaries: str = "dotted", names: str = "") -> InteractiveMap:
    """Make a map to look at in a browser: one file, no network, hover and keys.

    Parameters
    ----------
    what
        The network on a day, an answer, a comparison, a scenario worked out, a history, or what
        is reached from a place.
    query
        Which query of a scenario worked out is seen first, by position; the others are chosen on
        the page.
    title, subtitle
        Above the map; made from the result if not given.
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
        If there is no interactive map of what is given, or no such query, boundaries are drawn
        in no known way, or no place has a name in the language.

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
    from corridors.reports.interactive_scene import scene_of

    scene = _seen(scene_of(what), query, title, subtitle)
    drawing = web_map(scene.snapshots, scene.focus, scene.ends, load_basemap(),
                      scenario=scene.scenario, look=Look(boundaries, names))
    alt = alt_text(what, query=query)

    def picture() -> bytes:
        figure = draw(what, query=query, title=title, subtitle=subtitle, boundaries=boundaries,
                      names=names)
        return figure_bytes(figure, "png", title=scene.title, alt=alt, dpi=NOTEBOOK_DPI)

    return InteractiveMap(interactive_html(scene, drawing, alt), scene.title, alt,
                          scene.table.header, scene.table.rows, picture)


def _seen(scene: Scene, query: int, title: str, subtitle: str) -> Scene:
    """Give what an interactive map shows with the query seen first and the words above it."""
    from corridors.reports.plain import plain_text

    last = max(len(scene.questions), 1) - 1
    if not 0 <= query <= last:
        raise QueryError(Problem("M23", f"there is no query number {query}",
                                 f"Give 0 to {last}." if last else "There is but one, number 0.",
                                 column="query"))
    return replace(scene, begins=query, title=plain_text(title) or scene.title,
                   lead=plain_text(subtitle) or scene.lead)


def _write(effects: Effects, results: Sequence[AskedResult], printing: Printing, repeat: str,
           renderer: Renderer, folder: Path) -> None:
    from corridors.io.run_folder import PICTURES, REPORT, report_bytes
    from corridors.io.save import write_bytes, write_text
    from corridors.maps.letters import told_once
    from corridors.picturing import drawn, saved
    from corridors.reports.as_json import effects_json
    from corridors.reports.asked_findings import asked_json
    from corridors.reports.outline import outline_of
    from corridors.reports.outline_json import outline_json

    (folder / PICTURES).mkdir()
    with told_once():  # of letters that no font has: for all pictures together
        pictured = drawn(effects, results, load_basemap(), renderer)
    told = {**effects_json(effects), "analyses": asked_json(results)}
    write_text(folder / "run.json", json.dumps(told, ensure_ascii=False, allow_nan=False,
                                               indent=1) + "\n")
    annex = write_data(effects, folder)
    pictured = saved(pictured, renderer.finished(), folder / PICTURES)
    outline = outline_of(effects, pictured.maps, pictured.findings, diagrams=pictured.diagrams,
                         annex=annex, repeat=repeat)
    write_bytes(folder / REPORT, report_bytes(outline_json(outline)))
    for name, data in printed(outline, printing).items():
        write_bytes(folder / name, data)
