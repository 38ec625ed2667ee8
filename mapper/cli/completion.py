"""``mapper completion``: the script by which a shell completes our commands."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class


@click.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def completion(context: click.Context, shell: str) -> None:
    """Print the script that completes commands, options, choices and files for SHELL.

    Append it to what your shell reads at its start, and open a new shell. In zsh,
    the line "autoload -Uz compinit && compinit" must stand above it.

    \b
    Example:
      mapper completion bash >> ~/.bashrc
      mapper completion zsh >> ~/.zshrc
      mapper completion fish > ~/.config/fish/completions/mapper.fish
    """
    found = get_completion_class(shell)
    assert found, shell
    root = context.find_root()
    # Not the name by which it was called just now, which may be a path.
    click.echo(found(root.command, {}, "mapper", "_MAPPER_COMPLETE").source())
