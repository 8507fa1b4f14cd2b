"""What gives an author away: every form of a name, addresses, institutions and grants, as patterns."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from toolkit.model.frozen import frozen
from toolkit.model.inline import plain_text
from toolkit.model.review import LoadedReview, Metadata

_HAN = r"\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_HAN_NAME = re.compile(rf"[{_HAN}·\s]+")
_WORD = re.compile(r"[^\W\d_]+", re.UNICODE)
_COMPOUND = frozenset(
    [
        "欧阳",
        "上官",
        "皇甫",
        "令狐",
        "诸葛",
        "司马",
        "司徒",
        "司空",
        "夏侯",
        "尉迟",
        "公孙",
        "慕容",
        "宇文",
        "长孙",
        "端木",
        "东方",
        "南宫",
        "西门",
        "呼延",
        "拓跋",
    ]
)
"""Family names of two characters; one of a single character is in too many other words to search for."""
_LEAST_FAMILY = 4
"""Letters of a Latin family name that is searched for by itself."""
_LEAST_GRANT = 5
_BEFORE, _AFTER = r"(?<![^\W_])", r"(?![^\W_])"
"""Neither a letter nor a digit stands there."""
_INSTITUTION = re.compile(
    rf"[{_HAN}]{{2,}}(?:大学|学院|医院|研究院|研究所|实验室)|"
    r"(?:[^\s,;，；][^,;，；]*\b)?(?:University|Hospital|Institute|College|Academy)\b[^,;，；()（）]*"
)


@frozen
class Identity:
    """One thing to search for. `ordinary` is the word that it may be instead of a name (`Long`, `Young`):
    where the text has that word in small letters, a capital proves nothing."""

    what: str
    pattern: re.Pattern[str]
    ordinary: str = ""


def identities(review: LoadedReview) -> tuple[Identity, ...]:
    """Everything that must not stand in a blind copy of this review."""
    metadata = review.metadata
    cited = {
        word.casefold()
        for reference in review.bibliography.references.values()
        for names in reference.names.values()
        for name in names
        for word in (name.family, name.literal, name.given)
    }
    found = [
        *(form for author in metadata.authors for text in author.name.texts.values()
          for form in name_forms(plain_text(text), cited)),
        *_addresses(metadata),
        *_institutions(metadata),
        *_grants(metadata),
    ]  # fmt: skip
    return tuple({(form.what, form.pattern.pattern): form for form in found}.values())


def name_forms(name: str, cited: Collection[str] = ()) -> Iterator[Identity]:
    """A name in full, reversed, with initials, and the family name alone where that is telling.

    `cited` are names of the reference list, in small letters: a family name that cited people bear too
    stands in the text for them.
    """
    name = " ".join(name.split())
    if not name:
        return
    if _HAN_NAME.fullmatch(name):
        yield from _han_forms(re.sub(r"[·\s]", "", name), cited)
        return
    for family, given in _split(name):
        yield from _latin_forms(name, family, given, cited)


def _han_forms(name: str, cited: Collection[str]) -> Iterator[Identity]:
    if len(name) > 1:
        yield Identity(f"the name {name}", re.compile(r"[·\s]*".join(name)))
    if name[:2] in _COMPOUND and len(name) > 2 and name[:2] not in cited:
        yield Identity(f"the family name {name[:2]}", re.compile(name[:2]))


def _split(name: str) -> list[tuple[str, str]]:
    """(family, given), both ways round where the name does not show which is which.

    `ZHANG San`, `AUTHOR A` and `Zhang, San` show it.
    """
    if "," in name:
        family, _, given = name.partition(",")
        return [(family.strip(), given.strip())]
    words = name.split(" ")
    capitals = [word for word in words if word.isupper() and len(word.strip(".")) > 1 and "." not in word]
    rest = [word for word in words if word not in capitals]
    if capitals and rest:
        return [(" ".join(capitals), " ".join(rest))]
    if len(words) == 1:
        return [(name, "")]
    return [(words[0], " ".join(words[1:])), (words[-1], " ".join(words[:-1]))]


def _latin_forms(name: str, family: str, given: str, cited: Collection[str]) -> Iterator[Identity]:
    families = r"[\s\-]+".join(map(re.escape, _WORD.findall(family)))
    parts = _WORD.findall(given)
    if parts and families:
        givens = r"[\s.\-]*".join(map(re.escape, parts))
        whole = rf"{givens}\.?[\s,]+{families}|{families}[\s,]+{givens}"
        yield Identity(f"the name {name}", re.compile(f"{_BEFORE}(?:{whole}){_AFTER}", re.IGNORECASE))
        yield Identity(f"the name {name} with initials", _with_initials(family, parts))
    alone = len(families) >= _LEAST_FAMILY and family.casefold() not in cited
    if alone or not parts:
        pattern = "|".join(sorted({families, families.title(), families.upper()}))
        yield Identity(
            f"the family name {family}", re.compile(f"{_BEFORE}(?:{pattern}){_AFTER}"), family.lower()
        )


def _with_initials(family: str, given: list[str]) -> re.Pattern[str]:
    """`A. Author`, `A Author`, `Author A`, `Author, A.`; a given name may have one more initial."""
    words = _WORD.findall(family)
    cases = (words, [word.title() for word in words], [word.upper() for word in words])
    families = "|".join(sorted({r"[\s\-]+".join(map(re.escape, form)) for form in cases}))
    first, *others = (part[0].upper() for part in given)
    initials = re.escape(first) + r"\.?" + "".join(rf"[\s\-]?{re.escape(letter)}\.?" for letter in others)
    if not others:
        initials += r"(?:[\s\-]?[A-Z]\.?)?"
    return re.compile(rf"{_BEFORE}(?:(?:{families}),?\s+{initials}|{initials}\s*(?:{families})){_AFTER}")


def _addresses(metadata: Metadata) -> Iterator[Identity]:
    for author in metadata.authors:
        if author.email:
            pattern = re.compile(_BEFORE + re.escape(author.email) + _AFTER, re.IGNORECASE)
            yield Identity(f"the e-mail {author.email}", pattern)
        digits = re.sub(r"[^0-9Xx]", "", author.orcid.rsplit("/", 1)[-1])
        if len(digits) == 16:
            groups = "-?".join(digits[at : at + 4] for at in range(0, 16, 4))
            pattern = re.compile(_BEFORE + groups + _AFTER, re.IGNORECASE)
            yield Identity(f"the ORCID {author.orcid}", pattern)


def _institutions(metadata: Metadata) -> Iterator[Identity]:
    """Each affiliation as written, and the institution in it."""
    for affiliation in metadata.affiliations.values():
        for text in map(plain_text, affiliation.texts.values()):
            for name in dict.fromkeys((text, *_INSTITUTION.findall(text))):
                words = name.split()
                if words:
                    pattern = r"\s+".join(map(re.escape, words))
                    yield Identity(f"the affiliation {name.strip()}", re.compile(pattern, re.IGNORECASE))


def _grants(metadata: Metadata) -> Iterator[Identity]:
    for grant in metadata.funding:
        number = grant.number.strip()
        if len(number) >= _LEAST_GRANT and any(letter.isdigit() for letter in number):
            pattern = re.compile(_BEFORE + re.escape(number) + _AFTER, re.IGNORECASE)
            yield Identity(f"the grant {number}", pattern)
