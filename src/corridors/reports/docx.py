"""The report as a Word file: headings, lists, tables and captions that Word itself knows."""

from __future__ import annotations

from corridors.errors import OutputError, Problem
from corridors.reports.docx_basis import add_basis
from corridors.reports.docx_blocks import Paper
from corridors.reports.docx_bytes import document_bytes
from corridors.reports.docx_page import set_margins_text, set_properties
from corridors.reports.docx_words import Words
from corridors.reports.finding import Finding, ShownFinding
from corridors.reports.logo import Logo
from corridors.reports.numbers import MEASURES, bare_hours, plain_number
from corridors.reports.outline import Outline
from corridors.reports.sections import Figures, Row, Section
from corridors.reports.stages import DEFAULT_MARK, LENGTH_MARK
from corridors.reports.wording import Wording

__all__ = ["check_logo", "outline_docx"]

LOGO_MM = (60, 18)
"""Width and height a logo may take."""


def check_logo(logo: Logo | None) -> None:
    """Refuse a logo that a Word file cannot hold.

    Parameters
    ----------
    logo
        The logo, or None.

    Raises
    ------
    OutputError
        If it is no PNG or JPEG, or a torn one (O29).
    """
    from docx.image.exceptions import (
        InvalidImageStreamError,
        UnexpectedEndOfFileError,
        UnrecognizedImageError,
    )
    from docx.image.image import Image

    try:
        if logo is not None:
            Image.from_blob(logo.image)
    except (UnrecognizedImageError, UnexpectedEndOfFileError, InvalidImageStreamError) as error:
        raise OutputError(Problem("O29", "a Word file cannot hold this logo: it is neither PNG "
                                         "nor JPEG", "Save the logo as PNG.")) from error


def outline_docx(outline: Outline, wording: Wording, logo: Logo | None = None) -> bytes:
    """Write what a report says as a Word file.

    Parameters
    ----------
    outline
        What it says.
    wording
        The fixed words, in a language.
    logo
        The logo of whoever publishes it, for the top of the first page: PNG or JPEG.

    Returns
    -------
    docx
        The file. It bears no date and no author: the same report gives the same bytes.

    Raises
    ------
    OutputError
        python-docx is not installed (O28), or the logo is no PNG or JPEG (O29).

    Examples
    --------
    >>> from corridors import effects_of, load, load_scenario
    >>> from corridors.reports.outline import outline_of
    >>> from corridors.reports.wording import wording
    >>> outline = outline_of(effects_of(load_scenario("rasht-astara"), load()), ())
    >>> outline_docx(outline, wording("en"))[:2]
    b'PK'
    """
    paper = Paper(wording)
    set_properties(paper.document, outline.title, outline.question, wording.lang)
    set_margins_text(paper.document, outline.title)
    _add_front(paper, outline, logo)
    _add_maps(paper, outline)
    _add_answers(paper, outline)
    _add_compared(paper, outline)
    paper.heading(paper.fixed("headings.together"), 1, "together")
    _add_found(paper, outline.indicators)
    for chapter in outline.chapters:
        paper.heading(paper.fixed(f"headings.{chapter.key}"), 1, chapter.key)
        for shown in chapter.findings:
            _add_finding(paper, shown)
    _add_routes(paper, outline)
    add_basis(paper, outline)
    return document_bytes(paper.document)


def _add_front(paper: Paper, outline: Outline, logo: Logo | None) -> None:
    if logo is not None:
        _add_logo(paper, logo)
    kind = paper.fixed("page.kind")
    paper.paragraph(Words(f"{kind.text} · {outline.day}", kind.lang), "Note")
    paper.paragraph(outline.title, "Title")
    paper.paragraph(outline.question, "Subtitle")
    if paper.wording.lang != "en":
        paper.paragraph(paper.fixed("page.generated"), "Note")
    paper.heading(paper.fixed("headings.messages"), 1, "messages")
    paper.bullets([message.said for message in outline.messages])
    paper.paragraph(paper.fixed("page.contents"), "ContentsTitle", kept=True)
    paper.contents((key, paper.fixed(f"headings.{key}")) for key in (*outline.contents, "notes"))
    if outline.background:
        paper.heading(paper.fixed("headings.background"), 1, "background")
        paper.paragraph(outline.background)


def _add_logo(paper: Paper, logo: Logo) -> None:
    check_logo(logo)
    paper.image(logo.image, logo.alt or paper.fixed("page.logo").text, *LOGO_MM)


def _add_answers(paper: Paper, outline: Outline) -> None:
    paper.heading(paper.fixed("headings.headline"), 1, "headline")
    rows = [(((row.pair, row.limit) if row.rows else ""), row.best,
             *((total, effect) for total, effect, _ in row.cells)) for row in outline.headlines]
    paper.table(paper.fixed("captions.headline", base=outline.cases[0]),
                (paper.fixed("heads.from_to"), paper.fixed("heads.best_by"), *outline.cases),
                rows, (False, False, *[True] * len(outline.cases)))


def _add_maps(paper: Paper, outline: Outline) -> None:
    if outline.pictures:
        paper.heading(paper.fixed("headings.maps"), 1, "maps")
    for picture in outline.pictures:
        paper.picture(picture)


def _add_compared(paper: Paper, outline: Outline) -> None:
    paper.heading(paper.fixed("headings.compared"), 1, "compared")
    heads = (paper.fixed("heads.case"), *_measured(paper))
    for one in outline.compared:
        paper.table(paper.fixed("captions.compared", question=one.question, best=one.best,
                                base=outline.cases[0]), heads,
                    [((row.case, row.said), *row.cells) for row in one.rows],
                    (False, *[True] * (len(heads) - 1)))
    paper.paragraph(outline.more, "Note")
    for picture in outline.diagrams:
        paper.picture(picture)


def _measured(paper: Paper) -> tuple[Words, ...]:
    """Give the heads of what routes take."""
    return (*(paper.term(measure.unit) for measure in MEASURES.values()),
            *map(paper.fixed, ("heads.borders", "heads.gauge_breaks", "heads.transfers")))


def _add_finding(paper: Paper, shown: ShownFinding) -> None:
    paper.heading(shown.finding.title, 2)
    if shown.about:
        paper.paragraph(paper.fixed("page.about", about=shown.about), "Note")
    _add_found(paper, shown.finding)
    for picture in shown.pictures:
        paper.picture(picture)


def _add_found(paper: Paper, finding: Finding) -> None:
    paper.bullets(finding.messages)
    for table in finding.tables:
        paper.found(table)
    paper.paragraph(finding.method, "Note")


def _add_routes(paper: Paper, outline: Outline) -> None:
    paper.heading(paper.fixed("headings.routes"), 1, "routes")
    paper.paragraph(paper.fixed("notes.routes", default_mark=DEFAULT_MARK,
                                length_mark=LENGTH_MARK), kept=True)
    for section in outline.sections:
        _add_section(paper, outline, section)


def _add_section(paper: Paper, outline: Outline, section: Section) -> None:
    question = section.question
    paper.heading(question.title, 2)
    if question.detail:
        paper.paragraph(paper.fixed("page.asked_for", detail=question.detail), "Note")
    heads = (paper.fixed("heads.case"), paper.fixed("heads.route"), *_measured(paper))
    paper.table(paper.fixed("captions.figures", base=outline.cases[0]), heads,
                [(row.case, row.best, *row.totals, *map(str, row.counts))
                 for row in section.figures], (False, False, *[True] * (len(heads) - 2)))
    _add_parts(paper, [row for row in section.figures if row.parts])
    for told in section.told:
        paper.heading(told.title, 3)
        paper.paragraph(told.story, kept=True)
        paper.table(paper.fixed("captions.legs"),
                    (paper.fixed("heads.leg"), paper.fixed("heads.where"), paper.term("km"),
                     paper.term("h"), paper.term("USD/TEU")),
                    [_stage(paper, stage) for stage in told.stages],
                    (False, False, True, True, True))
    for missing in section.unreached:
        paper.heading(paper.fixed("page.no_route", cases=", ".join(missing.cases)), 3)
        paper.paragraph(missing.why, kept=bool(missing.sets))
        if missing.sets:
            paper.table(paper.fixed("captions.sets"),
                        [*map(paper.fixed, ("heads.set", "heads.open_together", "heads.status",
                                            "heads.length_then"))],
                        [(str(place), ("; ".join(one.stretches), ", ".join(one.links)),
                          one.status, one.length)
                         for place, one in enumerate(missing.sets, start=1)],
                        (True, False, False, True))


def _add_parts(paper: Paper, rows: list[Figures]) -> None:
    """Say what the time is made of: hours, and below them the part in per cent."""
    if rows:
        heads = [paper.term(words) for words, _, _ in rows[0].parts]
        paper.table(paper.fixed("captions.parts"),
                    (paper.fixed("heads.case"), paper.fixed("heads.route"), *heads),
                    [(row.case, row.best, *((bare_hours(hours),
                                             f"{plain_number(share)} %" if hours else "")
                                            for _, hours, share in row.parts)) for row in rows],
                    (False, False, *[True] * len(heads)))


def _stage(paper: Paper, stage: Row) -> tuple[str | Words | tuple[str, ...], ...]:
    via = f"via {', '.join(stage.via)}" if stage.via else ""
    return (paper.term(stage.title), (stage.where, via, stage.remark), stage.km,
            (stage.hours, stage.hours_range), (stage.usd, stage.usd_range))
