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
# # A first route
#
# From the bundled network to the effect of one railway. Every number has a unit; distances carry
# the range of the published figures.

# %%
import corridors as co

network = co.load()
network

# %% [markdown]
# A network cannot be routed on: it is asked for a day first. The reference date of the data is
# meant if none is given, never the clock.

# %%
today = network.as_of("2026-11-01")
today

# %%
query = co.Query("Saint Petersburg", "Bandar Abbas", modes={"rail"})
before = co.shortest_route(today, query)
before

# %% [markdown]
# Today the only way by rail leads round the Caspian. What if the missing 162 km between Rasht and
# Astara were open?

# %%
opened = today.apply(co.load_scenario("rasht-astara"))
after = co.shortest_route(opened, query)
co.compare(before, after)

# %%
co.draw(co.compare(before, after))

# %% [markdown]
# The legs as a frame: where hours and dollars go, leg by leg.

# %%
legs = co.to_frames(after)
legs.groupby("kind")[["distance_km", "time_h", "cost_usd_per_teu", "co2_kg_per_teu"]].sum()

# %% [markdown]
# The totals are the sum of the legs, to the last digit.

# %%
assert round(legs["distance_km"].sum(), 3) == after.best.distance_km

# %% [markdown]
# "No route" is an answer, with the sets of links that would restore one.

# %%
co.shortest_route(today, co.Query("Baku", "Nakhchivan", modes={"rail"}, avoid={"country:IR"}))

# %% [markdown]
# The whole network as frames, with sources.

# %%
frames = co.to_frames(today)
frames.links.loc[frames.links["link_id"] == "ir-astara-ir-rasht-rail",
                 ["length_km_low", "length_km", "length_km_high", "status", "opens_expected", "source"]]
