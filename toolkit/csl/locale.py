"""Locales: terms, date formats, ordinals and options (CSL 1.0.2, "Locale Files" and "Locale").

A locale in force is the files of its language overlaid by what the style itself defines
for no language, the language and the dialect, in that order.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field
from typing import TYPE_CHECKING, Final, TypeAlias

from toolkit.csl.languages import DEFAULT_LOCALES
from toolkit.csl.markup import Quotes
from toolkit.csl.xmlread import XML_LANG, attributes_of, fail_at, local, read_xml, unescape_references
from toolkit.model.frozen import frozen, mutable

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

Forms: TypeAlias = dict[str, tuple[str, str]]
"""Form of a term → its singular and plural."""

_FALLBACK: Final[dict[str, tuple[str, ...]]] = {
    "long": ("long",),
    "short": ("short", "long"),
    "verb": ("verb", "long"),
    "verb-short": ("verb-short", "verb", "long"),
    "symbol": ("symbol", "short", "long"),
    "static": ("static", "long"),
}


@frozen
class DateFormat:
    """A localized date: attributes of the date and of its parts, in order."""

    attributes: Mapping[str, str]
    parts: tuple[Mapping[str, str], ...]


@mutable
class LocaleData:
    """What one `cs:locale` element defines."""

    language: str = ""
    terms: dict[str, Forms] = field(default_factory=dict)
    gendered: dict[tuple[str, str], Forms] = field(default_factory=dict)
    genders: dict[str, str] = field(default_factory=dict)
    """Gender of a noun, by term."""
    matches: dict[tuple[str, str, str], str] = field(default_factory=dict)
    """(match, number, gender) → ordinal term."""
    has_ordinals: bool = False
    dates: dict[str, DateFormat] = field(default_factory=dict)
    options: dict[str, str] = field(default_factory=dict)


class Locale:
    """The terms, dates and options in force for one language under one style."""

    __slots__ = ("data", "language", "placeholders", "primary", "punctuation_in_quote", "quotes")

    def __init__(self, language: str, layers: Sequence[LocaleData]) -> None:
        self.language = language
        self.primary = language[:2].lower()
        self.data = data = LocaleData(language)
        for layer in layers:
            if layer.has_ordinals:
                for name in [name for name in data.terms if name.startswith("ordinal")]:
                    del data.terms[name]
                data.matches.clear()
                data.has_ordinals = True
            for name, forms in layer.terms.items():
                data.terms.setdefault(name, {}).update(forms)
            for key, forms in layer.gendered.items():
                data.gendered.setdefault(key, {}).update(forms)
            data.genders.update(layer.genders)
            data.matches.update(layer.matches)
            data.dates.update(layer.dates)
            data.options.update(layer.options)
        french = self.primary in {"fr", "pt"}
        data.terms.setdefault("page-range-delimiter", {"long": ("-", "-") if french else ("–", "–")})
        data.terms.setdefault("year-range-delimiter", {"long": ("–", "–")})
        data.terms.setdefault("citation-range-delimiter", {"long": ("–", "–")})
        self.placeholders = any(
            "%s" in text for forms in data.terms.values() for pair in forms.values() for text in pair
        )
        """Some terms go around a number: `第%s版`."""
        self.punctuation_in_quote = data.options.get("punctuation-in-quote") == "true"
        self.quotes: Quotes = (
            self.text("open-quote"),
            self.text("close-quote"),
            self.text("open-inner-quote"),
            self.text("close-inner-quote"),
        )

    def term(self, name: str, form: str = "long", *, plural: bool = False, gender: str = "") -> str | None:
        """The term, or None if the locale does not have it. Forms fall back as the specification says."""
        forms = self.data.gendered.get((name, gender)) if gender else None
        found = _pick(forms, form) if forms else None
        if found is None:
            forms = self.data.terms.get(name)
            if forms is None:
                return None
            found = _pick(forms, form)
        return None if found is None else found[plural]

    def text(self, name: str, form: str = "long", *, plural: bool = False, gender: str = "") -> str:
        """The term, or nothing."""
        return self.term(name, form, plural=plural, gender=gender) or ""

    def gender(self, noun: str) -> str:
        return self.data.genders.get(noun, "")

    def ordinal(self, number: int, gender: str = "") -> str:
        """`1st`, `2e`, `3.`: the number with the suffix for it and the gender of its noun."""
        digits = str(number)
        if not self.data.has_ordinals:
            return digits + self._old_ordinal_suffix(number, gender)
        suffix = self.text("ordinal", gender=gender)
        for wanted in (gender, "neuter") if gender else ("neuter",):
            for match, key in (
                ("whole-number", digits),
                ("last-two-digits", digits[-2:]),
                ("last-digit", digits[-1:]),
            ):
                name = self.data.matches.get((match, key, wanted))
                if name is not None:
                    return digits + self.text(name, gender=gender)
            if suffix:
                break
        return digits + suffix

    def _old_ordinal_suffix(self, number: int, gender: str) -> str:
        """CSL 1.0 had four suffixes, for 1, 2, 3 and all others."""
        last = number % 10
        which = last if last in {1, 2, 3} and number % 100 not in {11, 12, 13} else 4
        return self.text(f"ordinal-0{which}", gender=gender)

    def long_ordinal(self, number: int, gender: str = "") -> str:
        """`first` to `tenth`; beyond, the ordinal with digits."""
        return self.text(f"long-ordinal-{number:02d}", gender=gender) or self.ordinal(number, gender)


def _pick(forms: Forms, form: str) -> tuple[str, str] | None:
    for candidate in _FALLBACK.get(form, (form, "long")):
        found = forms.get(candidate)
        if found is not None:
            return found
    return None


# --- reading --------------------------------------------------------------------


def parse_locale(xml: bytes, name: str) -> LocaleData:
    """Read a locale file. Raises ToolkitError if it is no CSL locale."""
    root = read_xml(xml, name)
    if local(root) != "locale":
        raise fail_at(name, root, f"not a CSL locale: the root element is <{local(root)}>")
    return read_locale(root)


def read_locale(element: Element) -> LocaleData:
    """Read a `cs:locale` element, of a locale file or of a style."""
    data = LocaleData(element.get(XML_LANG, ""))
    for child in element:
        kind = local(child)
        if kind == "terms":
            for term in child:
                _read_term(term, data)
        elif kind == "date":
            parts = tuple(attributes_of(part) for part in child if local(part) == "date-part")
            data.dates[child.get("form", "text")] = DateFormat(attributes_of(child), parts)
        elif kind == "style-options":
            data.options.update(attributes_of(child))
    _fill_genders(data)
    return data


def _read_term(term: Element, data: LocaleData) -> None:
    name = term.get("name", "")
    if local(term) != "term" or not name:
        return
    if name == "sub verbo":
        name = "sub-verbo"
    gender_form = term.get("gender-form", "")
    if name == "ordinal":
        data.has_ordinals = True
    elif name.startswith("ordinal-"):
        stub = name[8:]
        match = term.get("match") or ("last-digit" if stub.startswith("0") else "last-two-digits")
        data.matches[match, stub.lstrip("0") or "0", gender_form or "neuter"] = name
    if term.get("gender"):
        data.genders[name] = term.get("gender", "")
    single = multiple = None
    for child in term:
        if local(child) == "single":
            single = child.text or ""
        elif local(child) == "multiple":
            multiple = child.text or ""
    text = term.text or ""
    if "&#" in text:
        text = unescape_references(text)
    forms = (
        data.gendered.setdefault((name, gender_form), {}) if gender_form else data.terms.setdefault(name, {})
    )
    first = text if single is None else single
    forms[term.get("form", "long")] = (first, first if multiple is None else multiple)


def _fill_genders(data: LocaleData) -> None:
    """A term given only with genders is also found without one: the feminine, else the masculine."""
    only_gendered = {name for name, _ in data.gendered if name not in data.terms}
    for gender in ("masculine", "feminine"):
        for (name, form_gender), forms in data.gendered.items():
            if form_gender == gender and name in only_gendered:
                data.terms.setdefault(name, {}).update(forms)


def resolve_language(tag: str, default: str = "en-US") -> tuple[str, str, str]:
    """(base locale, wanted locale, primary language) of a tag: `de-AT` → (`de-DE`, `de-AT`, `de`)."""
    if not tag:
        tag = default
    parts = tag.replace("_", "-").split("-")
    bare = parts[0].lower()
    base = DEFAULT_LOCALES.get(bare)
    if base is None:
        return default, tag, bare
    if len(parts) == 1 or parts[1] == "x":
        return base, base, bare
    return base, f"{bare}-{parts[1].upper()}", bare
