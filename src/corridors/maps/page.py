"""The page of a map: title, panels, legend and small print, from the top down."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from math import ceil

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from corridors.errors import Problem, QueryError, suggest
from corridors.maps import style
from corridors.maps.basemap import Basemap
from corridors.maps.figure import MapFigure
from corridors.maps.footer import GROUND, footer_text, network_text
from corridors.maps.ground import BOUNDARIES, Ground
from corridors.maps.legend import Key, draw_legend, legend_height, titled
from corridors.maps.letters import told_once
from corridors.maps.look import USUAL, Look
from corridors.maps.naming import Naming
from corridors.maps.panel import Content, Plan, draw_panel
from corridors.maps.settings import plain_settings
from corridors.maps.sheet import GAP_PT, Sheet, planned
from corridors.maps.text import font, safe, wrap

__all__ = ["LONGEST_LINE", "LONGEST_TITLE", "MARGIN_PT", "NARROWER", "PAGE_PT", "ROUTES",
           "Sheet", "compose"]

NARROWER = 0.955
"""Share of the width that small letters may take: on a coarse screen they come out wider."""

ROUTES = "Route (colour), mode (form)"
"""What colours and forms of lines mean on maps of routes."""

PAGE_PT = 511.2
"""7.1 inches: the width of a printed page."""

MARGIN_PT = 7.0

LONGEST_TITLE = 110
LONGEST_LINE = 260


def compose(sheet: Sheet, basemap: Basemap, look: Look = USUAL) -> MapFigure:
    """Lay a figure out and draw it.

    Parameters
    ----------
    sheet
        What to say.
    basemap
        The ground.
    look
        How boundaries look, and in which language places are named.

    Returns
    -------
    figure
        7.1 inches wide, as high as it needs.

    Raises
    ------
    QueryError
        If the boundaries are drawn in no known way, or places have no names in the language.
    """
    if look.boundaries not in BOUNDARIES:
        raise QueryError(Problem("M01", f'"{look.boundaries}" is not a way to draw boundaries',
                                 suggest(look.boundaries, BOUNDARIES), column="boundaries"))
    naming = Naming.of(sheet.snapshot.network, look.names)
    with plain_settings(), told_once():
        return _composed(_named(sheet, naming), basemap, look.boundaries, naming)


def _named(sheet: Sheet, naming: Naming) -> Sheet:
    """Name the places of all panels in the language asked for."""
    return replace(sheet, panels=tuple(replace(panel, marks=tuple(map(naming.mark, panel.marks)))
                                       for panel in sheet.panels)) if naming.language else sheet


def _composed(sheet: Sheet, basemap: Basemap, boundaries: str, naming: Naming) -> MapFigure:
    inner = PAGE_PT - 2 * MARGIN_PT
    plans, columns = planned(sheet, basemap, inner, naming)
    plan = plans[0]
    parts = [_heading(sheet, inner), _panels(sheet.panels, plans, columns, boundaries),
             _below(sheet, plan, boundaries), _legend(sheet, plan, boundaries, inner),
             _footer(sheet, plan, boundaries, inner)]
    parts = [part for part in parts if part.height_pt]
    height = sum(part.height_pt for part in parts) + 2 * MARGIN_PT
    figure = MapFigure(figsize=(PAGE_PT / 72, height / 72), facecolor="white")
    top = height - MARGIN_PT
    figure.title, figure.credits = safe(sheet.title, LONGEST_TITLE), sheet.credits
    figure.source = f"{GROUND} {network_text(sheet.snapshot, sheet.scenario)}"
    paper = Paper(figure, _axes(figure, 0, 0, PAGE_PT, height))
    for part in parts:
        part.draw(paper, top)
        top -= part.height_pt
    return figure


@dataclass(frozen=True, slots=True)
class Paper:
    """The page and an empty layer over it, in points."""

    figure: Figure
    page: Axes


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of the page: how high it is, and how it is drawn below a line."""

    height_pt: float
    draw: Callable[[Paper, float], None]


def _heading(sheet: Sheet, inner: float) -> _Part:
    titles = wrap(safe(sheet.title, LONGEST_TITLE), font(style.TITLE_PT, bold=True), inner)
    subtitles = wrap(safe(sheet.subtitle, LONGEST_LINE), font(style.SUBTITLE_PT), NARROWER * inner)
    subtitles = [line for line in subtitles if line]

    def draw(paper: Paper, top: float) -> None:
        y = top
        for line in titles:
            y -= style.TITLE_PT * 1.25
            _write(paper.page, MARGIN_PT, y + 2, line, style.TITLE_PT, bold=True)
        for line in subtitles:
            y -= style.SUBTITLE_PT * 1.35
            _write(paper.page, MARGIN_PT, y + 1, line, style.SUBTITLE_PT, colour=style.MUTED)

    return _Part(len(titles) * style.TITLE_PT * 1.25 + len(subtitles) * style.SUBTITLE_PT * 1.35
                 + 5, draw)


def _panels(panels: Sequence[Content], plans: Sequence[Plan], columns: int, boundaries: str
            ) -> _Part:
    view = plans[0].view
    heads = [(wrap(safe(panel.title, LONGEST_TITLE), font(7.6, bold=True), view.width_pt)
              if panel.title else [],
              wrap(safe(panel.subtitle, LONGEST_LINE), font(6.6), view.width_pt)
              if panel.subtitle else []) for panel in panels]
    rows = ceil(len(panels) / columns)
    head = [max((len(titles) * 9.6 + len(lines) * 8.4 + 2 if titles or lines else 0.0)
                for titles, lines in heads[row * columns:(row + 1) * columns])
            for row in range(rows)]

    def draw(paper: Paper, top: float) -> None:
        for number, (panel, plan) in enumerate(zip(panels, plans, strict=True)):
            row, column = divmod(number, columns)
            left = MARGIN_PT + column * (view.width_pt + GAP_PT)
            above = top - sum(head[:row]) - row * (view.height_pt + GAP_PT)
            _panel_head(paper.page, heads[number], left, above)
            axes = _axes(paper.figure, left, above - head[row] - view.height_pt,
                         view.width_pt, view.height_pt)
            draw_panel(axes, panel, plan, boundaries)
            _inside(paper, plan, panel, boundaries, (left, above - head[row] - view.height_pt))

    return _Part(sum(head) + rows * view.height_pt + (rows - 1) * GAP_PT + 6, draw)


def _panel_head(page: Axes, head: tuple[list[str], list[str]], left: float, top: float) -> None:
    titles, lines = head
    y = top
    for line in titles:
        y -= 9.6
        _write(page, left, y + 1, line, 7.6, bold=True)
    for line in lines:
        y -= 8.4
        _write(page, left, y + 1.5, line, 6.6, colour=style.MUTED)


def _inside(paper: Paper, plan: Plan, panel: Content, boundaries: str,
            corner: tuple[float, float]) -> None:
    """Draw the inset in its corner."""
    if plan.inset is not None and plan.inset.box is not None:
        left, bottom, right, top = plan.inset.box
        axes = _axes(paper.figure, corner[0] + left, corner[1] + bottom, right - left,
                     top - bottom)
        draw_panel(axes, panel, plan.inset.plan, boundaries)


def _below(sheet: Sheet, plan: Plan, boundaries: str) -> _Part:
    """Draw the inset below the map, where no corner is free."""
    inset = plan.inset
    height = inset.plan.view.height_pt + 6 if inset is not None and inset.box is None else 0.0

    def draw(paper: Paper, top: float) -> None:
        if inset is not None:
            view = inset.plan.view
            axes = _axes(paper.figure, MARGIN_PT, top - view.height_pt, view.width_pt,
                         view.height_pt)
            draw_panel(axes, sheet.panels[0], inset.plan, boundaries)

    return _Part(height, draw)


def _legend(sheet: Sheet, plan: Plan, boundaries: str, inner: float) -> _Part:
    keys = titled(sheet.keys, sheet.means)
    if boundaries == "dotted" and any(ground.disputed for ground in _grounds(plan)):
        keys.append(Key("disputed", "disputed boundary"))
    height = legend_height(keys, inner)

    def draw(paper: Paper, top: float) -> None:
        draw_legend(paper.page, keys, MARGIN_PT, top, inner)

    return _Part(height + 4 if height else 0.0, draw)


def _footer(sheet: Sheet, plan: Plan, boundaries: str, inner: float) -> _Part:
    text = footer_text(sheet.snapshot, plan.view, _grounds(plan), boundaries, sheet.credits,
                       sheet.scenario)
    lines = wrap(text, font(style.FOOTER_PT), NARROWER * inner)
    step = style.FOOTER_PT * 1.3

    def draw(paper: Paper, top: float) -> None:
        for number, line in enumerate(lines, start=1):
            _write(paper.page, MARGIN_PT, top - number * step, line, style.FOOTER_PT,
                   colour=style.MUTED)

    return _Part(len(lines) * step + 2, draw)


def _grounds(plan: Plan) -> list[Ground]:
    return [plan.ground, *([plan.inset.plan.ground] if plan.inset is not None else [])]


def _write(page: Axes, x: float, y: float, text: str, size_pt: float, *, bold: bool = False,
           colour: str = style.INK) -> None:
    page.text(x, y, text, parse_math=False, fontproperties=font(size_pt, bold=bold), color=colour)


def _axes(figure: Figure, left: float, bottom: float, width: float, height: float) -> Axes:
    """Give axes in points, without ticks and names."""
    wide, high = figure.get_size_inches() * 72
    axes = figure.add_axes((left / wide, bottom / high, width / wide, height / high))
    axes.set_xlim(0, width)
    axes.set_ylim(0, height)
    axes.set_autoscale_on(False)
    axes.set_axis_off()
    return axes
