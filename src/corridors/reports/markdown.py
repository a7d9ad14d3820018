"""The report as Markdown, shorter than the page, for review among text files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from corridors.analysis.effects import Effects
from corridors.reports.basis import Cited
from corridors.reports.finding import Finding, ShownFinding, numeric_columns
from corridors.reports.fixed import BOUNDARIES, LICENCES, LIMITS, METHOD
from corridors.reports.numbers import MEASURES
from corridors.reports.outline import Outline, outline_of
from corridors.reports.pictures import Picture
from corridors.reports.plain import markdown_text
from corridors.reports.sections import Row, Section
from corridors.reports.stages import DEFAULT_MARK, LENGTH_MARK

__all__ = ["effects_markdown", "outline_markdown"]


COLUMNS = (*(measure.unit for measure in MEASURES.values()), "Borders", "Breaks of gauge",
           "Transfers")
"""What routes take, in the order of :attr:`corridors.reports.compared.CaseRow.cells`."""


def effects_markdown(effects: Effects, pictures: Sequence[Picture] = (),
                     findings: Sequence[ShownFinding] = ()) -> str:
    """Write a scenario worked out as Markdown.

    Parameters
    ----------
    effects
        The scenario worked out.
    pictures
        Its maps, which are looked for as ``maps/NAME.png`` beside the text.
    findings
        What was found beside the routes.

    Returns
    -------
    markdown
        Every name is escaped, so that it is shown as it is written.

    Examples
    --------
    >>> from corridors import effects_of, load, load_scenario
    >>> text = effects_markdown(effects_of(load_scenario("rasht-astara"), load()))
    >>> text.splitlines()[0]
    '# The Rasht–Astara railway opens'
    """
    return outline_markdown(outline_of(effects, pictures, findings))


def outline_markdown(outline: Outline) -> str:
    """Write what a report says as Markdown.

    Parameters
    ----------
    outline
        What it says. Its pictures are looked for as ``maps/NAME.png`` beside the text.

    Returns
    -------
    markdown
        Every name is escaped, so that it is shown as it is written.
    """
    blocks = [*_front(outline), *_maps(outline), *_compared(outline), *_findings(outline),
              *_routes(outline), *_basis(outline)]
    return "\n\n".join(blocks) + "\n"


def _front(outline: Outline) -> Iterator[str]:
    yield f"# {markdown_text(outline.title)}"
    yield f"Scenario report. {markdown_text(outline.day)}."
    yield from (markdown_text(text) for text in (outline.question, outline.background) if text)
    yield "## Key messages"
    yield _list(outline.messages)
    yield "## The questions and their answers"
    yield f"The best route by each criterion, and after a semicolon the difference to " \
          f"“{markdown_text(outline.cases[0])}”, taken before rounding."
    rows = [(f"{row.pair}, {row.limit}" if row.limit else row.pair, row.best,
             *(f"{total}; {effect}" if effect else total for total, effect, _ in row.cells))
            for row in outline.headlines]
    yield _table(("From – to", "Best by", *outline.cases), rows, numbers=len(outline.cases))
    yield "## All pairs together"
    yield from _finding(outline.indicators)


def _maps(outline: Outline) -> Iterator[str]:
    if outline.pictures:
        yield "## Maps"
    for picture in outline.pictures:
        yield from _picture(picture)


def _compared(outline: Outline) -> Iterator[str]:
    yield "## The cases side by side"
    yield f"The best route of each case, and in brackets what it adds to " \
          f"“{markdown_text(outline.cases[0])}”."
    heads, blank = ("Case", *COLUMNS, "Effect"), ("",) * len(COLUMNS)
    for table in outline.compared:
        yield f"**{markdown_text(table.question)}: the {markdown_text(table.best)} routes**"
        rows = [(row.case, *(map(_beside, row.cells) if row.cells else blank), row.said)
                for row in table.rows]
        yield _table(heads, rows, right=(False, *[True] * len(COLUMNS), False))
    if outline.more:
        yield markdown_text(outline.more)
    yield from (text for picture in outline.diagrams for text in _picture(picture))


def _beside(cell: tuple[str, str]) -> str:
    total, added = cell
    return f"{total} ({added})" if added else total


def _picture(picture: Picture) -> Iterator[str]:
    yield f"![{markdown_text(picture.alt_text)}](<maps/{_file(picture.name)}.png>)"
    caption = f" {markdown_text(picture.below)}" if picture.below else ""
    yield f"**{markdown_text(picture.title)}**{caption}"


def _findings(outline: Outline) -> Iterator[str]:
    for chapter in outline.chapters:
        yield f"## {chapter.title}"
        for shown in chapter.findings:
            yield from _shown(shown)


def _shown(shown: ShownFinding) -> Iterator[str]:
    yield f"### {markdown_text(shown.finding.title)}"
    if shown.about:
        yield f"About: {markdown_text(shown.about)}."
    yield from _finding(shown.finding)
    for picture in shown.pictures:
        yield from _picture(picture)


def _finding(finding: Finding) -> Iterator[str]:
    if finding.messages:
        yield _list(finding.messages)
    for table in finding.tables:
        if table.rows:
            yield f"**{markdown_text(table.title)}**"
            yield _table(table.header, table.rows, right=numeric_columns(table))
            if table.note:
                yield markdown_text(table.note)
    if finding.method:
        yield markdown_text(finding.method)


def _routes(outline: Outline) -> Iterator[str]:
    yield "## Routes in full"
    yield f"{DEFAULT_MARK} hours are a planning default. {LENGTH_MARK} The length rests at " \
          "least in part on general knowledge. Ranges are in brackets."
    for section in outline.sections:
        yield from _section(section)


def _section(section: Section) -> Iterator[str]:
    yield f"### {markdown_text(section.question.title)}"
    if section.question.detail:
        yield f"Asked for: {markdown_text(section.question.detail)}."
    rows = [(row.case, row.best,
             *(f"{total} ({spread})" if spread else total for total, spread, _ in row.totals),
             *map(str, row.counts)) for row in section.figures]
    units = [measure.unit for measure in MEASURES.values()]
    yield _table(("Case", "Route", *units, "Borders", "Breaks of gauge", "Transfers"), rows,
                 numbers=len(units) + 3)
    for told in section.told:
        yield f"#### {markdown_text(told.title)}"
        yield markdown_text(told.story)
        yield _table(("Leg", "Where", "km", "h", "USD/TEU"), map(_stage, told.stages), numbers=3)
    for missing in section.unreached:
        yield f"#### {markdown_text(', '.join(missing.cases))}: no route"
        yield markdown_text(missing.why)
        if missing.sets:
            yield _table(("Open or allow together", "Status", "Links", "Length then"),
                         [("; ".join(one.stretches), one.status, ", ".join(one.links), one.length)
                          for one in missing.sets], numbers=1)


def _stage(stage: Row) -> tuple[str, ...]:
    hours = f"{stage.hours} ({stage.hours_range})" if stage.hours_range else stage.hours
    remark = f" ({stage.remark})" if stage.remark else ""
    return stage.title, f"{stage.where}{remark}", stage.km, hours, stage.usd


def _basis(outline: Outline) -> Iterator[str]:
    basis = outline.basis
    yield "## What is changed"
    yield _table(("Variant", "Change", "Before and after", "Status expected", "Reason", "Source"),
                 [(made.case, made.said, made.made, made.expects, made.reason, made.source)
                  for made in basis.changes])
    if basis.disputed:
        yield "## Where sources disagree"
        yield _table(("Link", "Figure", "In use", "Others say"),
                     [(figure.link, figure.attribute, figure.working, "; ".join(figure.others))
                      for figure in basis.disputed])
    yield "## Assumptions"
    yield f"Rates of the cost model. {DEFAULT_MARK} The rate rests on general knowledge alone."
    yield _table(("Rate", "Holds for", "Sources", "Unit", "Low", "Value", "High"),
                 [(f"{rate.kind}{DEFAULT_MARK if rate.default else ''}", rate.holds_for,
                   rate.sources, rate.unit, rate.low, rate.value, rate.high)
                  for rate in basis.assumptions], numbers=3)
    yield "## Sources"
    if basis.scenario_sources:
        yield _list(basis.scenario_sources)
    yield "\n".join(map(_source, basis.sources))
    yield "## Method and limits"
    yield from (markdown_text(text) for text in METHOD)
    yield _list((*basis.limits, *LIMITS, *basis.notes))
    if outline.annex:
        yield "## Data annex"
        yield _table(("File", "What it holds", "Size", "SHA-256"),
                     [(one.name, one.holds, one.rows, one.sha256) for one in outline.annex])
        for one in outline.annex:
            if one.columns:
                yield f"**Columns of {markdown_text(one.name)}**"
                yield _table(("Column", "Meaning"), one.columns)
    yield "## How to repeat this report"
    yield _table(("What", "Value"), basis.stamp)
    yield markdown_text(BOUNDARIES)
    yield markdown_text(LICENCES)


def _source(source: Cited) -> str:
    address = f" <{source.address}>" if source.address else ""
    said = f"{source.key}: {source.title}. {source.detail}"
    return f"- {markdown_text(said)}{address}"


def _list(texts: Iterable[str]) -> str:
    return "\n".join(f"- {markdown_text(text)}" for text in texts)


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]], numbers: int = 0,
           right: Sequence[bool] = ()) -> str:
    aligned = right or [place >= len(heads) - numbers for place in range(len(heads))]
    rule = ["---:" if number else "---" for number in aligned]
    filled = [[*row, *[""] * (len(heads) - len(row))] for row in rows]
    lines = [_row(map(markdown_text, heads)), _row(rule)]
    return "\n".join([*lines, *(_row(map(markdown_text, row)) for row in filled)])


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _file(name: str) -> str:
    """Leave only what cannot end the address of a picture."""
    return "".join(letter for letter in name if letter.isalnum() or letter in "-_.")
