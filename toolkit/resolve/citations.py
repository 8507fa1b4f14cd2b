"""Citations: who is cited where, which number each work takes, and what each citation prints."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from toolkit.csl import Cite, Cluster, NumericOptions, Result, narrative_names, original_reference, process
from toolkit.csl import Style as CslStyle
from toolkit.model.frozen import frozen
from toolkit.model.inline import (
    Citation,
    CiteItem,
    EntryLink,
    Foreign,
    Inline,
    Inlines,
    ResolvedCitation,
    Style,
    Styled,
    Text,
    plain_text,
    primary,
)
from toolkit.model.journal import Journal, NarrativeStyle
from toolkit.model.reference import Bibliography, Reference
from toolkit.model.review import BibliographyEntry, Unresolved
from toolkit.model.scripts import has_east_asian


@frozen
class Citations:
    """What every citation prints, by `id()` of its source node, and the reference list."""

    printed: Mapping[int, ResolvedCitation]
    order: tuple[ResolvedCitation, ...]
    entries: tuple[BibliographyEntry, ...]
    unresolved: tuple[Unresolved, ...]
    warnings: tuple[str, ...]


def cite(
    order: Iterable[Citation], bibliography: Bibliography, journal: Journal, style: CslStyle, language: str
) -> Citations:
    """Number and format all citations through the CSL engine."""
    sources = list({id(node): node for node in order}.values())
    found: dict[str, Reference] = {}
    unresolved: list[Unresolved] = []
    clusters: list[Cluster] = []
    known: list[list[tuple[CiteItem, Reference]]] = []
    for source in sources:
        pairs = []
        for item in source.items:
            reference = bibliography.find(item.key)
            if reference is None:
                unresolved.append(Unresolved("citation", item.key, f"no reference '{item.key}'", item.span))
            else:
                found.setdefault(reference.id, reference)
                pairs.append((item, reference))
        known.append(pairs)
        clusters.append(_cluster(source, pairs, style))
    shown = {key: _shown(reference, journal) for key, reference in found.items()}
    result = process(
        style,
        [_trimmed(reference, journal, bibliography.journal_forms) for reference in shown.values()],
        [cluster for cluster in clusters if cluster.cites],
        locale=journal.references.locale or language,
        numeric=NumericOptions(
            collapse_from=journal.citations.collapse_from, joiner=journal.citations.joiner
        ),
    )
    texts = iter(result.citations)
    printed: dict[int, ResolvedCitation] = {}
    for source, pairs, cluster in zip(sources, known, clusters, strict=True):
        content = next(texts) if cluster.cites else ()
        content = _finish(
            source, [(item, shown[work.id]) for item, work in pairs], content, journal, style, language
        )
        printed[id(source)] = ResolvedCitation(source, content, tuple(reference.id for _, reference in pairs))
    return Citations(
        printed, tuple(printed.values()), _entries(result, found, journal), tuple(unresolved), result.warnings
    )


def print_references(
    references: Iterable[Reference],
    journal: Journal,
    style: CslStyle,
    language: str,
    journal_forms: Mapping[str, str],
) -> dict[str, str]:
    """What the reference list of a journal prints of each work, without the number, by its id."""
    shown = [_shown(reference, journal) for reference in references]
    trimmed = [_trimmed(reference, journal, journal_forms) for reference in shown]
    result = process(style, trimmed, locale=journal.references.locale or language, numbering="given")
    return {entry.id: plain_text(entry.content).strip() for entry in result.bibliography}


def _cluster(source: Citation, pairs: list[tuple[CiteItem, Reference]], style: CslStyle) -> Cluster:
    cites = tuple(
        Cite(
            id=reference.id,
            locator=item.locator,
            label=item.label or "page",
            prefix=plain_text(item.prefix),
            suffix=plain_text(item.suffix),
            suppress_author=item.suppress_author or (source.narrative and not style.numeric),
        )
        for item, reference in pairs
    )
    return Cluster(cites)


def _finish(
    source: Citation,
    pairs: list[tuple[CiteItem, Reference]],
    content: Inlines,
    journal: Journal,
    style: CslStyle,
    language: str,
) -> Inlines:
    """What the journal does to a citation: the names before it, superscript, a mark for unknown keys."""
    if style.numeric and content:
        content = _raised(_bare_links(content), superscript=journal.citations.superscript)
    known = {id(item) for item, _ in pairs}
    missing = tuple(
        Styled(Style.STRONG, (Text(f"[?{item.key}]"),)) for item in source.items if id(item) not in known
    )
    content = (*content, *missing)
    if not source.narrative or not pairs:
        return content
    form = journal.narrative.get(primary(language), NarrativeStyle())
    # A typed 等 or et al. says that there are more authors: it holds even for a short list.
    et_al_from = 2 if source.et_al else form.et_al_from
    names = narrative_names(pairs[0][1], et_al=form.et_al, joiner=form.joiner, et_al_from=et_al_from)
    return (Text(names + form.gap), *content)


def _raised(content: Inlines, *, superscript: bool | None) -> Inlines:
    """The citation raised or not, as the journal wants and whatever the style does."""
    match content:
        case _ if superscript is None:
            return content
        case (Styled(style=Style.SUPER, children=inner),):
            return content if superscript else inner
        case _:
            return (Styled(Style.SUPER, content),) if superscript else content


def on_the_line(content: Inlines) -> Inlines:
    """The content of a cell; where citations are all of it, they stand on the line, whatever the journal
    does in the text: raised behind nothing, and in the small letters of a table, none could read them."""
    if not all(isinstance(node, ResolvedCitation) and not node.source.narrative for node in content):
        return content
    lowered: list[Inline] = []
    for node in content:
        if isinstance(node, ResolvedCitation):
            node = replace(node, content=_raised(node.content, superscript=False))
        lowered.append(node)
    return tuple(lowered)


def _bare_links(nodes: Inlines) -> Inlines:
    """Links without the brackets around them: `[2` and `4]` link their numbers only."""
    out: list[Inline] = []
    for node in nodes:
        match node:
            case Styled():
                out.append(replace(node, children=_bare_links(node.children)))
            case EntryLink(key=key, children=(Text(text=text),)) if found := _BRACKETS.fullmatch(text):
                before, number, after = found.groups()
                parts = (Text(before), EntryLink(key, (Text(number),)), Text(after))
                out.extend(part for part in parts if not isinstance(part, Text) or part.text)
            case _:
                out.append(node)
    return tuple(out)


_BRACKETS = re.compile(r"([\[(（［]*)(.*?)([\])）］]*)", re.DOTALL)


def _shown(reference: Reference, journal: Journal) -> Reference:
    """The work itself, or its English version where the journal prints that in its place."""
    if journal.references.bilingual != "english":
        return reference
    return original_reference(reference) or reference


def _trimmed(reference: Reference, journal: Journal, journal_forms: Mapping[str, str]) -> Reference:
    """The reference as the journal prints it: its journal's name in the form and letters wanted, and
    without what is not printed of a work placed by volume or pages."""
    fields = dict(reference.fields)
    for variable in ("container-title", "original-container-title"):
        if form := journal_forms.get(fields.get(variable, "")):
            fields[variable] = form
    if journal.references.journal_names == "short" and fields.get("container-title-short"):
        fields["container-title"] = fields["container-title-short"]
    if any(reference.get(name) for name in ("volume", "page", "number")):
        fields = {name: value for name, value in fields.items() if name not in journal.references.omit}
    for name in journal.references.italic:
        for variable in (name, f"original-{name}"):
            text = fields.get(variable)
            # Italics are for Latin letters.
            if text and not has_east_asian(text):
                fields[variable] = f"<i>{text}</i>"
    return reference if fields == reference.fields else replace(reference, fields=fields)


def _entries(
    result: Result, found: Mapping[str, Reference], journal: Journal
) -> tuple[BibliographyEntry, ...]:
    entries = []
    for entry in result.bibliography:
        content, translation = entry.content, entry.translation
        match journal.references.bilingual:
            case "none":
                translation = ()
            case "parentheses" if translation:
                # The engine writes English versions only, of works in other languages.
                content = (*content, Text(" ("), Foreign("en", translation), Text(")"))
                translation = ()
            case "english" if named := _own_language(found[entry.id], content):
                content = (*content, Text(f" (in {named})"))
                translation = ()
            case _:
                pass
        entries.append(
            BibliographyEntry(
                key=entry.id,
                number=entry.number,
                label=plain_text(entry.label).strip(),
                content=content,
                language=entry.language,
                reference=found[entry.id],
                translation=translation,
            )
        )
    return tuple(entries)


def _own_language(reference: Reference, content: Inlines) -> str:
    """The English name of the language that a work is in whose English version prints, if that does not say
    it yet."""
    english = original_reference(reference)
    name = english.get("translated-from") if english else ""
    return name if name and f"(in {name})" not in plain_text(content) else ""
