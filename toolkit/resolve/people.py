"""Authors, their affiliations, addresses and biographies, in the front or back matter."""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.csl.numerals import letters
from toolkit.model.inline import Inline, Inlines, Style, Styled, Text
from toolkit.model.journal import MatterPart
from toolkit.model.review import Author, Metadata
from toolkit.resolve.forms import filled, joined, plain


def authors(part: MatterPart, metadata: Metadata) -> list[Inlines]:
    """`作者甲^1,2*^，作者乙^2^`: marks only where there is more than one affiliation."""
    names = [_marked(author, part, metadata) for author in metadata.authors]
    if not names:
        return []
    values = {"authors": joined(names, part.joiner or ", ", part.last_joiner)}
    if not part.form:
        return [values["authors"]]
    values["affiliations"] = joined(affiliations(part, metadata), "; ")
    return [filled(part.form, values)]


def _marked(author: Author, part: MatterPart, metadata: Metadata) -> Inlines:
    marks = []
    if len(metadata.affiliations) > 1:
        marks = [
            _mark(number, part)
            for number, name in enumerate(metadata.affiliations)
            if name in author.affiliations
        ]
    if author.corresponding and len(metadata.authors) > 1 and part.corresponding:
        marks.append(part.corresponding)
    name: tuple[Inline, ...] = author.name.best(part.language)
    return (*name, Styled(Style.SUPER, (Text(",".join(marks)),))) if marks else name


def _mark(number: int, part: MatterPart) -> str:
    """1, 2, 3, … or a, b, c, … z, aa, ab, …"""
    return letters(number) if part.marks == "letters" else str(number + 1)


def affiliations(part: MatterPart, metadata: Metadata) -> list[Inlines]:
    """One paragraph each, behind its mark where there are several."""
    several = len(metadata.affiliations) > 1
    return [
        (*(_before(number, part) if several else ()), *text.best(part.language))
        for number, text in enumerate(metadata.affiliations.values())
    ]


def _before(number: int, part: MatterPart) -> Inlines:
    mark = _mark(number, part)
    return (
        (Text(f"{mark}. "),) if part.marks == "numbers" else (Styled(Style.SUPER, (Text(mark),)), Text(" "))
    )


def correspondence(part: MatterPart, metadata: Metadata) -> list[Inlines]:
    chinese = part.language == "zh"
    form = part.form or ("{name}", "，Email：{email}" if chinese else ", e-mail: {email}")
    people = [author for author in metadata.authors if author.corresponding]
    texts = [filled(form, _values(author, part, metadata)) for author in people]
    return [joined(texts, part.joiner or "; ", part.last_joiner)] if texts else []


def biographies(part: MatterPart, metadata: Metadata) -> list[Inlines]:
    """A few words on each author who gave any, or on the first and the corresponding one."""
    chinese = part.language == "zh"
    texts: list[Inlines] = []
    for role, author in _people(part, metadata):
        values = _values(author, part, metadata)
        if not part.items:
            form = part.form or ("{biography}",)
            if not values["biography"]:
                continue
        elif chinese:
            form = part.form or ("{name}", "，{biography}", "；E-mail：{email}", "；ORCID：{orcid}")
        else:
            form = part.form or ("{name}", ", {biography}", "; e-mail: {email}", "; ORCID: {orcid}")
        if not any(values[name] for name in ("biography", "email", "orcid")):
            continue
        label = part.labels.get(role, "")
        head: Inlines = (Styled(Style.LABEL, (Text(label),)),) if label else ()
        texts.append((*head, *filled(form, values)))
    return texts


def _people(part: MatterPart, metadata: Metadata) -> Iterator[tuple[str, Author]]:
    """Who is described, in which role; one who is first and corresponding author is named once."""
    if not part.items:
        yield from (("", author) for author in metadata.authors)
    for role in part.items:
        for number, author in enumerate(metadata.authors):
            twice = author.corresponding and "corresponding" in part.items
            if (role == "first" and number == 0 and not twice) or (
                role == "corresponding" and author.corresponding
            ):
                yield role, author


def _values(author: Author, part: MatterPart, metadata: Metadata) -> dict[str, Inlines]:
    units = [metadata.affiliations[name].best(part.language) for name in author.affiliations]
    return {
        "name": author.name.best(part.language),
        "biography": author.biography.get(part.language) or (),
        "affiliation": joined(units, "; "),
        "email": plain(author.email),
        "orcid": plain(author.orcid),
    }
