"""The variants of a scenario file, and the changes that each of them makes."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from corridors.errors import suggest
from corridors.io.key_tables import taken
from corridors.io.keys import Keys
from corridors.io.scenario_keys import CHANGE, GAUGE_CHANGE, LINK, NODE, TERMINAL, VARIANT
from corridors.io.scenario_queries import read_restriction
from corridors.model.records import GaugeChange, Link, Node, Terminal
from corridors.model.scenario import Change, Variant
from corridors.model.spread import Spread
from corridors.model.status import STATUSES

__all__ = ["NAME", "check_name", "is_name", "read_variants"]

# A name becomes the name of a folder or file on any system.
NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,59}")
_DEVICE = re.compile(r"con|prn|aux|nul|com\d|lpt\d")

Named = Mapping[str, tuple[Variant, Keys]]
"""Variants by name, each with its table."""


def is_name(name: str) -> bool:
    """Say whether a name can be that of a scenario or a variant.

    Parameters
    ----------
    name
        The name.

    Examples
    --------
    >>> is_name("open-borders"), is_name("../x"), is_name("con")
    (True, False, False)
    """
    return bool(NAME.fullmatch(name)) and not _DEVICE.fullmatch(name)


def check_name(keys: Keys, key: str, name: str, what: str, advice: str) -> None:
    """Refuse a name that could not be the name of a file.

    Parameters
    ----------
    keys, key
        Where it is told.
    name
        The name.
    what
        What bears it, such as ``scenario``.
    advice
        What to do about it.
    """
    if not is_name(name):
        keys.wrong("S02", key, f'"{name}" cannot name a {what}', advice)


def read_variants(files: Sequence[Sequence[Keys]]) -> tuple[Variant, ...]:
    """Read the variants of a file and of those it extends, and put them together.

    Parameters
    ----------
    files
        The ``[[variant]]`` tables of each file, the file itself first.

    Returns
    -------
    variants
        Those of the last file first; a variant of a file stands in place of the one of that name
        in a file that it extends. Each has the changes of those it combines.
    """
    found: dict[str, tuple[Variant, Keys]] = {}
    for tables in reversed(files):
        own: dict[str, tuple[Variant, Keys]] = {}
        for keys in tables:
            variant = _variant(keys)
            if variant.name in ("base", *own):
                keys.wrong("S02", "name", f'the name "{variant.name}" is used already',
                           "Give each variant a name of its own; the network as it is is the "
                           "base.")
            own.setdefault(variant.name, (variant, keys))
        found |= own
    return tuple(_combined(name, found) for name in found)


def _variant(keys: Keys) -> Variant:
    said = taken(keys, VARIANT)
    if said["name"]:
        check_name(keys, "name", said["name"], "variant",
                   "Use small letters, digits and hyphens.")
    assume = said["assume_expected"] if keys.given("assume_expected") else None
    changes = tuple(_change(change) for change in said["change"])
    restriction = read_restriction(keys, said)
    keys.done()
    return Variant(said["name"], said["title"], changes, said["on"], restriction, assume,
                   tuple(dict.fromkeys(said["combine"])))


def _combined(name: str, variants: Named) -> Variant:
    """Give a variant with the changes of those that it combines, each of them once."""
    variant, _ = variants[name]
    if not variant.combines:
        return variant
    changes: dict[Any, Change] = {}
    for member in _members(name, variants):
        for change in variants[member][0].changes:
            changes.setdefault(_content(change), change)
    labels = [variants[other][0].label for other in variant.combines if other in variants]
    return replace(variant, changes=tuple(changes.values()),
                   title=variant.title or " + ".join(labels))


def _members(name: str, variants: Named) -> list[str]:
    """List a variant and all that it combines, directly or not; a circle is told."""
    _, keys = variants[name]
    found, above = [name], {name: ""}
    for member in found:  # grows on the way
        for other in variants[member][0].combines:
            if other == name:
                loop, at = [name], member
                while at:
                    loop, at = [at, *loop], above[at]
                said = " combines ".join(f'"{part}"' for part in loop)
                keys.wrong("S33", "combine", f"variants go round in a circle: {said}",
                           "Let one of them stand alone.")
            elif other not in variants and member == name:
                keys.wrong("S33", "combine", f'there is no variant "{other}" to combine',
                           suggest(other, variants) or "Name variants of this scenario.")
            elif other in variants and other not in above:
                above[other] = member
                found.append(other)
    return found


def _content(change: Change) -> Any:
    """Give what a change does, whoever wrote it where and why: the same twice is once."""
    nodes = sorted(change.nodes, key=lambda node: node.node_id)
    links = sorted(change.links, key=lambda link: link.link_id)
    plain = replace(change, reason="", source="", file="", line=None, lines={}, courses={},
                    select=tuple(sorted(set(change.select))), nodes=tuple(nodes),
                    links=tuple(links), requires=tuple(sorted(set(change.requires))),
                    conflicts=tuple(sorted(set(change.conflicts))))
    return repr(plain), repr(sorted(change.courses.items()))


def _change(keys: Keys) -> Change:
    said = taken(keys, CHANGE)
    value, status = _value(keys, said)
    added = [(_link(link), link.points("course")) for link in said["link"]]
    if said["from"] is not None and said["until"] is not None and said["until"] <= said["from"]:
        keys.wrong("S37", "until", f"until {said['until']} is not after from {said['from']}",
                   "Until is the first day on which the change does not hold any more.")
    change = Change(
        select=said["select"], action=said["action"], field=said["field"], value=value,
        factor=said["factor"], status=status, expects=said["expects"], reason=said["reason"],
        source=said["source"], starts=said["from"], ends=said["until"],
        requires=said["requires"], conflicts=said["conflicts"],
        nodes=tuple(_node(node) for node in said["node"]), links=tuple(link for link, _ in added),
        courses={link.link_id: points for link, points in added if points},
        terminals=tuple(_terminal(each) for each in said["terminal"]),
        gauge_changes=tuple(_gauge_change(each) for each in said["gauge_change"]),
        gauges_mm=keys.gauges("value") if said["field"] == "gauge_mm" else (),
        file=keys.file.name, line=keys.line, lines=keys.lines())
    keys.done()
    return change


def _value(keys: Keys, said: Mapping[str, Any]) -> tuple[Spread | None, str]:
    if said["field"] == "status":
        return None, keys.text("value", known=STATUSES, needed=True)
    if said["field"] == "gauge_mm":
        return None, ""
    return _spread(keys.number("value"), said["low"], said["high"]), ""


def _spread(value: float | None, low: float | None, high: float | None) -> Spread | None:
    if value is None:
        return None
    return Spread(value if low is None else low, value, value if high is None else high)


def _node(keys: Keys) -> Node:
    said = taken(keys, NODE)
    keys.done()
    return Node(said["node_id"], said["name"], said["country"], said["lon"] or 0.0,
                said["lat"] or 0.0)


def _link(keys: Keys) -> Link:
    said = taken(keys, LINK)
    length = said["length_km"] or 0.0
    spread = _spread(length, said["length_km_low"], said["length_km_high"])
    keys.done()
    return Link(
        said["link_id"], said["from_node_id"], said["to_node_id"], said["mode"],
        spread or Spread(length, length, length), gauges_mm=said["gauge_mm"],
        status=said["status"] or "operational", speed_kmh=said["speed_kmh"],
        directed=said["directed"], corridors=said["corridors"],
        electrified=said["electrified"], note=said["note"], source=said["source"])


def _terminal(keys: Keys) -> Terminal:
    said = taken(keys, TERMINAL)
    if keys.given("modes") and len(said["modes"]) != 2:
        keys.wrong("S45", "modes", f"a terminal joins two modes, not {len(said['modes'])}",
                   'Write modes = ["rail", "road"].')
    keys.done()
    modes: tuple[str, ...] = (*said["modes"], "", "")
    hours, fee = _hours_and_fee(keys, said)
    return Terminal(said["node_id"], (modes[0], modes[1]), hours, fee, said["note"],
                    said["source"])


def _gauge_change(keys: Keys) -> GaugeChange:
    said = taken(keys, GAUGE_CHANGE)
    if keys.given("gauge_mm") and len(said["gauge_mm"]) != 2:
        keys.wrong("S45", "gauge_mm",
                   f"a gauge is changed between two, not {len(said['gauge_mm'])}",
                   "Write gauge_mm = [1520, 1435].")
    keys.done()
    gauges: tuple[int, ...] = (*said["gauge_mm"], 0, 0)
    hours, fee = _hours_and_fee(keys, said)
    return GaugeChange(said["node_id"], (gauges[0], gauges[1]),
                       said["technique"] or "transshipment", hours, fee, note=said["note"],
                       source=said["source"])


def _hours_and_fee(keys: Keys, said: Mapping[str, Any]
                   ) -> tuple[Spread | None, Spread | None]:
    found: list[Spread | None] = []
    for name in ("hours", "fee_usd_per_teu"):
        value, low, high = (said[key] for key in (name, f"{name}_low", f"{name}_high"))
        if value is None and (low is not None or high is not None):
            keys.wrong("S45", f"{name}_high" if low is None else f"{name}_low",
                       f"a range needs the likeliest value between its ends, {name}",
                       f"Add {name} = ...")
        found.append(_spread(value, low, high))
    return found[0], found[1]
