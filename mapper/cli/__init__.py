"""The command line: thin commands over the pipeline, heavy imports inside them."""

from mapper.cli.main import main

__all__ = ["main"]
