"""What a report says, in order, as plain values: HTML and Markdown only differ in how it looks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from corridors.analysis.effects import Effects
from corridors.analysis.indicators import indicators
from corridors.reports.annex import DataFile
from corridors.reports.basis import Basis, basis_of
from corridors.reports.chapters import Chapter, chapters_of
from corridors.reports.compared import Compared, compared_of, left_out_said
from corridors.reports.decides_text import decides_finding, sure_finding
from corridors.reports.finding import Finding, ShownFinding
from corridors.reports.gains_words import gains_finding
from corridors.reports.indicators_text import indicators_finding
from corridors.reports.message import Message
from corridors.reports.messages import key_messages
from corridors.reports.names import Names
from corridors.reports.numbers import MEASURE_BY, NO_ROUTE
from corridors.reports.pictures import Picture
from corridors.reports.plain import plain_text, short_text
from corridors.reports.questions import Question, days_said, effect_said, more_said, questions_of
from corridors.reports.sections import Section, section_of

__all__ = ["Headline", "Outline", "outline_of"]


@dataclass(frozen=True, slots=True)
class Headline:
    """A row of the headline table: one question by one criterion.

    Parameters
    ----------
    pair, limit, best
        The places, what the question is limited to, and the criterion in a word.
    rows
        How many rows the question has, in its first row; 0 in the others.
    cells
        For each case the total with its unit, and what became of it.
    """

    pair: str
    limit: str
    best: str
    rows: int
    cells: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Outline:
    """Everything a report says.

    Parameters
    ----------
    title, question, background
        Of the scenario.
    day
        Date of the network, and its title.
    cases
        Titles of the cases, the base first.
    messages
        Key messages.
    headlines
        Rows of the headline table.
    compared, more
        For each question what every case takes and what it adds to the base; and how many
        questions have no such table or no picture, in a sentence that may be blank.
    indicators
        What changes for all pairs together.
    pictures
        All maps.
    diagrams
        Time and cost along the way.
    sections
        One for each question.
    basis
        Changes, assumptions, sources, limits and hashes.
    chapters
        What decides, who gains, what hurts, how sure it is, and what else was found.
    annex
        The files of data beside the report.
    """

    title: str
    question: str
    background: str
    day: str
    cases: tuple[str, ...]
    messages: tuple[Message, ...]
    headlines: tuple[Headline, ...]
    compared: tuple[Compared, ...]
    more: str
    indicators: Finding
    pictures: tuple[Picture, ...]
    diagrams: tuple[Picture, ...]
    sections: tuple[Section, ...]
    basis: Basis
    chapters: tuple[Chapter, ...] = ()
    annex: tuple[DataFile, ...] = ()

    @property
    def contents(self) -> tuple[str, ...]:
        """Keys of all chapters behind the key messages, in the order in which they are told."""
        there = {"background": self.background, "maps": self.pictures,
                 "disputed": self.basis.disputed, "annex": self.annex}
        order = ("background", "maps", "headline", "compared", "together",
                 *(chapter.key for chapter in self.chapters), "routes", "changes", "assumptions",
                 "sources", "disputed", "method", "annex", "repeat")
        return tuple(key for key in order if there.get(key, True))


def outline_of(effects: Effects, pictures: Sequence[Picture],
               findings: Sequence[ShownFinding] = (), *, diagrams: Sequence[Picture] = (),
               annex: Sequence[DataFile] = (), repeat: str = "") -> Outline:
    """Put together what a report says.

    Parameters
    ----------
    effects
        The scenario worked out.
    pictures
        Its maps.
    findings
        What was found beside the routes.
    diagrams
        Time and cost along the way.
    annex
        The files of data beside the report.
    repeat
        The command that makes the report again; if not given that of a scenario that comes with
        corridors.

    Returns
    -------
    outline
        The same for every way of showing it: nothing but texts, numbers and pictures.

    Examples
    --------
    >>> from corridors import effects_of, load, load_scenario
    >>> made = outline_of(effects_of(load_scenario("rasht-astara"), load()), ())
    >>> made.title, made.cases
    ('The Rasht–Astara railway opens', ('Today', 'Rasht–Astara open'))
    """
    scenario = effects.scenario
    questions, found = questions_of(effects), indicators(effects)
    together = indicators_finding(found)
    own = [ShownFinding(decides_finding(effects), chapter="decides", asked=False),
           ShownFinding(gains_finding(found), chapter="gains", asked=False)]
    if not any(shown.chapter == "sensitive" for shown in findings):
        own.append(ShownFinding(sure_finding(effects), chapter="sensitive", asked=False))
    return Outline(
        title=plain_text(scenario.title), question=plain_text(scenario.question),
        background=plain_text(scenario.description),
        day=f"{plain_text(effects.network.title)} {days_said(effects)}",
        cases=tuple(short_text(case.title) for case in effects.cases),
        messages=(*key_messages(effects),
                  *(_asked_and_answered(shown) for shown in findings
                    if shown.asked and shown.finding.messages)),
        headlines=tuple(row for question in questions for row in _headlines(effects, question)),
        compared=compared_of(effects, questions), more=left_out_said(
            questions, *(sum(1 + one.alike for one in drawn) for drawn in (pictures, diagrams))),
        indicators=replace(together, tables=together.tables[:2]),
        pictures=tuple(_titled(effects, picture) for picture in pictures),
        diagrams=tuple(_titled(effects, picture) for picture in diagrams),
        sections=tuple(section_of(effects, question) for question in questions),
        basis=basis_of(effects, repeat), chapters=chapters_of([*own, *findings]),
        annex=tuple(annex))


def _asked_and_answered(shown: ShownFinding) -> Message:
    """Say the first sentence of a finding behind its question, with the number it is about."""
    found = shown.finding
    title = f"{found.title}{'' if found.title.endswith('?') else '.'}"
    return Message(found.messages[0], title, found.number, found.note)


def _headlines(effects: Effects, question: Question) -> list[Headline]:
    rows = []
    for number, place in enumerate(question.places):
        measure = MEASURE_BY[effects.queries[place].by]
        cells = []
        for case in effects.cases:
            best = case.answers[place].best
            total = NO_ROUTE if best is None else measure.brief(best.shown(measure.by))
            compared = effects.comparison(case, place)
            effect = "" if case is effects.base or compared.state == "unreachable" \
                else effect_said(compared, brief=True)
            more = more_said(case.answers[place])
            cells.append((total, "; ".join(filter(None, (effect, more))), compared.state))
        rows.append(Headline(question.pair, question.limit,
                             effects.queries[place].best_said(measure.best),
                             len(question.places) if number == 0 else 0, tuple(cells)))
    return rows


def _titled(effects: Effects, picture: Picture) -> Picture:
    """Put names where the title of a map says its question by ids."""
    if picture.query is None:
        return picture
    named = Names.of(effects.network).worded(picture.title, effects.queries[picture.query])
    return replace(picture, title=named)
