from datetime import date

import pytest

from goldenthread.systems.imports.faults import FilesFaulty
from goldenthread.systems.imports.organisations import read_organisations
from goldenthread.systems.terms import OrganisationKind
from making.files import csv_file
from making.published import open_data, report_file

DAY = date(2024, 4, 1)


def read(content, board="QZ1"):
    return read_organisations(content, name="orgs.csv", board_ods_code=board, on=DAY)


class TestReadOrganisations:
    def test_reads_codes_names_kinds_and_places(self):
        read_rows = read(
            csv_file(
                ("ODS code", "Organisation name", "Type", "Place"),
                ("rzz", "Wessbury Hospitals", "NHS Trust", "E06000901"),
                ("A99001", "Dr Who and Partners", "", "90a"),
                ("", "Marsh Food Bank", "charity", ""),
            )
        ).rows

        assert [(row.line, row.code, row.kind.value, row.place_code) for row in read_rows] == [
            (2, "RZZ", "trust", "E06000901"),
            (3, "A99001", "gp_practice", "90A"),
            (4, "", "charity", ""),
        ]

    def test_names_every_bad_row(self):
        content = csv_file(
            ("ODS code", "name", "kind"),
            ("5.00E+10", "A", "trust"),
            ("RZZ", "", "trust"),
            ("RZZ", "C", "spaceship"),
            ("", "Bank", "charity"),
            ("", "bank", "charity"),
        )

        with pytest.raises(FilesFaulty) as faulty:
            read(content)

        assert sorted((each.fault.line, each.fault.heading) for each in faulty.value.faults) == [
            (2, "ODS code"), (3, "name"), (4, "ODS code"), (4, "kind"), (6, "name"),
        ]  # fmt: skip

    def test_takes_the_open_organisations_of_one_board_from_a_report_without_headings(self):
        report = report_file(
            ("RZZ", "WESSBURY UNIVERSITY HOSPITALS NHS FOUNDATION TRUST", "QZ1", "20171001", ""),
            ("RZY", "NORROW NHS TRUST", "QZ2", "20171001", ""),
            ("RZX", "OLD NHS TRUST", "QZ1", "20171001", "20200331"),
            ("A99001", "ST MARY'S-ON-SEA SURGERY", "QZ1", "19740401", ""),
        )

        organisations = read(report)

        assert [(row.code, row.name, row.kind) for row in organisations.rows] == [
            ("RZZ", "Wessbury University Hospitals NHS Foundation Trust", OrganisationKind.TRUST),
            ("A99001", "St Mary's-on-Sea Surgery", OrganisationKind.GP_PRACTICE),
        ]
        assert "left out: 1" in organisations.notices[1]

    def test_reads_the_real_report_of_trusts(self):
        """With the published file where it is at hand, else with an invented one."""
        real = open_data("nhs/etr_trusts.csv")
        content = (
            real.read_bytes()
            if real
            else report_file(("RM3", "NORTHERN CARE ALLIANCE", "QOP", "20171001", ""))
        )

        codes = {row.code for row in read(content, board="QOP").rows}

        assert "RM3" in codes
