# %% [markdown]
# # Beside UCDP data
#
# Events that others coded stand on the same map as your reports, and merge with what these say. Here: 15 rows on
# Palmyra from the Georeferenced Event Dataset of the Uppsala Conflict Data Program (CC BY 4.0; Sundberg and Melander
# 2013), and two reports that we wrote for this notebook.

# %%
from importlib.resources import files

import mapper
from mapper import plots

rows = files("mapper") / "data" / "ged_sample" / "palmyra_2016-03.csv"
reports = mapper.read(
    [
        {
            # "The regime's forces shelled Palmyra yesterday, Wednesday, the Observatory said."
            "text": "قال المرصد السوري لحقوق الإنسان إن قوات النظام قصفت، أمس الأربعاء، مدينة تدمر.",
            "published": "2016-03-24",
            "outlet": "Example Agency",
        },
        {
            # "The army announced that its units took the castle of Palmyra on Saturday. Islamic State denied
            # that the army holds the town."
            "text": "أعلن الجيش السوري أن وحداته سيطرت، السبت، على قلعة تدمر. "
            "ونفى تنظيم الدولة الإسلامية سيطرة الجيش السوري على مدينة تدمر.",
            "published": "2016-03-26",
            "outlet": "Example Paper",
        },
    ]
)
built = mapper.build(reports, coded=rows)
frame = built.frame()
frame[["date_from", "title", "status", "outlets", "killed_low", "killed_best", "killed_high"]]

# %% [markdown]
# A UCDP row says who fought whom and how many died, not by what means. Where a report tells the rest, the two stand
# together as one incident: the row keeps its source's word, and the report its own.

# %%
claims = frame.incidents.claims()
both = claims[claims["incident_id"].duplicated(keep=False)]
both[["incident_id", "event_type", "stance", "claimant", "outlet", "killed_low", "quote"]]

# %%
plots.timeline(frame, by="family");

# %% [markdown]
# Every column of a row is kept, so that it can go out as it came (`mapper export TABLE --to ged`).

# %%
frame.incidents.map(title="Palmyra, March 2016: UCDP rows beside two reports")
