# %% [markdown]
# # The gazetteer: one town, nine spellings
#
# A disputed town has a name for each side, and each name has many spellings. All of them lead to one place, with no
# network.

# %%
import geopandas
import pandas as pd

import mapper

places = mapper.Gazetteer.default()
spellings = [
    *("ستيباناكيرت", "ستيبانكيرت", "خانكندي", "خان كندي"),  # Arabic, both sides' names
    *("Stepanakert", "Xankəndi", "Khankendi"),  # English, Azerbaijani
    *("Степанакерт", "Ստեփանակերտ"),  # Russian, Armenian
]
found = [places.search(spelling)[0] for spelling in spellings]
pd.DataFrame(
    {
        "written": spellings,
        "place": [match.place.name for match in found],
        "level": [match.level for match in found],
        "lat": [match.place.lat for match in found],
        "lon": [match.place.lon for match in found],
    }
)

# %% [markdown]
# What is known of it, and why the name was taken for it:

# %%
found[0]

# %%
found[0].reasons

# %% [markdown]
# In running text small words are written onto the name ("in", "and"); the name is found without them.

# %%
sentence = "قصف عنيف على كنجة وبردة"  # heavy shelling on Ganja and Barda
for hit, match in zip(hits := places.find(sentence), places.resolve(hits), strict=True):
    print(sentence[hit.start : hit.end], "->", match.place.name, f"± {match.radius_km:g} km")

# %% [markdown]
# Where a name means several places, the answer says so, and where you look from decides.

# %%
for near in (None, (34.4, 35.8), (32.9, 13.2)):
    best, *others = places.search("طرابلس", near=near)  # Tripoli: in Lebanon, in Libya
    print(near, "->", best.place.name, "(unsure, or" if best.unsure else "(not", f"{others[0].place.name})")

# %% [markdown]
# geopandas takes it as a geocoder:

# %%
geopandas.tools.geocode(["كنجة", "Hadrut", "Степанакерт"], provider=mapper.Geocoder)
