"""Names of people: a name typed in the text against the authors of a work."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Literal, TypeAlias

from toolkit.check.per_review import per_review
from toolkit.check.scripts import has_han
from toolkit.check.surnames import family_of, readings
from toolkit.model.reference import Name, Reference
from toolkit.model.review import ResolvedReview
from toolkit.model.surnames import COMMON_SURNAMES, DOUBLE_SURNAMES

_BREAK = re.compile(r"[\s\-‐‑'’.,、，&·・\u00ad]+")
_UNFOLDED = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "ð": "d", "þ": "th"}
)
_LONGEST_HAN_NAME = 4
_ROLES = ("author", "original-author", "editor", "original-editor")

Typed: TypeAlias = Literal["first", "later", "other", "unknown"]
"""What a name typed in the text is to a work: its first author, another of its authors, none of
them; or it cannot be told, because one name is in Chinese characters and the other in Latin
letters, or because the work names nobody."""


def compare(typed: str, work: Reference) -> Typed:
    """What the name `typed` is to a work, by its authors in either language, else its editors."""
    lists = _name_lists(work)
    if not lists:
        return "unknown"
    if any(_fits(typed, names[0]) for names in lists):
        return "first"
    if not any(_comparable(typed, names[0]) for names in lists):
        return "unknown"
    if any(_fits(typed, name) for names in lists for name in names[1:]):
        return "later"
    return "other"


def compare_sound(typed: str, work: Reference) -> Typed:
    """What a name is to a work by the sound of family names, where `compare` cannot tell.

    王敏 is the first author of a work by Wang M, as far as one can hear; of one by Zhang M he is not.
    """
    heard = [found for word in _sounding(typed) if (found := readings(word))]
    if not heard:
        return "unknown"
    answers: list[Typed] = []
    for names in _name_lists(work):
        sounds = [readings(name.family or name.literal) for name in names]
        if sounds[0] and any(one & sounds[0] for one in heard):
            return "first"
        if sounds[0]:
            later = any(one & sound for one in heard for sound in sounds[1:])
            answers.append("later" if later else "other")
    return answers[0] if answers else "unknown"


def is_homophone(typed: str, work: Reference) -> bool:
    """Whether a name in Chinese characters differs from the first author's only in a family name of one
    sound: 张伟 and 章伟."""
    for names in _name_lists(work):
        first = names[0].family + names[0].given or names[0].literal
        family, other = family_of(typed), family_of(first)
        sound_alike = family != other and readings(family) & readings(other)
        if sound_alike and typed[len(family) :] in ("", first[len(other) :]):
            return True
    return False


def _sounding(typed: str) -> Iterator[str]:
    return iter((typed,)) if has_han(typed) else _words(typed)


def first_author(work: Reference) -> str:
    """The first author as a text calls him; nothing if the work names nobody."""
    lists = _name_lists(work)
    if not lists:
        return ""
    name = lists[0][0]
    if has_han(name.family):
        return name.family + name.given
    parts = (name.dropping_particle, name.non_dropping_particle, name.family)
    return " ".join(part for part in parts if part) or name.literal


def authors(work: Reference) -> tuple[Name, ...]:
    """The authors, in the language that comes first; for a work without authors its editors."""
    lists = _name_lists(work)
    return lists[0] if lists else ()


def is_han_surname(text: str) -> bool:
    """Whether these characters are a common Chinese family name."""
    return text in COMMON_SURNAMES or text in DOUBLE_SURNAMES


def looks_like_han_name(text: str) -> bool:
    """Whether Chinese characters can be read as a name: a common family name and one or two more."""
    return 2 <= len(text) <= 3 and text[0] in COMMON_SURNAMES


def _name_lists(work: Reference) -> list[tuple[Name, ...]]:
    """The authors in each language they are given in; for a work without authors its editors."""
    authors = [names for role in _ROLES[:2] if (names := work.names.get(role))]
    return authors or [names for role in _ROLES[2:] if (names := work.names.get(role))]


@per_review
def han_names(review: ResolvedReview) -> frozenset[str]:
    """Every name in Chinese characters in the bibliography, as it is typed in a text: 王明."""
    return frozenset(
        name.family + name.given or name.literal
        for work in review.source.bibliography.references.values()
        for role in _ROLES
        for name in work.names.get(role, ())
        if has_han(name.family + name.given + name.literal)
    )


def _comparable(typed: str, name: Name) -> bool:
    """Whether both are in one script; an institution is compared with nothing."""
    if name.literal:
        # A Chinese name of a person is often entered as a whole.
        return has_han(typed) and has_han(name.literal) and len(name.literal) <= _LONGEST_HAN_NAME
    return bool(name.family) and has_han(typed) == has_han(name.family)


def _fits(typed: str, name: Name) -> bool:
    """Whether `typed` may be this person; lenient, since a wrong finding costs more than a missed one."""
    if has_han(typed):
        return typed in {name.family + name.given, name.family, name.literal}
    words = list(_words(typed))
    forms = _forms(name)
    return any(form in _runs(words) for form in forms) or any(word in forms for word in words)


def _forms(name: Name) -> set[str]:
    """How a person may be called in a text: family name, its parts, with particles, a full given name."""
    family = list(_words(name.family))
    particles = list(_words(f"{name.dropping_particle} {name.non_dropping_particle}"))
    given = [word for word in _words(name.given) if len(word) > 2]
    literal = list(_words(name.literal))
    forms = {"".join(family), "".join((*particles, *family)), "".join(given), "".join(literal)}
    forms.update(word for word in (*family, *given, *literal) if len(word) > 1)
    return forms - {""}


def _words(text: str) -> Iterator[str]:
    """The words of a name without accents and case."""
    decomposed = unicodedata.normalize("NFKD", text.casefold().translate(_UNFOLDED))
    plain = "".join(char for char in decomposed if not unicodedata.combining(char))
    return (word for word in _BREAK.split(plain) if word)


def _runs(words: list[str]) -> Iterable[str]:
    """Every run of neighbouring words, joined: `de la cruz` is also `delacruz` and `lacruz`."""
    return (
        "".join(words[start:end]) for start in range(len(words)) for end in range(start + 1, len(words) + 1)
    )
