"""Saved web pages: the report of a page is that of a text file, without what a page hides or pretends."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

import jinja2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html  # type: ignore[import-untyped]  # it ships no types
from markupsafe import Markup

from gazetteer import Gazetteer
from gazetteer.table import read_table
from mapper.errors import ReadError
from mapper.pipeline import build, extract
from mapper.readers import article, read
from mapper.readers.web import read_page
from mapper.records import Extraction, Report
from mapper.serialize import to_dict

EXAMPLES = Path(__file__).parents[1] / "mapper" / "data" / "examples"
TEMPLATES = {"article": "utf-8", "section": "utf-8", "blocks": "utf-16", "table": "cp1256"}
"""The page templates of this project and the encoding each is saved in."""
NAMES = [path.name for path in sorted(EXAMPLES.glob("*.txt"))]
FIRST = "أعلنت وزارة الدفاع أن القصف على المدينة استمر ليل أمس وأن ثلاثة مدنيين قتلوا."
SECOND = "وقال سكان إنهم سمعوا دوي انفجارات عند الفجر ورأوا الدخان يتصاعد من السوق القديم."
"""The ministry of defence announced that shelling of the town went on ...; residents said they heard ..."""


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> NoReturn:
        raise AssertionError("a page was read with the help of the network")

    for name in ("connect", "connect_ex", "sendto"):
        monkeypatch.setattr(socket.socket, name, refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


def by_number(text: str) -> Markup:
    """A text in numbers of its characters, as some content systems write it."""
    return Markup(
        "".join(f"&#{ord(char)};" if ord(char) > 127 else str(Markup.escape(char)) for char in text)
    )


def page_of(report: Report, template: str) -> bytes:
    """The example report as a site of our own would print it."""
    pages = jinja2.Environment(
        loader=jinja2.FileSystemLoader(Path(__file__).parent / "pages"), autoescape=True
    )
    pages.filters["numbered"] = by_number
    title, *paragraphs = [" ".join(line.split()) for line in report.text.splitlines() if line.strip()]
    page = pages.get_template(f"{template}.html").render(
        title=title, paragraphs=paragraphs, site=report.outlet, published=report.published
    )
    return page.encode(TEMPLATES[template], "xmlcharrefreplace")


@pytest.fixture(scope="module")
def examples() -> dict[str, Report]:
    return {Path(report.path).name: report for report in read(EXAMPLES)}


@pytest.fixture(scope="module")
def from_text(examples: dict[str, Report]) -> dict[str, list[dict[str, Any]]]:
    return {Path(found.report.path).name: told(found) for found in extract(examples.values())}


def told(extraction: Extraction) -> list[dict[str, Any]]:
    """Each claim by what it says and the words it stands on, wherever in the text they are."""
    text = extraction.report.text
    return [
        to_dict(replace(claim, id="", report_id="", start=0, end=0, also=(), trace=(), locations=()))
        | {
            "quote": text[claim.start : claim.end],
            "also": [text[start:end] for start, end in claim.also],
            "places": [(place.place_id, place.relation, place.radius_km) for place in claim.locations],
            "trace": [(step.field, step.rule, text[step.start : step.end]) for step in claim.trace],
        }
        for claim in extraction.claims
    ]


@pytest.mark.parametrize("template", TEMPLATES)
@pytest.mark.parametrize("name", NAMES)
def test_a_page_gives_the_claims_of_its_text(
    tmp_path: Path,
    examples: dict[str, Report],
    from_text: dict[str, list[dict[str, Any]]],
    name: str,
    template: str,
) -> None:
    path = tmp_path / f"{Path(name).stem}.html"
    path.write_bytes(page_of(examples[name], template))
    [report] = read(path, outlet=examples[name].outlet)
    [found] = extract([report])

    assert report.text.split() == examples[name].text.split()
    assert told(found) == from_text[name]
    assert len(from_text[name]) > 0


@pytest.mark.parametrize(
    ("template", "url", "outlet"),
    [
        ("article", "https://news.example.org/2020/world/1234", True),
        ("section", "https://news.example.org/archives/77", True),
        ("blocks", "", True),
        ("table", "", False),
    ],
)
def test_a_page_says_where_it_comes_from(
    examples: dict[str, Report], template: str, url: str, outlet: bool
) -> None:
    report = examples[NAMES[0]]
    told = read_page(page_of(report, template), name="x.html").told

    assert (told.title, told.url, told.published) == (report.title, url, report.published)
    assert told.outlet == (report.outlet if outlet else "")


def test_what_a_manifest_says_holds_before_what_the_page_says(
    tmp_path: Path, examples: dict[str, Report]
) -> None:
    report = examples[NAMES[0]]
    (tmp_path / "one.html").write_bytes(page_of(report, "article"))
    (tmp_path / "manifest.csv").write_text("path,outlet,published\none.html,Archive,2020-10-06\n")
    [found] = read(tmp_path, published=date(1999, 1, 1), outlet="Other", language="en")

    assert (found.outlet, found.published) == ("Archive", date(2020, 10, 6))
    assert (found.title, found.language) == (report.title, "ar")


def test_a_page_and_its_text_are_one_report(tmp_path: Path, examples: dict[str, Report]) -> None:
    for name, template in zip(NAMES[:4], TEMPLATES, strict=True):
        (tmp_path / name).write_bytes((EXAMPLES / name).read_bytes())
        (tmp_path / f"{name}.html").write_bytes(page_of(examples[name], template))
    coverage = build(read(tmp_path), gazetteer=Gazetteer.of([])).coverage

    assert (coverage.reports, coverage.duplicates) == (8, 4)


def page(body: str, head: str = "<title>خبر من المدينة</title>") -> bytes:
    return f"<!doctype html><html><head><meta charset=utf-8>{head}</head><body>{body}</body></html>".encode()


def text_of(data: bytes) -> str:
    return read_page(data, name="x.html").text


ARTICLE = f"<h1>خبر من المدينة</h1><p>{FIRST}</p><p>{SECOND}</p>"
LINKED = FIRST.replace("الدفاع", "<a href='/topic'>الدفاع</a>")
TEXT = f"خبر من المدينة\n\n{FIRST}\n\n{SECOND}\n"


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>var news = 'قصف لم يقع على المدينة ولم يقتل فيه أحد من سكانها.';</script>",
        "<script type='text/template'><p>قصف لم يقع على المدينة ولم يقتل فيه أحد من سكانها.</p></script>",
        '<script type="application/ld+json">{"@type": "Article", "articleBody": "قصف لم يقع"}</script>',
        "<style>p::after { content: 'قصف لم يقع على المدينة' }</style>",
        "<noscript><p>قصف لم يقع على المدينة ولم يقتل فيه أحد من سكانها.</p></noscript>",
        "<template><p>قصف لم يقع على المدينة ولم يقتل فيه أحد من سكانها.</p></template>",
        "<textarea>قصف لم يقع على المدينة ولم يقتل فيه أحد من سكانها.</textarea>",
        "<div style='display: none'><p>قصف لم يقع على المدينة ولم يقتل فيه أحد من سكانها.</p></div>",
        "<p hidden>قصف لم يقع على المدينة ولم يقتل فيه أحد من سكانها.</p>",
        "<!-- <p>قصف لم يقع على المدينة ولم يقتل فيه أحد من سكانها.</p> -->",
        '<div id="data-preloaded" data-preloaded=\'{"topic_1": "قصف لم يقع على المدينة"}\'></div>',
        "<p>اقرأ أيضا: <a href='/2'>قصف لم يقع على المدينة ولم يقتل فيه أحد من سكانها</a></p>",
        "<ul><li><a href='/2'>قصف لم يقع على المدينة</a><li><a href='/3'>قصف لم يقع على القرية</a></ul>",
        "<div class='comments'><p>قارئ: قصف لم يقع على المدينة ولم يقتل فيه أحد من سكانها.</p></div>",
    ],
)
def test_what_is_no_part_of_the_article_is_never_its_text(hostile: str) -> None:
    assert text_of(page(ARTICLE + hostile)) == TEXT
    assert text_of(page(hostile + ARTICLE)) == TEXT


def test_marks_written_as_words_stay_words() -> None:
    words = "كتب أحدهم &lt;script&gt;alert(1)&lt;/script&gt; على صفحة الوزارة أمس."
    body = f"<h1>خبر من المدينة</h1><p>{FIRST}</p><p>{words}</p>"

    assert "كتب أحدهم <script>alert(1)</script> على صفحة الوزارة أمس." in text_of(page(body))


@pytest.mark.parametrize(
    "body",
    [
        f"<h1>خبر من المدينة</h1><div>{FIRST}<br><br>{SECOND}</div>",
        f"<h1>خبر من المدينة</h1><p><strong>{FIRST}<br/>{SECOND}</strong></p>",
        f"<h1>خبر من المدينة</h1><pre>{FIRST}\n\n{SECOND}</pre>",
        f"<form><h1>خبر من المدينة</h1><p>{FIRST}<p>{SECOND}</form>",
        f"<h1>خبر<br>من المدينة</h1><section><div><p>{FIRST}</p></div><div><p>{SECOND}</p></div></section>",
        f"<table><tr><td><h1>خبر من المدينة</h1><tr><td><p>{FIRST}</p><p>{SECOND}</p></table>",
        f"<h1><a href='/1'>خبر من المدينة</a></h1><p>{LINKED}</p><p>{SECOND}</p>",
    ],
)
def test_paragraphs_survive_however_they_are_marked(body: str) -> None:
    assert text_of(page(body)) == TEXT


def test_a_news_flash_is_not_drowned_by_what_readers_write() -> None:
    talk = "<p>تعليق طويل من زائر يحكي قصة لا صلة لها بالخبر ويذكر فيها مدنا كثيرة وأسماء لا تحصى.</p>" * 20
    flash = f"<article><h1>خبر من المدينة</h1><p>{FIRST}</p></article>"

    assert (
        text_of(page(f"{flash}<section class=responses>{talk}</section>")) == f"خبر من المدينة\n\n{FIRST}\n"
    )


def test_a_list_of_sentences_stays_and_a_pointer_to_other_reports_goes() -> None:
    told = "<ul><li>قصفت القوات قرية أولى صباح أمس.</li><li>قصفت القوات قرية ثانية مساء أمس.</li></ul>"
    pointer = "<p><strong>اقرأ أيضا: </strong><a href=/1><strong>مقتل عشرة في تفجير سيارة</strong></a></p>"
    text = text_of(page(f"<article><h1>خبر من المدينة</h1><p>{FIRST}</p>{pointer}{told}</article>"))

    assert [line for line in text.splitlines() if line] == [
        "خبر من المدينة",
        FIRST,
        "قصفت القوات قرية أولى صباح أمس.",
        "قصفت القوات قرية ثانية مساء أمس.",
    ]


def test_a_deep_page_is_read_as_a_browser_reads_it() -> None:
    deep = ARTICLE + "<div>" * 100_000 + f"<p>{SECOND[:-1]} اليوم.</p>" + "</div>" * 100_000

    assert f"{SECOND[:-1]} اليوم." in text_of(page(deep))
    assert text_of(page("<span>" * 100_000 + ARTICLE)) == TEXT


@pytest.mark.parametrize(
    "ballast",
    ["<div>" * 300 + "<a " * 80_000, "<p>" + "<a href='/x'>نص آخر</a> نص طويل عن أمور أخرى " * 4000],
    ids=["tags that never end", "links in one paragraph"],
)
def test_the_time_for_a_page_grows_with_its_length(ballast: str) -> None:
    """Half a megabyte or less of these took 12 and 15 s."""
    start = time.process_time()
    read_page(page(ARTICLE + ballast), name="x.html")

    assert time.process_time() - start < 5


def test_links_are_left_out_where_they_are_most_of_what_is_around_them() -> None:
    """Of two links in a line the longer goes; then the other is all that is left, and goes as well."""
    tree = html.fromstring(
        "<div><p><a>one two three four</a> <a>five</a></p><p>said <a>one</a> two three four</p></div>"
    )
    article._without_lists_of_links(tree)

    assert " ".join(tree.text_content().split()) == "said one two three four"


@pytest.mark.slow
@pytest.mark.parametrize(
    "ballast",
    [
        "<script>" + "document.write('<p>نص</p>');" * 400_000 + "</script>",
        f"<img src='data:image/png;base64,{'A' * 10_000_000}'>",
        f"<!--{'-x' * 5_000_000}-->",
        "<div " + " ".join(f"a{number}=1" for number in range(200_000)) + "></div>",
        "<" * 1_000_000,
    ],
    ids=["script", "picture", "comment", "attributes", "brackets"],
)
def test_a_page_of_ten_megabytes_is_read(ballast: str) -> None:
    assert text_of(page(ARTICLE + ballast)).startswith(TEXT.strip())


@pytest.mark.slow
def test_a_long_article_is_read_to_its_end() -> None:
    body = "".join(f"<p>{FIRST[:-1]} ({number}).</p>" for number in range(10_000))

    assert text_of(page(body)).count("\n\n") == 10_000


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (page(ARTICLE).decode().encode("utf-8-sig"), "UTF-8"),
        (page(ARTICLE).decode().encode("utf-16"), "UTF-16"),
        (
            page(ARTICLE).decode().replace("charset=utf-8", "charset=windows-1256").encode("cp1256"),
            "windows-1256",
        ),
        (
            page(ARTICLE).decode().replace("charset=utf-8", "charset='ISO-8859-6'").encode("iso8859_6"),
            "iso-8859-6",
        ),
        (page(ARTICLE).decode().replace("<meta charset=utf-8>", "").encode("cp1256"), "windows-1256"),
        # Saved anew by a browser or an editor in UTF-8, with the old declaration.
        (page(ARTICLE).decode().replace("charset=utf-8", "charset=windows-1256").encode(), "UTF-8"),
        # Declared to be what it is not.
        (page(ARTICLE).decode().encode("cp1256"), "windows-1256"),
        (
            page(ARTICLE).decode().replace("charset=utf-8", "charset=no-such-code").encode("cp1256"),
            "windows-1256",
        ),
        # A codec of Python that is no character set.
        (
            page(ARTICLE).decode().replace("charset=utf-8", "charset=unicode_escape").encode("cp1256"),
            "windows-1256",
        ),
    ],
)
def test_every_encoding_of_a_page_is_read_rightly(data: bytes, encoding: str) -> None:
    found = read_page(data, name="x.html")

    assert (found.text, found.encoding) == (TEXT, encoding)


def test_one_broken_letter_does_not_cost_the_page() -> None:
    broken = page(ARTICLE + "<div class='sidebar'>" + "نص " * 500 + "@</div>").replace(b"@", b"\xd9")

    assert text_of(broken) == TEXT


@pytest.mark.parametrize(
    "data",
    [
        page(""),
        b"<html></html>",
        b"<!-- only a comment -->",
        page("<nav><a href=/>الرئيسية</a><a href=/w>العالم</a></nav>"),
        page("<ul>" + "<li><a href=/1>قتلى في انفجار سيارة في العاصمة وسط غضب شعبي</a></li>" * 30 + "</ul>"),
        page("<script>" + FIRST * 9 + "</script>"),
        page("<h1>خبر من المدينة</h1><p>للاشتراك</p>"),
    ],
)
def test_a_page_without_an_article_is_named(data: bytes) -> None:
    with pytest.raises(ReadError, match=r"^saved\.html: the page "):
        read_page(data, name="saved.html")


DAY = date(2020, 10, 12)
ARTICLE_OF_THE_DAY = '{"@type": ["Article"], "datePublished": "2020-10-12", "dateModified": "2023-05-05"}'


@pytest.mark.parametrize(
    ("head", "body", "day"),
    [
        ("<meta property='article:published_time' content='2020-10-12T23:59:00+04:00'>", "", DAY),
        ("<meta name=pubdate content='Mon, 12 Oct 2020 10:00:00 GMT'>", "", DAY),
        ("<meta name=DC.date.issued content='20201012'>", "", DAY),
        (
            f"<script type='application/ld+json'>[{ARTICLE_OF_THE_DAY}]</script>",
            "",
            DAY,
        ),
        ("", "<span itemprop=datePublished content=2020-10-12>أمس</span>", DAY),
        ("", "<time datetime='2020-10-12 08:00'>أمس</time>", DAY),
        ("<link rel=canonical href='https://example.org/2020/10/12/news'>", "", DAY),
        # The article's word holds before the page's, and a date of change is no date of publication.
        (
            "<script type='application/ld+json'>"
            '{"@graph": [{"@type": "WebPage", "datePublished": "2019-01-01"}, '
            f"{ARTICLE_OF_THE_DAY}]}}</script>",
            "",
            DAY,
        ),
        # Two days in one place decide nothing.
        ("", "<time datetime=2020-10-12>أمس</time><time datetime=2020-10-13>اليوم</time>", None),
        ("", "<aside><time datetime=2020-10-12>أمس</time></aside>", None),
        ("<meta property='article:modified_time' content='2020-10-12'>", "", None),
        ("<meta name=date content='2020-13-45'>", "", None),
        ("<meta name=date content='أمس'>", "", None),
        (
            '<script type="application/ld+json">{"@type": "WebSite", "datePublished": "2011-01-01"}</script>',
            "",
            None,
        ),
        ('<script type="application/ld+json">{broken "datePublished": "2020-10-12"}</script>', "", None),
        (f"<script type='application/ld+json'>{'[' * 100_000}</script>", "", None),
        # A day in the text may be any day, and today is never one.
        ("", "<p>وكان اتفاق سابق قد وقع بتاريخ 2020-10-12 في العاصمة بحضور وسطاء.</p>", None),
        ("", "<footer>© 2026-11-21</footer>", None),
        ("", "", None),
    ],
)
def test_a_day_is_known_only_where_the_page_states_it(head: str, body: str, day: date | None) -> None:
    found = read_page(page(ARTICLE + body, head=f"<title>خبر من المدينة</title>{head}"), name="x.html")

    assert found.told.published == day


def marked(place: str, name: str, day: str) -> str:
    """A mark of ``page_dates.csv`` as a page has it."""
    if place == "type":
        return f'<script type="application/ld+json">{{"@type": "{name}", "datePublished": "{day}"}}</script>'
    attribute = "itemprop" if place == "itemprop" else "property" if ":" in name else "name"
    return f'<meta {attribute}="{name}" content="{day}">'


MARKS = [
    (row.required("place"), row.required("name"))
    for row in read_table(EXAMPLES.parent / "page_dates.csv", required=("place", "name"))
]


@pytest.mark.parametrize(("place", "name"), MARKS)
def test_every_mark_of_a_day_is_known_and_the_first_is_trusted_most(place: str, name: str) -> None:
    head = marked(place, name, "2020-10-12T09:00:00Z")
    first = marked(*MARKS[0], "2020-10-11")

    assert read_page(page(ARTICLE, head=head), name="x.html").told.published == DAY
    if (place, name) != MARKS[0]:
        assert read_page(page(ARTICLE, head=head + first), name="x.html").told.published == date(2020, 10, 11)


@pytest.mark.parametrize(
    "head",
    [
        "<link rel=canonical href='http://[::1'>",
        "<link rel=canonical href='javascript:alert(1)'>",
        "<meta property=og:url content='javascript:alert(1)'>",
        "<script type='application/ld+json'>"
        '{"@type": "NewsArticle", "url": "javascript:alert(1)", "publisher": 5}</script>',
        f"<meta name=date content='{'9' * 5000}'>",
        "<meta name=pubdate content='Mon, 99 Foo 99999 10:00:00'>",
        "<meta property=og:site_name content='@'>",
        "<meta property=og:title>",
    ],
)
def test_what_a_page_says_of_itself_may_be_nonsense(head: str) -> None:
    found = read_page(page(ARTICLE, head=head), name="x.html")

    assert (found.text, found.told.url, found.told.outlet, found.told.published) == (TEXT, "", "", None)


@pytest.mark.parametrize(
    ("lang", "language"),
    [("ar", "ar"), ("AR-iq", "ar"), ("fa", "fa"), ("en-US", ""), ("fr", ""), ("", ""), ("not a tag", "")],
)
def test_a_language_is_taken_from_the_page_where_its_letters_fit(lang: str, language: str) -> None:
    data = page(ARTICLE).replace(b"<html>", f"<html lang='{lang}'>".encode())

    assert read_page(data, name="x.html").told.language == language


def test_the_headline_of_the_page_holds_before_that_of_its_window() -> None:
    head = "<title>موقع الأخبار | خبر من المدينة</title><meta property=og:site_name content='موقع الأخبار'>"

    assert text_of(page(ARTICLE, head=head)) == TEXT
    assert text_of(page(ARTICLE.replace("h1", "h2"), head=head)) == TEXT
    assert text_of(page(f"<p>{FIRST}</p><p>{SECOND}</p>", head=head)) == TEXT
    unnamed = "<title>موقع الأخبار | خبر من المدينة</title>"

    assert text_of(page(f"<h1>موقع الأخبار</h1>{ARTICLE.replace('h1', 'h2')}", head=unnamed)) == TEXT


def test_a_page_is_the_same_report_in_every_process(tmp_path: Path, examples: dict[str, Report]) -> None:
    path = tmp_path / "one.html"
    path.write_bytes(page_of(examples[NAMES[0]], "article"))
    code = "import sys; from mapper.readers import read; print(ascii([*read(sys.argv[1])]))"
    runs = [
        subprocess.run(
            [sys.executable, "-c", code, str(path)],
            check=True,
            capture_output=True,
            text=True,
            env={"PYTHONHASHSEED": seed, "PATH": ""},
        )
        for seed in ("1", "2")
    ]

    assert {run.stdout.strip() for run in runs} == {ascii([*read(path)])}
    assert {run.stderr for run in runs} == {""}


PIECES = [
    "<p>", "</p>", "<div>", "</table>", "<table><tr><td>", "<br>", "<a href=x>", "</a>", "<!--", "-->",
    "<script>", "</script>", "<pre>", "&#0;", "&#xD800;", "&#x1F600;", "\0", "\x1b", "<h1>", "<ul><li>",
    "]]>", "<?x", "<svg>", "</body>", FIRST, SECOND,
]  # fmt: skip


@settings(max_examples=150)
@given(st.lists(st.sampled_from(PIECES), max_size=40))
def test_any_page_is_a_report_or_a_clear_error(parts: list[str]) -> None:
    try:
        text = text_of("".join(parts).encode())
    except ReadError as error:
        text = str(error)

    assert text.startswith("x.html: ") or FIRST[:20] in text or SECOND[:20] in text
    assert text.encode().decode() == text
