import pytest

from goldenthread.core.tables import codes


class TestGssCode:
    @pytest.mark.parametrize(
        "written", ["E54000048", " e54000048 ", "W06000015", "S12000033", "N09000003", "K02000001"]
    )
    def test_takes_codes_of_every_country(self, written):
        assert codes.gss_code(written) == written.strip().upper()

    @pytest.mark.parametrize(
        "written", ["", "E5400004", "E540000480", "X54000048", "E5400004O", "E54000048", "95T"]
    )
    def test_refuses_what_is_not_one(self, written):
        wide = written.replace("E54000048", "E5400004８")

        assert codes.gss_code(wide) is None

    def test_names_what_the_first_three_characters_stand_for(self):
        assert codes.gss_entity("E54000048") == "integrated care board"
        assert codes.gss_entity("E06000001") == "unitary authority"
        assert codes.gss_entity("E99000001") is None


class TestOdsCode:
    @pytest.mark.parametrize("written", ["RX4", "00C", "5E10", "qop", "A81001", "FA002", "X2C4Y"])
    def test_takes_codes_that_spreadsheets_spoil(self, written):
        assert codes.ods_code(written) == written.upper()

    @pytest.mark.parametrize("written", ["", "AB", "5.00E+10", "RX 4", "ABCDEFGHIJK", "ＲX4"])
    def test_refuses_what_is_not_one(self, written):
        assert codes.ods_code(written) is None

    def test_tells_practices_from_pharmacies(self):
        assert codes.is_gp_practice_code("A81001")
        assert not codes.is_gp_practice_code("RX4")
        assert codes.is_pharmacy_code("FA002")
        assert not codes.is_pharmacy_code("A81001")


class TestLooksSpoilt:
    @pytest.mark.parametrize("written", ["5.00E+10", "5E+10", "1.2e+05", "5,00E+10", "5.0E10"])
    def test_knows_the_form_that_spreadsheets_write(self, written):
        assert codes.looks_spoilt(written)

    @pytest.mark.parametrize("written", ["5E10", "E54000048", "00C", "1E9"])
    def test_leaves_real_codes_alone(self, written):
        assert not codes.looks_spoilt(written)


class TestPostcode:
    @pytest.mark.parametrize(
        ("written", "normal"),
        [
            ("sw1a1aa", "SW1A 1AA"), ("M1 1AE", "M1 1AE"), ("B33 8TH", "B33 8TH"), ("CR2  6XH", "CR2 6XH"),
            ("DN551PT", "DN55 1PT"), ("EC1A\u00a01BB", "EC1A 1BB"), ("GIR 0AA", "GIR 0AA"),
            ("ZZ99 3CZ", "ZZ99 3CZ"),
        ],
    )  # fmt: skip
    def test_writes_every_published_form_with_one_space(self, written, normal):
        assert codes.postcode(written) == normal

    @pytest.mark.parametrize(
        "written", ["", "SW1A", "SW1A 1A", "SW1A 1CC", "1AA SW1A", "SW1A-1AA", "AAA1 1AA"]
    )
    def test_refuses_what_is_not_one(self, written):
        assert codes.postcode(written) is None

    def test_keeps_the_district_and_knows_the_codes_of_no_place(self):
        assert codes.postcode_district("M1 1AE") == "M1"
        assert codes.is_pseudo_postcode("ZZ99 3CZ")
        assert not codes.is_pseudo_postcode("M1 1AE")


class TestIsNhsNumber:
    @pytest.mark.parametrize(
        "written", ["9434765919", "943 476 5919", "943-476-5919", "943\u00a0476\u00a05919"]
    )
    def test_checks_the_last_figure(self, written):
        assert codes.is_nhs_number(written)

    @pytest.mark.parametrize(
        "written",
        ["9434765918", "0000000000", "９４３４７６５９１９", "943476591", "94347659190", "", "987654321X"],
    )
    def test_is_not_fooled(self, written):
        assert not codes.is_nhs_number(written)

    def test_agrees_with_the_published_method_for_every_check_figure(self):
        valid = [f"943476591{last}" for last in range(10) if codes.is_nhs_number(f"943476591{last}")]

        assert valid == ["9434765919"]
