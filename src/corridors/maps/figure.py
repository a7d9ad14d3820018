"""A matplotlib figure that a notebook shows with words for those who cannot see it."""

from __future__ import annotations

from base64 import b64encode
from html import escape
from io import BytesIO

from matplotlib.artist import allow_rasterization
from matplotlib.backend_bases import RendererBase
from matplotlib.figure import Figure
from matplotlib.text import Text

from corridors.maps.letters import FAMILY, families
from corridors.maps.settings import plain_settings

__all__ = ["MapFigure"]

SHOWN_DPI = 110


class MapFigure(Figure):
    """A figure with an alternative text.

    Notes
    -----
    Everything else is that of ``matplotlib.figure.Figure``. In a notebook it is shown as a picture
    without scripts, which a notebook that came by mail shows as well.
    """

    title: str = ""
    """What is written above it."""
    alt: str = ""
    """What the map shows, in at most 250 letters."""
    credits: tuple[str, ...] = ()
    """Whom to name beside the lines drawn; the small print of the map does so."""

    source: str = ""
    """What it rests on: network, day, version, and what lies below a map."""

    @property
    def caption(self) -> str:
        """What to print below it: what it shows, what it rests on, and whom to name."""
        owed = f"Some lines {'; '.join(self.credits)}." if self.credits else ""
        shown = f"{self.title.rstrip('.')}." if self.title else ""
        return " ".join(part for part in (shown, self.source, owed) if part)

    @allow_rasterization  # type: ignore[untyped-decorator]
    def draw(self, renderer: RendererBase) -> None:
        """Draw the figure, with other fonts for letters that the font of the maps lacks."""
        for text in self.findobj(Text):
            needed = families(text.get_text())
            if needed != (FAMILY,):
                text.set_fontfamily(list(needed))
        super().draw(renderer)

    def _repr_html_(self) -> str:
        buffer = BytesIO()
        with plain_settings():
            self.savefig(buffer, format="png", dpi=SHOWN_DPI, metadata={"Software": None})
        data = b64encode(buffer.getvalue()).decode("ascii")
        words = escape(self.alt, quote=True)
        return (f'<figure style="margin:0"><img style="max-width:100%" alt="{words}" '
                f'src="data:image/png;base64,{data}"></figure>')
