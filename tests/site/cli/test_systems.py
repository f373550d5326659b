import pytest
from click.testing import CliRunner

from goldenthread.site.cli.systems import command
from goldenthread.systems.models import Scope
from making.files import csv_file
from making.published import authorities_file, lookup_file, open_data

pytestmark = pytest.mark.django_db


@pytest.fixture
def files(tmp_path):
    (tmp_path / "lookup.csv").write_bytes(lookup_file())
    (tmp_path / "authorities.csv").write_bytes(authorities_file())
    (tmp_path / "orgs.csv").write_bytes(csv_file(("ODS code", "name", "kind"), ("RZZ", "Hospitals", "trust")))
    (tmp_path / "bad.csv").write_bytes(csv_file(("ODS code", "name", "kind"), ("R Z", "", "tent")))
    return tmp_path


def run(*arguments):
    return CliRunner().invoke(command, [str(argument) for argument in arguments])


class TestListBoards:
    def test_lists_the_boards_of_a_file(self, files):
        result = run("boards", files / "lookup.csv")

        assert result.exit_code == 0
        assert "E54000901  QZ1  NHS Wessbury Integrated Care Board (2 sub-ICB locations" in result.output


class TestImport:
    @pytest.mark.parametrize("icb", ["E54000901", "qz1", "wessbury", "NHS Wessbury Integrated Care Board"])
    def test_makes_a_system_from_two_files_and_a_list(self, files, icb):
        orgs = ("--organisations", files / "orgs.csv")

        result = run("import", files / "lookup.csv", files / "authorities.csv", "--icb", icb, *orgs)

        assert result.exit_code == 0, result.output
        assert "Made 3, kept 0, left 0." in result.output
        assert set(Scope.objects.values_list("code", flat=True)) == {"E54000901", "E06000901", "RZZ"}

    def test_makes_nothing_on_a_preview(self, files):
        result = run("import", files / "lookup.csv", "--icb", "QZ1", "--places", "sub-icbs", "--preview")

        assert "Nothing was made." in result.output
        assert not Scope.objects.exists()

    def test_names_every_fault_and_makes_nothing(self, files):
        result = run("import", files / "lookup.csv", "--icb", "QZ1", "--organisations", files / "bad.csv")

        assert result.exit_code == 1
        assert "bad.csv, row 2, ODS code “R Z”: This is not an ODS code." in result.output
        assert "Faults: 3." in result.output
        assert not Scope.objects.exists()

    def test_lists_the_boards_when_the_one_asked_for_is_not_there(self, files):
        result = run("import", files / "lookup.csv", "--icb", "Atlantis")

        assert result.exit_code == 1
        assert "E54000902  NHS Norrow ICB" in result.output

    def test_refuses_a_file_that_is_no_table(self, files):
        (files / "lookup.csv").write_bytes(b"%PDF-1.7")

        assert "not a table" in run("boards", files / "lookup.csv").output

    def test_makes_a_real_system_from_the_published_files(self, files):
        """With the published files where they are at hand, else with the invented ones."""
        lookups = [
            open_data(f"geo/lookups/{name}")
            for name in ("lsoa21_sicbl24_icb24.csv.gz", "lsoa21_ward24_lad24.csv.gz")
        ]
        real = lookups[0] is not None
        given = lookups if real else [files / "lookup.csv", files / "authorities.csv"]

        result = run("import", *given, "--icb", "QOP" if real else "QZ1")

        assert result.exit_code == 0, result.output
        assert Scope.objects.filter(kind="place").count() == (10 if real else 1)
