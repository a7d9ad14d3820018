"""The report as Markdown, shorter than the page, for review among text files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from corridors.analysis.effects import Effects
from corridors.reports.basis import Cited
from corridors.reports.finding import Finding, ShownFinding, numeric_columns
from corridors.reports.numbers import MEASURES
from corridors.reports.outline import Outline, outline_of
from corridors.reports.pictures import Picture
from corridors.reports.plain import markdown_text
from corridors.reports.sections import Row, Section
from corridors.reports.stages import DEFAULT_MARK, MARKS
from corridors.reports.wording import Wording, wording

__all__ = ["effects_markdown", "outline_markdown"]

COUNTED = ("heads.borders", "heads.gauge_breaks", "heads.transfers")
"""What is counted on a route, in the order of :attr:`corridors.reports.compared.CaseRow.cells`."""


def effects_markdown(effects: Effects, pictures: Sequence[Picture] = (),
                     findings: Sequence[ShownFinding] = (), *, lang: str = "en") -> str:
    """Write a scenario worked out as Markdown.

    Parameters
    ----------
    effects
        The scenario worked out.
    pictures
        Its maps, which are looked for as ``maps/NAME.png`` beside the text.
    findings
        What was found beside the routes.
    lang
        Language of the fixed words.

    Returns
    -------
    markdown
        Every name is escaped, so that it is shown as it is written.

    Raises
    ------
    InputError
        For an unknown language.

    Examples
    --------
    >>> from corridors import effects_of, load, load_scenario
    >>> text = effects_markdown(effects_of(load_scenario("rasht-astara"), load()))
    >>> text.splitlines()[0]
    '# The Rasht–Astara railway opens'
    """
    words = wording(lang)  # refused before any work is done
    return outline_markdown(outline_of(effects, pictures, findings), words)


def outline_markdown(outline: Outline, words: Wording) -> str:
    """Write what a report says as Markdown.

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
    parts = (_front, _maps, _answers, _compared, _findings, _routes, _basis, _notes)
    blocks = [text for part in parts for text in part(outline, words)]
    return "\n\n".join(blocks) + "\n"


def _front(outline: Outline, words: Wording) -> Iterator[str]:
    yield f"# {markdown_text(outline.title)}"
    yield f"{markdown_text(words['page.kind'])}. {markdown_text(outline.day)}."
    if outline.question:
        yield markdown_text(outline.question)
    yield _heading(words, "messages")
    yield _list([message.said for message in outline.messages])
    if outline.background:
        yield _heading(words, "background")
        yield markdown_text(outline.background)
    if words.lang != "en":
        yield markdown_text(words["page.generated"])


def _maps(outline: Outline, words: Wording) -> Iterator[str]:
    if outline.pictures:
        yield _heading(words, "maps")
    for picture in outline.pictures:
        yield from _picture(picture)


def _answers(outline: Outline, words: Wording) -> Iterator[str]:
    yield _heading(words, "headline")
    yield markdown_text(words.said("captions.headline", {"base": outline.cases[0]}))
    rows = [(f"{row.pair}, {row.limit}" if row.limit else row.pair, row.best,
             *(f"{total}; {effect}" if effect else total for total, effect, _ in row.cells))
            for row in outline.headlines]
    yield _table((*_heads(words, "from_to", "best_by"), *outline.cases), rows,
                 numbers=len(outline.cases))


def _compared(outline: Outline, words: Wording) -> Iterator[str]:
    yield _heading(words, "compared")
    amounts = _amounts(words)
    heads = (*_heads(words, "case"), *amounts, *_heads(words, "effect"))
    blank = ("",) * len(amounts)
    for table in outline.compared:
        yield _bold(words.said("captions.compared", {
            "question": table.question, "best": words.term(table.best),
            "base": outline.cases[0]}))
        rows = [(row.case, *(map(_beside, row.cells) if row.cells else blank), row.said)
                for row in table.rows]
        yield _table(heads, rows, right=(False, *[True] * len(amounts), False))
    if outline.more:
        yield markdown_text(outline.more)
    yield from (text for picture in outline.diagrams for text in _picture(picture))
    yield _heading(words, "together")
    yield from _finding(outline.indicators, words)


def _beside(cell: tuple[str, str]) -> str:
    total, added = cell
    return f"{total} ({added})" if added else total


def _picture(picture: Picture) -> Iterator[str]:
    yield f"![{markdown_text(picture.alt_text)}](<maps/{_file(picture.name)}.png>)"
    caption = f" {markdown_text(picture.below)}" if picture.below else ""
    yield f"{_bold(picture.title)}{caption}"


def _findings(outline: Outline, words: Wording) -> Iterator[str]:
    for chapter in outline.chapters:
        yield _heading(words, chapter.key)
        for shown in chapter.findings:
            yield from _shown(shown, words)


def _shown(shown: ShownFinding, words: Wording) -> Iterator[str]:
    yield f"### {markdown_text(shown.finding.title)}"
    if shown.about:
        yield f"{markdown_text(words.said('page.about', {'about': shown.about}))}."
    yield from _finding(shown.finding, words)
    for picture in shown.pictures:
        yield from _picture(picture)


def _finding(finding: Finding, words: Wording) -> Iterator[str]:
    if finding.messages:
        yield _list(finding.messages)
    for table in finding.tables:
        if table.rows:
            yield _bold(table.title)
            yield _table(tuple(map(words.term, table.header)), table.rows,
                         right=numeric_columns(table))
            if table.note:
                yield markdown_text(table.note)
    if finding.method:
        yield markdown_text(finding.method)


def _routes(outline: Outline, words: Wording) -> Iterator[str]:
    yield _heading(words, "routes")
    yield markdown_text(f"{words.said('notes.routes', MARKS)} {words['notes.brackets']}")
    for section in outline.sections:
        yield from _section(section, words)


def _section(section: Section, words: Wording) -> Iterator[str]:
    yield f"### {markdown_text(section.question.title)}"
    if section.question.detail:
        asked = words.said("page.asked_for", {"detail": section.question.detail})
        yield f"{markdown_text(asked)}."
    rows = [(row.case, row.best,
             *(f"{total} ({spread})" if spread else total for total, spread, _ in row.totals),
             *map(str, row.counts)) for row in section.figures]
    amounts = _amounts(words)
    yield _table((*_heads(words, "case", "route"), *amounts), rows, numbers=len(amounts))
    for told in section.told:
        yield f"#### {markdown_text(told.title)}"
        yield markdown_text(told.story)
        yield _table((*_heads(words, "leg", "where"), *map(words.term, ("km", "h", "USD/TEU"))),
                     map(_stage, told.stages), numbers=3)
    for missing in section.unreached:
        cases = {"cases": ", ".join(missing.cases)}
        yield f"#### {markdown_text(words.said('page.no_route', cases))}"
        yield markdown_text(missing.why)
        if missing.sets:
            yield _table(_heads(words, "open_together", "status", "links", "length_then"),
                         [("; ".join(one.stretches), one.status, ", ".join(one.links), one.length)
                          for one in missing.sets], numbers=1)


def _stage(stage: Row) -> tuple[str, ...]:
    hours = f"{stage.hours} ({stage.hours_range})" if stage.hours_range else stage.hours
    remark = f" ({stage.remark})" if stage.remark else ""
    return stage.title, f"{stage.where}{remark}", stage.km, hours, stage.usd


def _basis(outline: Outline, words: Wording) -> Iterator[str]:
    basis = outline.basis
    yield _heading(words, "changes")
    yield _table(_heads(words, "variant", "change", "before_after", "expected", "reason", "source"),
                 [(made.case, made.said, made.made, made.expects, made.reason, made.source)
                  for made in basis.changes])
    yield _heading(words, "assumptions")
    yield markdown_text(words.said("notes.rates", MARKS))
    yield _table(_heads(words, "rate", "holds_for", "sources", "year", "confidence", "unit", "low",
                        "value", "high"),
                 [(f"{rate.kind}{DEFAULT_MARK if rate.default else ''}", rate.holds_for,
                   rate.sources, rate.year, rate.confidence, rate.unit, rate.low, rate.value,
                   rate.high)
                  for rate in basis.assumptions], numbers=3)
    yield _heading(words, "sources")
    if basis.scenario_sources:
        yield _list(basis.scenario_sources)
    yield "\n".join(map(_source, basis.sources))
    if basis.disputed:
        yield _heading(words, "disputed")
        yield _table(_heads(words, "link", "figure", "in_use", "others_say"),
                     [(figure.link, figure.attribute, figure.working, "; ".join(figure.others))
                      for figure in basis.disputed])


def _notes(outline: Outline, words: Wording) -> Iterator[str]:
    basis = outline.basis
    yield _heading(words, "method")
    yield from (markdown_text(words[key]) for key in words.several("method"))
    yield _list((*basis.limits, *(words[key] for key in words.several("limits")), *basis.notes))
    if outline.annex:
        yield _heading(words, "annex")
        yield _table((*_heads(words, "file", "holds", "size"), "SHA-256"),
                     [(one.name, one.holds, one.rows, one.sha256) for one in outline.annex])
        for one in outline.annex:
            if one.columns:
                yield _bold(words.said("captions.columns", {"file": one.name}))
                yield _table(_heads(words, "column", "meaning"), one.columns)
    yield _heading(words, "repeat")
    yield _table(_heads(words, "what", "value"), basis.stamp)
    yield markdown_text(words["notes.boundaries"])
    yield markdown_text(words["notes.licences"])


def _heading(words: Wording, key: str) -> str:
    return f"## {markdown_text(words[f'headings.{key}'])}"


def _heads(words: Wording, *keys: str) -> tuple[str, ...]:
    return tuple(words[f"heads.{key}"] for key in keys)


def _amounts(words: Wording) -> tuple[str, ...]:
    return (*(words.term(measure.unit) for measure in MEASURES.values()),
            *(words[key] for key in COUNTED))


def _bold(text: str) -> str:
    return f"**{markdown_text(text)}**"


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
