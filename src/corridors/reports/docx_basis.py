"""What a Word report rests on: changes, sources that disagree, rates, sources, method, files."""

from __future__ import annotations

from corridors.reports.docx_blocks import Paper
from corridors.reports.outline import Outline
from corridors.reports.stages import DEFAULT_MARK

__all__ = ["add_basis"]


def add_basis(paper: Paper, outline: Outline) -> None:
    """Add the last chapters of a report.

    Parameters
    ----------
    paper
        The report in the making.
    outline
        What it says.
    """
    _add_changes(paper, outline)
    _add_assumptions(paper, outline)
    _add_sources(paper, outline)
    _add_disputed(paper, outline)
    _add_method(paper, outline)
    _add_annex(paper, outline)
    paper.heading(paper.fixed("headings.repeat"), 1, "repeat")
    paper.bullets(f"{word}: {value}" for word, value in outline.basis.stamp)
    paper.heading(paper.fixed("headings.notes"), 1, "notes")
    paper.paragraph(paper.fixed("notes.boundaries"), "Note")
    paper.paragraph(paper.fixed("notes.licences"), "Note")


def _add_changes(paper: Paper, outline: Outline) -> None:
    paper.heading(paper.fixed("headings.changes"), 1, "changes")
    heads = ("variant", "change", "before_after", "expected", "reason", "source")
    paper.table(paper.fixed("captions.changes"), [paper.fixed(f"heads.{key}") for key in heads],
                [(made.case, made.said, made.made, made.expects, made.reason, made.source)
                 for made in outline.basis.changes], (False,) * len(heads))


def _add_assumptions(paper: Paper, outline: Outline) -> None:
    basis = outline.basis
    paper.heading(paper.fixed("headings.assumptions"), 1, "assumptions")
    paper.paragraph(paper.fixed("notes.rates", default_mark=DEFAULT_MARK))
    if basis.currency:
        paper.paragraph(paper.fixed("notes.currency", currency=basis.currency))
    heads = ("rate", "holds_for", "low", "value", "high", "unit", "year", "confidence",
             "sources_remarks")
    paper.table(paper.fixed("captions.rates"), [paper.fixed(f"heads.{key}") for key in heads],
                [(f"{rate.kind}{DEFAULT_MARK if rate.default else ''}", rate.holds_for, rate.low,
                  rate.value, rate.high, rate.unit, rate.year, rate.confidence,
                  (rate.sources, rate.note)) for rate in basis.assumptions],
                (False, False, True, True, True, False, False, False, False))


def _add_sources(paper: Paper, outline: Outline) -> None:
    paper.heading(paper.fixed("headings.sources"), 1, "sources")
    if outline.basis.scenario_sources:
        paper.paragraph(paper.fixed("page.of_the_scenario"), kept=True)
        paper.bullets(outline.basis.scenario_sources)
        paper.paragraph(paper.fixed("captions.sources"), kept=True)
    for source in outline.basis.sources:
        paper.cited(f"{source.key}: {source.title}. {source.detail}", source.address)


def _add_disputed(paper: Paper, outline: Outline) -> None:
    if not outline.basis.disputed:
        return
    paper.heading(paper.fixed("headings.disputed"), 1, "disputed")
    heads = ("link", "figure", "in_use", "others_say")
    paper.table(paper.fixed("captions.disputed"),
                [paper.fixed(f"heads.{key}") for key in heads],
                [(figure.link, figure.attribute, figure.working, "; ".join(figure.others))
                 for figure in outline.basis.disputed], (False,) * len(heads))


def _add_method(paper: Paper, outline: Outline) -> None:
    basis = outline.basis
    paper.heading(paper.fixed("headings.method"), 1, "method")
    for key in paper.wording.several("method"):
        paper.paragraph(paper.fixed(key))
    paper.heading(paper.fixed("headings.limits"), 2)
    paper.bullets(basis.limits)
    paper.bullets(map(paper.fixed, paper.wording.several("limits")))
    if basis.notes:
        paper.heading(paper.fixed("headings.doubtful"), 2)
        paper.bullets(basis.notes)


def _add_annex(paper: Paper, outline: Outline) -> None:
    if not outline.annex:
        return
    paper.heading(paper.fixed("headings.annex"), 1, "annex")
    heads = [paper.fixed(f"heads.{key}") for key in ("file", "holds", "size")]
    paper.table(paper.fixed("captions.files"), [*heads, "SHA-256"],
                [(one.name, one.holds, one.rows, one.sha256) for one in outline.annex],
                (False,) * 4)
    for one in outline.annex:
        if one.columns:
            paper.table(paper.fixed("captions.columns", file=one.name),
                        (paper.fixed("heads.column"), paper.fixed("heads.meaning")),
                        one.columns, (False, False))
