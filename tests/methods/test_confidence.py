import numpy as np
import pytest

from goldenthread.methods.confidence import levels
from goldenthread.methods.inputs import InputError


class TestLevels:
    def test_one_level_adds_no_axis(self) -> None:
        asked = levels(0.95)

        assert asked.limits(lambda tail: np.full(3, tail)).shape == (3,)
        assert list(asked.columns("lower", np.zeros(3))) == ["lower"]

    def test_several_levels_add_a_last_axis(self) -> None:
        asked = levels([0.95, 0.998])

        limits = asked.limits(lambda tail: np.full(3, tail))

        assert limits.shape == (3, 2)
        assert list(asked.columns("lower", limits)) == ["lower_95", "lower_99.8"]

    @pytest.mark.parametrize("wrong", [95, [], [0.95, 1.0]])
    def test_refuses_what_is_not_a_level(self, wrong: object) -> None:
        with pytest.raises(InputError, match="confidence"):
            levels(wrong)  # type: ignore[arg-type]
