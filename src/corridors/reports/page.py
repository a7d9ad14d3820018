"""How a page is filled in: our own template, or one of a user that changes parts of ours."""

from __future__ import annotations

import re
import traceback
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from corridors.errors import InputError, Problem
from corridors.reports.finding import numeric_columns
from corridors.reports.numbers import bare_hours, plain_number
from corridors.reports.plain import plain_text, short_text
from corridors.reports.standing_out import held, lead_of, measure_of
from corridors.reports.wording import Wording

if TYPE_CHECKING:
    from jinja2 import Environment, Template

__all__ = ["TEMPLATE", "OwnTemplate", "environment", "filled", "policy"]

TEMPLATE = "report.html.j2"
"""The template of this program, which one of a user extends."""

_OWN = "own template"

_OURS = re.compile(r"'corridors[\w.]*\.(\w+) object'")

# What an expression of a template can do wrong while it is filled in, beside what Jinja names.
_WRONG = (TypeError, ValueError, ArithmeticError, LookupError, AttributeError, RecursionError)


@dataclass(frozen=True, slots=True)
class OwnTemplate:
    """A template of a user: it begins with ``{% extends "report.html.j2" %}``.

    Parameters
    ----------
    text
        What it says.
    file
        Name of its file, for what is said when it is wrong.
    """

    text: str
    file: str = "template"


def filled(values: Mapping[str, Any], words: Wording, own: OwnTemplate | None = None) -> str:
    """Fill in a page.

    Parameters
    ----------
    values
        What a template can name, beside the words.
    words
        The fixed words.
    own
        A template of a user; ours if it is not given. It sees nothing but these values, and
        cannot change them.

    Raises
    ------
    InputError
        If the user's template cannot be read (Q83), does not extend ours (Q84), or cannot be
        filled in (Q85).

    Examples
    --------
    >>> from corridors.reports.wording import wording
    >>> own = OwnTemplate("{% extends 'report.html.j2' %}{% block header %}{{ x }}{% endblock %}")
    >>> filled({"outline": {"title": "Iran"}, "marks": {}}, wording(), own)
    Traceback (most recent call last):
    corridors.errors.InputError: template, line 1: the template cannot be filled in: 'x' \
is undefined. Use only the names that the documentation of reports lists. [Q85]
    """
    pages = environment()
    told = {**values, "words": words, **_tongues(words)}
    if own is None:
        return pages.get_template(TEMPLATE).render(told)
    return _filled_own(_read(pages, own), own, told)


def policy(style: str) -> str:
    """Say what a page may do: show the pictures it holds, and be styled by its own sheet alone.

    Parameters
    ----------
    style
        What stands between ``<style>`` and ``</style>``.

    Examples
    --------
    >>> policy("")[:53]
    "default-src 'none'; img-src data:; style-src 'sha256-"
    """
    digest = b64encode(sha256(style.encode()).digest()).decode("ascii")
    return f"default-src 'none'; img-src data:; style-src 'sha256-{digest}'; " \
           "base-uri 'none'; form-action 'none'"


@cache
def environment() -> Environment:
    """Give what fills in the templates of pages: every value is shown as text."""
    # Imported here: a planner who asks for a route in a terminal needs no page.
    from jinja2 import PackageLoader, StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    made = ImmutableSandboxedEnvironment(
        loader=PackageLoader("corridors.reports"), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True)
    made.filters.update(plain=plain_text, held=held, hours=bare_hours, whole=plain_number,
                        numeric=numeric_columns, lead=lead_of, measure=measure_of)
    made.globals["policy"] = policy
    return made


def _tongues(words: Wording) -> dict[str, Any]:
    """Give the attributes of what is said in English in a page of another language.

    Reports are made of English sentences whatever the language of their fixed words is, and of
    what planners wrote, in any language.
    """
    from markupsafe import Markup

    direction = ' dir="ltr"' if words.right_to_left else ""
    # Of our own letters alone, whatever a page says.
    english = Markup("" if words.lang == "en" else f' lang="en"{direction}')  # noqa: S704
    return {"english": english,
            "written": lambda text: Markup() if words.speaks(text) else english}


def _read(environment: Environment, own: OwnTemplate) -> Template:
    """Read a user's template under its own name, so that what goes wrong can be found in it."""
    from jinja2 import (
        ChoiceLoader,
        FunctionLoader,
        PackageLoader,
        TemplateError,
        TemplateSyntaxError,
        nodes,
    )

    def source(name: str) -> tuple[str, str, None] | None:
        return (own.text, own.file, None) if name == _OWN else None

    environment = environment.overlay(
        loader=ChoiceLoader([FunctionLoader(source), PackageLoader("corridors.reports")]))
    try:
        tree = environment.parse(own.text, _OWN, own.file)
        if not any(isinstance(one.template, nodes.Const) and one.template.value == TEMPLATE
                   for one in tree.find_all(nodes.Extends)):
            raise InputError(Problem(
                "Q84", "the template does not build on that of corridors",
                f'Begin it with {{% extends "{TEMPLATE}" %}} and change its blocks: so every '
                "page keeps its security policy.", file=own.file))
        return environment.get_template(_OWN)
    except TemplateSyntaxError as error:
        raise InputError(Problem(
            "Q83", f"the template cannot be read: {short_text(error.message or '')}",
            "Mend the line; templates are written for Jinja.", file=own.file,
            line=error.lineno)) from None
    except TemplateError as error:
        raise _unfillable(own, error) from None


def _filled_own(template: Template, own: OwnTemplate, values: Mapping[str, Any]) -> str:
    from jinja2 import TemplateError

    try:
        return template.render(values)
    except (TemplateError, *_WRONG) as error:
        raise _unfillable(own, error) from None


def _named(found: re.Match[str]) -> str:
    """Call a value by the word of the documentation, not by where its class is."""
    return f"the {found[1].lower()}"


def _unfillable(own: OwnTemplate, error: Exception) -> InputError:
    """Say what went wrong, and in which line of the user's template: the last that was run."""
    lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__)
             if frame.filename == own.file]
    return InputError(Problem(
        "Q85", f"the template cannot be filled in: {short_text(_OURS.sub(_named, str(error)))}",
        "Use only the names that the documentation of reports lists.", file=own.file,
        line=lines[-1] if lines else None))
