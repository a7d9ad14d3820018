"""One self-contained HTML page: no script, no request to any host, every name shown as text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from corridors.analysis.effects import Effects
from corridors.reports.finding import ShownFinding, numeric_columns
from corridors.reports.fixed import BOUNDARIES, LICENCES, LIMITS, METHOD
from corridors.reports.numbers import MEASURES, bare_hours, plain_number
from corridors.reports.outline import outline_of
from corridors.reports.pictures import Picture
from corridors.reports.plain import plain_text
from corridors.reports.stages import DEFAULT_MARK, LENGTH_MARK

if TYPE_CHECKING:
    from jinja2 import Environment

__all__ = ["effects_html", "environment"]

TEMPLATE = "report.html.j2"


def effects_html(effects: Effects, pictures: Sequence[Picture] = (),
                 findings: Sequence[ShownFinding] = ()) -> str:
    """Write a scenario worked out as one HTML page.

    Parameters
    ----------
    effects
        The scenario worked out.
    pictures
        Its maps.
    findings
        What was found beside the routes.

    Returns
    -------
    html
        A page that needs no other file and runs no script; the same for the same results.

    Examples
    --------
    >>> from corridors import effects_of, load, load_scenario
    >>> page = effects_html(effects_of(load_scenario("rasht-astara"), load()))
    >>> page.startswith("<!DOCTYPE html>"), "<script" in page
    (True, False)
    """
    outline = outline_of(effects, pictures, findings)
    return environment().get_template(TEMPLATE).render(
        outline=outline, basis=outline.basis, measures=tuple(MEASURES.values()), method=METHOD,
        limits=LIMITS, boundaries=BOUNDARIES, licences=LICENCES,
        default_mark=DEFAULT_MARK, length_mark=LENGTH_MARK)


def environment() -> Environment:
    """Give what fills the templates of pages: every value is shown as text."""
    # Imported here: a planner who asks for a route in a terminal needs no page.
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("corridors.reports"), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True)
    environment.filters["plain"] = plain_text
    environment.filters["held"] = _held
    environment.filters["hours"] = bare_hours
    environment.filters["whole"] = plain_number
    environment.filters["numeric"] = numeric_columns
    return environment


def _held(text: str) -> str:
    """Keep a number and its sign on one line."""
    return text.replace(" %", "\N{NO-BREAK SPACE}%")
