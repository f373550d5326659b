"""Make files of answers that were collected elsewhere."""

from goldenthread.canvas.rules.answer_files import AskedWords, SentTable
from making.files import csv_file

HEADINGS = ("Timestamp", "I am answering as", "Practice 1.1", "Why do you say so?", "2.1 How far?", "E-mail")
ROWS = (
    ("1/2/2026", "Staff", "In place in parts", "We tried. Ring 07700 900123", "3", "a@example.org"),
    ("1/2/2026", "Resident", "Don't know", "", "", "b@example.org"),
    ("2/2/2026", "staff", "Practice 1.1, level 4", "", "0", "c@example.org"),
    ("2/2/2026", "Staff", "", "", "", "d@example.org"),
)


def answers_file(*rows: tuple[str, ...], headings: tuple[str, ...] = HEADINGS) -> bytes:
    """A file as a forms product exports it; ours if no rows are given."""
    quoted = [[f'"{cell}"' for cell in row] for row in rows or ROWS]
    return csv_file(headings, *quoted)


def make_table(*rows: tuple[str, ...], headings: tuple[str, ...] = HEADINGS) -> SentTable:
    """The same table as it is kept between the steps; the first row is the spreadsheet's row 2."""
    return SentTable(headings, tuple(enumerate((rows or ROWS), start=2)))


def make_asked_words(code: str, title: str = "") -> AskedWords:
    """What a round asks about a practice."""
    title = title or f"Practice {code}"
    return AskedWords(
        code=code,
        title=title,
        statement=f"{title}: statement.",
        questions=(f"{title}: how far, staff?", f"{title}: how far, local_people?"),
        level_words=tuple((f"{title}, level {level}",) for level in range(5)),
    )
