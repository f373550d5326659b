from goldenthread.core.exporting.responses import csv_response, json_response, xlsx_response
from making.exports import make_sheet


class TestDownload:
    def test_sends_a_file_and_never_a_page(self):
        answers = [
            csv_response(make_sheet(), name='Round "3"\r\nX: y'),
            xlsx_response(make_sheet(), name="Round 3"),
            json_response(make_sheet()),
        ]

        assert [answer["Content-Disposition"] for answer in answers] == [
            'attachment; filename="round-3-x-y.csv"',
            'attachment; filename="round-3.xlsx"',
            'attachment; filename="levels.json"',
        ]
        assert all(answer["X-Content-Type-Options"] == "nosniff" for answer in answers)
        assert all("no-store" in answer["Cache-Control"] for answer in answers)
        assert answers[0].content.startswith(b"\xef\xbb\xbf")
