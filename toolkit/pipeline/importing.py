"""`review import`: a submitted manuscript becomes a review folder.

The folder is first made in a temporary place, and read and resolved again as
`review build` would: a table that would not print the same cells is written in a plainer form, and
whatever else would print otherwise than the manuscript is listed. Only then are the files written.
"""

from __future__ import annotations

import re
import tempfile
import unicodedata
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path, PurePosixPath

from toolkit import resources
from toolkit.errors import ToolkitError
from toolkit.library.keys import make_key, title_words
from toolkit.load.docx import OpenDocx, open_docx
from toolkit.load.manuscript import understand
from toolkit.load.manuscript.authors import read_authors
from toolkit.load.record_schemas import known_schemas
from toolkit.load.refstring import with_version
from toolkit.load.refstring.entry import LIKELY
from toolkit.model.diagnostic import Problem
from toolkit.model.evidence import Schema
from toolkit.model.frozen import frozen
from toolkit.model.inline import primary
from toolkit.model.manuscript import Entry, Manuscript
from toolkit.model.reference import Reference
from toolkit.model.review import ResolvedReview
from toolkit.model.word import View, WordParagraph
from toolkit.pipeline.files import ELSEWHERE, absolute, write_files
from toolkit.pipeline.import_differences import differences, tables_that_differ
from toolkit.pipeline.lookups import journal as journal_profile
from toolkit.pipeline.progress import Steps, unheard
from toolkit.render.bibliography import write_references
from toolkit.render.folder import (
    FORMS,
    Draft,
    Folder,
    Front,
    Loss,
    by_kind,
    import_report,
    review_folder,
)
from toolkit.scaffold import check_new_folder

__all__ = ["Imported", "Loss", "by_kind", "import_manuscript"]

_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG\r\n\x1a\n", ".png"),
    (b"\xff\xd8\xff", ".jpg"),
    (b"GIF8", ".gif"),
    (b"II*\0", ".tif"),
    (b"MM\0*", ".tif"),
    (b"BM", ".bmp"),
    (b"\xd7\xcd\xc6\x9a", ".wmf"),
)
_EMF = b" EMF"
_PRINTED = frozenset({".png", ".jpg", ".gif", ".svg"})
_MOST_UNCERTAIN = 6


@frozen
class Imported:
    """What was written, and what could not be carried over. `language` is that of the manuscript."""

    files: tuple[Path, ...]
    losses: tuple[Loss, ...]
    language: str


def import_manuscript(
    path: Path,
    folder: Path,
    *,
    journal: str | None = None,
    journals: Mapping[str, str],
    view: View = "accepted",
    progress: Steps = unheard,
) -> Imported:
    """Make a review folder of a Word file. `journals` says for which journal a review is formatted where
    none is named: by its language, or first by `en author-year` if it cites by name and year.

    Raises `ToolkitError` if the file cannot be read, the journal is not known, or the folder is
    neither new nor empty; then nothing is written.
    """
    check_new_folder(folder)
    if journal is not None:
        journal_profile(journal, folder)
    path = absolute(path)
    progress("reading")
    opened = open_docx(path, view=view)
    progress("understanding")
    review = understand(opened.document)
    manuscript = review.manuscript
    if manuscript is None or not opened.document.source.strip():
        raise ToolkitError(Problem(f"{path.name} holds no text.", None, "Choose the file of the manuscript."))
    language = primary(review.language)
    references, doubts = _references(manuscript)
    pictures, contents, damaged = _pictures(opened, review)
    draft = Draft(
        review=review,
        journal=journal or journals.get(f"{language} {manuscript.form}") or journals[language],
        keys={entry.key: reference.id for entry, reference in references},
        pictures=pictures,
        slug=_slug,
        schemas=_schemas(),
        front=_front(review),
    )
    bibliography = write_references([reference for _, reference in references], "bibtex")
    others: dict[str, bytes] = {"references.bib": bibliography.encode("utf-8"), **contents}
    progress("building again")
    made, different = _settled(draft, others)
    losses = (*made.losses, *doubts, *damaged, *different)
    texts = {name: text.encode("utf-8") for name, text in made.files.items()}
    report = import_report(path.name, losses, language).encode("utf-8")
    files = {folder / PurePosixPath(name): data for name, data in {**texts, **others}.items()}
    files[folder / "IMPORT.md"] = report
    write_files(files, ELSEWHERE)
    return Imported(tuple(files), losses, language)


def _settled(draft: Draft, others: Mapping[str, bytes]) -> tuple[Folder, tuple[Loss, ...]]:
    """The folder in the richest form that prints the manuscript's tables, and how it still differs."""
    while True:
        made = review_folder(draft)
        again, problems = _built_again(made, others)
        failed = [] if again is None else tables_that_differ(draft, again)
        failed += [
            name for name in draft.review.tables if any(_names_table(problem, name) for problem in problems)
        ]
        forms = dict(draft.forms)
        for name in dict.fromkeys(failed):
            forms[name] = forms.get(name, 0) + 1
        worth = {name for name, form in forms.items() if form < FORMS and draft.forms.get(name, 0) != form}
        if not worth:
            rest = tuple(Loss("difference", 0, _said(problem)) for problem in problems)
            return made, rest if again is None else (*rest, *differences(draft, again))
        draft = replace(draft, forms=forms)


def _built_again(
    made: Folder, others: Mapping[str, bytes]
) -> tuple[ResolvedReview | None, tuple[Problem, ...]]:
    """The folder as `review build` reads and numbers it, and what it would complain of."""
    from toolkit.load.project import load_review
    from toolkit.resolve import resolve

    with tempfile.TemporaryDirectory(prefix="review-import-") as name:
        root = Path(name)
        contents = {**{path: text.encode("utf-8") for path, text in made.files.items()}, **others}
        write_files({root / PurePosixPath(path): data for path, data in contents.items()})
        try:
            loaded = load_review(root)
            return resolve(loaded), loaded.problems
        except ToolkitError as error:
            return None, error.problems


def _names_table(problem: Problem, name: str) -> bool:
    return problem.span is not None and problem.span.path.stem == name


def _said(problem: Problem) -> str:
    place = f"{problem.span.path.name}:{problem.span.line}: " if problem.span is not None else ""
    return f"{place}{problem.message}"


# --- references -------------------------------------------------------------------------


def _references(manuscript: Manuscript) -> tuple[list[tuple[Entry, Reference]], list[Loss]]:
    """The entries as references with citation keys, and what a person should look at in them."""
    found: list[tuple[Entry, Reference]] = []
    losses: list[Loss] = []
    taken: set[str] = set()
    works = _live_works(manuscript)
    cited = {work.key for cluster in manuscript.clusters for work in cluster.works}
    for entry in manuscript.entries:
        live = works.get(entry.key)
        reference = _reference(entry) if live is None else live
        key = make_key(reference, taken)
        taken.add(key)
        found.append((entry, replace(reference, id=key)))
        if not entry.style and live is None:
            losses.append(Loss("entry", entry.span.line, f"{entry.key} → {key}: {_one_line(entry.text)}"))
        doubtful = sorted(name for name, sure in entry.confidence.items() if sure < LIKELY)
        if doubtful and entry.style and live is None:
            shown = ", ".join(doubtful[:_MOST_UNCERTAIN])
            losses.append(Loss("field", entry.span.line, f"{entry.key} → {key}: {shown}"))
        if entry.key not in cited:
            losses.append(Loss("uncited", entry.span.line, f"{entry.key} → {key}"))
    return found, losses


def _reference(entry: Entry) -> Reference:
    """An entry with all that was read of it; one that was not understood is a title."""
    if not entry.style:
        return Reference("", "document", {"title": _one_line(entry.text)})
    own = with_version(entry.reference, entry.translation)
    return replace(own, span=None, field_spans={})


def _live_works(manuscript: Manuscript) -> dict[str, Reference]:
    """The works that a reference manager keeps in the document, by the entry that each prints as.

    They have all authors and the DOI, of which the printed entry may give the first three and none.
    A work belongs to an entry by its title; where several have the same, the printed entry counts.
    """
    found: dict[str, list[Reference]] = {}
    for each in manuscript.document.fields:
        for work in each.works:
            title = _folded_title(work.get("title"))
            if title and all(known != work for known in found.get(title, [])):
                found.setdefault(title, []).append(work)
    titles = Counter(_folded_title(entry.reference.get("title")) for entry in manuscript.entries)
    return {
        entry.key: _with_printed(found[title][0], entry)
        for entry in manuscript.entries
        if (title := _folded_title(entry.reference.get("title"))) in found
        and len({work.get("DOI") for work in found[title]}) == 1
        and titles[title] == 1
    }


def _with_printed(work: Reference, entry: Entry) -> Reference:
    """A work of a reference manager, completed by what is printed of it and what it lacks."""
    printed = _reference(entry)
    return replace(
        work,
        fields={**printed.fields, **work.fields},
        names={**printed.names, **work.names},
        dates={**printed.dates, **work.dates},
        # Data that name no more people than the entry prints before et al. do not name all.
        truncated=work.truncated
        | {
            role
            for role in printed.truncated
            if len(work.names.get(role, ())) <= len(printed.names.get(role, ()))
        },
        span=None,
        field_spans={},
        extra={},
    )


def _folded_title(title: str) -> str:
    plain = re.sub(r"<[^<>]*>", "", unicodedata.normalize("NFKC", title)).casefold()
    return "".join(filter(str.isalnum, plain))


def _one_line(text: str) -> str:
    return " ".join(text.split())


# --- pictures ---------------------------------------------------------------------------


def _pictures(
    opened: OpenDocx, review: ResolvedReview
) -> tuple[dict[str, str], dict[str, bytes], list[Loss]]:
    """The file that each picture becomes, the files, and the pictures that nothing can show."""
    figures = {figure.source.file: name for name, figure in review.figures.items() if figure.source.file}
    places: dict[str, str] = {}
    contents: dict[str, bytes] = {}
    losses: list[Loss] = []
    for paragraph in opened.document.paragraphs:
        for picture in paragraph.pictures:
            name = figures.get(picture.part)
            data = _picture_bytes(opened, picture.part)
            suffix = _suffix(data)
            if not suffix:
                if name is None:
                    losses.append(Loss("picture", paragraph.line, picture.part or picture.alt or "?"))
                continue
            if picture.part in places:
                continue
            file = f"figures/{name or _plain_stem(picture.part, len(places))}{suffix}"
            if name is None:
                losses.append(Loss("loose picture", paragraph.line, file))
            if suffix not in _PRINTED:
                losses.append(Loss("picture form", paragraph.line, file))
            places[picture.part] = file
            contents[file] = data
    return {part: file for part, file in places.items() if part in figures}, contents, losses


def _plain_stem(part: str, number: int) -> str:
    """A name for the file of a picture that no figure shows; what a package calls it may be anything."""
    stem = re.sub(r"[^A-Za-z0-9]+", "-", PurePosixPath(part).stem).strip("-")[:40]
    return f"uncaptioned-{stem or number}"


def _picture_bytes(opened: OpenDocx, part: str) -> bytes:
    if not part or part not in opened.package:
        return b""
    try:
        return opened.package.bytes(part)
    except ToolkitError:
        return b""  # A damaged part is a damaged picture; it is listed.


def _suffix(data: bytes) -> str:
    """The ending of a picture's file, by what it is; empty for a damaged one."""
    for start, suffix in _SIGNATURES:
        if data.startswith(start):
            return suffix if suffix != ".png" or b"IEND" in data[-16:] else ""
    if data[40:44] == _EMF:
        return ".emf"
    head = data[:1000].lstrip()
    return ".svg" if head.startswith((b"<svg", b"<?xml")) and b"<svg" in data[:4000] else ""


# --- front matter, schemas, names ---------------------------------------------------------


def _front(review: ResolvedReview) -> Front:
    """What stands before the text beside title, abstract and keywords."""
    manuscript = review.manuscript
    if manuscript is None:
        return Front()
    spans = review.source.metadata.spans.values()
    taken = {span.line for span in spans} | {
        known.span.line for known in review.source.metadata.abbreviations.values() if known.span is not None
    }
    title = review.source.metadata.spans.get("title")
    found = read_authors(
        _before_text(review, manuscript.document.paragraphs, taken), title.line if title else 0
    )
    return Front(
        tuple(found.authors),
        found.affiliations,
        tuple(found.funding),
        found.classification,
        found.dates,
        frozenset(found.lines),
    )


def _before_text(
    review: ResolvedReview, paragraphs: tuple[WordParagraph, ...], taken: set[int]
) -> tuple[WordParagraph, ...]:
    first = len(paragraphs) + 1
    for block in review.blocks:
        source = getattr(block, "source", block)
        span = getattr(source, "span", None)
        if span is not None:
            first = min(first, span.line)
    return tuple(
        each
        for each in paragraphs
        if each.line < first and each.line not in taken and each.story == "body" and each.table is None
    )


def _schemas() -> dict[str, Schema]:
    """The built-in schemas of records."""
    return known_schemas(resources.templates() / "evidence", [])


def _slug(title: str) -> str:
    """A name for a section: the first words of its title that say something, in ASCII."""
    words: list[str] = []
    for word in title_words(re.sub(r"[（(].*?[)）]", "", title)):
        words.append(word)
        if len(words) == 3:
            break
    return "-".join(words)
