import importlib
import importlib.util
from types import SimpleNamespace

import numpy as np
import pytest

from goldenthread.methods.frames import FrameLibraryMissing, frame, index_columns


def pretend_installed(monkeypatch: pytest.MonkeyPatch, *libraries: str) -> None:
    """As if only these frame libraries were installed; each frame is a pair of library and columns."""
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: object() if name in libraries else None)
    monkeypatch.setattr(
        importlib, "import_module", lambda name: SimpleNamespace(DataFrame=lambda columns: (name, columns))
    )


class TestFrame:
    def test_prefers_pandas(self, monkeypatch: pytest.MonkeyPatch) -> None:
        pretend_installed(monkeypatch, "pandas", "polars")

        assert frame({"a": np.array([1])})[0] == "pandas"

    def test_uses_polars_where_pandas_is_missing(self, monkeypatch: pytest.MonkeyPatch) -> None:
        pretend_installed(monkeypatch, "polars")

        assert frame({"a": np.array([1])})[0] == "polars"

    def test_says_what_to_install_when_there_is_neither(self, monkeypatch: pytest.MonkeyPatch) -> None:
        pretend_installed(monkeypatch)

        with pytest.raises(FrameLibraryMissing, match="pandas or polars"):
            frame({"a": np.array([1])})

    def test_flattens_columns_in_the_order_of_their_places(self, monkeypatch: pytest.MonkeyPatch) -> None:
        pretend_installed(monkeypatch, "polars")
        table = np.array([[1, 2], [3, 4]])

        _, columns = frame({**index_columns(table.shape, ("row", "column")), "value": table})

        assert columns["row"].tolist() == [0, 0, 1, 1]
        assert columns["column"].tolist() == [0, 1, 0, 1]
        assert columns["value"].tolist() == [1, 2, 3, 4]
