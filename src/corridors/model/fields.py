"""What a change can set: the fields of links, borders and nodes, with their units and bounds."""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["FIELDS", "FIELD_WORDS", "FIGURES", "Field"]


class Field(NamedTuple):
    """A field that a change can set.

    Parameters
    ----------
    kind
        What has it: ``link``, ``border`` or ``node``.
    unit
        Its unit; blank for words.
    least, most
        Lowest and highest value that is accepted.
    """

    kind: str
    unit: str = ""
    least: float = 0
    most: float = 0


FIELDS: dict[str, Field] = {
    "length_km": Field("link", "km", 0, 40_000),
    "speed_kmh": Field("link", "km/h", 1, 500),
    "status": Field("link"),
    "capacity_mt_per_year": Field("link", "Mt/year", 0, 10_000),
    "gauge_mm": Field("link", "mm", 600, 1_700),
    "tariff_usd_per_teu_km": Field("link", "USD/TEU-km", 0, 1_000),
    "toll_usd_per_teu": Field("link", "USD/TEU", 0, 1_000_000),
    "co2_g_per_tkm": Field("link", "g/tkm", 0, 10_000),
    "dwell_h": Field("border", "h", 0, 8_760),
    "fee_usd_per_teu": Field("border", "USD/TEU", 0, 100_000),
    "gauge_change_h": Field("node", "h", 0, 8_760),
    "gauge_change_fee_usd_per_teu": Field("node", "USD/TEU", 0, 100_000),
    "transfer_h": Field("node", "h", 0, 8_760),
    "transfer_fee_usd_per_teu": Field("node", "USD/TEU", 0, 100_000),
}
"""What ``set`` can set."""

FIGURES = tuple(name for name in FIELDS if name not in ("status", "gauge_mm"))
"""Fields that are figures: what a factor can multiply, and an analysis can turn."""

FIELD_WORDS = {
    "length_km": "length", "speed_kmh": "speed", "status": "status",
    "capacity_mt_per_year": "capacity", "gauge_mm": "gauge", "tariff_usd_per_teu_km": "tariff",
    "toll_usd_per_teu": "toll", "co2_g_per_tkm": "carbon dioxide", "dwell_h": "waiting time",
    "fee_usd_per_teu": "fees", "gauge_change_h": "hours of the break of gauge",
    "gauge_change_fee_usd_per_teu": "fee of the break of gauge",
    "transfer_h": "hours of the transfer", "transfer_fee_usd_per_teu": "fee of the transfer",
}
"""What can be set, in words."""
