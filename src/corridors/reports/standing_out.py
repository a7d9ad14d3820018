"""What stands out in a sentence: its first words, and the number that it is about."""

from __future__ import annotations

import re

__all__ = ["held", "lead_of", "measure_of"]

_UNIT = re.compile(r"(?<=\d) (?:%|km|days?|hours?|h|USD/TEU|kg CO2/TEU)(?!\w)|(?<!\w)USD (?=\d)")
_LEAD = re.compile(r"^(“[^”]{1,120}”:|[^.?:]{1,160}\?)\s")
_DIFFERENCE = re.compile(r"\(([-−+±]\d[\d,.]* [^,();]{1,16})(?:, ([-−+±][\d,.]+ %))?[;)]")
_CUT_OFF = re.compile(r"\bis (cut off) from\b")
_TOTAL = re.compile(r"(?<![\w.,])(?:USD [\d,.]*\d(?:/\w+)?|[\d,.]*\d "
                    r"(?:km|days|hours|h|%|USD/TEU|kg CO2/TEU)(?!\w))")


def held(text: str) -> str:
    """Keep a number and its unit on one line.

    Parameters
    ----------
    text
        A sentence.

    Examples
    --------
    >>> held("−16 %") == "−16\\N{NO-BREAK SPACE}%"
    True
    """
    return _UNIT.sub(lambda found: found[0].replace(" ", "\N{NO-BREAK SPACE}"), text)


def lead_of(message: str) -> tuple[str, str]:
    """Take a message apart: the variant it is about or the question it answers, and the rest.

    Parameters
    ----------
    message
        A key message.

    Examples
    --------
    >>> lead_of("“Border shut”: nothing changes.")
    ('“Border shut”:', 'nothing changes.')
    >>> lead_of("Nothing changes.")
    ('', 'Nothing changes.')
    """
    found = _LEAD.match(message)
    return (found[1], message[found.end():]) if found else ("", message)


def measure_of(message: str) -> tuple[str, str]:
    """Give the number that a message is about: its first difference, else its first total.

    Where the first thing it says is that a place is cut off, that stands for the number.

    Parameters
    ----------
    message
        A key message.

    Returns
    -------
    number, share
        The number with its unit, and the same in per cent; blank where there is none.

    Examples
    --------
    >>> measure_of("The route falls from 6,181 to 5,174 km (−1,007 km, −16 %), the fastest not.")
    ('−1,007 km', '−16 %')
    >>> measure_of("There is now a route: the shortest takes 812 km."), measure_of("Nothing.")
    (('812 km', ''), ('', ''))
    >>> measure_of("Baku is cut off from Moscow. The shortest needs 12 more links, 4,337 km.")
    ('cut off', '')
    """
    found, cut = _DIFFERENCE.search(message), _CUT_OFF.search(message)
    if cut and not (found and found.start() < cut.start()):
        return cut[1], ""
    if found:
        return found[1], found[2] or ""
    total = _TOTAL.search(message)
    return (total[0], "") if total else ("", "")
