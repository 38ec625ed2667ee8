"""Several JSON files of one folder that belong together."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path

from mapper.atomic import replacing
from mapper.errors import WriteError


def write_folder(folder: Path, files: Mapping[str, object]) -> None:
    """Write each value as JSON under its file name; the folder is made where it is missing.

    All are written beside their places before the first is renamed. Raises WriteError.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise WriteError(f"{folder}: cannot be made ({error.strerror})") from None
    with ExitStack() as renamed_at_the_end:
        # The stack ends in reverse, so that the first file is renamed first.
        for name, value in reversed(list(files.items())):
            beside = renamed_at_the_end.enter_context(replacing(folder / name))
            text = json.dumps(value, ensure_ascii=False, indent=1) + "\n"
            beside.write_text(text, encoding="utf-8", newline="\n")
