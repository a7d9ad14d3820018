"""Names of countries."""

from __future__ import annotations

from collections.abc import Iterable

from corridors.errors import nearest

__all__ = ["COUNTRIES", "country_name", "meant_country"]

COUNTRIES: dict[str, str] = {
    "AE": "United Arab Emirates", "AF": "Afghanistan", "AM": "Armenia", "AT": "Austria",
    "AZ": "Azerbaijan", "BA": "Bosnia and Herzegovina", "BE": "Belgium", "BG": "Bulgaria",
    "BY": "Belarus", "CD": "DR Congo", "CF": "Central African Republic", "CN": "China",
    "CZ": "Czechia", "DE": "Germany", "DK": "Denmark", "EE": "Estonia", "EG": "Egypt",
    "ES": "Spain", "FI": "Finland", "FR": "France", "GB": "United Kingdom", "GE": "Georgia",
    "GR": "Greece", "HR": "Croatia", "HU": "Hungary", "IL": "Israel", "IN": "India", "IQ": "Iraq",
    "IR": "Iran", "IT": "Italy", "JP": "Japan", "KG": "Kyrgyzstan", "KR": "Korea", "KW": "Kuwait",
    "KZ": "Kazakhstan", "LK": "Sri Lanka", "LT": "Lithuania", "LV": "Latvia", "MD": "Moldova",
    "MK": "North Macedonia", "MN": "Mongolia", "NL": "Netherlands", "NO": "Norway", "OM": "Oman",
    "PK": "Pakistan", "PL": "Poland", "QA": "Qatar", "RO": "Romania", "RS": "Serbia",
    "RU": "Russia", "SA": "Saudi Arabia", "SE": "Sweden", "SG": "Singapore", "SI": "Slovenia",
    "SK": "Slovakia", "SS": "South Sudan", "SY": "Syria", "TJ": "Tajikistan",
    "TM": "Turkmenistan", "TR": "Türkiye", "UA": "Ukraine", "UZ": "Uzbekistan", "VN": "Viet Nam",
}
"""Short English names by ISO 3166 alpha-2 code."""


def country_name(code: str) -> str:
    """Give the name of a country.

    Parameters
    ----------
    code
        ISO 3166 alpha-2 code.

    Returns
    -------
    name
        Short English name, or the code where none is known.

    Examples
    --------
    >>> country_name("IR"), country_name("ZZ")
    ('Iran', 'ZZ')
    """
    return COUNTRIES.get(code, code)


def meant_country(word: str, known: Iterable[str]) -> str:
    """Write the advice that names the country that may be meant, by its name or its code.

    Parameters
    ----------
    word
        What was written.
    known
        Codes of the countries that there are.

    Returns
    -------
    advice
        The nearest by name, else by code; all codes where none is near, or where another country
        is meant, which the network has not.

    Examples
    --------
    >>> meant_country("Irann", ["IN", "IR", "KZ"]), meant_country("IX", ["IR", "KZ"])
    ('Did you mean "IR" (Iran)?', 'Did you mean "IR" (Iran)?')
    >>> meant_country("XX", ["IR", "KZ"]), meant_country("IT", ["IR", "KZ"])
    ('Use one of: IR, KZ.', 'Use one of: IR, KZ.')
    """
    codes = sorted(known)
    named = {country_name(code): code for code in codes}
    near = [named[name] for name in nearest(word, named, cutoff=0.75)] or \
        list(nearest(word, codes, cutoff=0.5))
    if word in COUNTRIES or not near:
        return f"Use one of: {', '.join(codes)}."
    meant = " or ".join(f'"{code}" ({country_name(code)})' for code in near)
    return f"Did you mean {meant}?"
