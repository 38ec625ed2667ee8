"""The layer alone on plain folium maps, with Leaflet put in place of folium's remote files."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import folium
import page_sample
import pytest
from folium.plugins import MarkerCluster
from playwright.sync_api import Page, expect

from mapper.layers import MapData, layers
from mapper.records import Incident, Location, Status
from mapper.render import IncidentLayer, assets
from mapper.render.symbols import symbols

pytestmark = pytest.mark.browser

Open = Callable[..., Any]
Point = tuple[float, float]

HOME = (40.0, 46.5)
# No map is on its way, and what was asked to be drawn is drawn.
RESTED = """async () => {
  const page = document.getElementById("page");
  const all = page ? [page.incidentMap.map] : maps();
  const moving = (map) => map._animatingZoom || map._panAnim?._inProgress;
  const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  do await frame(); while (all.some(moving));
}"""
PARTS = """
window.maps = () => Object.values(window)
  .filter((value, i, all) => value instanceof L.Map && all.indexOf(value) === i);
window.layersOf = (map) => {
  const found = [];
  map.eachLayer((one) => one._layer && found.push(one));
  return found;
};
window.signsOf = (number = 0) => maps().flatMap((map) => layersOf(map).map((layer) => [map, layer]))
  .filter((_, i) => i === number)
  .flatMap(([map, { _layer }]) => _layer.targets().map((target) => {
    const at = map.layerPointToContainerPoint([target.x, target.y]);
    const box = map.getContainer().getBoundingClientRect();
    return { x: at.x + box.left, y: at.y + box.top, row: target.row ?? null, total: target.group?.total ?? 1,
      shares: target.group?.shares ?? null, fan: Boolean(target.fan), more: Boolean(target.more) };
  }));
"""


def _with_own_leaflet(html: str, *extra: str) -> str:
    """A folium page without its remote files, Leaflet written in."""
    kept = re.sub(
        r'<script src="https://[^>]*></script>|<link rel="stylesheet" href="https://[^>]*/>', "", html
    )
    scripts = "".join(f"<script>{script}</script>" for script in (assets.leaflet_script(), *extra, PARTS))
    return kept.replace("<head>", f"<head><style>{assets.leaflet_style()}</style>{scripts}", 1)


def _location(point: Point, radius: float = 3.0) -> Location:
    lat, lon = point
    name = f"{lat:.4f} {lon:.4f}"
    return Location(place_id=name, name=name, lat=lat, lon=lon, radius_km=radius, level="settlement")


def _incident(number: int, points: Iterable[Point], status: Status = "one-sided") -> Incident:
    model: Incident = page_sample.incidents()[0][0]
    claims = tuple(replace(claim, id=f"{number}-{claim.id}") for claim in model.claims[:1])
    places = tuple(_location(point) for point in points)
    return replace(model, id=f"i{number:04}", status=status, claims=claims, locations=places)


def _data(points: Iterable[Iterable[Point]], statuses: Iterable[Status] = ()) -> MapData:
    """An incident for each list of points; the statuses go round, one-sided where there are none."""
    given = list(statuses) or ["one-sided"]
    made = [_incident(i, places, given[i % len(given)]) for i, places in enumerate(points)]
    return layers(made, {})


def _near(count: int, *, step: float = 0.0, at: Point = HOME) -> list[list[Point]]:
    return [[(at[0], at[1] + step * i)] for i in range(count)]


def _write(path: Path, data: MapData, *, zoom: int = 9, at: Point = HOME, **options: Any) -> Path:
    plain = folium.Map(tiles=None, location=at, zoom_start=zoom, zoom_animation=False, fade_animation=False)
    IncidentLayer(data, **options).add_to(plain)
    path.write_text(_with_own_leaflet(plain.get_root().render()), encoding="utf-8")
    return path


@pytest.fixture
def open_layer(open_file: Open, tmp_path: Path) -> Open:
    """Opens a folium map with a layer of these data, drawn."""

    def open_one(data: MapData, **options: Any) -> Any:
        opened = open_file(_write(tmp_path / "folium.html", data, **options))
        _drawn(opened.page)
        return opened

    return open_one


def _drawn(page: Page, number: int = 0) -> None:
    page.wait_for_function(f"window.signsOf && signsOf({number}).length > 0")


def _signs(page: Page, number: int = 0) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = page.evaluate(f"signsOf({number})")
    return found


def _said(page: Page) -> str:
    return page.locator(".im-live[role=status]").first.text_content() or ""


def _press(page: Page, *keys: str) -> str:
    """What is said after the last key: the map answers at once, or when it has moved."""
    for key in keys:
        page.keyboard.press(key)
    page.evaluate(RESTED)
    return _said(page)


def test_signs_that_would_overlap_stand_as_one_group_and_part_on_zooming_in(open_layer: Open) -> None:
    page = open_layer(_data([*_near(3, step=0.02), [(40.0, 47.5)]])).page
    far = [sign["total"] for sign in _signs(page)]
    page.evaluate("maps()[0].setZoom(12, {animate: false})")

    assert sorted(far) == [1, 3]
    assert [sign["total"] for sign in _signs(page)] == [1, 1, 1]


def test_no_two_signs_overlap_and_every_incident_in_view_is_counted_once(open_layer: Open) -> None:
    chance = random.Random(4)
    data = _data([[(chance.gauss(40, 0.3), chance.gauss(46.5, 0.5))] for _ in range(500)])
    page = open_layer(data, zoom=8).page
    signs = page.evaluate("layersOf(maps()[0])[0]._layer.targets().map(({x, y, radius}) => [x, y, radius])")
    apart = [
        ((a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2) ** 0.5 - a[2] - b[2]
        for i, a in enumerate(signs)
        for b in signs[:i]
    ]

    assert sum(sign["total"] for sign in _signs(page)) == 500
    assert min(apart) > -4.5
    assert page.evaluate("layersOf(maps()[0])[0]._layer.rows().length") == 500


def test_the_ring_of_a_group_holds_the_share_of_each_status(open_layer: Open) -> None:
    statuses: list[Status] = ["contested", "denied", "denied", "corroborated"]
    page = open_layer(_data(_near(4), statuses)).page
    (group,) = _signs(page)

    assert dict(zip(symbols()["status"], group["shares"], strict=True)) == {
        "contested": 1,
        "acknowledged": 0,
        "corroborated": 1,
        "one-sided": 0,
        "denied": 2,
    }


def test_rings_of_different_status_differ_without_their_colours(open_layer: Open) -> None:
    """In grey, the ring of each status covers another share of its circle or has other gaps."""
    looks: list[tuple[int, int]] = []
    for status in ("contested", "acknowledged", "corroborated", "one-sided", "denied"):
        page = open_layer(_data(_near(9), [status])).page
        (group,) = _signs(page)
        looks.append(tuple(page.evaluate(RING, [group["x"], group["y"]])))

    assert len({(round(dark / 25), round(turns / 12)) for dark, turns in looks}) == len(looks)


RING = """([x, y]) => {
  const canvas = document.querySelector(".leaflet-incidents-pane canvas");
  const box = canvas.getBoundingClientRect();
  const pixels = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  const ratio = canvas.width / box.width;
  const grey = (angle, radius) => {
    const at = [x - box.left + radius * Math.cos(angle), y - box.top + radius * Math.sin(angle)];
    const [i, j] = at.map((value) => Math.round(value * ratio));
    const [r, g, b] = pixels.data.slice(4 * (j * canvas.width + i), 4 * (j * canvas.width + i) + 3);
    return 0.3 * r + 0.6 * g + 0.1 * b < 200 ? 1 : 0;
  };
  const radius = 9 + 1.7 * Math.log2(9) + 1;
  let [dark, turns] = [0, 0];
  for (const across of [-2, -1, 0, 1, 2])
    for (let step = 0; step < 240; step++) {
      const here = grey((step / 240) * 2 * Math.PI, radius + across);
      dark += here;
      if (across !== 0) continue;
      turns += here !== grey(((step + 1) / 240) * 2 * Math.PI, radius) ? 1 : 0;
    }
  return [dark / 12, turns];
}"""


def test_panning_changes_no_group(open_layer: Open) -> None:
    chance = random.Random(7)
    points = [[(chance.gauss(40, 0.8), chance.gauss(46.5, 1.2))] for _ in range(900)]
    page = open_layer(_data(points), zoom=9).page
    place = """([west, east]) => { const map = maps()[0];
      return layersOf(map)[0]._layer.targets()
        .map((target) => [map.layerPointToLatLng([target.x, target.y]), target.group?.total ?? 1])
        .filter(([at]) => at.lng > west && at.lng < east && Math.abs(at.lat - 40) < 0.5)
        .map(([at, total]) => `${at.lng.toFixed(4)} ${at.lat.toFixed(4)} ${total}`).sort(); }"""
    before = page.evaluate(place, [46.2, 47.0])
    page.evaluate("maps()[0].panBy([137, 91], {animate: false})")
    after = page.evaluate(place, [46.2, 47.0])
    page.evaluate("maps()[0].panBy([-261, -33], {animate: false})")

    assert len(before) > 10
    assert before == after == page.evaluate(place, [46.2, 47.0])


def test_a_click_on_equal_positions_fans_them_out_and_a_click_on_one_opens_it(open_layer: Open) -> None:
    opened = open_layer(_data(_near(5)), zoom=12)
    page = opened.page
    (group,) = _signs(page)
    page.mouse.click(group["x"], group["y"])
    seats = _signs(page)
    page.mouse.click(seats[3]["x"], seats[3]["y"])
    page.wait_for_selector(".im-popup .im-head")

    assert [seat["row"] for seat in seats] == [0, 1, 2, 3, 4]
    assert _closest(seats) > 22
    assert page.evaluate("layersOf(maps()[0])[0]._store.state.selected") == 3
    assert opened.complaints() == []


def _closest(seats: list[dict[str, Any]]) -> float:
    pairs = [(a, b) for i, a in enumerate(seats) for b in seats[:i]]
    return min(float(((a["x"] - b["x"]) ** 2 + (a["y"] - b["y"]) ** 2) ** 0.5) for a, b in pairs)


def test_many_at_one_place_stand_on_a_spiral_and_more_than_fit_follow_in_turn(open_layer: Open) -> None:
    page = open_layer(_data(_near(100)), zoom=12).page
    (group,) = _signs(page)
    page.mouse.click(group["x"], group["y"])
    seen: set[int] = set()
    for _ in range(3):
        signs = _signs(page)
        seats = [sign for sign in signs if sign["row"] is not None]
        assert _closest(seats) > 20
        seen |= {seat["row"] for seat in seats}
        (more,) = [sign for sign in signs if sign["more"]]
        page.mouse.click(more["x"], more["y"])

    assert seen == set(range(100))


def test_an_incident_with_several_places_stands_at_each_and_once_in_a_group(open_layer: Open) -> None:
    page = open_layer(_data([[(40.0, 46.3), (40.0, 46.7)], [(40.0, 46.3), (40.0, 46.301)]])).page
    counted = sorted(sign["total"] for sign in _signs(page))
    page.evaluate("layersOf(maps()[0])[0]._store.change({selected: 0})")
    page.evaluate(RESTED)
    held = [sign for sign in _signs(page) if sign["row"] == 0]

    assert counted == [1, 2]
    assert len(held) == 2


def test_the_signs_are_reached_told_and_opened_by_keyboard(open_layer: Open) -> None:
    opened = open_layer(_data([[HOME], [(40.0, 46.9)], [(40.3, 46.9)], [(40.3, 46.9)]]))
    page = opened.page
    centre = page.evaluate("maps()[0].getCenter()")
    page.focus(".leaflet-container")
    first = _press(page, "Enter")
    right = _press(page, "ArrowRight")
    up = _press(page, "ArrowUp")
    nothing = _press(page, "ArrowUp")
    back = _press(page, "ArrowDown", "ArrowLeft")

    assert "40.0000 46.5000" in first
    assert "40.0000 46.9000" in right
    assert "2 incidents here" in up
    assert "No further symbol" in nothing
    assert back == first
    assert page.evaluate("maps()[0].getCenter()") == centre
    _press(page, "Enter")
    expect(page.locator(".im-popup")).to_be_focused()
    _press(page, "Escape")
    expect(page.locator(".im-popup")).to_have_count(0)
    assert _press(page, "Enter") == first
    assert opened.complaints() == []


def test_back_from_the_evidence_the_keys_go_on_where_they_were(open_map: Open) -> None:
    page = open_map(page_sample.map_data()).page
    page.focus("#map")
    first = _press(page, "Enter")
    # A group may hold groups: each press opens one more of them.
    while "here" in first:
        deeper = _press(page, "Enter")
        assert deeper != first
        first = deeper
    _press(page, "Enter")
    expect(page.locator("#evidence .im-body")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#map")).to_be_focused()

    assert _press(page, "Enter") == first


def test_escape_leaves_the_signs_and_gives_the_arrows_back_to_the_map(open_layer: Open) -> None:
    page = open_layer(_data([[HOME], [(40.0, 46.9)]])).page
    centre = page.evaluate("maps()[0].getCenter().lng")
    page.focus(".leaflet-container")
    _press(page, "Enter", "ArrowRight")
    told = _press(page, "Escape")
    _press(page, "ArrowRight")

    assert told == ""
    assert page.evaluate("maps()[0].getCenter().lng") > centre


def test_a_group_opens_by_keyboard_and_hands_on_to_its_first_sign(open_layer: Open) -> None:
    page = open_layer(_data(_near(3)), zoom=12).page
    page.focus(".leaflet-container")
    group = _press(page, "Enter")
    inside = _press(page, "Enter")

    assert "3 incidents here" in group
    assert "40.0000 46.5000" in inside
    assert len(_signs(page)) == 3


def test_the_date_line_parts_no_neighbours(open_layer: Open) -> None:
    page = open_layer(_data([[(52.0, 179.6)], [(52.0, -179.6)]]), at=(52.0, 179.9), zoom=7).page
    one, other = _signs(page)

    assert one["total"] == other["total"] == 1
    assert abs(one["x"] - other["x"]) < 120
    assert 0 < min(one["x"], other["x"]) < max(one["x"], other["x"]) < 1280


def test_names_never_lie_over_signs_or_over_one_another(open_map: Open) -> None:
    page = open_map(page_sample.map_data()).page
    page.wait_for_function("document.getElementById('page').incidentMap")
    for zoom in (7, 9, 11):
        page.evaluate(f"document.getElementById('page').incidentMap.map.setZoom({zoom}, {{animate: false}})")
        names, signs = page.evaluate(
            "Object.values(document.getElementById('page').incidentMap.layer.names())"
        )
        boxes = [*names, *signs]

        assert len(names) > 0
        assert [
            pair for i, a in enumerate(names) for pair in [(a, b) for b in boxes[i + 1 :]] if _over(*pair)
        ] == []


def _over(a: list[float], b: list[float]) -> bool:
    return a[0] < b[2] and a[2] > b[0] and a[1] < b[3] and a[3] > b[1]


def test_a_click_on_the_layer_opens_the_evidence_in_a_popup(open_layer: Open) -> None:
    opened = open_layer(page_sample.map_data(), at=(40.683, 46.361), zoom=11)
    opened.page.mouse.click(640, 400)
    opened.page.wait_for_selector(".im-popup blockquote")

    assert opened.page.locator(".im-popup h2").text_content() == "Ganja"
    assert opened.complaints() == []


def test_a_layer_that_cannot_be_read_says_so_on_its_map(open_file: Open, tmp_path: Path) -> None:
    path = _write(tmp_path / "folium.html", _data([[HOME]]), lang="fr")
    written = path.read_text(encoding="utf-8")
    path.write_text(re.sub(r'("hot": ")[^"]{40}', r"\1", written), encoding="utf-8")
    opened = open_file(path)
    warning = opened.page.locator(".leaflet-container .im-failed[role=alert]")

    expect(warning).to_contain_text("n’ont pas pu être ouvertes")
    assert opened.complaints() == []


def test_claims_that_cannot_be_read_are_missed_in_words(open_file: Open, tmp_path: Path) -> None:
    path = _write(tmp_path / "folium.html", _data([[HOME]]))
    written = path.read_text(encoding="utf-8")
    path.write_text(re.sub(r'("cold": \[")[^"]{40}', r"\1", written), encoding="utf-8")
    opened = open_file(path)
    _drawn(opened.page)
    (sign,) = _signs(opened.page)
    opened.page.mouse.click(sign["x"], sign["y"])

    expect(opened.page.locator(".im-popup [role=alert]")).to_contain_text("could not be opened")
    assert opened.complaints() == []


def test_a_popup_offers_no_small_map_without_a_ground_to_draw(open_layer: Open) -> None:
    opened = open_layer(page_sample.map_data(), at=(40.683, 46.361), zoom=11)
    opened.page.mouse.click(640, 400)
    why = opened.page.locator(".im-popup .im-why-here").first
    why.locator("summary").click()

    expect(why.locator("dl")).to_be_visible()
    assert why.locator("button, .im-small").count() == 0


def test_the_legend_draws_the_ring_of_a_group_as_the_map_does(open_map: Open) -> None:
    """Of each status, as thick and with the same dashes, in the colours of the data file."""
    page = open_map(page_sample.map_data()).page
    arcs = page.locator(".legend .swatch .on-light path[d*=A9]").evaluate_all(
        """arcs => arcs.map((arc) => ["stroke", "stroke-width", "stroke-dasharray"]
          .map((name) => arc.getAttribute(name) ?? ""))"""
    )
    colours = {name: look["colour"] for name, look in symbols()["status"].items()}

    assert arcs == [
        [colours["contested"], "5", "3 2"],
        [colours["acknowledged"], "5", ""],
        [symbols()["mark"]["casing"]["colour"], "1.4", ""],
        [colours["corroborated"], "5", ""],
        [colours["one-sided"], "2", ""],
        [colours["denied"], "2", "2 3"],
    ]


def test_two_layers_on_a_folium_map_draw_and_switch_and_complain_of_nothing(
    open_file: Open, tmp_path: Path
) -> None:
    plain = folium.Map(tiles=None)
    IncidentLayer(page_sample.map_data(), name="one").add_to(plain)
    IncidentLayer(page_sample.hostile_data(), name="two", lang="ar").add_to(plain)
    folium.LayerControl().add_to(plain)
    south_west, north_east = plain.get_bounds()
    plain.fit_bounds([south_west, north_east])  # type: ignore[list-item]  # folium allows for empty maps
    path = tmp_path / "folium.html"
    path.write_text(_with_own_leaflet(plain.get_root().render()), encoding="utf-8")
    opened = open_file(path)
    opened.page.wait_for_selector(".leaflet-incidents-pane canvas >> nth=1", state="attached")
    boxes = opened.page.locator(".leaflet-control-layers-overlays input")
    boxes.first.evaluate("box => box.click()")
    expect(opened.page.locator(".leaflet-incidents-pane canvas")).to_have_count(1)

    assert boxes.count() == 2
    assert opened.complaints() == []


def test_a_layer_taken_off_and_put_on_again_is_as_before(open_layer: Open) -> None:
    opened = open_layer(_data(_near(3, step=0.5)))
    page = opened.page
    before = _signs(page)
    page.evaluate("window.one = layersOf(maps()[0])[0]; one.remove(); one.addTo(maps()[0]); one.remove();")
    page.evaluate(RESTED)
    gone = page.locator(".leaflet-incidents-pane canvas, .im-live").count()
    page.mouse.move(before[0]["x"], before[0]["y"])
    hovered = page.locator(".im-tip").count()
    page.evaluate("one.addTo(maps()[0])")
    _drawn(page)

    assert (gone, hovered) == (0, 0)
    assert _signs(page) == before
    assert opened.complaints() == []


def test_two_maps_on_a_page_do_not_disturb_each_other(open_file: Open, tmp_path: Path) -> None:
    figure = folium.Figure()
    for left, points in ((0, _near(4)), (50, _near(2, at=(33.0, 44.0)))):
        one = folium.Map(tiles=None, location=points[0][0], zoom_start=12, width="50%", left=f"{left}%")
        IncidentLayer(_data(points)).add_to(one)
        figure.add_child(one)
    path = tmp_path / "two.html"
    path.write_text(_with_own_leaflet(figure.render()), encoding="utf-8")
    opened = open_file(path)
    page = opened.page
    for number in (0, 1):
        _drawn(page, number)
    totals = [[sign["total"] for sign in _signs(page, number)] for number in (0, 1)]
    (group,) = _signs(page, 0)
    page.mouse.click(group["x"], group["y"])
    page.evaluate(RESTED)

    assert sorted(totals) == [[2], [4]]
    assert len(_signs(page, 0)) == 4
    assert [sign["total"] for sign in _signs(page, 1)] == [2]
    assert opened.complaints() == []


def test_the_layer_lives_beside_a_foreign_marker_cluster_and_its_layer_control(
    open_file: Open, tmp_path: Path
) -> None:
    cluster = pytest.importorskip("xstatic.pkg.leaflet_markercluster")
    # Without tiles the plugin has to be told how far one can zoom in.
    plain = folium.Map(tiles=None, location=HOME, zoom_start=9, zoom_animation=False, maxZoom=18)
    foreign = MarkerCluster(name="foreign").add_to(plain)  # type: ignore[no-untyped-call]
    for step in range(4):
        folium.Marker([40.3, 46.2 + 0.01 * step], icon=folium.DivIcon(html="x")).add_to(foreign)
    IncidentLayer(_data(_near(3)), name="ours").add_to(plain)
    folium.LayerControl().add_to(plain)
    script = (Path(cluster.BASE_DIR) / "leaflet.markercluster.js").read_text(encoding="utf-8")
    script = re.sub(r"\n?//# sourceMappingURL=.*", "", script)
    path = tmp_path / "beside.html"
    path.write_text(_with_own_leaflet(plain.get_root().render(), script), encoding="utf-8")
    opened = open_file(path)
    page = opened.page
    _drawn(page)
    clusters = page.locator(".marker-cluster")
    expect(clusters).to_have_text("4")
    page.locator(".leaflet-control-layers-overlays label", has_text="ours").locator("input").evaluate(
        "box => box.click()"
    )
    expect(page.locator(".leaflet-incidents-pane canvas")).to_have_count(0)
    left = clusters.count()
    page.locator(".leaflet-control-layers-overlays label", has_text="ours").locator("input").evaluate(
        "box => box.click()"
    )
    _drawn(page)
    clusters.click()
    page.wait_for_function("() => maps()[0].getZoom() > 9")

    assert left == 1
    assert opened.complaints() == []
