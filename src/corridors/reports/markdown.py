"""The report as Markdown, shorter than the page, for review among text files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from corridors.analysis.effects import Effects
from corridors.reports.annex import DataFile
from corridors.reports.basis import Basis, Cited
from corridors.reports.compared import Compared
from corridors.reports.finding import Finding, ShownFinding, numeric_columns
from corridors.reports.numbers import MEASURES
from corridors.reports.outline import Outline, outline_of
from corridors.reports.pictures import Picture
from corridors.reports.plain import markdown_text
from corridors.reports.sections import Row, Section
from corridors.reports.stages import DEFAULT_MARK, LENGTH_MARK
from corridors.reports.wording import Wording, wording

__all__ = ["effects_markdown", "outline_markdown"]


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
    return outline_markdown(outline_of(effects, pictures, findings), wording())


def outline_markdown(outline: Outline, words: Wording) -> str:
    """Write what a report says as Markdown, in the order of the page.

    Parameters
    ----------
    outline
        What it says. Its pictures are looked for as ``maps/NAME.png`` beside the text.
    words
        The fixed words.

    Returns
    -------
    markdown
        Every name is escaped, so that it is shown as it is written.
    """
    return "\n\n".join(_Page(outline, words).blocks()) + "\n"


class _Page:
    """One report in one language."""

    def __init__(self, outline: Outline, words: Wording) -> None:
        self.outline = outline
        self.words = words
        self.units = [words.term(measure.unit) for measure in MEASURES.values()]
        self.counted = self.heads("borders", "gauge_breaks", "transfers")

    def blocks(self) -> Iterator[str]:
        """Give all paragraphs, tables and pictures in order."""
        yield from self.front()
        yield from self.maps()
        yield from self.answers()
        yield from self.findings()
        yield from self.routes()
        yield from self.basis(self.outline.basis)
        yield from self.annex()
        yield from self.repeat()

    def heading(self, key: str) -> str:
        """Give the heading of a chapter."""
        return f"## {markdown_text(self.words[f'headings.{key}'])}"

    def heads(self, *keys: str) -> list[str]:
        """Give heads of columns."""
        return [self.words[f"heads.{key}"] for key in keys]

    def said(self, key: str, **named: str) -> str:
        """Give a fixed sentence."""
        return markdown_text(self.words.said(key, named))

    def front(self) -> Iterator[str]:
        outline = self.outline
        yield f"# {markdown_text(outline.title)}"
        yield f"{self.said('page.kind')}. {markdown_text(outline.day)}."
        if outline.question:
            yield markdown_text(outline.question)
        yield self.heading("messages")
        yield _list(outline.messages)
        if outline.background:
            yield self.heading("background")
            yield markdown_text(outline.background)

    def maps(self) -> Iterator[str]:
        if self.outline.pictures:
            yield self.heading("maps")
        for picture in self.outline.pictures:
            yield from _picture(picture)

    def answers(self) -> Iterator[str]:
        outline = self.outline
        yield self.heading("headline")
        yield self.said("captions.headline", base=outline.cases[0])
        rows = [(f"{row.pair}, {row.limit}" if row.limit else row.pair, row.best,
                 *(f"{total}; {effect}" if effect else total for total, effect, _ in row.cells))
                for row in outline.headlines]
        yield _table((*self.heads("from_to", "best_by"), *outline.cases), rows,
                     numbers=len(outline.cases))
        yield self.heading("compared")
        for table in outline.compared:
            yield from self.side_by_side(table)
        if outline.more:
            yield markdown_text(outline.more)
        for picture in outline.diagrams:
            yield from _picture(picture)
        yield self.heading("together")
        yield from _finding(outline.indicators)

    def side_by_side(self, table: Compared) -> Iterator[str]:
        columns = [*self.units, *self.counted]
        named = {"question": table.question, "best": self.words.term(table.best),
                 "base": self.outline.cases[0]}
        yield f"**{self.said('captions.compared', **named)}**"
        blank = ("",) * len(columns)
        yield _table((*self.heads("case"), *columns, ""),
                     [(row.case, *(map(_beside, row.cells) if row.cells else blank), row.said)
                      for row in table.rows], right=(False, *[True] * len(columns), False))

    def findings(self) -> Iterator[str]:
        for chapter in self.outline.chapters:
            yield self.heading(chapter.key)
            for shown in chapter.findings:
                yield f"### {markdown_text(shown.finding.title)}"
                if shown.about:
                    yield f"{self.said('page.about', about=shown.about)}."
                yield from _finding(shown.finding)
                for picture in shown.pictures:
                    yield from _picture(picture)

    def routes(self) -> Iterator[str]:
        yield self.heading("routes")
        yield self.said("notes.routes", default_mark=DEFAULT_MARK, length_mark=LENGTH_MARK)
        for section in self.outline.sections:
            yield from self.section(section)

    def section(self, section: Section) -> Iterator[str]:
        yield f"### {markdown_text(section.question.title)}"
        if section.question.detail:
            yield f"{self.said('page.asked_for', detail=section.question.detail)}."
        rows = [(row.case, row.best,
                 *(f"{total} ({spread})" if spread else total for total, spread, _ in row.totals),
                 *map(str, row.counts)) for row in section.figures]
        yield _table((*self.heads("case", "route"), *self.units, *self.counted), rows,
                     numbers=len(self.units) + len(self.counted))
        measured = [self.words.term(unit) for unit in ("km", "h", "USD/TEU")]
        for told in section.told:
            yield f"#### {markdown_text(told.title)}"
            yield markdown_text(told.story)
            yield _table((*self.heads("leg", "where"), *measured), map(_stage, told.stages),
                         numbers=3)
        for missing in section.unreached:
            yield f"#### {self.said('page.no_route', cases=', '.join(missing.cases))}"
            yield markdown_text(missing.why)
            if missing.sets:
                yield _table(self.heads("open_together", "status", "key", "length_then"),
                             [("; ".join(one.stretches), one.status, ", ".join(one.links),
                               one.length) for one in missing.sets], numbers=1)

    def basis(self, basis: Basis) -> Iterator[str]:
        yield self.heading("changes")
        yield _table(self.heads("variant", "change", "before_after", "expected", "reason",
                                "source"),
                     [(made.case, made.said, made.made, made.expects, made.reason, made.source)
                      for made in basis.changes])
        yield self.heading("assumptions")
        yield self.said("notes.rates", default_mark=DEFAULT_MARK, length_mark=LENGTH_MARK)
        yield _table(self.heads("rate", "holds_for", "sources_remarks", "unit", "low", "value",
                                "high"),
                     [(f"{rate.kind}{DEFAULT_MARK if rate.default else ''}", rate.holds_for,
                       rate.sources, rate.unit, rate.low, rate.value, rate.high)
                      for rate in basis.assumptions], numbers=3)
        yield self.heading("sources")
        if basis.scenario_sources:
            yield _list(basis.scenario_sources)
        yield "\n".join(map(_source, basis.sources))
        if basis.disputed:
            yield self.heading("disputed")
            yield _table(self.heads("link", "figure", "in_use", "others_say"),
                         [(figure.link, figure.attribute, figure.working,
                           "; ".join(figure.others)) for figure in basis.disputed])
        yield self.heading("method")
        yield from (self.said(key) for key in self.words.several("method"))
        limits = [self.words[key] for key in self.words.several("limits")]
        yield _list((*basis.limits, *limits, *basis.notes))

    def annex(self) -> Iterator[str]:
        files = self.outline.annex
        if files:
            yield self.heading("annex")
            yield _table((*self.heads("file", "holds", "size"), "SHA-256"),
                         [(one.name, one.holds, one.rows, one.sha256) for one in files])
        yield from (text for one in files if one.columns for text in self.columns(one))

    def columns(self, file: DataFile) -> Iterator[str]:
        yield f"**{self.said('captions.columns', file=file.name)}**"
        yield _table(self.heads("column", "meaning"), file.columns)

    def repeat(self) -> Iterator[str]:
        yield self.heading("repeat")
        yield _table(("", self.words["heads.value"]), self.outline.basis.stamp)
        yield self.heading("notes")
        yield self.said("notes.boundaries")
        yield self.said("notes.licences")


def _beside(cell: tuple[str, str]) -> str:
    total, added = cell
    return f"{total} ({added})" if added else total


def _picture(picture: Picture) -> Iterator[str]:
    yield f"![{markdown_text(picture.alt_text)}](<maps/{_file(picture.name)}.png>)"
    caption = f" {markdown_text(picture.below)}" if picture.below else ""
    yield f"**{markdown_text(picture.title)}**{caption}"


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


def _stage(stage: Row) -> tuple[str, ...]:
    hours = f"{stage.hours} ({stage.hours_range})" if stage.hours_range else stage.hours
    remark = f" ({stage.remark})" if stage.remark else ""
    return stage.title, f"{stage.where}{remark}", stage.km, hours, stage.usd


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
