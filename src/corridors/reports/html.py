"""One self-contained HTML page: no script, no request to any host, every name shown as text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from corridors.analysis.effects import Effects
from corridors.reports.finding import ShownFinding
from corridors.reports.logo import Logo
from corridors.reports.numbers import MEASURES
from corridors.reports.outline import Outline, outline_of
from corridors.reports.page import OwnTemplate, filled
from corridors.reports.pictures import Picture
from corridors.reports.stages import MARKS
from corridors.reports.wording import Wording, wording

__all__ = ["PART_COLOURS", "effects_html", "outline_html"]

PART_COLOURS = ("#1d3f63", "#c1761a", "#8a4b8f", "#3f8fc4", "#6f7d87", "#cbb94f")
"""Of the parts of the time: told apart without colour by the order of the bar and the columns."""


def effects_html(effects: Effects, pictures: Sequence[Picture] = (),
                 findings: Sequence[ShownFinding] = (), *, lang: str = "en",
                 template: OwnTemplate | None = None, logo: Logo | None = None) -> str:
    """Write a scenario worked out as one HTML page.

    Parameters
    ----------
    effects
        The scenario worked out.
    pictures
        Its maps.
    findings
        What was found beside the routes.
    lang
        Language of the fixed words.
    template
        A template of a user; ours if it is not given.
    logo
        The logo of whoever publishes it.

    Returns
    -------
    html
        A page that needs no other file and runs no script; the same for the same results.

    Raises
    ------
    InputError
        For an unknown language, or a template that cannot be filled in.

    Examples
    --------
    >>> from corridors import effects_of, load, load_scenario
    >>> page = effects_html(effects_of(load_scenario("rasht-astara"), load()))
    >>> page.startswith("<!DOCTYPE html>"), "<script" in page
    (True, False)
    """
    words = wording(lang)  # refused before any work is done
    return outline_html(outline_of(effects, pictures, findings), words, template=template,
                        logo=logo)


def outline_html(outline: Outline, words: Wording, *, template: OwnTemplate | None = None,
                 logo: Logo | None = None) -> str:
    """Write what a report says as one HTML page.

    Parameters
    ----------
    outline
        What it says.
    words
        The fixed words.
    template
        A template of a user; ours if it is not given.
    logo
        The logo of whoever publishes it.

    Returns
    -------
    html
        A page that needs no other file and runs no script.

    Raises
    ------
    InputError
        If a user's template cannot be filled in.

    Examples
    --------
    >>> from corridors import effects_of, load, load_scenario
    >>> made = outline_of(effects_of(load_scenario("rasht-astara"), load()), ())
    >>> '<html lang="fa" dir="rtl">' in outline_html(made, wording("fa"))
    True
    """
    return filled(_values(outline, logo), words, template)


def _values(outline: Outline, logo: Logo | None) -> dict[str, Any]:
    """Give all that a template can name; the documentation lists it."""
    return {"outline": outline, "logo": logo, "marks": MARKS,
            "measures": tuple(MEASURES.values()), "colours": PART_COLOURS,
            "contents": outline.contents}
