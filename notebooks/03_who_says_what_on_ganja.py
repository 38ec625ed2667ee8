# %% [markdown]
# # Claims and contradictions: who says what on Ganja
#
# Ten example reports tell of strikes on Ganja in October 2020, each side in its own way.

# %%
from importlib.resources import files

import mapper
from mapper import plots

built = mapper.build(files("mapper") / "data" / "examples")
frame = built.frame()
ganja = frame[frame["places"].str.contains("Ganja")]
ganja[["date_from", "title", "status", "asserted_by", "denied_by", "claim_count"]]

# %% [markdown]
# The claims themselves, with their words. `stance` is what the claim does; `actor_side` is who is said to have done it.

# %%
claims = ganja.incidents.claims()
claims[["claimant", "claimant_side", "stance", "actor_side", "date_from", "outlet", "quote"]]

# %% [markdown]
# One incident in full: its claims, and why they stand together.

# %%
contested = ganja.incidents.contested()
shown = contested[contested["asserted_by"] == "AZE"].iloc[0]["id"]
incident = next(incident for incident in built.incidents if incident.id == shown)
incident

# %%
list(incident.trace)

# %% [markdown]
# Rows say it, columns are said to have done it; on the diagonal a side speaks of itself.

# %%
plots.who_says_what(ganja);

# %% [markdown]
# The same for all reports, in Arabic, and which outlets tell of the same incidents. Ten papers that quote one ministry
# are one voice: agreement between outlets confirms nothing.

# %%
plots.who_says_what(frame, lang="ar");

# %%
plots.outlets(frame);

# %%
ganja.incidents.map(title="Ganja: who says what")
