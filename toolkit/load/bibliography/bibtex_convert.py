"""One BibTeX entry → one `Reference`, by the tables of `model.formats.bibtex`."""

from __future__ import annotations

import re

from toolkit.load.bibliography.bibtex_entry import RawEntry, RawField
from toolkit.load.bibliography.bibtex_meaning import (
    URL_COMMAND,
    date_text_of,
    field_text,
    language_tag,
    title_text,
    verbatim,
    year_and_month,
)
from toolkit.load.bibliography.bibtex_names import parse_names
from toolkit.load.bibliography.latex import decode_latex, decode_paragraphs, decode_plain
from toolkit.model.csl_json import DATE_VARIABLES, NAME_VARIABLES
from toolkit.model.date_text import parse_edtf
from toolkit.model.formats import bibtex as table
from toolkit.model.formats.bibtex import Target
from toolkit.model.reference import KEY, Date, Name, Reference
from toolkit.model.scripts import has_han
from toolkit.model.source import Span

_OPTION = re.compile(r"([A-Za-z]+)\s*(?:=\s*([A-Za-z0-9]+))?")
_OTHER_LANGUAGE = re.compile(r"([a-z]+)[-_](?:en|zh)")
_NUMBER = re.compile(r"\b(PMID|PMCID): ?(\w+)")
_NUMBERS = re.compile(rf"\s*(?:{_NUMBER.pattern}\s*)+")


def reference_from_bibtex(entry: RawEntry) -> Reference:
    """The entry in CSL's terms. What has no place there is in `extra`, under its name in the file."""
    return _Conversion(entry).run()


class _Conversion:
    """Collects the parts of one reference; every field is taken once, the rest ends in `extra`."""

    def __init__(self, entry: RawEntry) -> None:
        self.entry = entry
        self.left = dict(entry.fields)
        self.left.pop("csl-type", None)
        self.type = _csl_type(entry)
        if self.type in table.ARTICLE_SUBTYPES.values():
            self.left.pop("entrysubtype", None)
        self.fields: dict[str, str] = {}
        self.names: dict[str, tuple[Name, ...]] = {}
        self.dates: dict[str, Date] = {}
        self.truncated: set[str] = set()
        self.extra: dict[str, str] = {}
        self.spans: dict[str, Span] = {KEY: entry.span}
        options = {name.lower(): value.lower() for name, value in _OPTION.findall(entry.text("options"))}
        self.use_prefix = options.get("useprefix", "true") != "false"
        self.comma_suffix = options.get("juniorcomma", "false") in {"true", ""}

    def run(self) -> Reference:
        self._language()
        self._titles()
        self._editors()
        self._number()
        self._pages()
        self._issued()
        self._eprint()
        self._howpublished()
        self._note()
        for name, target in table.FIELDS.items():
            if name in self.left:
                self._read(name, target)
        for name in [name for name in self.left if "-" in name or "_" in name]:
            other = _other_language_target(name)
            if other is not None:
                self._read(name, other)
        self._own_variables()
        self._edition()
        self._genre_and_status()
        self._addendum()
        self._patent_holder()
        if self.entry.type not in table.TYPES:
            self.extra["entrytype"] = self.entry.type
        for name, raw in self.left.items():
            self.extra[name] = raw.text if name in table.VERBATIM else decode_paragraphs(raw.text)
            self.spans.setdefault(name, raw.span)
        return Reference(
            id=self.entry.key,
            type=self.type,
            fields=self.fields,
            names=self.names,
            dates=self.dates,
            truncated=frozenset(self.truncated),
            extra=self.extra,
            span=self.entry.span,
            field_spans=self.spans,
        )

    def _own_variables(self) -> None:
        """`csl-number` and the like: what BibTeX has no field for, under CSL's own name."""
        for name in [name for name in self.left if name.startswith("csl-")]:
            variable = name.removeprefix("csl-")
            known = {known.lower(): known for known in ("DOI", "URL", "ISBN", "ISSN", "PMID", "PMCID")}
            variable = known.get(variable, variable)
            if variable in NAME_VARIABLES:
                self._read(name, Target(variable, "names"))
            elif variable in DATE_VARIABLES:
                self._read(name, Target(variable, "date"))
            elif variable != "type":
                self._read(name, Target(variable, "title"))

    # --- one field -------------------------------------------------------------

    def _read(self, name: str, target: Target) -> None:
        """Take a field as `target` says, unless another one has taken its variable."""
        variable, kind = target
        if variable in self.fields or variable in self.names or variable in self.dates:
            if self._is_said(name, target):
                del self.left[name]
            return
        raw = self.left[name]
        if kind == "names":
            self._set_names(variable, raw)
            del self.left[name]
        elif kind == "date":
            if raw.text.strip():
                self.dates[variable] = parse_edtf(date_text_of(raw.text))
                self.spans[variable] = raw.span
            del self.left[name]
        else:
            self._set(variable, field_text(raw.text, kind), raw)

    def _is_said(self, name: str, target: Target) -> bool:
        """Whether another field has said the same already, as `publisher` beside `archiveprefix` may."""
        return self.fields.get(target.variable) == field_text(self.left[name].text, target.kind)

    def _set(self, variable: str, text: str, raw: RawField) -> None:
        """Give a variable its text and strike the field off; an empty field is as none."""
        if text:
            self.fields[variable] = text
            self.spans[variable] = raw.span
        self.left.pop(raw.name, None)

    def _set_names(self, variable: str, raw: RawField) -> None:
        names, truncated = parse_names(
            raw.text,
            use_prefix=self.use_prefix,
            comma_suffix=self.comma_suffix,
            capitals_first=variable.startswith("original-"),
        )
        if names:
            self.names[variable] = (*self.names.get(variable, ()), *names)
            self.spans.setdefault(variable, raw.span)
        if truncated:
            self.truncated.add(variable)

    # --- fields that are read together ------------------------------------------

    def _language(self) -> None:
        """`langid` says in which language the entry is, `language` in which the work is."""
        for name in ("langid", "hyphenation", "language"):
            raw = self.left.get(name)
            if raw is None:
                continue
            text = decode_plain(raw.text)
            tag = language_tag(text)
            if "language" not in self.fields:
                self._set("language", tag, raw)
                if tag == text or text.lower() in table.LANGUAGES:
                    continue
                self.extra[name] = text
            elif tag == self.fields["language"]:
                del self.left[name]

    def _titles(self) -> None:
        """Titles and subtitles, and the volume of a work in several volumes."""
        self._join("title", "subtitle")
        self._join("booktitle", "booksubtitle")
        self._join("maintitle", "mainsubtitle")
        self._join("journaltitle" if "journaltitle" in self.left else "journal", "journalsubtitle")
        main = self.left.get("maintitle")
        part = self.left.get("booktitle" if self.type in table.PARTS else "title")
        if main is not None:
            self._set("container-title" if self.type in table.PARTS else "title", title_text(main.text), main)
            if part is not None:
                self._set("volume-title", title_text(part.text), part)
        if self.type == "chapter" and self.entry.type == "inbook" and "booktitle" not in self.entry.fields:
            # BibTeX's own @inbook names the book in `title` and the part by `chapter` or `pages`.
            self.type = "book"
        if self.type not in table.PARTS:
            if "title" not in self.entry.fields and self.type == "book" and "booktitle" in self.left:
                self._read("booktitle", Target("title", "title"))
            for name in ("journaltitle", "journal"):
                if name in self.left:
                    self._read(name, table.FIELDS[name])

    def _join(self, name: str, sub: str) -> None:
        title, subtitle = self.left.get(name), self.left.get(sub)
        if title is None or subtitle is None or not subtitle.text.strip():
            return
        text = title.text.rstrip()
        colon = "：" if has_han(text) else ": "
        joiner = " " if text.endswith(("?", "!", ":")) else "" if text.endswith(("？", "！", "：")) else colon
        self.left[name] = RawField(name, f"{text}{joiner}{subtitle.text.strip()}", title.span)
        del self.left[sub]

    def _editors(self) -> None:
        for name in ("editor", "editora", "editorb", "editorc"):
            raw = self.left.pop(name, None)
            kind = self.left.pop(f"{name}type", None)
            if raw is not None:
                role = decode_plain(kind.text).lower() if kind else "editor"
                self._set_names(table.EDITORS.get(role, "editor"), raw)
                if role not in table.EDITORS and kind is not None:
                    self.extra[kind.name] = role

    def _number(self) -> None:
        """`number` is an issue, a number in a series, or the work's own number, as the type has it."""
        raw = self.left.get("number")
        if raw is None:
            return
        if self.type in table.PERIODICALS:
            variable = "issue"
        elif self.type in table.BOOKS and "series" in self.entry.fields:
            variable = "collection-number"
        else:
            variable = "number"
        self._set(variable, decode_plain(raw.text), raw)

    def _pages(self) -> None:
        """An article number stands in the place of pages, as journals print it."""
        for name in ("eid", "article-number", "articleno", "elocation-id"):
            raw = self.left.get(name)
            if raw is not None and "page" not in self.fields:
                self._set("page", decode_plain(raw.text), raw)

    def _issued(self) -> None:
        """`date`, or `year` with `month` and `day`."""
        date = self.left.get("date")
        if date is not None and date.text.strip():
            self.dates["issued"] = parse_edtf(date_text_of(date.text))
            self.spans["issued"] = date.span
            del self.left["date"]
            year = self.left.get("year")
            if year is not None and decode_plain(year.text) == str(self.dates["issued"].year):
                for name in ("year", "month", "day"):
                    self.left.pop(name, None)
            return
        year = self.left.get("year")
        if year is None or not year.text.strip():
            return
        month = decode_plain(self.entry.text("month"))
        date_read, month_used = year_and_month(
            date_text_of(year.text), month, decode_plain(self.entry.text("day"))
        )
        self.dates["issued"] = date_read
        self.spans["issued"] = year.span
        for name in ("year", "month", "day") if month_used or not month else ("year",):
            self.left.pop(name, None)

    def _eprint(self) -> None:
        raw = self.left.get("eprint")
        kind = self.left.get("eprinttype") or self.left.get("archiveprefix")
        if raw is None or kind is None:
            return
        scheme, value = decode_plain(kind.text), verbatim(raw.text)
        number = table.EPRINTS.get(scheme.lower(), "")
        if number and number.lower() not in self.left:
            self._set(number, value, raw)
            del self.left[kind.name]
        elif scheme.lower() == "arxiv" and self.type == "article":
            # As Zotero records a preprint.
            self._set("number", f"arXiv:{value.removeprefix('arXiv:')}", raw)
            self._set("publisher", "arXiv", kind)

    def _howpublished(self) -> None:
        raw = self.left.get("howpublished")
        if raw is None:
            return
        address = URL_COMMAND.search(raw.text)
        if address is not None and "url" not in self.left:
            self.fields["URL"] = verbatim(address[1] or address[2])
            self.spans["URL"] = raw.span
            rest = decode_plain(URL_COMMAND.sub("", raw.text)).strip(" ,;:.")
            del self.left["howpublished"]
            if rest:
                self.extra["howpublished"] = rest
        elif not any(name in self.left for name in ("publisher", "institution", "organization", "school")):
            self._set("publisher", decode_latex(raw.text), raw)

    def _note(self) -> None:
        """What stands in notes and types for programs only: `PMID: 12345678` of Zotero, `Cited by: 3`."""
        for name in ("note", "annotation"):
            raw = self.left.get(name)
            if raw is None:
                continue
            if _NUMBERS.fullmatch(raw.text) and not any(
                variable.lower() in self.left for variable, _ in _NUMBER.findall(raw.text)
            ):
                for variable, value in _NUMBER.findall(raw.text):
                    self._set(variable, value, raw)
            elif _is_housekeeping(raw.text):
                self._keep(raw)
        kind = self.left.get("type")
        kinds = kind.text.lower().split(";") if kind is not None else []
        of_database = all(one.strip() in table.DOCUMENT_TYPES for one in kinds)
        if kind is not None and of_database and self.type in table.PERIODICALS:
            self._keep(kind)

    def _keep(self, raw: RawField) -> None:
        self.extra[raw.name] = decode_paragraphs(raw.text)
        self.spans.setdefault(raw.name, raw.span)
        del self.left[raw.name]

    def _genre_and_status(self) -> None:
        primary = self.fields.get("language", "").partition("-")[0].lower()
        title = self.fields.get("title", "")
        language = "zh" if primary == "zh" or (not primary and has_han(title)) else "en"
        genre = self.fields.get("genre", "")
        if not genre and self.type == "thesis" and self.entry.type in table.GENRES:
            self.fields["genre"] = table.GENRES[self.entry.type][language]
        elif genre.lower() in table.GENRES:
            self.fields["genre"] = table.GENRES[genre.lower()][language]
        status = self.fields.get("status", "").lower()
        if status in table.STATUSES:
            self.fields["status"] = table.STATUSES[status][language]

    def _addendum(self) -> None:
        raw = self.left.get("addendum")
        if raw is not None:
            note = self.fields.get("note", "")
            text = decode_latex(raw.text)
            self.spans.setdefault("note", raw.span)
            self._set("note", f"{note.rstrip('.')}. {text}" if note and text else note or text, raw)

    def _edition(self) -> None:
        """`Second` is how BibTeX wants an edition, a number is how CSL does."""
        edition = self.fields.get("edition", "")
        if edition:
            from toolkit.load.bibliography.record_values import edition_number

            self.fields["edition"] = edition_number(edition)

    def _patent_holder(self) -> None:
        raw = self.left.get("holder")
        if raw is not None and self.type == "patent" and "author" not in self.names:
            self._set_names("author", raw)
            del self.left["holder"]


# --- types -------------------------------------------------------------------------


def _csl_type(entry: RawEntry) -> str:
    own = decode_plain(entry.text("csl-type"))
    if own:
        return own
    if entry.type == "article":
        subtype = decode_plain(entry.text("entrysubtype")).lower()
        return table.ARTICLE_SUBTYPES.get(subtype, table.TYPES["article"])
    if entry.type in {"misc", "unpublished"}:
        scheme = entry.text("eprinttype") or entry.text("archiveprefix")
        if scheme.strip().lower() in {"arxiv", "biorxiv", "medrxiv", "chinaxiv"}:
            return "article"
    if entry.type == "misc" and (entry.text("url") or URL_COMMAND.search(entry.text("howpublished"))):
        return "webpage"
    return table.TYPES.get(entry.type, table.UNKNOWN_TYPE)


def _other_language_target(name: str) -> Target | None:
    match = _OTHER_LANGUAGE.fullmatch(name)
    if match is None:
        return None
    own = table.OTHER_LANGUAGE_NAMES.get(match[1], match[1])
    return table.OTHER_LANGUAGE.get(own)


def _is_housekeeping(note: str) -> bool:
    from toolkit.load.bibliography.record_values import HOUSEKEEPING

    return HOUSEKEEPING.match(note) is not None
