"""Find NHS numbers, UK telephone numbers, e-mail addresses and postcodes in a text.

It finds what has a shape. Names and stories have none: a person still reads what is published.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from goldenthread.core.tables.codes import is_nhs_number, postcode


class Detail(StrEnum):
    """The kinds of personal detail that have a shape."""

    NHS_NUMBER = "NHS number"
    PHONE = "telephone number"
    EMAIL = "e-mail address"
    POSTCODE = "postcode"


@dataclass(frozen=True, slots=True)
class Finding:
    """Where in a text a detail stands. It does not repeat the detail, so it may be logged."""

    detail: Detail
    start: int
    end: int


# People write numbers with gaps of every kind; between figures we allow one or two such marks.
_GAP = r"[ \t\u00a0\u2007\u202f.\-\u2010\u2011\u2013()/]{0,2}"
_NUMBER_RUN = re.compile(rf"(?<![0-9A-Za-z])\+?\(?[0-9](?:{_GAP}[0-9]){{8,13}}(?![0-9A-Za-z])")
_EMAIL = re.compile(r"(?<![\w.+%-])[\w.+%'-]{1,64}@(?:[\w-]{1,63}\.){1,6}[A-Za-z]{2,24}(?![\w-])")
_POSTCODE = re.compile(
    r"(?<![0-9A-Za-z])(?:[A-Za-z]{1,2}[0-9][0-9A-Za-z]?|GIR|gir)"
    r"[ \t\u00a0]{0,2}[0-9][A-Za-z]{2}(?![0-9A-Za-z])"
)
_PHONE = re.compile(r"(?:0[1-35789][0-9]{8,9}|(?:\+|00)?44(?:0)?[1-35789][0-9]{8,9})")


def personal_details(text: str) -> tuple[Finding, ...]:
    """The personal details in a text, in order, none overlapping.

    >>> [finding.detail.value for finding in personal_details("Ring 07700 900123 or ann@example.org")]
    ['telephone number', 'e-mail address']
    >>> personal_details("We asked 1,200 people in 2024.")
    ()
    """
    findings = [Finding(Detail.EMAIL, *match.span()) for match in _EMAIL.finditer(text)]
    findings += [
        Finding(detail, *match.span())
        for match in _NUMBER_RUN.finditer(text)
        if (detail := _number(match[0]))
    ]
    findings += [
        Finding(Detail.POSTCODE, *match.span()) for match in _POSTCODE.finditer(text) if postcode(match[0])
    ]
    kept: list[Finding] = []
    for finding in sorted(findings, key=lambda each: (each.start, -each.end)):
        if not kept or finding.start >= kept[-1].end:
            kept.append(finding)
    return tuple(kept)


def without_details(text: str) -> str:
    """The text with each personal detail replaced by what it was.

    >>> without_details("My number is 943 476 5919.")
    'My number is [NHS number].'
    """
    pieces, at = [], 0
    for finding in personal_details(text):
        pieces += [text[at : finding.start], f"[{finding.detail}]"]
        at = finding.end
    return "".join([*pieces, text[at:]])


def _number(written: str) -> Detail | None:
    digits = re.sub(r"[^0-9+]", "", written)
    # An NHS number never begins with 0; a telephone number here always does, or with 44.
    if _PHONE.fullmatch(digits):
        return Detail.PHONE
    return Detail.NHS_NUMBER if is_nhs_number(digits) else None
