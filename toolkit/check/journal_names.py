"""Names of journals as they print: which are abbreviated, and of which full name."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from toolkit.check.per_review import per_review
from toolkit.check.scripts import has_han
from toolkit.model.inline import plain_text
from toolkit.model.reference import Reference
from toolkit.model.review import ResolvedReview

_TAG = re.compile(r"<[^<>]*>")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_SMALL_WORDS = "of the and for in on a an de la le der die das und für et y da do e del"
_SMALL = frozenset(_SMALL_WORDS.split())
_PLACE = re.compile(r"\s*\([^()]*\)$")
"""The place that tells two journals of one name apart: `Front Med (Lausanne)`."""
_ABBREVIATED_WORDS = (
    "j int res ther med biol sci clin exp mol nat proc natl acad adv mater front immunol rev eng am "
    "eur jpn chem phys biochem biophys pharmacol pharm dermatol surg endocrinol metab genet genom "
    "neurosci neurol oncol pathol physiol toxicol virol microbiol infect dis ann arch bull "
    "commun lett rep curr opin dev reprod fertil steril obstet gynecol pediatr cardiol nephrol "
    "hepatol gastroenterol transplant proc hum vet anim bioeng biomed biotechnol nanomed "
    "nanobiotechnol nanotechnol regen orthop ophthalmol rheumatol hematol vasc struct transduct univ "
    "assoc soc technol appl environ nutr mech"
)
_ABBREVIATED = frozenset(_ABBREVIATED_WORDS.split())
"""Words that stand only in abbreviated names (LTWA, ISSN International Centre)."""
_FULL_WORDS = (
    "journal international research therapy therapeutics medicine medical biology biological science "
    "sciences clinical experimental molecular nature proceedings national academy advances advanced "
    "materials frontiers immunology reviews engineering american european chemistry biochemistry "
    "pharmacology dermatology surgery endocrinology metabolism genetics neuroscience neurology "
    "oncology pathology physiology toxicology virology microbiology diseases annals archives bulletin "
    "communications letters reports current opinion development developmental reproduction fertility "
    "sterility obstetrics gynecology pediatrics cardiology transplantation human nanomedicine "
    "nanobiotechnology regenerative biotechnology bioengineering society university applied "
    "environmental nutrition cellular"
)
_FULL = frozenset(_FULL_WORDS.split())


_SHORTEST_CONTRACTION = 4
"""`natl` is contracted from `national`; `res` would be from `reports` too."""
_CERTAINLY_LESS = 3
"""Letters that a word must lack to be an abbreviation that is not among those above."""


@per_review
def printed(review: ResolvedReview) -> dict[str, list[Reference]]:
    """The journal names in Latin letters that the reference list prints, each with its references."""
    found: dict[str, list[Reference]] = {}
    for entry in review.bibliography:
        reference = entry.reference
        name = _TAG.sub("", reference.get("container-title"))
        short = reference.get("container-title-short")
        if reference.type != "article-journal" or not (name or short) or has_han(name):
            continue
        if short and short != name:
            text = plain_text(entry.content)
            name = short if short in text or not name else name
        name = review.source.bibliography.journal_forms.get(name, name)
        found.setdefault(name, []).append(reference)
    return found


def form(name: str) -> Literal["full", "abbreviated", ""]:
    """Whether a name is abbreviated; nothing if it may be either, as a single word is."""
    words = [word.casefold() for word in _WORD.findall(_PLACE.sub("", name))]
    if len(words) < 2:
        return ""
    if any(word in _ABBREVIATED for word in words):
        return "abbreviated"
    return "full" if any(word in _FULL or word in _SMALL for word in words) else ""


@lru_cache(maxsize=2048)
def _words(name: str) -> tuple[str, ...]:
    """The words that an abbreviation shortens: without articles, prepositions and the place of printing."""
    words = (word.casefold() for word in _WORD.findall(_PLACE.sub("", name)))
    return tuple(word for word in words if word not in _SMALL)


def is_short_for(short: str, full: str) -> bool:
    """Whether each word of `short` is shortened from the word of `full` in its place.

    `Stem Cell Res Ther` is short for `Stem Cell Research & Therapy`; one shortened word at
    least must show that it is an abbreviation.
    """
    here, there = _words(short), _words(full)
    if len(here) != len(there) or here == there or not all(map(_is_shortened, here, there)):
        return False
    # `Cell` and `Cells` are two journals; so a letter less does not make an abbreviation.
    return any(
        one != other and (one in _ABBREVIATED or len(other) - len(one) >= _CERTAINLY_LESS)
        for one, other in zip(here, there, strict=True)
    )


def _is_shortened(short: str, word: str) -> bool:
    """`res` of `research`, and contracted `natl` of `national`."""
    if word.startswith(short):
        return len(short) > 1 or short == word or short == "j"
    if not short or short[0] != word[0] or short[-1] != word[-1] or len(short) < _SHORTEST_CONTRACTION:
        return False
    letters = iter(word)
    return all(char in letters for char in short)
