"""One name, and the words of which names are made."""

from __future__ import annotations

import re
from dataclasses import replace

from toolkit.load.refstring.entry import LIKELY, NameList
from toolkit.load.refstring.institutions import is_institution
from toolkit.model.reference import Name

_UPPER = r"[^\W\d_a-z\u00df-\u00ff\u0430-\u045f\u3040-\uffff]"
"""A capital letter of Latin, Greek or Cyrillic (the small ones of the extended blocks pass as well)."""
_LETTER = r"[^\W\d_]"
_HAN = r"\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_HAN_NAME = re.compile(rf"[{_HAN}]{{2,4}}")
_FOREIGN_IN_HAN = re.compile(
    rf"(?:[A-Z]\.\s?)?[{_HAN}]{{1,8}}(?:[·•‧・.][{_HAN}A-Z]{{1,8}}){{1,4}}|[A-Z]\.\s?[{_HAN}]{{2,8}}"
)
_SPACED_HAN = re.compile(rf"([{_HAN}]{{1,2}})\s([{_HAN}]{{1,3}})")
_JAPANESE = re.compile(rf"([{_HAN}\u3040-\u30ff]{{1,6}})\s?([{_HAN}\u3040-\u30ff]{{1,6}})?")
_KOREAN = re.compile(r"[\uac00-\ud7a3]{2,4}")
_TRANSCRIBED = re.compile(rf"[{_HAN}]{{2,6}}")

_PARTICLE_WORDS = """
    van von der den de del della di da do dos das du des la le les el al ten ter zu zur zum af av bin ibn abu
    st
"""
_PARTICLES = frozenset(_PARTICLE_WORDS.split())
_SPACED_INITIAL = re.compile(rf"{_UPPER}(?:-{_UPPER})?")
_JOINED_INITIALS = re.compile(rf"{_UPPER}(?:-?{_UPPER}){{1,3}}|{_UPPER}[a-z]?-?{_UPPER}")
_DOTTED_INITIALS = re.compile(rf"(?:-?{_UPPER}[a-z]?\.){{1,5}}(?:-?{_UPPER})?")
_GIVEN = re.compile(
    rf"(?:-?{_UPPER}[a-z]{{0,2}}\.\s?|-?{_UPPER}\b\s?){{1,5}}(?:(?:{'|'.join(sorted(_PARTICLES))})\b\s?){{0,3}}"
)
_SUFFIX = re.compile(r"(?:Jr|Sr|2nd|3rd|4th|II|III|IV)\.?")
_FAMILY_WORD = re.compile(rf"(?:{_LETTER}|['`\u02bb\u02bc-])+")
_SMALL_WORDS = "the of and for in on to with from by an its their about as"
_SMALL = frozenset(_SMALL_WORDS.split())
"""Words that no family name is made of unless they begin with a capital, as An and To do."""
_TITLE_WORDS = (
    "the study analysis effects effect review trial role clinical treatment report guidelines guideline using"
)
_TITLE = frozenset(_TITLE_WORDS.split())
"""Words of titles that no family name is made of."""
_PINYIN = re.compile(
    r"(?:(?:[bpmfdtnlgkhjqxrzcsyw]|zh|ch|sh)?"
    r"(?:iang|iong|uang|ueng|ang|eng|ing|ong|ian|iao|uai|uan|van|ai|ei|ao|ou|an|en|in|un|vn|ia|ie|iu|ua|uo|ui|ue|ve|er"
    r"|a|o|e|i|u|v)){1,3}",
    re.IGNORECASE,
)


def lone(text: str) -> Name | None:
    """A name in Chinese, Japanese or Korean characters; it stays whole unless a space parts it."""
    if text.isascii():
        return None
    spaced = _SPACED_HAN.fullmatch(text)
    if spaced:
        return Name(family=spaced[1], given=spaced[2])
    if _HAN_NAME.fullmatch(text) or _FOREIGN_IN_HAN.fullmatch(text) or _KOREAN.fullmatch(text):
        return Name(literal=text)
    japanese = _JAPANESE.fullmatch(text) if re.search(r"[\u3040-\u30ff]", text) else None
    if japanese:
        return (
            Name(family=japanese[1], given=japanese[2]) if japanese[2] and " " in text else Name(literal=text)
        )
    if _TRANSCRIBED.fullmatch(text) and not is_institution(text):
        return Name(literal=text)
    return None


def inverted(text: str) -> Name | None:
    """A name with the family name first: `FU Y X`, `Fu YX`, `Fu Y.X.`, `WANG Lulu`, `van der Berg JA`."""
    words = text.split()
    suffix = words.pop() if len(words) > 2 and _SUFFIX.fullmatch(words[-1]) else ""
    dropping: list[str] = []
    while len(words) > 2 and words[-1] in _PARTICLES:
        dropping.insert(0, words.pop())
    if not 2 <= len(words) <= 9:
        return None
    count = _initial_count(words)
    if count:
        family, given = words[:-count], " ".join(words[-count:])
        if not _is_family(family):
            return None
        given = _apart(given)
        return Name(" ".join(family), given, dropping_particle=" ".join(dropping), suffix=suffix.rstrip("."))
    if dropping:
        return None
    return _full_given(words, suffix)


def _apart(initials: str) -> str:
    """`AB` as the two initials that it is: `A B`."""
    return " ".join(initials) if initials.isalpha() and initials.isupper() else initials


def _initial_count(words: list[str]) -> int:
    """How many words at the end are initials; one word at least is left for the family name."""
    for form, most in ((_SPACED_INITIAL, 5), (_DOTTED_INITIALS, 5), (_JOINED_INITIALS, 1)):
        count = 0
        while count < min(most, len(words) - 1) and form.fullmatch(words[-1 - count]):
            count += 1
        if count:
            return count
    return 0


def _is_family(words: list[str]) -> bool:
    """Words of letters of which the last begins with a capital, without initials or words of a sentence."""
    if not words or len(words) > 5 or not words[-1][:1].isupper():
        return False
    return all(
        _FAMILY_WORD.fullmatch("St" if word == "St." else word)
        and word not in _SMALL
        and word.lower() not in _TITLE
        and len(word) > 1
        and (word[:1].isupper() or word.lower() in _PARTICLES or "'" in word or "-" in word)
        for word in words
    )


def _full_given(words: list[str], suffix: str) -> Name | None:
    """`WANG Lulu`, `Wang Lulu`, `Li Jia-nan`: capitals or pinyin say which word is the family name."""
    if all(word.isupper() for word in words):
        words = [words[0], *(word.capitalize() for word in words[1:])]
        if not all(_is_pinyin(word.capitalize()) for word in words):
            return None
    count = 0
    while count < len(words) and len(words[count]) > 1 and words[count].isupper():
        count += 1
    capitals = 0 < count < len(words) and all(_is_capitalised(word) for word in words[count:])
    if not capitals:
        if len(words) > 3 or not all(_is_pinyin(word) for word in words):
            return None
        count = 1
    if not _is_family(words[:count]) or len(words) - count > 3:
        return None
    return Name(family=" ".join(words[:count]), given=" ".join(words[count:]), suffix=suffix.rstrip("."))


def _is_capitalised(word: str) -> bool:
    return len(word) > 1 and word[0].isupper() and bool(_FAMILY_WORD.fullmatch(word)) and not word.isupper()


def _is_pinyin(word: str) -> bool:
    return _is_capitalised(word) and all(_PINYIN.fullmatch(part) for part in re.split("['-]", word) if part)


def is_given(text: str) -> bool:
    """Whether a part can only be given names behind a comma: initials with or without dots."""
    return bool(_GIVEN.fullmatch(text)) or bool(_SPACED_INITIAL.fullmatch(text))


def is_family(text: str) -> bool:
    """Whether a part can only be a family name before a comma: words without dots or initials."""
    return _is_family(text.split())


def is_suffix(text: str) -> bool:
    """Whether a part is the suffix of the name before it: `Jr.`, `III`."""
    return bool(_SUFFIX.fullmatch(text))


def given_first(text: str) -> Name | None:
    """A name with its initials first: `Y.X. Fu`, `Y. X. Fu`, `J.-L. van der Berg`."""
    words = text.split()
    suffix = words.pop() if len(words) > 2 and _SUFFIX.fullmatch(words[-1]) else ""
    count = 0
    while count < len(words) - 1 and (
        _DOTTED_INITIALS.fullmatch(words[count]) or _SPACED_INITIAL.fullmatch(words[count])
    ):
        count += 1
    if not count or not _is_family(words[count:]):
        return None
    return Name(family=" ".join(words[count:]), given=" ".join(words[:count]), suffix=suffix.rstrip("."))


def is_written_given(text: str) -> bool:
    """Whether a part can be given names behind a comma, written out: `Linda H.`, `Jean-Luc`."""
    words = text.split()
    return 0 < len(words) <= 4 and all(_is_given_word(word) for word in words)


def written_out(text: str) -> Name | None:
    """A name in its natural order, written out: `Sean P. Clarke`, `Jos van der Berg`."""
    words = text.split()
    suffix = words.pop() if len(words) > 2 and _SUFFIX.fullmatch(words[-1]) else ""
    count = len(words) - 1
    while count > 1 and words[count - 1] in _PARTICLES:
        count -= 1
    if count < 1 or not is_written_given(" ".join(words[:count])) or not _is_family(words[count:]):
        return None
    return Name(family=" ".join(words[count:]), given=" ".join(words[:count]), suffix=suffix.rstrip("."))


def _is_given_word(word: str) -> bool:
    return _is_capitalised(word) or bool(_DOTTED_INITIALS.fullmatch(word) or _SPACED_INITIAL.fullmatch(word))


# --- capitals ---------------------------------------------------------------------


def recased(names: NameList, *, truncated: bool) -> NameList:
    """Family names printed in capitals with an initial capital, if all of them are so printed.

    `MCNAMARA` is McNamara, `O'SHEA` O'Shea; particles keep the case that cannot be known.
    """
    families = [name.family for name in names.names if name.family and name.family[:1].isascii()]
    names = replace(names, truncated=truncated)
    capitals = [family for family in families if len(family) > 1]
    if not capitals or not all(family.isupper() for family in capitals):
        return names
    changed = tuple(replace(name, family=_initial_capitals(name.family)) for name in names.names)
    return replace(names, names=changed, confidence=min(names.confidence, LIKELY), style="gbt7714")


_WORD = re.compile(rf"{_LETTER}+")


def _initial_capitals(family: str) -> str:
    def change(match: re.Match[str]) -> str:
        word = match[0]
        if word.startswith("MC") and len(word) > 4:
            return f"Mc{word[2]}{word[3:].lower()}"
        return word[0] + word[1:].lower()

    return _WORD.sub(change, family)
