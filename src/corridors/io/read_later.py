"""Tables that are read when they are asked for: a first answer does not wait for them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar

__all__ = ["ReadLater"]

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True, eq=False)
class ReadLater(Mapping[str, Value], Generic[Value]):
    """A mapping that is read the first time anything is asked of it.

    Parameters
    ----------
    read
        Reads it; what it raises reaches whoever asks.
    kept
        What was read, once it was.

    Examples
    --------
    >>> later = ReadLater(lambda: {"a": 1})
    >>> len(later.kept), later["a"], len(later.kept)
    (0, 1, 1)
    """

    read: Callable[[], Mapping[str, Value]]
    kept: list[Mapping[str, Value]] = field(default_factory=list, repr=False)

    def __getitem__(self, key: str) -> Value:
        return self._all()[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._all())

    def __len__(self) -> int:
        return len(self._all())

    def _all(self) -> Mapping[str, Value]:
        if not self.kept:
            self.kept.append(self.read())
        return self.kept[0]
