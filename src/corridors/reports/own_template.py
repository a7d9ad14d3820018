"""A template of a user: it changes parts of our page, and can neither leave it nor hang it.

It sees the values of a report alone and cannot change them. What it does is counted, so that a
template that would run for ever, or fill the memory, is refused; and a page that no longer begins
as ours does, with its security policy, is not given out.
"""

from __future__ import annotations

import re
import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import wraps
from typing import TYPE_CHECKING, Any

from corridors.errors import InputError, Problem
from corridors.reports.plain import short_text

if TYPE_CHECKING:
    from jinja2 import Environment, Template
    from jinja2.nodes import Template as Tree

__all__ = ["TEMPLATE", "OwnTemplate", "filled_own"]

TEMPLATE = "report.html.j2"
"""The template of this program, which one of a user extends."""

MOST_STEPS = 200_000
"""Turns of loops, calls and filters that a page takes at most; our own takes fewer than 5,000."""

MOST_LETTERS = 100_000_000
"""Letters that a page has at most."""

LARGEST_NUMBER = 100_000
"""Numbers a filter, a call or a repetition takes at most: each is how much of something to make."""

_OWN = "own template"
_COUNTED = "counted_step"
_WIDE = re.compile(r"[%:][^\s%{}]*?(?:\d{5,}|\*)")
_CHANCE = ("random", "lipsum")
"""What would make another page each time."""

_OURS = re.compile(r"'corridors[\w.]*\.(\w+) object'")

# What an expression of a template can do wrong while it is filled in, beside what Jinja names.
_WRONG = (TypeError, ValueError, ArithmeticError, LookupError, AttributeError, RecursionError,
          MemoryError)


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


def filled_own(environment: Environment, own: OwnTemplate, values: Mapping[str, Any], start: str
               ) -> str:
    """Fill in a page by a user's template.

    Parameters
    ----------
    environment
        What fills in our own pages.
    own
        The template.
    values
        What it can name.
    start
        How every page begins, with its policy, as a pattern.

    Returns
    -------
    html
        The page.

    Raises
    ------
    InputError
        If the template cannot be read (Q83), does not extend ours (Q84), or cannot be filled in
        (Q85).
    """
    from jinja2 import TemplateError

    template = _read(_bounded(environment), own)
    page, length = [], 0
    try:
        for part in template.generate(values):
            length += len(part)
            if length > MOST_LETTERS:
                raise OverflowError(f"the page would have more than {MOST_LETTERS:,} letters")
            page.append(part)
        html = "".join(page)
        html.encode()  # half a letter can stand in no file
    except (TemplateError, *_WRONG) as error:
        raise _unfillable(own, error) from None
    if not re.match(start, html):
        raise _unextended(own)
    return html


def _bounded(environment: Environment) -> Environment:
    """Give an environment that counts what is done, for one page."""
    from jinja2 import pass_context
    from jinja2.exceptions import SecurityError
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    steps = iter(range(MOST_STEPS))

    def step() -> bool:
        if next(steps, None) is None:
            raise SecurityError("it does not come to an end")
        return True

    def small(*values: object) -> None:
        step()
        if any(isinstance(one, int) and abs(one) > LARGEST_NUMBER for one in values):
            raise SecurityError(f"a number is above {LARGEST_NUMBER:,}")

    class Bounded(ImmutableSandboxedEnvironment):
        intercepted_binops = frozenset({"*", "**", "%"})

        def call(self, context: Any, made: Any, /, *args: Any, **kwargs: Any) -> Any:
            small(*args, *kwargs.values())
            if getattr(made, "__name__", "") in ("format", "format_map"):
                # Jinja wraps these methods of texts.
                _narrow(getattr(getattr(made, "__wrapped__", made), "__self__", ""))
            return super().call(context, made, *args, **kwargs)

        def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
            if operator == "%":
                _narrow(left)
            else:
                small(left, right)
            return super().call_binop(context, operator, left, right)

    def bounded(made: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(made)
        def run(*args: Any, **kwargs: Any) -> Any:
            small(*args, *kwargs.values())
            return made(*args, **kwargs)
        return run

    own = Bounded(loader=environment.loader, autoescape=True, undefined=environment.undefined,
                  trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True)
    own.filters = {name: bounded(made) for name, made in environment.filters.items()
                   if name not in _CHANCE}
    own.filters[_COUNTED] = pass_context(lambda _context, _value: step())
    own.globals.update(environment.globals)
    for name in _CHANCE:
        own.globals.pop(name, None)
    return own


def _narrow(text: object) -> None:
    """Refuse a format that asks for thousands of spaces."""
    from jinja2.exceptions import SecurityError

    if isinstance(text, str) and _WIDE.search(text):
        raise SecurityError("a format is too wide")


def _read(environment: Environment, own: OwnTemplate) -> Template:
    """Read a user's template under its own name, so that what goes wrong can be found in it."""
    from jinja2 import TemplateError, TemplateSyntaxError, nodes

    try:
        tree = environment.parse(own.text, _OWN, own.file)
        if not any(isinstance(one.template, nodes.Const) and one.template.value == TEMPLATE
                   for one in tree.find_all(nodes.Extends)):
            raise _unextended(own)
        _count_turns(tree)
        code = environment.compile(tree, _OWN, own.file)
        return environment.template_class.from_code(environment, code,
                                                    environment.make_globals(None))
    except TemplateSyntaxError as error:
        raise InputError(Problem(
            "Q83", f"the template cannot be read: {short_text(error.message or '')}",
            "Mend the line; templates are written for Jinja.", file=own.file,
            line=error.lineno)) from None
    except (TemplateError, *_WRONG) as error:
        raise _unfillable(own, error) from None


def _count_turns(tree: Tree) -> None:
    """Let every turn of every loop count as a step, also those that a condition leaves out."""
    from jinja2 import nodes

    def step(line: int) -> nodes.Filter:
        return nodes.Filter(nodes.Const(None), _COUNTED, [], [], None, None, lineno=line)

    for loop in list(tree.find_all(nodes.For)):
        loop.body.insert(0, nodes.ExprStmt(step(loop.lineno), lineno=loop.lineno))
        if loop.test is not None:
            loop.test = nodes.And(step(loop.lineno), loop.test, lineno=loop.lineno)


def _unextended(own: OwnTemplate) -> InputError:
    return InputError(Problem(
        "Q84", "the template does not build on that of corridors",
        f'Begin it with {{% extends "{TEMPLATE}" %}}, with nothing before it, and change its '
        "blocks: so every page keeps its security policy.", file=own.file))


def _named(found: re.Match[str]) -> str:
    """Call a value by the word of the documentation, not by where its class is."""
    return f"the {found[1].lower()}"


def _unfillable(own: OwnTemplate, error: BaseException) -> InputError:
    """Say what went wrong, and in which line of the user's template: the last that was run."""
    lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__)
             if frame.filename == own.file]
    why = short_text(_OURS.sub(_named, str(error))) or "there is not enough memory"
    return InputError(Problem(
        "Q85", f"the template cannot be filled in: {why}",
        "Use only the names that the documentation of reports lists.", file=own.file,
        line=lines[-1] if lines else None))
