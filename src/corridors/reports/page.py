"""How a page is filled in: our own template, or one of a user that changes parts of ours."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from corridors.reports.finding import numeric_columns
from corridors.reports.numbers import bare_hours, plain_number
from corridors.reports.own_template import TEMPLATE, OwnTemplate, filled_own
from corridors.reports.plain import plain_text
from corridors.reports.standing_out import held
from corridors.reports.wording import Wording

if TYPE_CHECKING:
    from jinja2 import Environment

__all__ = ["TEMPLATE", "OwnTemplate", "environment", "filled", "policy"]

# How every page begins: whatever a user's template says, this policy holds in the page.
_START = (r'<!DOCTYPE html>\n<html lang="\w+"(?: dir="rtl")?>\n<head>\n<meta charset="utf-8">\n'
          r'<meta http-equiv="Content-Security-Policy" content="{}">')


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
    return filled_own(pages, own, told, _start())


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
    return f"default-src 'none'; img-src data:; style-src 'sha256-{_hash(style)}'; " \
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
                        numeric=numeric_columns)
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


@cache
def _start() -> str:
    from markupsafe import escape

    before, after = re.escape(str(escape(policy("")))).split(re.escape(_hash("")))
    return _START.replace("{}", f"{before}[A-Za-z0-9+/=]{{44}}{after}")


def _hash(style: str) -> str:
    return b64encode(sha256(style.encode()).digest()).decode("ascii")
