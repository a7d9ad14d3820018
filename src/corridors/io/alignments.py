"""Where links run: lines are read when they are asked for, as most questions draw nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from corridors.io.record_rows import points_of
from corridors.model.tables import Alignment

__all__ = ["Alignments"]


@dataclass(frozen=True, slots=True)
class Alignments(Mapping[str, Alignment]):
    """The alignments of a geometry table, by link id.

    Parameters
    ----------
    rows
        Rows of geometry.csv by link id, each with a line.
    read
        Lines read before.

    Examples
    --------
    >>> row = {"wkt": "LINESTRING (48.9 38.4, 49.6 37.3)", "method": "schematic",
    ...        "source": (), "attribution": ""}
    >>> Alignments({"a-b-rail": row})["a-b-rail"].points
    ((48.9, 38.4), (49.6, 37.3))
    """

    rows: Mapping[str, Mapping[str, Any]]
    read: dict[str, Alignment] = field(default_factory=dict, repr=False)

    def __getitem__(self, link_id: str) -> Alignment:
        if link_id not in self.read:
            row = self.rows[link_id]
            self.read[link_id] = Alignment(points_of(row["wkt"]), row["method"],
                                           ";".join(row["source"]), row["attribution"])
        return self.read[link_id]

    def __iter__(self) -> Iterator[str]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)
