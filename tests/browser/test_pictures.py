"""Pictures of the page as people see it, and what can be asserted of them.

They are kept in the folder that ``MAPPER_PICTURES`` names (default: pytest's own), and
``MAPPER_PICTURES=docs pytest tests/browser/test_pictures.py -k readme`` makes ``docs/picture.png``.
"""

from __future__ import annotations

import base64
import os
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page
from programs import program

from mapper.layers import MapData, layers
from mapper.pipeline import build
from mapper.readers import read

pytestmark = pytest.mark.browser

Open = Callable[..., Any]
EXAMPLES = Path(__file__).parents[2] / "mapper" / "data" / "examples"
TITLE = "Example reports: Nagorno-Karabakh 2020 and 2022"
MAP = "document.getElementById('page').incidentMap"
DESK = {"viewport": {"width": 1280, "height": 800}}
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "device_scale_factor": 2}
LOOKS: dict[str, dict[str, Any]] = {
    "en-light": {"lang": "en", **DESK},
    "en-dark": {"lang": "en", "color_scheme": "dark", **DESK},
    "ar-light": {"lang": "ar", **DESK},
    "ar-dark": {"lang": "ar", "color_scheme": "dark", **DESK},
    "en-phone": {"lang": "en", **PHONE},
    "ar-phone": {"lang": "ar", "color_scheme": "dark", **PHONE},
}
# Texts that their box cuts off without saying so: no dots, no scroll bar.
CUT = """() => {
  const own = (node) => [...node.childNodes].some((child) => child.nodeType === 3 && child.data.trim());
  const scrolls = (way) => way === "auto" || way === "scroll";
  const cut = (node) => {
    const { textOverflow, overflowX, overflowY } = getComputedStyle(node);
    if (textOverflow === "ellipsis" || overflowX === "visible") return false;
    if (scrolls(overflowX) || scrolls(overflowY)) return false;
    return node.clientWidth > 0 && node.scrollWidth > node.clientWidth + 1;
  };
  return [...document.querySelectorAll("header *, .side *, .legend *, .time *, .panel *")]
    .filter((node) => own(node) && node.getClientRects().length)
    .filter((node) => !node.closest(".im-unseen, svg, select, canvas") && cut(node))
    .map((node) => `${node.className}: ${node.textContent.slice(0, 40)}`);
}"""
# Parts that should stand side by side and do not.
OVERLAPS = """() => {
  const parts = ["header", ".side", ".stage", ".time"]
    .map((name) => [name, document.querySelector(name).getBoundingClientRect()])
    .filter(([, box]) => box.width);
  const shared = (a, b) => [
    Math.min(a.right, b.right) - Math.max(a.left, b.left),
    Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top),
  ];
  return parts.flatMap(([name, one], i) => parts.slice(i + 1)
    .filter(([, two]) => shared(one, two).every((length) => length > 1))
    .map(([other]) => `${name} over ${other}`));
}"""
SIDEWAYS = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
# Shares of the pixels of a picture by colour: the greatest of them, and how many colours there are.
COLOURS = """async (address) => {
  const image = new Image();
  image.src = address;
  await image.decode();
  const canvas = new OffscreenCanvas(image.width, image.height);
  const ctx = canvas.getContext("2d");
  ctx.drawImage(image, 0, 0);
  const { data } = ctx.getImageData(0, 0, image.width, image.height);
  const counts = new Map();
  for (let i = 0; i < data.length; i += 4) {
    const colour = (data[i] << 16) | (data[i + 1] << 8) | data[i + 2];
    counts.set(colour, (counts.get(colour) ?? 0) + 1);
  }
  const { width, height } = image;
  return { colours: counts.size, most: Math.max(...counts.values()) / (width * height), width, height };
}"""


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    named = os.environ.get("MAPPER_PICTURES")
    path = Path(named) if named else tmp_path_factory.mktemp("pictures")
    path.mkdir(parents=True, exist_ok=True)
    return path


def data_of(source: Path) -> MapData:
    result = build(read([source]))
    return layers(result.incidents, result.evidence, result.coverage)


@pytest.fixture(scope="session")
def examples() -> MapData:
    return data_of(EXAMPLES)


@pytest.fixture(scope="session")
def reference(seeds: Path) -> MapData:
    return data_of(seeds)


@pytest.fixture(scope="session")
def blank(chromium: Any) -> Iterator[Page]:
    """A page of its own to look at pictures with."""
    context = chromium.new_context()
    yield context.new_page()
    context.close()


def most_claimed(page: Page) -> str:
    """The contested incident with most claims, which shows most of what there is to show."""
    found: str = page.evaluate(
        f"""async () => {{
          const {{ data }} = {MAP};
          const contested = data.statuses.indexOf("contested");
          const weight = (row) => data.claims[row] + (data.status[row] === contested ? 1000 : 0);
          const rows = Array.from({{ length: data.n }}, (_, row) => row);
          return (await data.ids()).id[rows.sort((a, b) => weight(b) - weight(a))[0]];
        }}"""
    )
    return found


def still(page: Page) -> None:
    page.evaluate("document.fonts.ready")
    page.wait_for_timeout(350)


def look_at(blank: Page, picture: Path) -> dict[str, float]:
    address = "data:image/png;base64," + base64.b64encode(picture.read_bytes()).decode()
    told: dict[str, float] = blank.evaluate(COLOURS, address)
    return told


def sound(page: Page) -> None:
    assert not page.evaluate(SIDEWAYS)
    assert page.evaluate(CUT) == []
    assert page.evaluate(OVERLAPS) == []


def picture(opened: Any, blank: Page, path: Path, scale: float) -> None:
    """Takes it, and asserts of it what can be: its size, and that it is not blank or of one colour."""
    still(opened.page)
    opened.page.screenshot(path=path)
    told = look_at(blank, path)
    size = opened.page.viewport_size

    assert (told["width"], told["height"]) == (size["width"] * scale, size["height"] * scale)
    assert told["colours"] > 200
    assert told["most"] < 0.8
    sound(opened.page)


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("name", ["examples", "reference"])
def test_the_page_and_one_incident_open(
    open_map: Open, blank: Page, folder: Path, request: pytest.FixtureRequest, name: str, look: str
) -> None:
    data = request.getfixturevalue(name)
    options = LOOKS[look]
    scale = options.get("device_scale_factor", 1)
    opened = open_map(data, title=TITLE if name == "examples" else "", **options)
    page = opened.page
    picture(opened, blank, folder / f"{name}-{look}.png", scale)
    opened.open_incident(most_claimed(page))
    picture(opened, blank, folder / f"{name}-{look}-open.png", scale)

    assert page.locator("#evidence blockquote").first.inner_text().strip()
    assert page.evaluate(f"{MAP}.say.lang") == options["lang"]
    assert opened.complaints() == []


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_the_printed_page(open_map: Open, blank: Page, folder: Path, examples: MapData, lang: str) -> None:
    opened = open_map(examples, lang=lang, title=TITLE, color_scheme="dark")
    opened.open_incident(most_claimed(opened.page))
    still(opened.page)
    path = folder / f"examples-{lang}-print.pdf"
    path.write_bytes(opened.page.pdf(format="A4"))

    assert opened.complaints() == []
    command = [program("pdftotext", "poppler-utils"), "-layout", path, "-"]
    text = subprocess.run(command, capture_output=True, check=True, text=True).stdout
    assert TITLE in text
    assert ("Contested" if lang == "en" else "متنازع") in text
    assert ("Kind of event" if lang == "en" else "الحدث") in text
    subprocess.run(["pdftoppm", "-r", "60", "-png", path, path.with_suffix("")], check=True)
    first = sorted(folder.glob(f"{path.stem}-*1.png"))[0]
    seen = look_at(blank, first)
    assert seen["colours"] > 200
    # Paper stays white, also for who reads the page in the dark.
    assert 0.3 < seen["most"] < 0.9


def test_the_picture_of_the_readme(open_map: Open, blank: Page, folder: Path, examples: MapData) -> None:
    opened = open_map(examples, title=TITLE, viewport={"width": 1360, "height": 850})
    opened.open_incident(most_claimed(opened.page))
    picture(opened, blank, folder / "picture.png", 1)

    assert (folder / "picture.png").stat().st_size < 400_000
