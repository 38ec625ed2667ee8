"""An online geocoder is asked only on demand, and once; a small server of our own stands in for it."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from click.testing import CliRunner

from gazetteer.cli import group
from gazetteer.errors import OnlineError
from gazetteer.index import cache
from gazetteer.sources import online

FOUND = {
    "osm_type": "node", "osm_id": 7, "display_name": "Qarya, Somewhere", "class": "place", "type": "village",
    "lat": "15.5", "lon": "45.25", "importance": 0.3, "boundingbox": ["15.48", "15.52", "45.23", "45.27"],
    "address": {"country_code": "ye"},
}  # fmt: skip
AGENT = "incident-mapper tests"


class Server(ThreadingHTTPServer):
    asked: list[tuple[str, str]]


class _Answer(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        assert isinstance(self.server, Server)
        self.server.asked.append((self.path, self.headers["User-Agent"]))
        refused = "refused" in self.path
        self.send_response(403 if refused else 200)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(json.dumps([] if "nowhere" in self.path else [FOUND]).encode())

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  (the name it has in the class above)
        """Nothing: tests are quiet."""


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
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


def test_a_name_is_asked_once_and_its_places_are_marked(server: Server, tmp_path: Path) -> None:
    first = online.search("Qarya", user_agent=AGENT, folder=tmp_path, server=_url(server))
    again = online.search("Qarya", user_agent=AGENT, folder=tmp_path, server=_url(server))

    assert first == again
    assert [agent for _, agent in server.asked] == [AGENT]
    place = first[0].place
    assert (place.id, place.lat, place.lon, place.country) == ("osm:node:7", 15.5, 45.25, "YE")
    assert "online" in place.source


def test_a_name_that_nobody_knows_is_empty(server: Server, tmp_path: Path) -> None:
    assert online.search("nowhere", user_agent=AGENT, folder=tmp_path, server=_url(server)) == ()


def test_a_server_that_refuses_is_named_and_not_remembered(server: Server, tmp_path: Path) -> None:
    for _ in range(2):
        with pytest.raises(OnlineError, match=r"127\.0\.0\.1:\d+ could not be asked"):
            online.search("refused", user_agent=AGENT, folder=tmp_path, server=_url(server))

    assert len(server.asked) == 2


def test_an_address_that_is_none_is_named(server: Server, tmp_path: Path) -> None:
    with pytest.raises(OnlineError, match="is no server"):
        online.search("Qarya", user_agent=AGENT, folder=tmp_path, server="nominatim")


def test_the_command_asks_nobody_without_the_option(server: Server) -> None:
    asked = CliRunner().invoke(group, ["find", "Yerevan"])
    alone = CliRunner().invoke(group, ["find", "Yerevan", "--online", "nominatim"])
    astray = CliRunner().invoke(group, ["find", "Yerevan", "--user-agent", AGENT])

    assert (asked.exit_code, alone.exit_code, astray.exit_code) == (0, 2, 2)
    assert "--user-agent" in alone.output
    assert server.asked == []


def test_the_command_marks_what_came_from_the_network(server: Server) -> None:
    options = ["--online", "nominatim", "--user-agent", AGENT, "--server", _url(server), "--json"]
    result = CliRunner().invoke(group, ["find", "Yerevan", *options])
    records = json.loads(result.stdout)

    assert [r["id"] for r in records if r["online"]] == ["osm:node:7"]
    assert not records[0]["online"]
