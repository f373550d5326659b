from goldenthread.core.tables import Guess, Kind, recognise
from goldenthread.core.tables.reading import Row, Table


def table(headings, *rows):
    lines = tuple(Row(number, tuple(row), frozenset(), False) for number, row in enumerate(rows, 2))
    return Table("a.csv", "", (), 1, tuple(headings), lines, (), (), "0" * 64)


class TestRecognise:
    def test_tells_what_columns_hold_from_their_cells(self):
        guesses = recognise(
            table(
                ["a", "b", "c", "d", "e", "f", "g", "h"],
                ["E54000048", "RX4", "M1 1AE", "1,200", "4.5", "45%", "01/02/2024", "Ashby"],
                ["E54000050", "5E10", "B33 8TH", "*", "-2", "3%", "2 Feb 2024", "R1"],
            )
        )

        assert [guess.kind for guess in guesses.values()] == [
            Kind.GSS, Kind.ODS, Kind.POSTCODE, Kind.COUNT, Kind.NUMBER, Kind.PERCENT, Kind.DATE, Kind.TEXT,
        ]  # fmt: skip
        assert guesses["a"].detail == "integrated care board"

    def test_does_not_guess_from_an_empty_column(self):
        assert recognise(table(["a"], [""]))["a"] == Guess(Kind.TEXT, 1.0)
