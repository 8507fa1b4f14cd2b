"""References as BibTeX or BibLaTeX. What is written is read back as it was."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import chain, count
from typing import Literal, TypeAlias

from toolkit.model.date_text import date_text
from toolkit.model.formats import bibtex as table
from toolkit.model.reference import Name, Reference
from toolkit.model.scripts import has_han, is_han
from toolkit.render.bibliography.latex import encode_latex

Dialect: TypeAlias = Literal["bibtex", "biblatex"]

_TYPES = {
    "article": "misc",
    "article-journal": "article",
    "article-magazine": "article",
    "article-newspaper": "article",
    "book": "book",
    "chapter": "incollection",
    "document": "misc",
    "entry-encyclopedia": "inreference",
    "manuscript": "unpublished",
    "motion_picture": "video",
    "pamphlet": "booklet",
    "paper-conference": "inproceedings",
    "personal_communication": "letter",
    "speech": "presentation",
    "treaty": "legal",
    "webpage": "online",
}
"""CSL type → entry type, where it has another name; a type that BibTeX lacks has its name in BibLaTeX,
which BibTeX's styles take for @misc."""
_PLAIN_TYPES = {"report": "techreport", "inreference": "incollection", "online": "misc"}
"""BibLaTeX's type → the one that BibTeX itself knows."""
_PLAIN_NAMES = {"journaltitle": "journal", "location": "address"}
_SUBTYPES = {kind: name for name, kind in table.ARTICLE_SUBTYPES.items()}
_OTHER_LANGUAGE: dict[str, str] = {}
for _name, _target in table.OTHER_LANGUAGE.items():
    _OTHER_LANGUAGE.setdefault(_target.variable, _name)
_BY_VARIABLE: dict[str, str] = {}
for _name, _target in table.FIELDS.items():
    _BY_VARIABLE.setdefault(_target.variable, _name)
_BY_VARIABLE |= {"container-title": "journaltitle", "publisher-place": "location", "issued": "date"}
_ROLES = {role: kind for kind, role in reversed(table.EDITORS.items())}
_LANGUAGES: dict[str, str] = {}
for _name, _tag in table.LANGUAGES.items():
    _LANGUAGES.setdefault(_tag, _name)
_VERBATIM = frozenset({"DOI", "URL"})
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_SIMPLE_NAME = re.compile(r"[^\W\d_]['’\w. -]*")
_NO_NAME = re.compile(r"[\s{}()\"'#%,=]+")
_NAME_START = re.compile("[A-Za-z_]")
_BRACE = re.compile(r"\\.|[{}\\]", re.DOTALL)
_LIGATURE = re.compile("--|''")
_FIRST_YEAR, _LAST_YEAR = 1000, 9999


def write_bibtex(references: Sequence[Reference]) -> str:
    return _written(references, "bibtex")


def write_biblatex(references: Sequence[Reference]) -> str:
    return _written(references, "biblatex")


def _written(references: Sequence[Reference], dialect: Dialect) -> str:
    keys = _keys(references)
    return "\n".join(_entry(reference, keys[reference.id], dialect) for reference in references)


def _keys(references: Sequence[Reference]) -> Mapping[str, str]:
    """For each id a key that BibTeX can hold; two ids never get one key, an id that is a key stays."""
    ids = dict.fromkeys(reference.id for reference in references)
    keys = {name: name for name in ids if not _NO_NAME.search(name)}
    taken = set(keys)
    for name in ids:
        if name not in keys:
            plain = _NO_NAME.sub("-", name)
            numbered = (f"{plain}-{number}" for number in count(2))
            keys[name] = next(key for key in chain([plain], numbered) if key not in taken)
            taken.add(keys[name])
    return keys


def _entry(reference: Reference, key: str, dialect: Dialect) -> str:
    kind = _type(reference, dialect)
    fields = _Fields(reference, dialect, kind).all()
    lines = [
        f"@{kind}{{{key},",
        *(f"  {name} = {value}," for name, value in fields.items()),
    ]
    return "\n".join((*lines, "}\n"))


def _type(reference: Reference, dialect: Dialect) -> str:
    own = reference.extra.get("entrytype", "")
    if own and reference.type == table.UNKNOWN_TYPE:
        return own
    kind = _TYPES.get(reference.type, reference.type)
    genre = reference.get("genre")
    if reference.type == "thesis" and genre in table.GENRES["mastersthesis"].values():
        kind = "mastersthesis"
    elif reference.type == "thesis" and genre:
        kind = "phdthesis"
    if dialect == "bibtex" and not (kind == "report" and not genre):
        kind = _PLAIN_TYPES.get(kind, kind)
    return kind if kind in table.TYPES else "misc"


class _Fields:
    """The fields of one entry, as typed, in the order in which they are written."""

    def __init__(self, reference: Reference, dialect: Dialect, kind: str) -> None:
        self.reference = reference
        self.dialect = dialect
        self.kind = kind
        self.out: dict[str, str] = {}
        self.left = dict(reference.fields)

    def all(self) -> Mapping[str, str]:
        self._titles()
        self._names()
        self._issued()
        self._numbers()
        self._publisher()
        self._eprint()
        if self.reference.type in table.PERIODICALS:
            self._put("", "genre")  # databases fill `type` of an article with their own types
        for variable in [name for name in self.left if name.startswith("original-")]:
            self._put(self._in_other_language(variable), variable)
        for variable in [name for name in self.left if name in _BY_VARIABLE]:
            self._put(_BY_VARIABLE[variable], variable)
        for variable, date in self.reference.dates.items():
            if variable != "issued":
                self._store(_BY_VARIABLE.get(variable, f"csl-{variable}"), _verbatim(date_text(date)))
        for variable in list(self.left):
            self._put("", variable)
        self._kind()
        for name, text in self.reference.extra.items():
            if name != "entrytype":
                self._store(
                    self._free_name(name), _verbatim(text) if name in table.VERBATIM else encode_latex(text)
                )
        return self.out

    def _free_name(self, name: str) -> str:
        """A name that BibTeX can read for what came from elsewhere: `Author Address`, a field given twice."""
        name = _NO_NAME.sub("-", name) if _NAME_START.match(name) else f"x-{_NO_NAME.sub('-', name)}"
        taken = {known.lower() for known in self.out}
        while name.lower() in taken:
            name = f"other-{name}"
        return name

    # --- groups of fields --------------------------------------------------------

    def _titles(self) -> None:
        self._put("title", "title")
        if self.reference.type in table.PARTS:
            self._put("booktitle", "container-title")
        else:
            self._put("journaltitle", "container-title")
        language = self.left.pop("language", "")
        self.language = _LANGUAGES.get(language, language)

    def _names(self) -> None:
        reference = self.reference
        for variable, people in reference.names.items():
            text = " and ".join(filter(None, map(_name_text, people)))
            if variable in reference.truncated:
                text += " and others"
            name = "editor" if variable == "editor" else _BY_VARIABLE.get(variable, "")
            if variable.startswith("original-"):
                name = self._in_other_language(variable)
            elif not name and variable in _ROLES and "editora" not in self.out:
                name = "editora"
                self._store("editoratype", _ROLES[variable])
            self._store(name or f"csl-{variable}", text)
        if any(name.comma_suffix for people in reference.names.values() for name in people):
            options = reference.extra.get("options", "")
            self.out["options"] = f"{{{options}{', ' if options else ''}juniorcomma=true}}"

    def _issued(self) -> None:
        """`year` and `month` in BibTeX, `date` in BibLaTeX and where these cannot say it."""
        date = self.reference.dates.get("issued")
        if date is None:
            return
        parts = date.parts[0] if len(date.parts) == 1 else ()
        simple = bool(parts) and not (date.circa or date.season or date.literal or date.raw)
        months = all(1 <= month <= len(_MONTHS) for month in parts[1:2])
        if self.dialect == "bibtex" and simple and months and _FIRST_YEAR <= parts[0] <= _LAST_YEAR:
            self._store("year", str(parts[0]))
            if len(parts) > 1:
                self.out["month"] = _MONTHS[parts[1] - 1]
            if len(parts) > 2:
                self._store("day", str(parts[2]))
            return
        if self.dialect == "bibtex" and date.year is not None and _FIRST_YEAR <= date.year <= _LAST_YEAR:
            self._store("year", str(date.year))
        self._store("date", _verbatim(date_text(date)))

    def _numbers(self) -> None:
        """`number` means an issue, a number in a series or the work's own, as the type has it."""
        kind = self.reference.type
        self._put("volume", "volume")
        if kind in table.PERIODICALS:
            self._put("number", "issue")
        elif kind in table.BOOKS and "collection-title" in self.left:
            self._put("series", "collection-title")
            self._put("number", "collection-number")
        elif not (kind == "article" and self._is_arxiv()):
            self._put("number", "number")
        page = self.left.pop("page", "")
        self._store("pages", encode_latex(page).replace("-{}", "-").replace("-", "--"))

    def _publisher(self) -> None:
        names = {"thesis": "school", "report": "institution"}
        name = names.get(self.reference.type, "publisher")
        if self.dialect == "biblatex" and name == "school":
            name = "institution"
        if not (self.reference.type == "article" and self._is_arxiv()):
            self._put(name, "publisher")
        self._put("location", "publisher-place")

    def _is_arxiv(self) -> bool:
        reference = self.reference
        return reference.get("publisher") == "arXiv" and reference.get("number").startswith("arXiv:")

    def _eprint(self) -> None:
        if self.reference.type == "article" and self._is_arxiv():
            self._store("eprint", _verbatim(self.left.pop("number").removeprefix("arXiv:")))
            self._store("eprinttype", "arXiv")
            del self.left["publisher"]

    def _kind(self) -> None:
        """What the entry type alone does not say of the work's type."""
        self._store("langid", _verbatim(self.language))
        kind = self.reference.type
        if kind in _SUBTYPES:
            self._store("entrysubtype", _SUBTYPES[kind])
            return
        read = table.TYPES.get(self.kind, table.UNKNOWN_TYPE)
        if self.kind == "misc":
            read = "webpage" if "url" in self.out else table.UNKNOWN_TYPE
            if "eprinttype" in self.out and self.out["eprinttype"].strip("{}").lower() == "arxiv":
                read = "article"
        if read != kind and not self.reference.extra.get("entrytype"):
            self._store("csl-type", _verbatim(kind))

    def _in_other_language(self, variable: str) -> str:
        """The field of a variable `original-…`: `title-en` where a Chinese work has an English version.

        What a translation was made from has BibLaTeX's names, where there are any: `origtitle`.
        """
        name = _OTHER_LANGUAGE.get(variable, "")
        own, other = self._is_chinese, has_han(self.reference.get("original-title"))
        if not name or own == other:
            return _BY_VARIABLE.get(variable, f"csl-{variable}")
        return f"{name}{'-en' if own else '-zh'}"

    @property
    def _is_chinese(self) -> bool:
        reference = self.reference
        return reference.language.startswith("zh") or has_han(reference.get("title"))

    # --- one field -----------------------------------------------------------------

    def _put(self, name: str, variable: str) -> None:
        """Move a variable to a field; to one of the variable's own name where the field is taken."""
        text = self.left.pop(variable, "")
        name = (
            self._plain(name)
            if name and self._plain(name) not in self.out
            else f"csl-{_NO_NAME.sub('-', variable)}"
        )
        self._store(name, _address(text) if variable in _VERBATIM else encode_latex(text))

    def _plain(self, name: str) -> str:
        return _PLAIN_NAMES.get(name, name) if self.dialect == "bibtex" else name

    def _store(self, name: str, text: str) -> None:
        if text and name:
            self.out[name] = f"{{{text}}}"


def _is_balanced(text: str) -> bool:
    """Whether a value may stand between braces as it is."""
    depth = 0
    for match in _BRACE.finditer(text):
        depth += {"{": 1, "}": -1}.get(match[0], 0)
        if depth < 0 or match[0] == "\\":
            return False
    return depth == 0


def _verbatim(text: str) -> str:
    return text if _is_balanced(text) else encode_latex(text)


def _address(text: str) -> str:
    """A URL or DOI, with the signs that would unbalance the entry as RFC 3986 encodes them."""
    if _is_balanced(text):
        return text
    return text.replace("{", "%7B").replace("}", "%7D").replace("\\", "%5C")


def _name_text(name: Name) -> str:
    """A name as BibTeX writes it, or in named parts where that could be read otherwise."""
    if name.literal:
        return f"{{{encode_latex(name.literal)}}}"
    parts = [name.family, name.given, name.suffix]
    if not any(parts):
        return ""
    particle = name.non_dropping_particle
    plain = name.family and all(_is_simple(part) for part in parts if part)
    if plain and name.given and not name.dropping_particle and (not particle or particle.islower()):
        family = f"{particle} {name.family}" if particle else name.family
        if len(family) > 1 and is_han(family[0]):
            family = f"{{{family}}}"  # 山田, 太郎 could be two people
        return ", ".join(filter(None, (family, name.suffix, name.given)))
    named = {
        "family": name.family,
        "given": name.given,
        "prefix": particle or name.dropping_particle,
        "suffix": name.suffix,
        "useprefix": "false" if name.dropping_particle and not particle else "",
    }
    return ", ".join(f"{key}={{{encode_latex(text)}}}" for key, text in named.items() if text)


def _is_simple(part: str) -> bool:
    """Nothing in it could be taken for a particle, a separator or a command."""
    words = part.split()
    if not _SIMPLE_NAME.fullmatch(part) or not words or " ".join(words) != part or _LIGATURE.search(part):
        return False
    return not words[0][:1].islower() and "and" not in (word.casefold() for word in words)
