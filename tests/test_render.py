"""The page as text: the same bytes for the same data, a policy that fits, islands that keep what went in."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import os
import re
import subprocess
import sys
from collections import Counter
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from shutil import which
from typing import Any

import page_islands
import page_sample
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mapper.errors import WriteError
from mapper.layers import layers
from mapper.render import IncidentLayer, IncidentMap, assets
from mapper.render.pack import pack
from mapper.render.symbols import symbols
from mapper.render.texts import LANGUAGES, side_name, texts
from mapper.taxonomy import event_types

TESTS = Path(__file__).parent
MOST_BYTES = 600_000
WRITE = """
import sys
sys.path.insert(0, sys.argv[1])
import page_sample
from mapper.render import IncidentMap
IncidentMap(page_sample.map_data(), title="t", lang="ar").save(sys.argv[2], texts="separate")
"""


def _unpack(text: str) -> Any:
    return json.loads(gzip.decompress(base64.b64decode(text)))


def _page() -> str:
    return IncidentMap(page_sample.map_data(), title="Autumn").html()


def test_the_same_data_give_the_same_text() -> None:
    assert _page() == _page()


def test_the_same_bytes_from_another_folder_and_another_hash_seed(tmp_path: Path) -> None:
    assert _written(tmp_path / "one", seed="0") == _written(tmp_path / "another", seed="4711")


def test_the_same_bytes_from_python_3_13(tmp_path: Path) -> None:
    other = _python313()
    needed = ("folium", "branca", "XStatic-Leaflet")
    script = f"from importlib.metadata import version; print(*map(version, {needed!r}))"
    found = subprocess.run([other, "-c", script], capture_output=True, text=True, check=False)
    if found.returncode or found.stdout.split() != [version(name) for name in needed]:
        # Where one was named for this, it has them.
        assert "MAPPER_PYTHON313" not in os.environ
        pytest.skip(f"{other} has not the packages of this interpreter")

    assert _written(tmp_path / "one", python=other) == _written(tmp_path / "another")


def _written(folder: Path, *, seed: str = "0", python: str = sys.executable) -> dict[str, bytes]:
    """Every file that an interpreter of its own writes."""
    folder.mkdir()
    environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(TESTS.parent)}
    command = [python, "-c", WRITE, str(TESTS), str(folder / "map.html")]
    subprocess.run(command, check=True, cwd=folder, env=environment)
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def _python313() -> str:
    """The interpreter that MAPPER_PYTHON313 names, else one on the path, else pyenv's."""
    versions = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")) / "versions"
    known = (
        os.environ.get("MAPPER_PYTHON313"),
        which("python3.13"),
        *sorted(versions.glob("3.13*/bin/python")),
    )
    for python in map(str, filter(None, known)):
        asked = [python, "-c", "import sys; print(*sys.version_info[:2])"]
        if subprocess.run(asked, capture_output=True, text=True, check=False).stdout.split() == ["3", "13"]:
            return python
    pytest.skip("no Python 3.13 on this machine")


def test_the_policy_names_the_hash_of_each_script_and_style_and_no_host() -> None:
    html = _page()
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', html)
    assert policy
    blocks = re.findall(r"<(script|style)>(.*?)</\1>", html, flags=re.DOTALL)
    acting = [*(text for _, text in blocks), *page_islands.code(html).values()]
    hashes = {base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in acting}

    assert policy[1].startswith("default-src 'none'; ")
    assert len(acting) == 5
    assert hashes == set(re.findall(r"'sha256-([^']+)'", policy[1]))
    assert "unsafe" not in policy[1]
    assert "http" not in policy[1]


def test_no_two_modules_of_the_page_share_a_name() -> None:
    named = re.compile(r"^(?:async )?function\*? (\w+)|^(?:const|let|class) (\w+)", re.MULTILINE)
    for modules in (assets.PAGE_MODULES, assets.LAYER_MODULES):
        names = [one or other for name in modules for one, other in named.findall(assets.script_file(name))]

        assert [name for name, count in Counter(names).items() if count > 1] == []


def test_the_page_loads_nothing_and_has_no_inline_style_or_handler() -> None:
    body = re.sub(r"<(script|style)[^>]*>.*?</\1>", "", _page(), flags=re.DOTALL)

    assert re.findall(r"\b(?:src|style|on\w+)=", body) == []
    assert re.findall(r'href="([^"]*)"', body) == ["data:,"]


def test_no_word_of_a_report_stands_outside_the_islands() -> None:
    html = IncidentMap(page_sample.hostile_data()).html()
    frame = re.sub(r'<script type="application/gzip".*?</script>', "", html, flags=re.DOTALL)
    code = "".join(page_islands.code(html).values())

    assert "alert(" not in frame + code
    assert "وزارة" not in frame + code


def test_the_title_is_escaped_where_it_stands_in_the_frame() -> None:
    html = IncidentMap(page_sample.map_data(), title="</title><script>alert(1)</script>").html()

    assert "<title>&lt;/title&gt;&lt;script&gt;alert(1)&lt;/script&gt;</title>" in html


@given(
    st.recursive(
        st.none() | st.integers() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    )
)
def test_what_is_packed_comes_back_and_cannot_break_out(value: Any) -> None:
    packed = pack(value)

    assert re.fullmatch(r"[A-Za-z0-9+/=]+", packed)
    assert _unpack(packed) == value


def test_a_page_of_a_thousand_incidents_with_the_texts_of_their_claims_is_small(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.syspath_prepend(TESTS / "benchmarks")
    incidents, evidence = import_module("page_incidents").incidents(1_000)
    html = IncidentMap(layers(incidents, evidence)).html()

    assert all(len(evidence[claim.id].quote) == 300 for item in incidents for claim in item.claims)
    assert len(html.encode()) < MOST_BYTES


def test_every_language_has_every_text() -> None:
    assert {lang: set(texts(lang)) for lang in LANGUAGES} == {lang: set(texts("en")) for lang in LANGUAGES}


def test_an_unknown_language_is_named_with_those_there_are() -> None:
    with pytest.raises(ValueError, match=r"'tlh'.*ar, en"):
        IncidentMap(page_sample.map_data(), lang="tlh").html()


def test_every_family_and_status_has_a_sign_and_a_name() -> None:
    families = {kind.family for kind in event_types().values()}
    statuses = {"contested", "acknowledged", "corroborated", "one-sided", "denied"}

    assert set(symbols()["family"]) == families
    assert set(symbols()["status"]) == statuses
    assert (families | statuses) <= set(texts("en"))


def test_no_two_statuses_differ_by_colour_alone() -> None:
    looks = [(style["fill"], style["ring"]) for style in symbols()["status"].values()]

    assert len(set(looks)) == len(looks)


@pytest.mark.parametrize(
    ("side", "lang", "expected"),
    [
        ("AZE", "en", "Azerbaijan"),
        ("ARM", "ar", "أرمينيا"),
        ("XYZ", "en", "XYZ"),
        ("some-front", "en", "Some Front"),
    ],
)
def test_a_side_has_a_name_in_the_language_of_the_page(side: str, lang: str, expected: str) -> None:
    assert side_name(side, lang) == expected


def test_saving_leaves_no_other_file_and_a_failure_leaves_the_old_one(tmp_path: Path) -> None:
    path = tmp_path / "map.html"
    IncidentMap(layers([], {})).save(path)
    assert [item.name for item in tmp_path.iterdir()] == ["map.html"]
    with pytest.raises(WriteError, match="no-such-folder"):
        IncidentMap(layers([], {})).save(tmp_path / "no-such-folder" / "map.html")

    assert path.read_bytes().startswith(b"<!DOCTYPE html>")


def test_a_notebook_shows_the_page_in_a_frame() -> None:
    shown = IncidentMap(layers([], {}))._repr_html_()

    assert "<iframe" in shown
    assert "Content-Security-Policy" in shown


def test_the_layer_tells_a_folium_map_where_it_lies() -> None:
    assert IncidentLayer(page_sample.map_data())._get_self_bounds() == [[39.52, 46.361], [40.683, 47.03]]


def test_importing_mapper_does_not_import_folium() -> None:
    command = [sys.executable, "-c", "import mapper, sys; print('folium' in sys.modules)"]
    done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=TESTS.parent)

    assert done.stdout.strip() == "False"
