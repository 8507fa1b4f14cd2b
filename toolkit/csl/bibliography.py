"""The bibliography: entries with their margin, repeated authors, translations."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from toolkit.csl.brackets import Brackets
from toolkit.csl.cluster import layout_blobs
from toolkit.csl.context import Context, Item
from toolkit.csl.flatten import flatten
from toolkit.csl.languages import language_of
from toolkit.csl.locale import Locale
from toolkit.csl.punctuation import settle
from toolkit.csl.registry import Registry
from toolkit.csl.result import BibliographyParameters, Entry, split_label
from toolkit.csl.style import Area, Layout
from toolkit.csl.tree import Blob, find_role, remove
from toolkit.model.inline import Inlines, plain_text
from toolkit.model.reference import Reference


class BibliographyRenderer:
    """Renders the entries of one run, in order: repeated authors depend on the entry before."""

    def __init__(self, area: Area, registry: Registry) -> None:
        self.area = area
        self.registry = registry
        options = area.options
        self.align = options.get("second-field-align", "")
        self.substitute = options.get("subsequent-author-substitute")
        self.rule = options.get("subsequent-author-substitute-rule", "complete-all")
        self.in_quotes = registry.style.locale(registry.default_language).punctuation_in_quote
        self.last_names: tuple[str, ...] = ()

    def parameters(self, entries: tuple[Entry, ...]) -> BibliographyParameters:
        options = self.area.options

        def integer(name: str) -> int:
            text = options.get(name, "1")
            return int(text) if text.isdigit() else 1

        return BibliographyParameters(
            hanging_indent=options.get("hanging-indent") == "true",
            second_field_align=self.align if self.align != "false" else "",
            entry_spacing=integer("entry-spacing"),
            line_spacing=integer("line-spacing"),
            max_offset=max((len(entry.label_text) for entry in entries), default=0),
        )

    def render(self, item: Item) -> Entry | None:
        """The entry of an item, or None if it prints nothing."""
        layout, language = self.area.layout_for(item.layout_language, self.registry.default_language)
        locale = self.registry.style.locale(language)
        whole = self._whole(item, layout, locale)
        if not whole:
            return None
        label, content = split_label(whole)
        return Entry(
            id=item.id,
            number=self.registry.number(item),
            label=label,
            content=content,
            whole=whole,
            language=locale.language,
            reference=item.ref,
        )

    def _context(self, item: Item, locale: Locale) -> Context:
        registry = self.registry
        ctx = Context(item, registry, locale, "bibliography")
        if registry.expands_givens:
            ctx.request = registry.ambiguity(item)
        return ctx

    def _whole(self, item: Item, layout: Layout, locale: Locale) -> Inlines:
        ctx = self._context(item, locale)
        kids = layout_blobs(ctx, layout)
        if not kids:
            return ()
        Brackets(active=self.registry.note_style).nest(kids)
        if self.substitute is not None:
            emptied = self._substitute(ctx)
            if emptied is not None:
                root = Blob(kids=kids)
                remove(root, emptied)
                kids = root.kids or []
                if not kids:
                    return ()
        look = layout.look
        suffix = look.suffix
        if self.align in {"flush", "margin"}:
            margin = Blob(kids=[kids[0]], decor=(("display", "left-margin"),))
            body = [margin]
            if len(kids) > 1:
                body.append(Blob(kids=kids[1:], suffix=suffix, decor=(("display", "right-inline"),)))
            else:
                margin.suffix = suffix
            kids = body
        elif any(kind == "display" for kind, _ in kids[0].decor):
            kids[-1].suffix = suffix
        else:
            kids = [Blob(kids=kids, suffix=suffix)]
        kids[0].prefix = look.prefix + kids[0].prefix
        root = Blob(kids=kids, decor=look.decor)
        settle(root, in_quotes=self.in_quotes)
        return flatten(root, locale.quotes)

    # --- repeated authors ---------------------------------------------------------------

    def _substitute(self, ctx: Context) -> Blob | None:
        """Replace the names of the entry that repeat those before; the blob that this leaves empty."""
        names = ctx.name_blobs[: ctx.names_count]
        keys = tuple(identity for _, identity in names)
        blob = ctx.names_blob
        if blob is None or not ctx.opens_entry or not keys:
            if keys:
                self.last_names = keys
            return None
        previous, self.last_names = self.last_names, keys
        text = self.substitute or ""
        if self.rule in {"partial-each", "partial-first"}:
            for index, (name, identity) in enumerate(names):
                if index >= len(previous) or previous[index] != identity:
                    break
                _replace(name, text)
                if self.rule == "partial-first":
                    break
        elif keys == previous:
            if self.rule == "complete-each":
                for name, _ in names:
                    _replace(name, text)
            else:
                label = find_role(blob, "label")
                blob.text = ""
                blob.kids = [Blob(text)] if label is None else [Blob(text), label]
                if not text and label is None:
                    return blob
        return None

    # --- the other language -------------------------------------------------------------

    def translation(self, item: Item, entry: Entry) -> Inlines:
        """The work from its `original-…` fields in the layout of their language.

        Nothing if it has none, or if the entry prints the original title already.
        """
        original = original_reference(item.ref)
        if original is None:
            return ()
        title = original.get("title")
        if title and title in plain_text(entry.whole):
            return ()
        other = Item(original, item.index)
        layout, language = self.area.layout_for(other.layout_language, self.registry.default_language)
        locale = self.registry.style.locale(language if layout.locales else other.language)
        renderer = BibliographyRenderer(self.area, self.registry)
        renderer.substitute = None
        return split_label(renderer._whole(other, layout, locale))[1]


def _replace(blob: Blob, text: str) -> None:
    blob.text, blob.kids = text, None
    blob.decor = ()


_LANGUAGE_NAMES: Final = {
    "ar": "Arabic", "de": "German", "es": "Spanish", "fa": "Persian", "fr": "French", "it": "Italian",
    "ja": "Japanese", "ko": "Korean", "pt": "Portuguese", "ru": "Russian", "uk": "Ukrainian", "zh": "Chinese",
}  # fmt: skip


def original_reference(reference: Reference) -> Reference | None:
    """The same work under its `original-…` fields; what they do not give stays as it is.

    The variable `translated-from`, for styles that print `(in Chinese)`, is the English name
    of the work's own language.
    """
    fields = dict(reference.fields)
    names = dict(reference.names)
    if not reference.get("original-title"):
        return None
    for key, text in reference.fields.items():
        if key.startswith("original-") and text:
            fields[key.removeprefix("original-")] = text
    for key, people in reference.names.items():
        if key.startswith("original-") and people:
            names[key.removeprefix("original-")] = people
    for variable in ("author", "editor", "translator"):
        if variable in reference.names and f"original-{variable}" not in reference.names:
            names.pop(variable, None)
    for variable in ("container-title", "publisher", "publisher-place", "genre", "title-short"):
        if variable in fields and f"original-{variable}" not in reference.fields:
            fields.pop(variable, None)
    for key in [key for key in fields if key.startswith("original-")]:
        del fields[key]
    own_language = language_of(reference)
    if own_language[:2] in _LANGUAGE_NAMES:
        fields["translated-from"] = _LANGUAGE_NAMES[own_language[:2]]
    fields["language"] = reference.get("original-language") or "en-US"
    truncated = frozenset(variable.removeprefix("original-") for variable in reference.truncated)
    return replace(reference, fields=fields, names=names, truncated=truncated)
