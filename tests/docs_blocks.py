"""The fenced blocks of a document, and how each kind of them is run in a folder of sample reports."""

from __future__ import annotations

import doctest
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import chdir
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

SAMPLE = Path(__file__).parent / "docs_sample"
_BLOCK = re.compile(r"(?:<!-- ([^\n]+?) -->\n)?^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_FILE = "file "
_LONGEST = 300
# What runs where a program of a pipe is missing, so that the pipe is tried everywhere.
STAND_INS = {
    "less": "#!/bin/sh\nexec cat\n",
    "jq": f"""#!{sys.executable}
import json, re, sys
program = sys.argv[-1]
if chosen := re.fullmatch(r'select\\(\\.(\\w+) == "([^"]*)"\\)', program):
    for line in sys.stdin:
        if json.loads(line)[chosen[1]] == chosen[2]:
            print(line, end="")
else:
    *path, last = [part.strip() for part in re.split(r"\\.|\\|", program) if part.strip()]
    value = json.load(sys.stdin)
    for key in path:
        value = value[key]
    print(len(value) if last == "length" else value[last])
""",
}


@dataclass(frozen=True)
class Block:
    """A fenced block: its language, its text, and the comment that stands right above it."""

    language: str
    text: str
    line: int
    mark: str = ""

    @property
    def file(self) -> str:
        """The name of the file that the block shows; empty where it shows none."""
        return self.mark.removeprefix(_FILE) if self.mark.startswith(_FILE) else ""


def blocks(document: Path) -> list[Block]:
    text = document.read_text(encoding="utf-8")
    return [
        Block(language, body, text[: found.start()].count("\n") + 1, mark or "")
        for found in _BLOCK.finditer(text)
        for mark, language, body in [found.groups()]
    ]


@dataclass
class Folder:
    """A folder in which the blocks of a document run one after the other, as its reader would run them."""

    path: Path
    names: dict[str, Any] = field(default_factory=lambda: {"__name__": "__main__"})

    @classmethod
    def with_samples(cls, path: Path) -> Folder:
        shutil.copytree(SAMPLE, path, dirs_exist_ok=True)
        (path / ".config" / "fish" / "completions").mkdir(parents=True)
        stand_ins = path / ".stand-ins"
        stand_ins.mkdir()
        for name, script in STAND_INS.items():
            (stand_ins / name).write_text(script)
            (stand_ins / name).chmod(0o755)
        return cls(path)

    def run(self, block: Block) -> str:
        """What is wrong with the block; empty where it does what it says."""
        if block.file:
            (self.path / block.file).write_text(block.text, encoding="utf-8")
            return ""
        return {"sh": self._shell, "console": self._console, "python": self._python, "pycon": self._pycon}[
            block.language
        ](block)

    def shell(self, command: str, shell: str = "bash") -> subprocess.CompletedProcess[str]:
        programs = [str(Path(sys.executable).parent), os.environ["PATH"], str(self.path / ".stand-ins")]
        # Whoever would ask the network here is refused at once.
        nowhere = dict.fromkeys(("http_proxy", "https_proxy"), "http://127.0.0.1:9")
        return subprocess.run(
            [shell, "-c", command],
            cwd=self.path,
            env={**os.environ, **nowhere, "PATH": os.pathsep.join(programs), "HOME": str(self.path)},
            capture_output=True,
            encoding="utf-8",
            stdin=subprocess.DEVNULL,
            timeout=_LONGEST,
        )

    def _shell(self, block: Block) -> str:
        done = self.shell(f"set -euo pipefail\n{block.text}")
        return done.stderr or f"exit code {done.returncode}" if done.returncode else ""

    def _console(self, block: Block) -> str:
        """Commands after "$ ", each with what it prints."""
        for part in re.split(r"^\$ ", block.text, flags=re.MULTILINE)[1:]:
            command, _, expected = part.partition("\n")
            done = self.shell(command)
            printed = "".join(c for c in done.stdout if c not in "\u2066\u2067\u2068\u2069")
            if printed.strip() != expected.strip():
                return f"{command}\nprinted\n{printed}{done.stderr}"
        return ""

    def _python(self, block: Block) -> str:
        with chdir(self.path):
            exec(compile(block.text, f"line {block.line}", "exec"), self.names)
        return ""

    def _pycon(self, block: Block) -> str:
        test = doctest.DocTestParser().get_doctest(block.text, self.names, "block", None, block.line)
        said: list[str] = []
        with chdir(self.path):
            runner = doctest.DocTestRunner()
            runner.run(test, out=said.append, clear_globs=False)
        self.names |= test.globs
        return "".join(said)


def slugs(document: Path) -> Iterator[str]:
    """The anchors of its headings, as GitHub makes them."""
    text = re.sub(r"^```.*?^```$", "", document.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    for heading in re.findall(r"^#+ (.+)$", text, re.MULTILINE):
        yield re.sub(r"[^\w\- ]", "", heading.casefold()).replace(" ", "-")
