"""Official codes as their publishers define them. Text, never numbers."""

import re

_GSS = re.compile(r"[EWSNK][0-9]{8}")
_ODS = re.compile(r"[A-Z0-9]{3,10}")
_GP_PRACTICE = re.compile(r"[A-Z][0-9]{5}")
_PHARMACY = re.compile(r"F[A-Z0-9]{4}")
_POSTCODE = re.compile(
    r"(GIR ?0AA|ZZ99 ?[0-9][A-Z]{2}|"
    r"(?:[A-Z][0-9]{1,2}|[A-Z][A-HJ-Y][0-9]{1,2}|[A-Z][0-9][A-Z]|[A-Z][A-HJ-Y][0-9][A-Z])"
    r" ?[0-9][ABD-HJLNP-UW-Z]{2})"
)
_SPOILT = re.compile(r"[0-9](?:[.,][0-9]+)?E[+-][0-9]{1,3}|[0-9][.,][0-9]+E[0-9]{1,3}", re.IGNORECASE)
_GAPS = re.compile(r"[\s\u00a0\u2007\u202f-]+")

GSS_ENTITIES = {
    "E01": "lower layer super output area",
    "E02": "middle layer super output area",
    "E05": "ward",
    "E06": "unitary authority",
    "E07": "non-metropolitan district",
    "E08": "metropolitan district",
    "E09": "London borough",
    "E10": "county",
    "E12": "region",
    "E38": "sub-ICB location",
    "E40": "NHS England region",
    "E54": "integrated care board",
    "E92": "country",
    "W01": "lower layer super output area",
    "W02": "middle layer super output area",
    "W06": "unitary authority",
    "W92": "country",
    "S12": "council area",
    "S92": "country",
    "N09": "local government district",
    "N92": "country",
}


def gss_code(text: str) -> str | None:
    """The nine-character code of the Government Statistical Service, or None.

    >>> gss_code(" e54000048 ")
    'E54000048'
    """
    code = text.strip().upper()
    return code if _GSS.fullmatch(code) else None


def gss_entity(code: str) -> str | None:
    """The kind of area that a code's first three characters stand for, where we know it."""
    return GSS_ENTITIES.get(code[:3])


def ods_code(text: str) -> str | None:
    """The code of the Organisation Data Service, or None.

    >>> ods_code("00c"), ods_code("5E10"), ods_code("5.00E+10")
    ('00C', '5E10', None)
    """
    code = text.strip().upper()
    return code if _ODS.fullmatch(code) else None


def is_gp_practice_code(code: str) -> bool:
    """Whether an ODS code has the shape of a GP practice's."""
    return _GP_PRACTICE.fullmatch(code) is not None


def is_pharmacy_code(code: str) -> bool:
    """Whether an ODS code has the shape of a pharmacy's."""
    return _PHARMACY.fullmatch(code) is not None


def looks_spoilt(text: str) -> bool:
    """Whether a spreadsheet has turned a code such as 5E10 into a number.

    >>> looks_spoilt("5.00E+10"), looks_spoilt("5E10")
    (True, False)
    """
    return _SPOILT.fullmatch(text.strip()) is not None


def postcode(text: str) -> str | None:
    """A postcode in capitals with one space, or None.

    >>> postcode("sw1a1aa"), postcode("ZZ99 3CZ"), postcode("QQ1 1QQ1")
    ('SW1A 1AA', 'ZZ99 3CZ', None)
    """
    compact = "".join(text.split()).upper()
    if len(compact) > 7 or not _POSTCODE.fullmatch(compact):
        return None
    return f"{compact[:-3]} {compact[-3:]}"


def is_pseudo_postcode(normal: str) -> bool:
    """Whether a postcode stands for no place, such as "no fixed abode"."""
    return normal.startswith("ZZ99")


def postcode_district(normal: str) -> str:
    """The part of a postcode that may be kept for a person: the district.

    >>> postcode_district("SW1A 1AA")
    'SW1A'
    """
    return normal.partition(" ")[0]


def is_nhs_number(text: str) -> bool:
    """Whether a text is a valid NHS number: ten plain digits whose last one checks the others.

    Full-width digits and a row of noughts pass many validators and are not NHS numbers.

    >>> is_nhs_number("943 476 5919"), is_nhs_number("943 476 5918"), is_nhs_number("0000000000")
    (True, False, False)
    """
    digits = _GAPS.sub("", text)
    if len(digits) != 10 or not digits.isascii() or not digits.isdigit() or digits == "0000000000":
        return False
    check = (
        11 - sum(int(digit) * weight for digit, weight in zip(digits, range(10, 1, -1), strict=False)) % 11
    )
    return check != 10 and check % 11 == int(digits[9])
