"""Mark the working claims in claim.csv by the rule of ``corridors.model.claims``.

    python tools/choose_working_values.py [data]

Every group of claims gets one working claim, but for what is said of a whole line or of a part of a
link, which no column holds. Where a claim is about the length of a link, the length and its sources
are written to link.csv too. Rows and other columns stay as they are.
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path

from corridors.model.claims import by_subject, working_claim
from corridors.model.records import Claim

Row = dict[str, str]

NOT_IN_USE = frozenset({"line_length_km", "part_length_km", "note"})


def main(folder: Path) -> None:
    """Read the tables of a data folder, choose, and write back what changed."""
    claims = _read(folder / "network" / "claim.csv")
    links = _read(folder / "network" / "link.csv")
    kinds = {row["source_key"]: row["kind"] for row in _read(folder / "network" / "source.csv")}
    by_id = {row["link_id"]: row for row in links}
    rows = {row["claim_id"]: row for row in claims}
    for (kind, subject, attribute), told in by_subject(map(_claim, claims)).items():
        chosen = working_claim(told, kinds)
        for claim in told:
            used = claim is chosen and attribute not in NOT_IN_USE
            rows[claim.claim_id]["working"] = "true" if used else "false"
        if (kind, attribute) == ("link", "length_km") and subject in by_id:
            _take(by_id[subject], chosen)
    _write(folder / "network" / "claim.csv", claims)
    _write(folder / "network" / "link.csv", links)


def _take(link: Row, claim: Claim) -> None:
    if float(link["length_km"]) != float(claim.value):
        print(f"{link['link_id']}: {link['length_km']} -> {claim.value} km ({claim.source})")
        link["length_km"] = f"{float(claim.value):g}"
    keys = [key for key in link["source"].split(";") if key]
    link["source"] = ";".join(dict.fromkeys([*claim.source.split(";"), *keys]))


def _claim(row: Row) -> Claim:
    low, high = (float(row[name]) if row[name] else None for name in ("value_low", "value_high"))
    return Claim(row["claim_id"], row["subject_kind"], row["subject_id"], row["attribute"],
                 row["value"], low, high, row["unit"], row["source"], row["said_on"],
                 row["confidence"], row["working"] == "true", row["note"])


def _read(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _write(path: Path, rows: list[Row]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if sys.argv[1:] else Path("data"))
