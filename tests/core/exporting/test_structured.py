import json
from decimal import Decimal

from goldenthread.core.exporting import json_bytes
from making.exports import make_sheet


class TestJsonBytes:
    def test_names_every_value_and_says_where_it_comes_from(self):
        read = json.loads(json_bytes(make_sheet(("a", 1, Decimal("0.5")), ("b", None, float("nan")))))

        assert read["source"] == "Round 3 of Wessbury"
        assert read["rows"] == [
            {"practice": "a", "people": 1, "share": 0.5},
            {"practice": "b", "people": None, "share": None},
        ]
