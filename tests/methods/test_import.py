"""Importing the methods costs little: heavy libraries wait until they are needed."""

import subprocess
import sys

import goldenthread.methods

HEAVY = ("scipy", "pandas", "polars", "django", "numba")


def test_importing_every_family_loads_nothing_heavy() -> None:
    program = (
        "import importlib, sys\n"
        "from goldenthread import methods\n"
        "for family in methods.FAMILIES: importlib.import_module('goldenthread.methods.' + family)\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules])\n"
    )

    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "[]"


def test_families_are_listed_in_order() -> None:
    assert list(goldenthread.methods.FAMILIES) == sorted(goldenthread.methods.FAMILIES)
