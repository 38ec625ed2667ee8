# %% [markdown]
# # Your own reports, your own places
#
# A report is a text, a file, a row of a table. Tell when it was published: "yesterday" needs that day.

# %%
import pandas as pd

import mapper

table = pd.DataFrame(
    {
        "text": [
            # "Armed men shelled the village of Tell al-Rih yesterday, residents said; three were killed."
            "قال سكان إن مسلحين قصفوا أمس قرية تل الريح، ما أدى إلى مقتل ثلاثة أشخاص.",
            # "The Iraqi army denied that the village of Tell al-Rih was shelled on Monday."
            "نفى الجيش العراقي تعرض قرية تل الريح للقصف يوم الاثنين.",
        ],
        "published": ["2021-03-02", "2021-03-03"],
        "outlet": ["My notebook", "My notebook"],
    }
)
reports = mapper.read(table)
reports[0]

# %% [markdown]
# The village is in no gazetteer, so it has no point, and the coverage names it.

# %%
built = mapper.build(reports)
built.coverage.unresolved

# %% [markdown]
# Give it one: a table with `name`, `lat`, `lon`, and what else you know. Your rows win over ours.

# %%
from pathlib import Path

Path("my_places.csv").write_text(
    "name,lat,lon,names_ar,country,radius_km\nTell al-Rih,36.12,42.05,تل الريح,IQ,2\n",
    encoding="utf-8",
)
places = mapper.Gazetteer.default(user_files=["my_places.csv"])
built = mapper.build(reports, gazetteer=places)
frame = built.frame()
frame[["title", "date_from", "places", "lat", "lon", "radius_km", "killed_best", "status"]]

# %% [markdown]
# From which words each field was read:

# %%
mapper.extract(reports[0], gazetteer=places)[0]

# %% [markdown]
# Keep the table (`.parquet`, `.gpkg`, `.geojson`, `.csv`), which can be loaded and drawn again, and the page for others
# to read.

# %%
mapper.save(frame, "incidents.parquet")
mapper.save(frame, "map.html")
mapper.load("incidents.parquet").incidents.map(title="My own reports")
