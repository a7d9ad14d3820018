# ---
# jupyter:
#   jupytext:
#     formats: ipynb,py:percent
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [markdown]
# # Maps and reports
#
# One scenario, from its numbers to a picture, a page to move in, and a report for others. The question:
# which way leads from Baku to Nakhchivan, along the Aras or by the Zangezur corridor?

# %%
from pathlib import Path
from tempfile import TemporaryDirectory

import corridors as co

network = co.load()
effects = co.effects_of(co.load_scenario("aras-or-zangezur"), network)
effects

# %% [markdown]
# ## Pictures
#
# `co.draw` makes a picture of any result. A scenario has one for each of its queries; `query` counts
# them from 0.

# %%
figure = co.draw(effects, query=0)
figure

# %% [markdown]
# Each picture says in words what it shows, for those who cannot see it, and brings a caption with
# what it rests on.

# %%
{"alt": figure.alt, "caption": figure.caption}

# %% [markdown]
# Several pictures can be drawn of one result: `kind` chooses, and a kind that does not exist is answered
# with those that do. Here one variant beside the base, and what stands still where.

# %%
co.draw(effects, kind="before-after", variant="zangezur")

# %%
co.draw(effects, kind="distance")

# %% [markdown]
# Names in the script of the region, and disputed boundaries as your house draws them.

# %%
co.draw(effects, query=0, names="az", boundaries="none")

# %% [markdown]
# ## What was open when
#
# The best railway from Baku to Nakhchivan since 1990, and the links of the corridor that would
# bring it back.

# %%
co.draw(co.history(network, co.Query("Baku", "Nakhchivan", modes={"rail"})))

# %% [markdown]
# ## A map to move in
#
# Point at a link for its status, its history and its sources; choose a scenario, a question or a date.
# Where a notebook is not trusted, a picture and a table stand in its place.

# %%
page = co.interactive(effects)
page

# %% [markdown]
# ## The numbers behind
#
# Every result is a DataFrame, too.

# %%
table = co.to_frames(effects)
table.loc[table["query"] == table["query"].iloc[0],
          ["case", "distance_km", "time_h", "cost_usd_per_teu", "delta_distance_km"]]

# %% [markdown]
# ## Files, and a report
#
# `co.save_figure` saves a picture as PNG, SVG or PDF with its words in it, `save` a page. `co.run_study` writes the whole report with
# tables, pictures and GIS files; `co.print_again` prints it again from that folder, here with
# Russian headings. `html` and `md` need nothing further; `docx` and `pdf` need the extras of the
# same names.

# %%
with TemporaryDirectory() as folder:
    out = Path(folder)
    co.save_figure(figure, out / "nakhchivan.svg")
    page.save(out / "nakhchivan.html")
    co.run_study("aras-or-zangezur", out / "run")
    printed = co.print_again(out / "run", out / "russian", co.printing_of(["html"], "ru"))
    report = printed[0].read_text(encoding="utf-8")
    files = sorted(path.relative_to(out).as_posix() for path in out.rglob("*.*") if path.is_file())

assert '<html lang="ru"' in report
[name for name in files if "/maps/" not in name]
