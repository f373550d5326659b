"""Turn results into data frames, with whichever frame library the analyst has."""

import importlib
import importlib.util
from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

LIBRARIES = ("pandas", "polars")


class FrameLibraryMissing(ImportError):
    """Neither pandas nor polars is installed. Results stay usable as arrays."""

    def __init__(self) -> None:
        super().__init__("to_frame needs pandas or polars: install one, or read the arrays of the result")


def frame(columns: Mapping[str, NDArray[Any]]) -> Any:
    """Make a data frame of equally long columns.

    pandas is used when it is installed, else polars. Neither is a dependency of this library.

    Raises
    ------
    FrameLibraryMissing
        If neither is installed.
    """
    for library in LIBRARIES:
        if importlib.util.find_spec(library) is not None:
            return importlib.import_module(library).DataFrame(
                {name: np.ravel(column) for name, column in columns.items()}
            )
    raise FrameLibraryMissing


def index_columns(shape: tuple[int, ...], names: tuple[str, ...]) -> dict[str, NDArray[np.int64]]:
    """Name the place of every cell of an array, one column an axis, in the order that ``ravel`` gives."""
    return {name: axis.ravel() for name, axis in zip(names, np.indices(shape), strict=True)}
