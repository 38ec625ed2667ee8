# %% [markdown]
# # Measuring against gold
#
# How good is it on your reports? Annotate a few by hand, keep them as gold, compare. Here: two example reports, with
# gold that comes with the package. Two reports show the way; they measure nothing that could be quoted.
#
# `mapper annotate REPORTS -o found/` writes what the rules find, one form a report; `mapper score found/ gold/` compares.

# %%
import json
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

from mapper.evaluate import figures, intervals, lines, read_folder, score

data = files("mapper") / "data"
subprocess.run(
    [sys.executable, "-m", "mapper", "annotate", str(data / "examples"), "-o", "found", "--quiet"], check=True
)
found, gold = read_folder(Path("found")), read_folder(Path(data / "examples_gold"))
sorted(gold.forms)

# %% [markdown]
# A form holds places, claims and incidents; offsets count characters of the text. Correct what `annotate` wrote, and
# you have gold.

# %%
form = json.loads((data / "examples_gold" / "2020-10-10_paper_three.txt.json").read_text(encoding="utf-8"))
{name: form["claims"][1][name] for name in ("quote", "claimant", "stance", "event_type", "places")}

# %% [markdown]
# `found` are places and claims of the gold that were found; `right` of a claim's fields is counted on claims found.

# %%
result = score(found, gold)
shown = figures(result)["all"]
print("\n".join(lines(shown)))

# %% [markdown]
# What was missed, and what was made up, in words:

# %%
name = "2020-10-10_paper_three.txt.json"
made = json.loads(Path("found", name).read_text(encoding="utf-8"))["claims"]


def without(claims, others):
    """The words of the claims that overlap none of the others."""
    return [
        claim["quote"]
        for claim in claims
        if not any(claim["start"] < other["end"] and other["start"] < claim["end"] for other in others)
    ]


{"missed": without(form["claims"], made), "made up": without(made, form["claims"])}

# %% [markdown]
# How far may chance have a hand in it? Draws of whole reports give an interval: with two reports it says little, and
# that is what it says.

# %%
intervals(list(result.documents.values()), draws=200, seed=1)
