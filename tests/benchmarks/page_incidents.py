"""Synthetic incidents for the benchmarks of the page: two claims each, told in Arabic of our own making.

The same number and seed give the same incidents. A text is put together from sentences with names,
numbers and words that vary, as agencies write; ``letters`` of it are kept, 300 by default.
"""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta
from itertools import islice

from mapper.records import STATUSES, Casualties, Claim, Count, Evidence, Incident, Location, Trace
from mapper.taxonomy import event_types

TOWNS = 4_000
REPORTS_A_DAY = 5
FIRST = date(2015, 1, 1)
DAYS = 3_000
SYLLABLES = (
    "با", "تل", "دير", "كفر", "عين", "وادي", "شم", "نو", "رام", "سلا", "حمر", "غزل", "قص", "مر", "بر", "جبل",
    "زه", "طي", "كو", "لي", "هو", "فر", "سما", "ند", "وس", "را", "مي", "شر", "ضا", "خان", "بيت", "دو", "تا",
    "كر", "صف", "عل", "نا", "جو", "زر",
)  # fmt: skip
SPEAKERS = (
    "وزارة الدفاع", "الناطق باسم الجيش", "مكتب حقوق الإنسان", "محافظ المنطقة", "شهود من السكان",
    "هيئة الطوارئ", "مستشفى المدينة", "قيادة الجبهة", "المرصد المحلي", "لجنة التنسيق",
)  # fmt: skip
SIDES = ("AZE", "ARM", "RUS", "TUR", "un", "other", "outlet")
OUTLETS = tuple(
    f"وكالة {a} {b}" for a in ("السهل", "المدى", "النهر", "الأفق") for b in ("اليوم", "الجديدة", "برس")
)
SENTENCES = (
    "قال {who} إن القصف المدفعي طال أطراف {town} عند الساعة {n} وأصاب {m} منازل قرب {near}.",
    "وأضاف {who} أن سيارات الإسعاف نقلت {n} جريحاً من حي {near} إلى مشفى {town}.",
    "ونفى {who} سقوط أي صاروخ على {town} مؤكداً أن الطريق نحو {near} ما زال مفتوحاً.",
    "في المقابل ذكر {who} أن طائرة مسيّرة حلّقت {n} دقيقة فوق {town} ثم ضربت مخزناً في {near}.",
    "وكتب مراسلنا من {near} أن الأهالي أمضوا الليلة في الأقبية وأن {m} عائلات غادرت {town}.",
    "ولم يتسنَّ لنا التأكد من الرقم {n} الذي أورده {who} عن خسائر {town}.",
    "وأوضح {who} أن الجسر المؤدي إلى {town} أُغلق بعد انفجار {m} ألغام على طريق {near}.",
    "وتحدث {who} عن هدنة من {m} ساعات في {near} لإخراج المصابين وعددهم {n} من {town}.",
    "وسُمع دويّ {n} انفجارات شرق {town} فيما قال {who} إن مصدرها تلال {near}.",
    "وعرض {who} صوراً تظهر {m} آليات محترقة بين {near} و{town} دون ذكر تاريخها.",
)
"""Made for this file; the gaps take names and numbers."""


def incidents(
    number: int, *, letters: int = 300, seed: int = 7
) -> tuple[list[Incident], dict[str, Evidence]]:
    """So many incidents and the words of their claims."""
    rng = random.Random(seed)
    towns = [_town(rng, n) for n in range(TOWNS)]
    types = list(event_types())
    found, evidence = [], {}
    for n in range(number):
        place, day = rng.choice(towns), int(DAYS * rng.random() ** 0.7)
        told = [_told(rng, place, towns, day, types[n % len(types)], letters) for _ in range(2)]
        evidence.update((claim.id, words) for claim, words in told)
        found.append(_incident(rng, n, tuple(claim for claim, _ in told), place, FIRST + timedelta(days=day)))
    return found, evidence


def _town(rng: random.Random, n: int) -> Location:
    name = "".join(rng.sample(SYLLABLES, 2)) + " " + "".join(rng.sample(SYLLABLES, 2))
    lat, lon = round(30 + 15 * rng.random(), 5), round(35 + 20 * rng.random(), 5)
    level, radius = rng.choice((("settlement", 3.0), ("settlement", 6.0), ("district", 25.0), ("site", 1.0)))
    return Location(place_id=f"t:{n}", name=name, lat=lat, lon=lon, radius_km=radius, level=level)  # type: ignore[arg-type]


def _told(
    rng: random.Random, place: Location, towns: list[Location], day: int, kind: str, letters: int
) -> tuple[Claim, Evidence]:
    """A claim of one of the reports of that day or the next, and its words."""
    report = (day + rng.randrange(2)) * REPORTS_A_DAY + rng.randrange(REPORTS_A_DAY)
    start = rng.randrange(40_000)
    named = f"r{random.Random(report).getrandbits(48):012x}"
    quote = _text(rng, place.name, towns, letters)
    at = max(0, quote.find(place.name))
    claim = Claim(
        id=f"{named}-{start}-{kind}a",
        report_id=named,
        start=start,
        end=start + len(quote),
        claimant=rng.choice(SPEAKERS),
        claimant_side=rng.choice(SIDES),
        stance=rng.choice(("asserts", "asserts", "asserts", "denies", "acknowledges")),
        event_type=kind,
        actor_side=rng.choice(("AZE", "ARM", "", "")),
        locations=(replace(place, start=start + at, end=start + at + len(place.name)),),
        date_from=FIRST + timedelta(days=day),
        killed=Count(low=(told := rng.randrange(40)), high=told) if rng.random() < 0.4 else None,
        trace=(Trace(field="event_type", rule="x", start=start + 20, end=start + 26),),
    )
    return claim, Evidence(
        quote=quote,
        outlet=OUTLETS[report % len(OUTLETS)],
        url=f"https://example.org/news/{report}",
        published=FIRST + timedelta(days=report // REPORTS_A_DAY),
        report_title=f"تقرير {report}",
        path=f"report{report}.txt",
    )


def _text(rng: random.Random, town: str, towns: list[Location], letters: int) -> str:
    text = ""
    while len(text) < letters:
        values = {"who": rng.choice(SPEAKERS), "n": rng.randrange(2, 60), "m": rng.randrange(2, 9)}
        text += rng.choice(SENTENCES).format(town=town, near=rng.choice(towns).name, **values) + " "
    return text[:letters]


def _incident(rng: random.Random, n: int, claims: tuple[Claim, ...], place: Location, day: date) -> Incident:
    told = [claim.killed.low for claim in claims if claim.killed]
    return Incident(
        id=f"i{rng.getrandbits(48):012x}",
        event_type=claims[0].event_type,
        title=f"{event_types()[claims[0].event_type].labels['en']}: {place.name}",
        status=STATUSES[n % len(STATUSES)],
        claims=claims,
        locations=(place,),
        date_from=day if n % 50 else None,
        killed=Casualties(low=min(told), best=max(told), high=max(told)) if told else None,
        outlets=tuple(islice(dict.fromkeys(rng.choice(OUTLETS) for _ in claims), 2)),
    )
