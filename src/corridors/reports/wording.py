"""The fixed words of a report in several languages; where one is missing, it is said in English."""

from __future__ import annotations

import operator
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from corridors.errors import InputError, Problem, suggest
from corridors.reports.plain import short_text

__all__ = ["LANGUAGES", "Wording", "wording"]

LANGUAGES = {"en": "English", "ru": "Russian", "fa": "Persian", "az": "Azerbaijani"}
"""The languages that fixed words can be in: each has a file in ``languages/``."""

RIGHT_TO_LEFT = frozenset({"fa"})
TERMS = "terms."

# Letters that show that a text is in a language: what a planner wrote may be in any.
_LETTERS = {"ru": re.compile("[а-яё]", re.IGNORECASE), "fa": re.compile("[\u0600-\u06ff]"),
            "az": re.compile("[əğışöüç]", re.IGNORECASE)}


@dataclass(frozen=True, slots=True)
class Wording:
    """The fixed words of a report in one language.

    Parameters
    ----------
    lang
        Language, as HTML names it.
    words
        What is said, by keys such as ``headings.maps``; those that the language lacks are not
        in it.
    english
        The same in English, with every key.

    Examples
    --------
    >>> wording("ru")["headings.maps"], wording("fa").right_to_left
    ('Карты', True)
    """

    lang: str
    words: Mapping[str, str] = field(repr=False)
    english: Mapping[str, str] = field(repr=False)

    @property
    def right_to_left(self) -> bool:
        """Whether it is read from right to left."""
        return self.lang in RIGHT_TO_LEFT

    @property
    def direction(self) -> str:
        """``rtl`` or ``ltr``, as HTML says it."""
        return "rtl" if self.right_to_left else "ltr"

    def __getitem__(self, key: str) -> str:
        return self.words.get(key) or self.english[key]

    def language_of(self, key: str) -> str:
        """Say in which language something is said: English where the language lacks it.

        Parameters
        ----------
        key
            Key of what is said.
        """
        return self.lang if self.words.get(key) else "en"

    def speaks(self, text: str) -> bool:
        """Tell whether a text seems to be in this language; any other is taken to be English.

        Parameters
        ----------
        text
            What a planner wrote, such as the title of a scenario.

        Examples
        --------
        >>> wording("ru").speaks("Граница закрыта"), wording("ru").speaks("The border is shut")
        (True, False)
        """
        letters = _LETTERS.get(self.lang)
        return letters is None or letters.search(text) is not None

    def said(self, key: str, named: Mapping[str, str]) -> str:
        """Say a sentence with names filled in.

        Parameters
        ----------
        key
            Key of the sentence.
        named
            What stands in braces; what it holds itself is left as it is.

        Examples
        --------
        >>> wording("en").said("page.about", {"about": "{Baku}"})
        'About: {Baku}'
        """
        return self[key].format_map(named)

    def several(self, group: str) -> tuple[str, ...]:
        """Give all keys of a group, in the order of the English file.

        Parameters
        ----------
        group
            Such as ``method``.

        Examples
        --------
        >>> wording("en").several("limits")[-1]
        'limits.forecast'
        """
        return tuple(key for key in self.english if key.startswith(f"{group}."))

    def term(self, text: str) -> str:
        """Give a word of the program in this language, such as the head of a column.

        Parameters
        ----------
        text
            The word in English.

        Returns
        -------
        word
            The same word where it is not known: it may be a name.

        Examples
        --------
        >>> wording("ru").term("Mean, km"), wording("ru").term("Baku")
        ('Среднее, км', 'Baku')
        """
        if exact := self.words.get(f"{TERMS}{text}"):
            return exact
        if small := self.words.get(f"{TERMS}{text.lower()}"):
            return f"{small[0].upper()}{small[1:]}"
        parts = text.split(", ")
        said = [self.term(part) for part in parts] if len(parts) > 1 else parts
        return ", ".join(said) if all(map(operator.ne, said, parts)) else text


@cache
def wording(lang: str = "en") -> Wording:
    """Give the fixed words of a report.

    Parameters
    ----------
    lang
        One of :data:`LANGUAGES`.

    Raises
    ------
    InputError
        For another language (Q80).

    Examples
    --------
    >>> wording("az")["heads.borders"]
    'Sərhədlər'
    """
    if lang not in LANGUAGES:
        known = ", ".join(f"{key} ({name})" for key, name in LANGUAGES.items())
        guess = suggest(lang, LANGUAGES) if lang else ""
        raise InputError(Problem(
            "Q80", f"there are no words for reports in the language “{short_text(lang)}”",
            guess if guess.startswith("Did") else f"Use one of: {known}."))
    english = _words("en")
    return Wording(lang, english if lang == "en" else _words(lang), english)


@cache
def _words(lang: str) -> Mapping[str, str]:
    """Read a file that comes with this program, as its templates do; never one of a user."""
    text = (files("corridors.reports") / "languages" / f"{lang}.toml").read_text(encoding="utf-8")
    return MappingProxyType({f"{group}.{key}": said for group, table in tomllib.loads(text).items()
                             for key, said in table.items()})
