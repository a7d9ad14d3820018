"""A key message: a sentence, and the number that it is about."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Message", "said_shortly"]


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence of a report, with the one number of it that is written large.

    Parameters
    ----------
    text
        The sentence, with ranges where there are any.
    about
        What it is about, said before it: a variant, or the question that it answers; blank for
        nothing.
    number
        The number with its unit: a difference to the base, a switch point, a median, a loss;
        blank where no number stands for the sentence.
    note
        Beside the number: its range, its share, or what it counts.

    Examples
    --------
    >>> Message("nothing changes.", "“Border shut”:").said
    '“Border shut”: nothing changes.'
    """

    text: str
    about: str = ""
    number: str = ""
    note: str = ""

    @property
    def said(self) -> str:
        """The whole message, as text."""
        return f"{self.about} {self.text}" if self.about else self.text


def said_shortly(total: str, ends: str, word: str = "") -> str:
    """Write a value with its range behind it.

    Parameters
    ----------
    total
        The value with its unit.
    ends
        Its range, without unit; blank for none.
    word
        What is said before the range, where a reader meets the first.

    Examples
    --------
    >>> said_shortly("13.4 days", "8.1–31.5"), said_shortly("13.4 days", "")
    ('13.4 days (8.1–31.5)', '13.4 days')
    """
    return f"{total} ({word} {ends})" if ends and word else f"{total} ({ends})" if ends else total
