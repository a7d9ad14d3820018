"""Names of countries."""

from __future__ import annotations

__all__ = ["COUNTRIES", "country_name"]

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
