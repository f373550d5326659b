"""Our own grammars for numbers, dates and yes or no as people write them.

Nothing here calls ``float`` on what somebody wrote: it accepts "nan", "1_000" and full-width
digits, and it turns the code 5E10 into fifty thousand million.
"""

import re
from datetime import date, timedelta
from decimal import Decimal

_NUMBER = re.compile(
    r"(?P<sign>[+\-\u2212]?)[£]?"
    r"(?P<whole>[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,3}(?:[ \u00a0\u2009\u202f][0-9]{3})+|[0-9]{1,18})"
    r"(?P<fraction>\.[0-9]{1,18})?(?P<power>E[+\-]?[0-9]{1,2})?(?P<percent> ?%)?",
    re.IGNORECASE,
)
_BRACKETED = re.compile(r"\(([^()]+)\)")
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("jan", "january"), ("feb", "february"), ("mar", "march"), ("apr", "april"), ("may",),
            ("jun", "june"), ("jul", "july"), ("aug", "august"), ("sep", "sept", "september"),
            ("oct", "october"), ("nov", "november"), ("dec", "december"),
        ),
        start=1,
    )
    for name in names
}  # fmt: skip
_YEAR_FIRST = re.compile(r"([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})(?:[T ]00:00(?::00(?:\.0+)?)?)?")
_DAY_FIRST = re.compile(r"([0-9]{1,2})[-/.]([0-9]{1,2})[-/.]([0-9]{4}|[0-9]{2})")
_COMPACT = re.compile(r"((?:19|20)[0-9]{2})([0-9]{2})([0-9]{2})")
_IN_WORDS = re.compile(
    r"([0-9]{1,2})(?:st|nd|rd|th)?[ -]?([a-z]{3,9})\.?,?[ -]?([0-9]{4}|[0-9]{2})", re.IGNORECASE
)
_SERIAL = re.compile(r"[0-9]{4,5}")
_FIRST_SERIAL, _LAST_SERIAL = 3_654, 73_050  # 1910 to the end of 2099: outside these a number is no date
_SERIAL_ORIGIN = date(1899, 12, 30)

YES = frozenset({"yes", "y", "true", "x", "1", "✓", "✔"})
NO = frozenset({"no", "n", "false", "0"})


def number(text: str) -> Decimal | None:
    """The number that a person wrote, exactly; None when it is not one. "45%" is 45.

    >>> number("1,234.50"), number("45%"), number("(1,200)"), number("1_000"), number("12,34")
    (Decimal('1234.50'), Decimal('45'), Decimal('-1200'), None, None)
    """
    written = text.strip()
    if bracketed := _BRACKETED.fullmatch(written):
        positive = number(bracketed[1])
        return -positive if positive is not None and positive >= 0 else None
    match = _NUMBER.fullmatch(written)
    if match is None:
        return None
    sign = "-" if match["sign"] in ("-", "\u2212") else ""
    whole = re.sub(r"[^0-9]", "", match["whole"])
    return Decimal(f"{sign}{whole}{match['fraction'] or ''}{match['power'] or ''}")


def is_percent(text: str) -> bool:
    """Whether a number was written with a percent sign."""
    return text.rstrip().endswith("%")


def day(text: str, *, serials: bool = True) -> date | None:
    """The day that a person in Britain wrote, or that a spreadsheet counts; None when it is none.

    Two-digit years from 70 belong to the last century. With ``serials``, a bare number is
    the count of days that spreadsheets keep.

    >>> {str(day(written)) for written in ("01/02/2024", "1 Feb 24", "2024-02-01", "45323")}
    {'2024-02-01'}
    >>> day("31/02/2024") is None
    True
    """
    written = " ".join(text.split())
    if match := _YEAR_FIRST.fullmatch(written):
        return _date(match[1], match[2], match[3])
    if match := _DAY_FIRST.fullmatch(written):
        return _date(match[3], match[2], match[1])
    if match := _COMPACT.fullmatch(written):
        return _date(match[1], match[2], match[3])
    if match := _IN_WORDS.fullmatch(written):
        month = _MONTHS.get(match[2].lower())
        return _date(match[3], str(month), match[1]) if month else None
    if serials and _SERIAL.fullmatch(written) and _FIRST_SERIAL <= int(written) <= _LAST_SERIAL:
        return _SERIAL_ORIGIN + timedelta(days=int(written))
    return None


def yes_or_no(text: str) -> bool | None:
    """True, False, or None when a text says neither."""
    word = text.strip().casefold()
    if word in YES:
        return True
    return False if word in NO else None


def _date(year: str, month: str, of_month: str) -> date | None:
    in_full = int(year) + (0 if len(year) == 4 else 1900 if int(year) >= 70 else 2000)
    try:
        return date(in_full, int(month), int(of_month))
    except ValueError:
        return None
