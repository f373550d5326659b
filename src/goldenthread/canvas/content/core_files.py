"""Read one version of the canvas from its folder: `version.toml` and a file for each factor."""

import re
from pathlib import Path
from types import MappingProxyType

from goldenthread.canvas.content.shapes import LEVEL_COUNT, VOICES, Canvas, Factor, FiveTexts, Practice
from goldenthread.canvas.content.toml_tables import ContentFaulty, Fault, Table, read_table

_CODE = re.compile(r"[1-9][0-9]?\.[1-9][0-9]?")
_SLUG = re.compile(r"[a-z]+(-[a-z]+)*")


def read_canvas(folder: Path) -> Canvas:
    """Read a version; raise ContentFaulty with every fault of every file when there is any."""
    faults: list[Fault] = []
    head = read_table(folder / "version.toml", faults)
    factors = [_read_factor(path, faults) for path in sorted(folder.glob("[0-9]*.toml"))]
    whole = _read_version(head, tuple(factor for factor in factors if factor)) if head else None
    if whole is not None:
        _check_whole(whole, folder, faults)
    if whole is None or faults:
        raise ContentFaulty(tuple(faults))
    return whole


def _read_version(head: Table, factors: tuple[Factor, ...]) -> Canvas:
    version = Canvas(
        version=head.text("version"),
        published_date=head.day("published_date"),
        author=head.text("author"),
        reviewed_by=head.text("reviewed_by"),
        licence=head.text("licence"),
        source=head.text("source"),
        choosing_rule=head.text("choosing_rule"),
        factors=factors,
    )
    head.finish()
    return version


def _read_factor(path: Path, faults: list[Fault]) -> Factor | None:
    table = read_table(path, faults)
    if table is None:
        return None
    number = table.whole_number("number")
    factor = Factor(
        number=number,
        slug=table.text("slug"),
        title=table.text("title"),
        plain_title=table.text("plain_title"),
        statement=table.text("statement"),
        source_section=table.text("source_section"),
        practices=tuple(_read_practice(part, number) for part in table.parts("practices")),
    )
    if path.name != f"{number:02d}-{factor.slug}.toml":
        table.fault("slug", "the file is not named after the factor's number and slug")
    if not _SLUG.fullmatch(factor.slug):
        table.fault("slug", "has something other than small letters and single hyphens")
    table.finish()
    return factor


def _read_practice(table: Table, factor: int) -> Practice:
    code = table.text("code")
    if not _CODE.fullmatch(code) or code.partition(".")[0] != str(factor):
        table.fault("code", f"{code!r} is not a code of factor {factor}")
    table.subject = code or table.subject
    levels = _five(table, "levels")
    practice = Practice(
        code=code,
        factor=factor,
        title=table.text("title"),
        statement=table.text("statement"),
        why=table.text("why"),
        evidence=table.texts("evidence"),
        levels=levels,
        questions=_read_questions(table.part("questions")),
        answers=_read_answers(table.part("answers"), levels),
        in_quick=table.yes("in_quick"),
        source_section=table.text("source_section"),
    )
    table.finish()
    return practice


def _read_questions(table: Table) -> MappingProxyType[str, str]:
    questions = {voice: table.text(voice) for voice in VOICES}
    table.finish()
    return MappingProxyType(questions)


def _read_answers(table: Table, levels: FiveTexts) -> MappingProxyType[str, FiveTexts]:
    """Leaders choose among the level statements themselves, unless the file has words for them."""
    answers = {
        voice: levels if voice == "leaders" and not table.has(voice) else _five(table, voice)
        for voice in VOICES
    }
    table.finish()
    return MappingProxyType(answers)


def _five(table: Table, name: str) -> FiveTexts:
    zero, one, two, three, four, *_ = (*table.texts(name, count=LEVEL_COUNT), "", "", "", "", "")
    return zero, one, two, three, four


def _check_whole(whole: Canvas, folder: Path, faults: list[Fault]) -> None:
    """Find what no single file can show: a version in the wrong folder, numbers and codes used twice."""
    head = f"{folder.name}/version.toml"
    if whole.version != folder.name:
        faults.append(Fault(head, "", "version", f"is {whole.version!r} in the folder {folder.name!r}"))
    numbers = [factor.number for factor in whole.factors]
    if numbers != list(range(1, len(numbers) + 1)):
        faults.append(Fault(head, "", "factors", f"are numbered {numbers}, not 1, 2, 3 and so on"))
    for factor in whole.factors:
        file = f"{folder.name}/{factor.number:02d}-{factor.slug}.toml"
        codes = [practice.code for practice in factor.practices]
        if codes != sorted(
            set(codes), key=lambda code: tuple(int(n) for n in code.split(".") if n.isdigit())
        ):
            faults.append(
                Fault(file, "", "practices", f"are {codes}: in the wrong order, or one is there twice")
            )
        quick_count = sum(practice.in_quick for practice in factor.practices)
        if quick_count != 1:
            faults.append(
                Fault(file, "", "in_quick", f"{quick_count} practices are in the quick set, not one")
            )
