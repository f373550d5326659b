import pytest

from goldenthread.methods.normal import quantile


class TestQuantile:
    @pytest.mark.parametrize(
        ("probability", "published"), [(0.5, 0.0), (0.975, 1.959963984540054), (0.999, 3.090232306167813)]
    )
    def test_gives_tabled_values(self, probability: float, published: float) -> None:
        assert quantile(probability) == pytest.approx(published, abs=1e-14)
