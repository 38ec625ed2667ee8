# %% [markdown]
# # A first map
#
# Read reports, find what they claim, look at it as a table, a plot and a map. The five reports are examples that come
# with the package; put the path of your own folder in their place.

# %%
from importlib.resources import files

import mapper

examples = files("mapper") / "data" / "examples"
reports = mapper.read(examples)[:5]
reports[0]

# %% [markdown]
# A report gives claims (who says, or denies, what); claims that speak of one event make an incident.

# %%
built = mapper.build(reports)
built

# %% [markdown]
# The table is a plain `GeoDataFrame`, one row an incident. `status` counts voices: *contested* is asserted by one side
# and denied by another.

# %%
frame = built.frame()
frame[["title", "date_from", "status", "asserted_by", "denied_by"]].head(8)

# %%
frame.incidents.contested()[["title", "asserted_by", "denied_by"]]

# %% [markdown]
# What the reports claim, day by day. No bar says that something happened.

# %%
frame.incidents.timeline();

# %% [markdown]
# The map. Each sign opens the sentence that it comes from. `mapper.save(built, "map.html")` writes the same as one file
# that needs no network.

# %%
frame.incidents.map(title="Five example reports")
