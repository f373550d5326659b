"""Links from our practices to other bodies' frameworks."""

from datetime import date

import pytest

from goldenthread.canvas.content import catalogue
from goldenthread.canvas.content.core_files import read_canvas
from goldenthread.canvas.content.frameworks import read_crosswalk
from goldenthread.canvas.content.shapes import Relation
from goldenthread.canvas.content.toml_tables import ContentFaulty
from making.canvas_content import write_canvas, write_toml

LINK = {"practice": "1.1", "item": "A", "relation": "part_of", "note": "Both ask for a plan."}


@pytest.fixture
def source(tmp_path):
    return read_canvas(write_canvas(tmp_path))


def write_crosswalk(folder, **changes):
    values = {
        "key": "theirs",
        "title": "Their framework",
        "publisher": "They",
        "source": "https://example.org/",
        "reading": "Our reading",
        "read_by": "We",
        "read_date": date(2020, 2, 1),
        "canvas_version": "2020.1",
        "items": [{"code": "A", "title": "Plan"}],
        "links": [LINK],
    }
    return write_toml(folder / "crosswalks" / "theirs.toml", values | changes)


class TestReadCrosswalk:
    def test_gives_the_framework_and_its_links(self, tmp_path, source):
        framework, links = read_crosswalk(write_crosswalk(tmp_path), source)

        assert framework.item("A").title == "Plan"
        assert [(link.framework, link.practice, link.relation) for link in links] == [
            ("theirs", "1.1", Relation.PART_OF)
        ]

    def test_names_an_item_that_it_does_not_have(self, tmp_path, source):
        framework, _ = read_crosswalk(write_crosswalk(tmp_path), source)

        with pytest.raises(KeyError, match="B"):
            framework.item("B")

    @pytest.mark.parametrize(
        ("changes", "fault"),
        [
            (
                {"links": [LINK | {"practice": "9.9"}]},
                "9.9 to A · practice: '9.9' is not a practice of 2020.1",
            ),
            ({"links": [LINK | {"item": "B"}]}, "1.1 to B · item: 'B' is not an item of this framework"),
            (
                {"links": [LINK | {"relation": "like"}]},
                "1.1 to A · relation: 'like' is none of equal, part_of",
            ),
            ({"links": [LINK, LINK]}, "links: 1.1 to A is there twice"),
            ({"links": [LINK | {"note": ""}]}, "1.1 to A · note: is empty"),
            (
                {"items": [{"code": "A", "title": "Plan"}, {"code": "B", "title": "Do"}]},
                "no practice is linked to B",
            ),
            ({"items": [{"code": "A", "title": "Plan"}] * 2}, "items: use a code twice"),
            ({"key": "ours"}, "key: is 'ours' in the file 'theirs.toml'"),
            ({"canvas_version": "2019.1"}, "canvas_version: is '2019.1', read beside '2020.1'"),
            ({"read_date": "today"}, "read_date: is not a date"),
        ],
    )
    def test_names_what_is_wrong(self, tmp_path, source, changes, fault):
        with pytest.raises(ContentFaulty) as refused:
            read_crosswalk(write_crosswalk(tmp_path, **changes), source)

        assert any(fault in str(found) for found in refused.value.args[0])

    def test_says_when_the_file_is_not_there(self, tmp_path, source):
        with pytest.raises(ContentFaulty, match="is missing"):
            read_crosswalk(tmp_path / "none.toml", source)


class TestCatalogueFrameworks:
    def test_ships_two_national_frameworks_marked_as_our_reading(self):
        counts = {framework.key: len(framework.items) for framework in catalogue.frameworks()}

        assert counts == {"nhs-england-digital-inclusion": 5, "what-good-looks-like": 7}
        assert all(framework.reading.startswith("Our reading") for framework in catalogue.frameworks())
        assert all(framework.source.startswith("https://") for framework in catalogue.frameworks())

    def test_links_the_cost_of_getting_online_to_access(self):
        links = catalogue.links_of("9.3")

        assert ("nhs-england-digital-inclusion", "1", Relation.EQUAL) in [
            (link.framework, link.item, link.relation) for link in links
        ]

    def test_gives_no_links_for_a_practice_that_nobody_else_asks_about(self):
        assert catalogue.links_of("8.4") == ()

    def test_links_some_practice_of_every_factor_but_says_nothing_twice(self):
        pairs = [(link.framework, link.practice, link.item) for link in catalogue.links()]

        assert len(pairs) == len(set(pairs))
        assert {int(practice.partition(".")[0]) for _, practice, _ in pairs} == set(range(1, 12))

    def test_finds_a_framework_by_key(self):
        assert catalogue.framework("what-good-looks-like").title == "What Good Looks Like framework"
        with pytest.raises(KeyError, match="none"):
            catalogue.framework("none")
