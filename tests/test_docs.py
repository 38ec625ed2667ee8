"""What the documents say is so: their blocks run, their links lead somewhere, and they leave nothing out."""

from __future__ import annotations

import inspect
import pkgutil
import re
import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module
from itertools import chain
from pathlib import Path
from types import ModuleType

import click
import pytest
from docs_blocks import Block, Folder, blocks, slugs

import gazetteer
import mapper
from gazetteer.sources import table_file
from mapper.cli.main import main
from mapper.cli.reference import commands, examples, reference
from mapper.exchange.coded_rows import known_fields

ROOT = Path(__file__).parents[1]
DOCUMENTS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
RUN = {"sh", "console", "python", "pycon"}
# Blocks that are not run, by what they begin with, each with the reason.
NOT_RUN = {
    "pip install . && mapper demo": "needs pip; .ci/run runs it in a fresh environment",
    'pip install ".[test]" && pytest': "needs pip, and is the tests themselves; .ci/run runs it",
    'pip install ".[notebook]"': "needs pip; the tests of the notebooks use what it installs",
    "ruff format . && ruff check .": "is the gates and the tests themselves; tests/test_gates.py runs them",
}
# Blocks that show a form and are no file and no command.
SHOWN = {
    "files --readers--> Report": "the house, as a drawing",
    "id date date_from": "names of columns; compared with the table of columns below",
    "mapper ": "usage lines of docs/commands.md, which is made from the commands",
}
# Options that the documents name and that are those of other programs.
FOREIGN_OPTIONS = {"--count", "--first", "--sync"}


def reason(block: Block) -> str:
    known = NOT_RUN if block.language in RUN else SHOWN
    return next((why for start, why in known.items() if block.text.startswith(start)), "")


def every_block() -> Iterator[tuple[str, Block]]:
    return ((document.name, block) for document in DOCUMENTS for block in blocks(document))


@pytest.mark.slow
@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.name)
def test_every_block_of_a_document_runs(document: Path, tmp_path: Path) -> None:
    folder = Folder.with_samples(tmp_path / "folder")
    for block in blocks(document):
        if block.file or (block.language in RUN and not reason(block)):
            fault = folder.run(block)
            assert not fault, f"{document.name}, line {block.line}: {fault}"


def test_no_block_is_left_out_without_a_reason() -> None:
    left_out = [
        f"{name}, line {block.line}: {block.text[:40]!r}"
        for name, block in every_block()
        if block.language not in RUN and not block.file and not reason(block)
    ]

    assert left_out == []


def test_every_reason_is_that_of_a_block() -> None:
    starts = [block.text for _, block in every_block()]

    assert [
        start for start in chain(NOT_RUN, SHOWN) if not any(text.startswith(start) for text in starts)
    ] == []


@pytest.mark.parametrize(
    "document", [*DOCUMENTS, ROOT / "CHANGELOG.md", ROOT / "NOTICE.md"], ids=lambda document: document.name
)
def test_links_between_documents_lead_somewhere(document: Path) -> None:
    lost = []
    for target in re.findall(r"\]\(([^)\s]+)\)", document.read_text(encoding="utf-8")):
        if re.match(r"https?:|mailto:", target):
            continue
        path, _, anchor = target.partition("#")
        found = (document.parent / path).resolve() if path else document
        if not found.exists() or (anchor and anchor not in set(slugs(found))):
            lost.append(target)

    assert lost == []


def test_the_reference_of_the_commands_is_that_of_the_commands() -> None:
    written = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")

    assert written == reference(), "make it anew: python -m mapper.cli.reference > docs/commands.md"


@pytest.mark.parametrize(("name", "command"), list(commands()))
def test_a_command_is_told(name: str, command: click.Command) -> None:
    """In the README by its name, in its help by examples, which run as blocks of docs/commands.md."""
    assert name in (ROOT / "README.md").read_text(encoding="utf-8")
    assert command.help
    assert examples(command)
    assert all(line.startswith("mapper ") and name in line for line in examples(command))


def test_the_groups_have_an_example_too() -> None:
    assert all(examples(group) for group in (main, main.commands["gazetteer"]))


def test_every_option_in_the_documents_is_one_that_exists() -> None:
    ours = {
        option
        for command in [main, *(command for _, command in commands())]
        for parameter in command.get_params(click.Context(command))
        if isinstance(parameter, click.Option)
        for option in parameter.opts
    }
    told = {
        (document.name, option)
        for document in DOCUMENTS
        for option in re.findall(r"(?<![\w-])--[a-z][\w-]+(?!-)\b(?!-)", document.read_text(encoding="utf-8"))
    }

    assert {(name, option) for name, option in told if option not in ours | FOREIGN_OPTIONS} == set()


def public_packages() -> Iterator[ModuleType]:
    """The two packages and those below them that say what is public."""
    for package in (gazetteer, mapper):
        yield package
        for found in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
            if found.name.endswith("__main__"):
                continue
            module = import_module(found.name)
            if hasattr(module, "__all__"):
                yield module


@pytest.mark.parametrize("package", list(public_packages()), ids=lambda package: package.__name__)
def test_every_public_name_is_explained(package: ModuleType) -> None:
    """By a docstring of its own; a constant by the text below it where it is set."""
    silent = [name for name in package.__all__ if not explained(package, name)]

    assert silent == []
    assert package.__doc__


def explained(package: ModuleType, name: str) -> bool:
    value = getattr(package, name)
    if isinstance(value, click.Command):
        return bool(value.help)
    if inspect.isclass(value) or inspect.isroutine(value) or inspect.ismodule(value):
        text = inspect.getdoc(value) or ""
        # A dataclass without a docstring is given its signature for one.
        return bool(text) and not text.startswith(f"{name}(")
    return any(
        re.search(rf'^{name}\b[^\n]*=(?:[^\n]*|.*?^[\])}}])\n("""|#)', source, re.MULTILINE | re.DOTALL)
        or re.search(rf"^#[^\n]*\n{name}\b", source, re.MULTILINE)
        for source in sources(package)
    )


def sources(package: ModuleType) -> Iterator[str]:
    assert package.__file__
    for path in sorted(Path(package.__file__).parent.glob("*.py")):
        yield path.read_text(encoding="utf-8")


def block(document: str, start: str) -> str:
    return next(
        found.text for name, found in every_block() if name == document and found.text.startswith(start)
    )


def test_the_own_columns_of_a_coded_table_are_those_that_are_read() -> None:
    assert block("coded-data.md", "id date date_from").split() == list(known_fields("plain"))


def test_the_table_of_own_places_has_no_fault(tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    path.write_text(block("gazetteer.md", "name,lat,lon"), encoding="utf-8")

    assert table_file.faults(path) == []


def test_the_packages_load_nothing_heavy_until_asked() -> None:
    program = (
        "import sys, mapper, gazetteer; "
        "heavy = {'geopy', 'geopandas', 'folium', 'babel', 'gazetteer.lookup'} & set(sys.modules); "
        "assert not heavy, heavy; mapper.Geocoder; assert 'geopandas' not in sys.modules"
    )

    subprocess.run([sys.executable, "-c", program], check=True)
