import hashlib
import json

import pytest

from goldenthread.core.exporting import csv_bytes, data_package
from making.exports import make_sheet


class TestDataPackage:
    @pytest.mark.filterwarnings("ignore")  # frictionless warns of its own dependencies
    def test_is_a_valid_frictionless_package_beside_its_file(self, tmp_path):
        import frictionless

        sheet = make_sheet(("=1+1", 5, 0.25), ("b", None, None))
        (tmp_path / "levels.csv").write_bytes(csv_bytes(sheet))
        (tmp_path / "datapackage.json").write_bytes(data_package([sheet], name="Round 3", title="Round 3"))

        report = frictionless.validate(str(tmp_path / "datapackage.json"))

        assert report.valid, report.flatten(["rowNumber", "fieldName", "type", "note"])

    def test_states_licence_size_and_hash_of_the_very_bytes(self):
        sheet = make_sheet(("a", 5, 0.25))

        read = json.loads(data_package([sheet], name="x", title="X"))["resources"][0]

        assert read["bytes"] == len(csv_bytes(sheet))
        assert read["hash"] == f"sha256:{hashlib.sha256(csv_bytes(sheet)).hexdigest()}"
        assert read["licenses"][0]["name"] == "CC-BY-4.0"
        assert read["schema"]["missingValues"] == [""]
        assert read["schema"]["fields"][0]["constraints"] == {"required": True}
