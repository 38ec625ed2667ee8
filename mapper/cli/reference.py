"""The reference of the commands, made from the commands themselves: ``docs/commands.md``.

Make it anew with ``python -m mapper.cli.reference > docs/commands.md``.
"""

from __future__ import annotations

import inspect
import re
import sys
from collections.abc import Iterator

import click

from mapper.cli.main import main

_HEAD = """# Commands

Every command with all its options; `mapper COMMAND --help` (or `-h`) says the same, `mapper --version`
which version it is. This page is made from the commands themselves, and a test compares them.

Data goes to stdout, messages to stderr. `-` stands for stdin where a file is read, and for stdout where one
file is written. Exit codes: 0 done; 1 failed (`gazetteer find`: no place has the name); 2 wrong usage;
3 done, but some inputs could not be read (each is named).
"""
_EXAMPLE = re.compile(r"^\x08?\s*Example[^\n]*:\n", re.MULTILINE)


def reference() -> str:
    """Markdown: each command with what it does, its arguments and options, and its examples."""
    parts = [_HEAD]
    for name, command in commands():
        parts.append("\n".join([f"## {name}\n", *_section(name, command)]))
    return "\n".join(parts)


def commands() -> Iterator[tuple[str, click.Command]]:
    """Every command that does something, with the words that call it."""
    yield from _below(main, "mapper")


def examples(command: click.Command) -> list[str]:
    """The lines under "Example:" in the help of a command."""
    parts = _EXAMPLE.split(inspect.cleandoc(command.help or ""), maxsplit=1)
    return [line.strip() for line in parts[1].split("\n\n")[0].splitlines()] if len(parts) > 1 else []


def _below(group: click.Group, name: str) -> Iterator[tuple[str, click.Command]]:
    for word, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from _below(command, f"{name} {word}")
        else:
            yield f"{name} {word}", command


def _section(name: str, command: click.Command) -> Iterator[str]:
    context = click.Context(command, info_name=name)
    yield "```text\n" + " ".join([name, *command.collect_usage_pieces(context)]) + "\n```\n"
    yield _EXAMPLE.split(inspect.cleandoc(command.help or ""), maxsplit=1)[0].strip("\x08\n ") + "\n"
    yield "| option | what it does |\n|---|---|"
    for parameter in command.params:
        record = parameter.get_help_record(context) if isinstance(parameter, click.Option) else None
        if record:
            option, text = (part.replace("|", "\\|") for part in record)
            yield f"| `{option}` | {text} |"
    yield "\n```sh\n" + "\n".join(examples(command)) + "\n```\n"


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]  # a stream of ours is no other
    sys.stdout.write(reference())
