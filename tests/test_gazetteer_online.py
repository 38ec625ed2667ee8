"""An online geocoder is asked only on demand, and once; a small server of our own stands in for it."""

from __future__ import annotations

import json
import socket
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from click.testing import CliRunner

from gazetteer.cli import group
from gazetteer.errors import OnlineError
from gazetteer.index import cache
from gazetteer.lookup import world_index
from gazetteer.sources.online import PAUSE_S, Nominatim

FOUND = {
    "osm_type": "node", "osm_id": 7, "display_name": "Qarya, Somewhere", "class": "place", "type": "village",
    "lat": "15.5", "lon": "45.25", "importance": 0.3, "boundingbox": ["15.48", "15.52", "45.23", "45.27"],
    "address": {"country_code": "ye"},
}  # fmt: skip
AGENT = "incident-mapper tests"


class Server(ThreadingHTTPServer):
    asked: list[tuple[str, str]]


ANSWERS: dict[str, tuple[int, str]] = {
    "nowhere": (200, "[]"),
    "refused": (403, "no"),
    "hurried": (429, "slow down"),
    "broken": (500, "oh"),
    "garbled": (200, "<html>Welcome</html>"),
    "foreign": (200, '[{"name": "no place of Nominatim"}]'),
    "number": (200, "[5]"),
    "late": (200, ""),
}


class _Answer(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        assert isinstance(self.server, Server)
        self.server.asked.append((self.path, self.headers["User-Agent"]))
        word = next((word for word in ANSWERS if word in self.path), "")
        if word == "late":
            time.sleep(1)
            return
        status, text = ANSWERS.get(word, (200, json.dumps([FOUND])))
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(text.encode())

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  (the name it has in the class above)
        """Nothing: tests are quiet."""


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    world_index()
    for file in cache.folder().glob("*.sqlite"):  # building the world's index takes a while
        (tmp_path / file.name).symlink_to(file)
    monkeypatch.setenv("MAPPER_CACHE", str(tmp_path))
    running = Server(("127.0.0.1", 0), _Answer)
    running.asked = []
    thread = threading.Thread(target=running.serve_forever)
    thread.start()
    yield running
    running.shutdown()
    thread.join()
    running.server_close()


def _url(server: Server) -> str:
    return f"http://127.0.0.1:{server.server_address[1]}"


def _nominatim(server: Server, folder: Path) -> Nominatim:
    return Nominatim(user_agent=AGENT, folder=folder, server=_url(server), timeout_s=0.5)


def test_a_name_is_asked_once_and_its_places_are_marked(server: Server, tmp_path: Path) -> None:
    first = _nominatim(server, tmp_path).search("Qarya")
    again = _nominatim(server, tmp_path).search("Qarya")

    assert first == again
    assert [agent for _, agent in server.asked] == [AGENT]
    place = first[0].place
    assert (place.id, place.lat, place.lon, place.country) == ("osm:node:7", 15.5, 45.25, "YE")
    assert "online" in place.source


def test_a_name_that_nobody_knows_is_empty_and_remembered(server: Server, tmp_path: Path) -> None:
    for _ in range(2):
        assert _nominatim(server, tmp_path).search("nowhere") == ()

    assert len(server.asked) == 1


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("refused", "403"),
        ("hurried", "429"),
        ("broken", "500"),
        ("late", "did not answer in time"),
        ("garbled", "no JSON"),
        ("foreign", "not Nominatim's"),
        ("number", "not Nominatim's"),
    ],
)
def test_a_server_that_fails_is_named_and_not_remembered(
    server: Server, tmp_path: Path, name: str, said: str
) -> None:
    for _ in range(2):
        with pytest.raises(OnlineError, match=rf"127\.0\.0\.1:\d+ .*{said}"):
            _nominatim(server, tmp_path).search(name)

    assert len(server.asked) == 2
    assert not list(tmp_path.glob("*.json"))


def test_a_server_that_is_not_there_is_named(tmp_path: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(OnlineError, match=f"127.0.0.1:{port} cannot be reached"):
        Nominatim(user_agent=AGENT, folder=tmp_path, server=f"http://127.0.0.1:{port}").search("Qarya")


@pytest.mark.parametrize("server", ["nominatim", "http://[", "ftp://example.org", "http://"])
def test_an_address_that_is_none_is_named(tmp_path: Path, server: str) -> None:
    with pytest.raises(OnlineError, match="is no server"):
        Nominatim(user_agent=AGENT, folder=tmp_path, server=server)


@pytest.mark.parametrize("agent", [" ", "بحث", "a\nHost: b"])
def test_a_user_agent_that_no_header_can_hold_is_named(tmp_path: Path, agent: str) -> None:
    with pytest.raises(OnlineError, match="cannot be sent"):
        Nominatim(user_agent=agent, folder=tmp_path)


def test_questions_are_a_second_apart(server: Server, tmp_path: Path) -> None:
    nominatim = _nominatim(server, tmp_path)
    started = time.monotonic()
    for name in ("Qarya", "Qarya2"):
        nominatim.search(name)

    assert time.monotonic() - started >= PAUSE_S
    assert len(server.asked) == 2


def test_a_damaged_answer_on_disk_is_asked_anew(server: Server, tmp_path: Path) -> None:
    first = _nominatim(server, tmp_path).search("Qarya")
    (kept,) = tmp_path.glob("*.json")
    kept.write_text('[{"osm_type"', encoding="utf-8")

    assert _nominatim(server, tmp_path).search("Qarya") == first
    assert len(server.asked) == 2
    assert json.loads(kept.read_text(encoding="utf-8")) == [FOUND]


def test_without_a_folder_to_write_to_it_answers_all_the_same(server: Server, tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    assert len(_nominatim(server, tmp_path / "file" / "below").search("Qarya")) == 1


def test_the_command_asks_nobody_without_the_option(server: Server) -> None:
    asked = CliRunner().invoke(group, ["find", "Yerevan"])
    alone = CliRunner().invoke(group, ["find", "Yerevan", "--online", "nominatim"])
    astray = CliRunner().invoke(group, ["find", "Yerevan", "--user-agent", AGENT])

    assert (asked.exit_code, alone.exit_code, astray.exit_code) == (0, 2, 2)
    assert "--user-agent" in alone.output
    assert server.asked == []


def test_the_command_marks_what_came_from_the_network_and_asks_once(server: Server) -> None:
    options = ["--online", "nominatim", "--user-agent", AGENT, "--server", _url(server), "--json"]
    results = [CliRunner().invoke(group, ["find", "Yerevan", *options]) for _ in range(2)]
    records = json.loads(results[0].stdout)

    assert [r["id"] for r in records if r["online"]] == ["osm:node:7"]
    assert not records[0]["online"]
    assert results[1].stdout == results[0].stdout
    assert len(server.asked) == 1


def test_the_command_fails_in_one_paragraph(server: Server) -> None:
    options = ["--online", "nominatim", "--user-agent", AGENT, "--server", _url(server)]
    result = CliRunner().invoke(group, ["find", "hurried", *options])

    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("Error: 127.0.0.1:")
    assert result.stderr.count("\n") == 1


def test_of_several_names_those_that_the_server_fails_are_named(server: Server) -> None:
    options = ["--online", "nominatim", "--user-agent", AGENT, "--server", _url(server)]
    result = CliRunner().invoke(group, ["find", "-", *options], input="hurried\nQarya\n")

    assert result.exit_code == 3
    assert "standard input, line 1: 127.0.0.1:" in result.stderr
    assert "Qarya\tosm:node:7" in result.stdout
