"""Every example in the documentation of a method runs and gives what it says."""

import doctest
import importlib
import pkgutil
from pathlib import Path

import numpy as np
import pytest

from goldenthread import methods

PAGES = sorted((Path(__file__).parents[2] / "docs" / "methods").glob("*.md"))
MODULES = [found.name for found in pkgutil.walk_packages(methods.__path__, prefix="goldenthread.methods.")]


def public_names() -> dict[str, object]:
    """What an analyst has imported: numpy and the public names of every family."""
    names: dict[str, object] = {"np": np}
    for family in methods.FAMILIES:
        module = importlib.import_module(f"goldenthread.methods.{family}")
        names |= {name: getattr(module, name) for name in module.__all__}
    return names


@pytest.mark.parametrize("module", MODULES)
def test_examples_give_what_they_say(module: str) -> None:
    results = doctest.testmod(importlib.import_module(module), extraglobs=public_names())

    assert results.failed == 0


@pytest.mark.parametrize("family", methods.FAMILIES)
def test_every_public_function_of_a_family_has_an_example(family: str) -> None:
    module = importlib.import_module(f"goldenthread.methods.{family}")
    functions = [getattr(module, name) for name in module.__all__ if name.islower()]

    without = [function.__name__ for function in functions if ">>>" not in (function.__doc__ or "")]

    assert without == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_examples_in_the_documents_give_what_they_say(page: Path) -> None:
    results = doctest.testfile(str(page), module_relative=False, globs=public_names(), encoding="utf-8")

    assert results.failed == 0


def test_every_family_has_its_page() -> None:
    assert {page.stem for page in PAGES} == {"README", *methods.FAMILIES}
