"""The demonstration's story: who there is, what they think and what they did. All invented."""

import tomllib
from functools import cache
from importlib import resources
from typing import Any


@cache
def chapter(name: str) -> dict[str, Any]:
    """One file of the story: ``places``, ``opinions`` or ``work``."""
    text = resources.files(__package__).joinpath(f"{name}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
