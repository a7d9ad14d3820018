"""Words with a light edge, so that they can be read on lines and shores, and that stay text."""

from __future__ import annotations

from matplotlib.axes import Axes
from matplotlib.backend_bases import RendererBase
from matplotlib.patheffects import Stroke
from matplotlib.text import Text

__all__ = ["HaloText", "edge", "put"]


class HaloText(Text):
    """A text that is drawn twice: its edge as lines, and on it the text as text.

    Notes
    -----
    With path effects of its own matplotlib draws a text as outlines in SVG and PDF: nobody could
    select it or search for it there. Here the path effects draw the edge alone.
    """

    def draw(self, renderer: RendererBase) -> None:
        """Draw the edge, then the text."""
        effects = self.get_path_effects()
        super().draw(renderer)
        self.set_path_effects([])
        super().draw(renderer)
        self.set_path_effects(effects)


def edge(width_pt: float, colour: str = "white") -> list[Stroke]:
    """Give the path effects of a text's edge.

    Parameters
    ----------
    width_pt
        How far it reaches on both sides together.
    colour
        Its colour.

    Examples
    --------
    >>> len(edge(1.8))
    1
    """
    return [Stroke(linewidth=width_pt, foreground=colour)]


def put(axes: Axes, text: HaloText) -> None:
    """Put a text on axes, in their units."""
    axes.add_artist(text)
    text.set_clip_on(False)
