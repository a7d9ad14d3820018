"""A figure of a sweep that ends the process which turns it, or takes its time.

Processes of a sweep find this module where the tests do. The run itself, whose process ``KEEPER``
in the environment names, lives and takes no time.
"""

from __future__ import annotations

import os
import time
from dataclasses import dataclass

from corridors.model.parameter import Parameter
from corridors.model.scenario import Change


@dataclass(frozen=True, slots=True)
class Deadly(Parameter):
    """Ends the process at one value."""

    at: float = -1.0

    def change(self, value: float) -> Change:
        """Give the change, or none ever."""
        if value == self.at and os.environ.get("KEEPER") != str(os.getpid()):
            os._exit(7)
        return super(Deadly, self).change(value)


@dataclass(frozen=True, slots=True)
class Slow(Parameter):
    """Takes as many seconds for each value as ``SLOW_S`` in the environment says."""

    def change(self, value: float) -> Change:
        """Give the change after a while."""
        if os.environ.get("KEEPER") != str(os.getpid()):
            time.sleep(float(os.environ.get("SLOW_S", "0")))
        return super(Slow, self).change(value)
