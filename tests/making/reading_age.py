"""A small reading measure: Flesch-Kincaid grade, with a rule of thumb for syllables.

The grade is years of schooling in the United States; add five for an age. It is advice: it counts
syllables and words and knows nothing of meaning, so the thresholds that use it are generous.
"""

import re

_WORD = re.compile(r"[A-Za-z0-9][A-Za-z0-9'’-]*")
_VOWELS = re.compile(r"[aeiouy]+")
_SILENT_END = re.compile(
    r"(?<![aeiouyl])e$|(?<=[aeiouy]l)e$|(?<![dt])ed$|(?<![csgzx])es$|(?<=[aeiouy][csgz])es$"
)


def words(text: str) -> list[str]:
    """Split a text into words; a number is one word."""
    return _WORD.findall(text)


def syllables(word: str) -> int:
    """Count the groups of vowels that are heard; at least one."""
    return max(1, len(_VOWELS.findall(_SILENT_END.sub("", word.casefold()))))


def grade(*sentences: str) -> float:
    """Measure sentences together: each text is one sentence, or several when full stops divide it."""
    parts = [part for text in sentences for part in re.split(r"[.?!:]\s+", text) if words(part)]
    spoken = [word for part in parts for word in words(part)]
    return 0.39 * len(spoken) / len(parts) + 11.8 * sum(map(syllables, spoken)) / len(spoken) - 15.59
