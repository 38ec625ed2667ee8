"""What goes into the islands of a page comes out of them, read from their description alone."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Literal

import page_islands
import page_sample
import page_views
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mapper.layers import MapData, layers
from mapper.records import Casualties, Claim, Count, Evidence, Incident, Location, Trace
from mapper.render import IncidentMap
from mapper.render.block import block, text_columns, whole
from mapper.render.cold import MOST_CLAIMS, MOST_ROWS, chunk_starts, chunks
from mapper.render.columns import hot, ids
from mapper.render.pack import pack_bytes, packed
from mapper.render.precision import precision, precisions

TEXTS = st.text(max_size=30)
DAYS = st.none() | st.dates()


def _read(data: bytes) -> page_islands.Block:
    return page_islands.Block(pack_bytes(data))


@given(st.lists(st.integers(-(2**31), 2**31 - 1)) | st.lists(st.integers(0, 2**16)))
def test_whole_numbers_come_back(numbers: list[int]) -> None:
    assert _read(block({}, {"a": whole([1]), "b": whole(numbers)}, {})).column("b") == numbers


def test_a_number_too_large_for_the_page_is_named() -> None:
    """The browser adds figures up in 32 bits with a sign: one more would be a negative number of dead."""
    with pytest.raises(ValueError, match="32 bits, not 0 to 2147483648"):
        whole([0, 2**31])


@given(st.lists(st.text(), max_size=40))
def test_texts_come_back_but_for_the_character_that_parts_them(told: list[str]) -> None:
    assert _read(block({}, {}, {"t": told})).texts("t") == [text.replace("\0", "\ufffd") for text in told]


def test_texts_of_more_letters_than_a_byte_can_number_come_back() -> None:
    told = ["".join(map(chr, range(0x4E00, 0x4E00 + 400))), "شمال 🕊 ", ""]

    assert "t.units" in text_columns("t", told)
    assert _read(block({}, {}, {"t": told})).texts("t") == told


def test_half_of_a_letter_does_not_stop_the_page() -> None:
    assert len(_read(block({}, {}, {"t": ["a\ud83d", "b"]})).texts("t")) == 2


@st.composite
def _incidents(draw: st.DrawFn) -> tuple[list[Incident], dict[str, Evidence]]:
    found, evidence = [], {}
    for n in range(draw(st.integers(0, 6))):
        claims = []
        for k in range(draw(st.integers(1, 3))):
            claim, words = draw(_claims(f"{n}-{k}"))
            claims.append(claim)
            evidence[claim.id] = words
        first = draw(DAYS)
        low = draw(st.integers(0, 2**31 - 2))
        told = draw(st.none() | st.just(Casualties(low=low, best=low, high=2**31 - 1)))
        found.append(
            Incident(
                id=f"i{n}",
                event_type=draw(st.sampled_from(("shelling", "ceasefire_violation", "other"))),
                title=draw(TEXTS),
                status=draw(st.sampled_from(("contested", "denied"))),
                claims=tuple(claims),
                locations=tuple(place for claim in claims for place in claim.locations),
                date_from=first,
                date_to=draw(DAYS),
                killed=told,
                outlets=tuple(draw(st.lists(st.sampled_from("abc"), unique=True))),
                trace=tuple(draw(st.lists(TEXTS, max_size=2))),
            )
        )
    return found, evidence


@st.composite
def _claims(draw: st.DrawFn, name: str) -> tuple[Claim, Evidence]:
    quote = draw(TEXTS)
    start = draw(st.integers(0, 10_000))
    low = draw(st.integers(0, max(0, len(quote) - 1)))
    spots = draw(st.lists(st.sampled_from((("a", 40.0), ("b", -12.34567))), max_size=2))
    return Claim(
        id=draw(st.sampled_from(("r-", "x"))) + name,
        report_id="r",
        start=start,
        end=start + len(quote),
        claimant=draw(TEXTS),
        claimant_side=draw(st.sampled_from(("AZE", "un", "outlet"))),
        event_type="shelling",
        actor_side=draw(st.sampled_from(("", "AZE", "AZE+ARM"))),
        locations=tuple(
            Location(place_id=place, name=place.upper(), lat=lat, lon=lat, radius_km=3.5, start=start + low,
                     end=start + len(quote), others=("c",), other_points=((1.5, 2.5),))
            for place, lat in spots
        ),
        date_from=draw(DAYS),
        killed=draw(st.none() | st.just(Count(low=3, high=None)) | st.just(Count(low=0, high=7))),
        trace=(Trace(field="event_type", rule="", start=start, end=start + low),),
    ), Evidence(quote=quote, outlet=draw(TEXTS), published=draw(DAYS), language="ar")  # fmt: skip


@given(_incidents())
@settings(max_examples=60)
def test_the_hot_block_holds_every_incident(told: tuple[list[Incident], dict[str, Evidence]]) -> None:
    data = layers(*told, backdrop=())
    read = _read(hot(data, {}, [0]))
    n = read.header["n"]
    kinds = [read.header["types"][code]["id"] for code in read.column("type")]
    first, days = 0, []
    for step, span in zip(read.column("fromStep"), read.column("span"), strict=True):
        first += step
        days.append((page_islands.day(first), page_islands.day(first + span)))
    killed = list(zip(*(read.column(f"killed.{key}") for key in ("low", "best", "high")), strict=True))
    spots = read.lists("spot", n)
    placed = [read.column("spotList")[piece] for piece in spots]
    doers = [
        {read.header["members"]["actors"][one] for one in read.header["sets"]["actors"][code]}
        for code in read.column("actors")
    ]

    assert kinds == [incident.event_type for incident in data.incidents]
    assert days == [(item.date_from, item.date_to or item.date_from) for item in data.incidents]
    assert [None if low == 0 else Casualties(low=low - 1, best=low - 1 + best, high=low - 1 + best + high)
            for low, best, high in killed] == [item.killed for item in data.incidents]  # fmt: skip
    assert placed == [list(row.spots) for row in page_views.rows(data)]
    assert doers == [{d for c in item.claims for d in c.actor_side.split("+")} for item in data.incidents]
    assert [step / read.header["digits"] for step in read.column("spots.lat")] == [s.lat for s in data.spots]


@given(_incidents())
@settings(max_examples=60)
def test_the_chunks_hold_every_word_of_every_claim(told: tuple[list[Incident], dict[str, Evidence]]) -> None:
    data = layers(*told, backdrop=())
    views = [view for row in page_views.rows(data) for view in row.claims]
    (read,) = map(_read, chunks(data, [0]))
    strings, quotes, n = read.texts("strings"), read.texts("quotes"), len(views)
    own = range(n) if len(quotes) == n else read.column("quote", n)
    shown = [quotes[code] for code in own]
    reports = read.column("report", n)
    outlets = [strings[read.column("report.outlet", n)[report]] for report in reports]
    names = [strings[read.column("report.id", n)[report]] for report in reports]
    marks = [
        [shown[i][read.column("mark.from", piece.stop)[k] :][: read.column("mark.size")[k]]
         for k in range(piece.start, piece.stop)]
        for i, piece in enumerate(read.lists("mark", n))
    ]  # fmt: skip
    written = [
        [shown[i][read.column("place.from", piece.stop)[k] :][: read.column("place.size", piece.stop)[k]]
         for k in range(piece.start, piece.stop)]
        for i, piece in enumerate(read.lists("place", n))
    ]  # fmt: skip

    assert shown == [view.evidence.quote.replace("\0", "\ufffd") for view in views]
    assert outlets == [view.evidence.outlet.replace("\0", "\ufffd") for view in views]
    own_ids = read.column("ownId", n)
    assert names == [view.claim.report_id for view in views]
    assert [
        tail if own_id else name + tail
        for name, tail, own_id in zip(names, read.texts("ids"), own_ids, strict=True)
    ] == [view.claim.id for view in views]
    spans = zip(read.column("start", n), read.column("over", n), shown, strict=True)
    assert [(start, start + len(quote) + over) for start, over, quote in spans] == [
        (view.claim.start, view.claim.end) for view in views
    ]
    assert marks == [
        [part.text.replace("\0", "\ufffd") for part in view.quote if part.mark] for view in views
    ]
    assert written == [[place.written.replace("\0", "\ufffd") for place in view.places] for view in views]


def test_ids_and_titles_come_back_and_a_usual_title_costs_nothing() -> None:
    found, evidence = page_sample.incidents()
    found[0] = replace(found[0], title=f"Shelling: {found[0].locations[0].name}", event_type="shelling")
    data = layers(found, evidence)
    read = _read(ids(data))
    told = dict(zip(read.texts("id"), read.column("title"), strict=True))

    assert list(told) == [incident.id for incident in data.incidents]
    assert told.pop(found[0].id) == 0
    assert [read.texts("title")[code] for code in told.values()] == [
        incident.title for incident in data.incidents if incident.id != found[0].id
    ]


def _many(number: int, claims: int) -> MapData:
    claim = Claim(id="c", report_id="r", start=0, end=0, event_type="shelling")
    found = [
        Incident(id=f"i{n:05}", event_type="shelling", title="", status="denied", claims=(claim,) * claims)
        for n in range(number)
    ]
    return layers(found, {}, backdrop=())


@pytest.mark.parametrize(("number", "claims"), [(0, 1), (1, 1), (1_500, 1), (700, 3), (3, 5_000)])
def test_chunks_are_small_and_none_is_empty_or_missing(number: int, claims: int) -> None:
    data = _many(number, claims)
    firsts = chunk_starts(data)
    sizes = [end - first for first, end in pairwise([*firsts, number])]

    assert sum(sizes) == number
    assert all(0 < size <= MOST_ROWS for size in sizes) or number == 0
    assert all(size == 1 or size * claims <= MOST_CLAIMS for size in sizes)
    assert [_read(chunk).header["rows"] for chunk in chunks(data, firsts)] == sizes


def test_threads_give_the_chunks_in_their_order() -> None:
    pieces = [bytes([n % 251]) * (1 + 7919 * n % 60_000) for n in range(200)]

    assert list(packed(pieces)) == [pack_bytes(piece, 6) for piece in pieces]


def test_a_million_days_do_not_overflow() -> None:
    claim = Claim(id="c", report_id="r", start=0, end=0, event_type="shelling", date_from=date(1, 1, 1))
    incident = Incident(id="i", event_type="shelling", title="", status="denied", claims=(claim,),
                        date_from=date(9999, 12, 31))  # fmt: skip
    (read,) = map(_read, chunks(layers([incident], {}, backdrop=()), [0]))
    first = (date(9999, 12, 31) - date(1970, 1, 1)).days

    assert page_islands.day(first + read.column("from")[0]) == date(1, 1, 1)


@pytest.mark.parametrize(
    ("radii", "expected"),
    [([], "none"), ([0.5], "exact"), ([5], "exact"), ([12, 300], "near"), ([25.1], "wide"), ([900], "wide")],
)
def test_the_surest_spot_says_how_precise_an_incident_is(radii: list[float], expected: str) -> None:
    assert list(precisions())[precision(radii)] == expected


def test_every_name_of_a_place_is_in_the_page_to_be_searched() -> None:
    read = page_islands.block(IncidentMap(page_sample.map_data()).html(), "hot")
    ganja = next(place for place in read.header["places"] if place[0] == "karabakh:ganja")

    assert ganja[1] == "Ganja"
    assert {"ar", "ru", "hy"} <= set(ganja[2])
    assert "كنجه" in ganja[3]
    assert not set(ganja[3]) & {ganja[1], *ganja[2].values()}


def test_the_words_of_all_languages_are_in_the_page_its_own_first() -> None:
    read = page_islands.block(IncidentMap(page_sample.map_data(), lang="ru").html(), "hot")

    assert list(read.header["words"]) == ["ru", "ar", "en", "fr"]
    assert read.header["words"]["fr"]["sides"]["AZE"] == "Azerbaïdjan"
    assert read.header["facts"]["lang"] == "ru"


def test_texts_stand_in_a_folder_beside_the_page_and_a_new_page_leaves_none_of_the_old(
    tmp_path: Path,
) -> None:
    path, folder = tmp_path / "map.html", tmp_path / "map_texts"
    IncidentMap(page_sample.hostile_data()).save(path, texts="separate")
    old = [file.name for file in folder.iterdir()]
    (folder / "notes.txt").write_text("not ours")
    IncidentMap(page_sample.map_data()).save(path, texts="separate")
    html = path.read_text(encoding="utf-8")
    told = page_islands.block(html, "hot").header["beside"]
    files = {file.name: file.read_text(encoding="utf-8") for file in folder.glob("*.html")}
    read = [page_islands.block(text, "text") for text in files.values()]

    assert page_islands.cold(html) == []
    assert (told["folder"], told["names"]) == ("map_texts", list(files))
    assert not set(old) & set(files)
    assert sum(block.header["rows"] for block in read) == len(page_sample.map_data().incidents)
    assert all("default-src 'none'; script-src 'sha256-" in text for text in files.values())
    assert re.findall(r"frame-src [^;]*", html) == ["frame-src 'self'"]

    IncidentMap(page_sample.map_data()).save(path)

    assert [file.name for file in folder.iterdir()] == ["notes.txt"]
    assert "frame-src" not in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("texts", ["inside", "separate"])
def test_what_others_have_in_a_folder_of_that_name_stays(
    tmp_path: Path, texts: Literal["inside", "separate"]
) -> None:
    folder = tmp_path / "map_texts"
    folder.mkdir()
    others = {"index.html": "theirs", "0-map.html": "theirs", "notes.txt": "theirs"}
    for name, text in others.items():
        (folder / name).write_text(text, encoding="utf-8")
    for each in ("separate", texts):
        IncidentMap(page_sample.map_data()).save(tmp_path / "map.html", texts=each)

    kept = {name: (folder / name).read_text(encoding="utf-8") for name in others}
    assert kept == others
    assert len(list(folder.iterdir())) == len(others) + (texts == "separate")


def test_an_empty_folder_that_is_none_of_ours_stays(tmp_path: Path) -> None:
    (tmp_path / "map_texts").mkdir()
    IncidentMap(page_sample.map_data()).save(tmp_path / "map.html")

    assert (tmp_path / "map_texts").is_dir()


@pytest.mark.parametrize("other", ["map.htm", "map.HTML", "map"])
def test_pages_whose_names_differ_in_their_ending_have_texts_of_their_own(tmp_path: Path, other: str) -> None:
    for name in ("map.html", other):
        IncidentMap(page_sample.map_data()).save(tmp_path / name, texts="separate")

    for name in ("map.html", other):
        told = page_islands.block((tmp_path / name).read_text(encoding="utf-8"), "hot").header["beside"]
        assert all((tmp_path / told["folder"] / chunk).is_file() for chunk in told["names"])
    IncidentMap(page_sample.map_data()).save(tmp_path / "map.html")
    assert all((tmp_path / told["folder"] / chunk).is_file() for chunk in told["names"])


def test_texts_are_inside_or_separate() -> None:
    with pytest.raises(ValueError, match="'inside' or 'separate', not 'outside'"):
        IncidentMap(page_sample.map_data()).save("map.html", texts="outside")  # type: ignore[arg-type]
