"""What a report says as a JSON object, and back: so that it can be shown again without the data.

The object holds texts and numbers only. Pictures are named, not held: they are files of their own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any, get_args, get_origin, get_type_hints

from corridors.errors import InputError, Problem
from corridors.reports.outline import Outline
from corridors.reports.pictures import Picture

__all__ = ["outline_from", "outline_json", "pictures_named"]

IMAGE = "image"
"""The one field that is no text: what a picture shows, which its file holds."""


def outline_json(outline: Outline) -> dict[str, Any]:
    """Give what a report says as a JSON object.

    Parameters
    ----------
    outline
        What it says.

    Returns
    -------
    object
        Objects, lists, texts and numbers; of a picture the name of its file, without ending.

    Examples
    --------
    >>> from corridors import effects_of, load, load_scenario
    >>> from corridors.reports.outline import outline_of
    >>> outline = outline_of(effects_of(load_scenario("rasht-astara"), load()), ())
    >>> outline_from(outline_json(outline), {}) == outline
    True
    """
    made: dict[str, Any] = _plain(outline)
    return made


def outline_from(held: object, images: Mapping[str, bytes]) -> Outline:
    """Read what a report says from a JSON object.

    Parameters
    ----------
    held
        What :func:`outline_json` gave.
    images
        The pictures by name.

    Returns
    -------
    outline
        The same as was given.

    Raises
    ------
    InputError
        If the object is not of this form: with the place and what should stand there.

    Examples
    --------
    >>> outline_from({"titel": "Ports"}, {})  # doctest: +ELLIPSIS
    Traceback (most recent call last):
        ...
    corridors.errors.InputError: report: annex, background, basis, ... are missing...
    """
    made: Outline = _read(Outline, held, "report", images)
    return made


def pictures_named(held: object) -> tuple[str, ...]:
    """Give the names of all pictures that a JSON object of a report speaks of.

    Parameters
    ----------
    held
        The object, of whatever form.

    Returns
    -------
    names
        Each once, in order.

    Examples
    --------
    >>> pictures_named({"pictures": [{"name": "01-map", "alt": "", "title": "", "credits": []}]})
    ('01-map',)
    """
    found: dict[str, None] = {}
    waiting = [held]
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict):
            if {"name", "alt", "credits"} <= one.keys() and isinstance(one["name"], str):
                found[one["name"]] = None
            waiting += reversed(list(one.values()))
        elif isinstance(one, list):
            waiting += reversed(one)
    return tuple(found)


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)
                if field.name != IMAGE}
    return [_plain(one) for one in value] if isinstance(value, tuple) else value


@cache
def _hints(kind: type) -> Mapping[str, Any]:
    return get_type_hints(kind)


def _read(kind: Any, value: object, where: str, images: Mapping[str, bytes]) -> Any:
    """Read a value of a type: what is wrong is told with its place."""
    if is_dataclass(kind):
        return _record(kind, value, where, images)
    if get_origin(kind) is tuple:
        return _list(get_args(kind), value, where, images)
    for one in get_args(kind) or (kind,):
        # True is a number for Python, and a whole number one with decimals: here they differ.
        if type(value) is one or (one is float and type(value) is int):
            return value
    raise _wrong(where, f"{_said(kind)} is expected, and {_shown(value)} stands there")


def _record(kind: Any, value: object, where: str, images: Mapping[str, bytes]) -> Any:
    hints = _hints(kind)
    wanted = hints.keys() - {IMAGE}
    if not isinstance(value, dict):
        raise _wrong(where, f"an object is expected, and {_shown(value)} stands there")
    for names, words in ((sorted(wanted - value.keys()), "missing"),
                         (sorted(map(str, value.keys() - wanted)), "not known")):
        if names:
            more = ", ..." if len(names) > 3 else ""
            raise _wrong(where, f"{', '.join(names[:3])}{more} {'are' if names[1:] else 'is'} "
                                f"{words}")
    read = {name: _read(hints[name], value[name], f"{where}.{name}", images) for name in wanted}
    if kind is Picture:
        read[IMAGE] = images[read["name"]]
    return kind(**read)


def _list(kinds: tuple[Any, ...], value: object, where: str, images: Mapping[str, bytes]
          ) -> tuple[Any, ...]:
    if not isinstance(value, list):
        raise _wrong(where, f"a list is expected, and {_shown(value)} stands there")
    each = kinds[:1] * len(value) if kinds[1:] == (Ellipsis,) else kinds
    if len(each) != len(value):
        raise _wrong(where, f"a list of {len(each)} is expected, and one of {len(value)} stands "
                            "there")
    return tuple(_read(one, item, f"{where}[{at}]", images)
                 for at, (one, item) in enumerate(zip(each, value, strict=True)))


def _said(kind: Any) -> str:
    return {str: "a text", int: "a whole number", float: "a number",
            bool: "true or false"}.get(kind, "a whole number or null")


def _shown(value: object) -> str:
    return {dict: "an object", list: "a list", type(None): "null"}.get(
        type(value), ascii(value)[:40])


def _wrong(where: str, what: str) -> InputError:
    return InputError(Problem("O21", f"{where[:120]}: {what}", "Run the scenario again."))
