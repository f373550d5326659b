"""The catalogue: what ships, and how to ask for it."""

from datetime import date

import pytest

from goldenthread.canvas.content import catalogue


class TestCanvas:
    def test_gives_the_latest_version_unless_asked_for_another(self):
        canvas = catalogue.canvas()

        assert canvas.version == catalogue.LATEST
        assert isinstance(canvas.published_date, date)
        assert canvas.licence == "CC BY 4.0"

    def test_is_read_once(self):
        assert catalogue.canvas("2026.1") is catalogue.canvas("2026.1")

    def test_refuses_a_version_that_does_not_ship(self):
        with pytest.raises(catalogue.UnknownVersion) as refused:
            catalogue.canvas("../../etc")

        assert refused.value.args == ("../../etc",)

    def test_finds_a_practice_by_code_and_a_factor_by_number(self):
        canvas = catalogue.canvas()

        assert canvas.practice("1.2").factor == 1
        assert canvas.factor(2).slug == "leadership"

    @pytest.mark.parametrize("code", ["0.1", "99.1", "1"])
    def test_names_a_code_it_does_not_have(self, code):
        with pytest.raises(KeyError, match=code):
            catalogue.canvas().practice(code)

    def test_cannot_be_changed_by_its_readers(self):
        practice = catalogue.canvas().practice("1.1")

        with pytest.raises(AttributeError):
            practice.title = "Other"
        with pytest.raises(TypeError):
            practice.questions["staff"] = "Other?"


class TestVersions:
    def test_ends_with_the_latest(self):
        assert catalogue.versions()[-1] == catalogue.LATEST
