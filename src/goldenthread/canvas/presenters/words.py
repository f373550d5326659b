"""Voices, middles and settled levels in words."""

from goldenthread.canvas.rules.gaps import Middle
from goldenthread.canvas.rules.levels import FactorLevel, SettledPractice
from goldenthread.canvas.terms import LEVEL_NAMES, VOICE_NAMES, Level, Voice

NUMBER_WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


_ONE_OF = {
    Voice.LEADERS: "leader",
    Voice.STAFF: "member of staff",
    Voice.PARTNERS: "partner",
    Voice.LOCAL_PEOPLE: "local person",
}


def one_of(voice: str) -> str:
    """One person of a voice: "local person"."""
    return _ONE_OF[Voice(voice)]


def level_name(level: int) -> str:
    """The name of a level: "In place in parts"."""
    return LEVEL_NAMES[Level(level)]


def voice_name(voice: str) -> str:
    """The name of a voice: "Local people"."""
    return VOICE_NAMES[Voice(voice)]


def level_range(low: int, high: int) -> str:
    """A level, or two with what lies between: "2", "1 to 3"."""
    return str(low) if low == high else f"{low} to {high}"


def middle_text(middle: Middle | None) -> str:
    """A middle as a figure; a dash when nobody gave a level."""
    return "–" if middle is None else level_range(middle.low, middle.high)


def middle_in_words(middle: Middle) -> str:
    """A middle with the names of its levels."""
    if middle.low == middle.high:
        return f"level {middle.low} ({level_name(middle.low).lower()})"
    return f"between level {middle.low} and level {middle.high}"


def settled_text(settled: SettledPractice | FactorLevel) -> str:
    """What was settled for a practice or a factor, in a few words."""
    if isinstance(settled, SettledPractice):
        if settled.lowest is None or settled.highest is None:
            return "Not settled yet"
        return f"Level {level_range(settled.lowest, settled.highest)}"
    if settled.low is None or settled.high is None:
        some = f" ({settled.settled_count} of {settled.asked_count})" if settled.settled_count else ""
        return f"Not settled yet{some}"
    return f"Level {level_range(settled.low, settled.high)}"


def listed(words: list[str]) -> str:
    """Words as a person lists them: "a, b and c"."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"


def number_word(number: int) -> str:
    """A small number as a word, a larger one in figures."""
    return NUMBER_WORDS[number] if number < len(NUMBER_WORDS) else f"{number:,}"
