"""BibTeX and BibLaTeX in the terms of CSL: entry types, fields, languages, inheritance.

Sources: the BibTeX documentation (*BibTeXing*), the biblatex manual (types in section 2.1,
fields in 2.2, `\\DeclareDataInheritance` in 4.5.11, default setup in appendix B), CSL 1.0.2
appendices III and IV, and field names that programs export (JabRef, Zotero, Mendeley,
MDPI, PubMed). What stands in no table goes to `Reference.extra` under its own name.
"""

from __future__ import annotations

import re
from typing import NamedTuple

TYPES = {
    # BibTeX
    "article": "article-journal",
    "book": "book",
    "booklet": "pamphlet",
    "conference": "paper-conference",
    "inbook": "chapter",
    "incollection": "chapter",
    "inproceedings": "paper-conference",
    "manual": "book",
    "mastersthesis": "thesis",
    "misc": "document",
    "phdthesis": "thesis",
    "proceedings": "book",
    "techreport": "report",
    "unpublished": "manuscript",
    # BibLaTeX
    "artwork": "graphic",
    "audio": "song",
    "bookinbook": "chapter",
    "collection": "book",
    "commentary": "legal_case",
    "dataset": "dataset",
    "electronic": "webpage",
    "image": "graphic",
    "inreference": "entry-encyclopedia",
    "jurisdiction": "legal_case",
    "legal": "treaty",
    "legislation": "legislation",
    "letter": "personal_communication",
    "movie": "motion_picture",
    "music": "song",
    "mvbook": "book",
    "mvcollection": "book",
    "mvproceedings": "book",
    "mvreference": "book",
    "online": "webpage",
    "patent": "patent",
    "performance": "performance",
    "periodical": "periodical",
    "reference": "book",
    "report": "report",
    "review": "review",
    "software": "software",
    "standard": "standard",
    "suppbook": "chapter",
    "suppcollection": "chapter",
    "suppperiodical": "article-journal",
    "thesis": "thesis",
    "video": "motion_picture",
    "www": "webpage",
    # Other styles and programs
    "archive": "document",
    "codefragment": "software",
    "map": "map",
    "newspaper": "article-newspaper",
    "preprint": "article",
    "presentation": "speech",
    "softwaremodule": "software",
    "softwareversion": "software",
    "webpage": "webpage",
}
UNKNOWN_TYPE = "document"

ARTICLE_SUBTYPES = {"magazine": "article-magazine", "newspaper": "article-newspaper"}
"""`entrysubtype` of an article."""

PERIODICALS = frozenset({"article-journal", "article-magazine", "article-newspaper", "periodical", "review"})
"""CSL types whose `number` is the number of an issue."""
PARTS = frozenset({"chapter", "paper-conference", "entry-encyclopedia"})
"""CSL types that stand in a book."""
BOOKS = frozenset({"book", *PARTS})


class Target(NamedTuple):
    """What a field becomes: a CSL variable, and how its text is read."""

    variable: str
    kind: str = "text"
    """text, title, long (of paragraphs), plain (no tags), pages, verbatim, doi, date, names."""


FIELDS: dict[str, Target] = {
    # titles
    "title": Target("title", "title"),
    "shorttitle": Target("title-short", "title"),
    "booktitle": Target("container-title", "title"),
    "journal": Target("container-title"),
    "journaltitle": Target("container-title"),
    "shortjournal": Target("container-title-short"),
    "journalabbr": Target("container-title-short"),
    "journal-abbreviation": Target("container-title-short"),
    "abbrev_source_title": Target("container-title-short"),
    "journal-iso": Target("container-title-short"),
    "series": Target("collection-title"),
    "shortseries": Target("collection-title-short"),
    "eventtitle": Target("event-title"),
    "reviewedtitle": Target("reviewed-title", "title"),
    # numbers
    "volume": Target("volume", "plain"),
    "volumes": Target("number-of-volumes", "plain"),
    "part": Target("part-number", "plain"),
    "issue": Target("issue", "plain"),
    "edition": Target("edition", "plain"),
    "chapter": Target("chapter-number", "plain"),
    "version": Target("version", "plain"),
    "pages": Target("page", "pages"),
    "page": Target("page", "pages"),
    "pagetotal": Target("number-of-pages", "plain"),
    "numpages": Target("number-of-pages", "plain"),
    # who published it, and where
    "publisher": Target("publisher"),
    "institution": Target("publisher"),
    "school": Target("publisher"),
    "organization": Target("publisher"),
    "address": Target("publisher-place"),
    "location": Target("publisher-place"),
    "venue": Target("event-place"),
    "type": Target("genre"),
    "medium": Target("medium"),
    "library": Target("source"),
    "pubstate": Target("status"),
    # identifiers
    "doi": Target("DOI", "doi"),
    "url": Target("URL", "verbatim"),
    "isbn": Target("ISBN", "plain"),
    "issn": Target("ISSN", "plain"),
    "eissn": Target("ISSN", "plain"),
    "pmid": Target("PMID", "plain"),
    "pubmedid": Target("PMID", "plain"),
    "pmcid": Target("PMCID", "plain"),
    "pmc": Target("PMCID", "plain"),
    # dates; `year`, `month` and `day` are read together
    "date": Target("issued", "date"),
    "urldate": Target("accessed", "date"),
    "accessed": Target("accessed", "date"),
    "lastchecked": Target("accessed", "date"),
    "lastaccessed": Target("accessed", "date"),
    "eventdate": Target("event-date", "date"),
    "origdate": Target("original-date", "date"),
    "submitted": Target("submitted", "date"),
    "earlyaccessdate": Target("available-date", "date"),
    # notes
    "note": Target("note", "long"),
    "annote": Target("annote", "long"),
    "annotation": Target("annote", "long"),
    "abstract": Target("abstract", "long"),
    "keywords": Target("keyword"),
    "keyword": Target("keyword"),
    # names; `editor` and its kin also look at `editortype`
    "author": Target("author", "names"),
    "translator": Target("translator", "names"),
    "bookauthor": Target("container-author", "names"),
    "compiler": Target("compiler", "names"),
    "director": Target("director", "names"),
    "illustrator": Target("illustrator", "names"),
    "interviewer": Target("interviewer", "names"),
    "recipient": Target("recipient", "names"),
    # the original of a translation
    "origtitle": Target("original-title", "title"),
    "origauthor": Target("original-author", "names"),
    "origpublisher": Target("original-publisher"),
    "origlocation": Target("original-publisher-place"),
}

READ_TOGETHER = frozenset(
    re.findall(
        r"\S+",
        """number year month day editor editortype langid language hyphenation subtitle booksubtitle
        maintitle journalsubtitle eid eprint eprinttype archiveprefix howpublished addendum holder
        crossref xref xdata ids options related relatedtype entryset entrysubtype""",
    )
)
"""Fields whose meaning depends on others."""

OTHER_LANGUAGE: dict[str, Target] = {
    "title": Target("original-title", "title"),
    "shorttitle": Target("original-title-short", "title"),
    "author": Target("original-author", "names"),
    "editor": Target("original-editor", "names"),
    "translator": Target("original-translator", "names"),
    "journal": Target("original-container-title"),
    "booktitle": Target("original-container-title", "title"),
    "publisher": Target("original-publisher"),
    "address": Target("original-publisher-place"),
    "type": Target("original-genre"),
}
"""Our own fields for the version of a work in the other language: the name with `-en` or `-zh`.

`title-en`, `author-en`, `journal-en` are the English title, authors and journal of a Chinese
work; `title-zh` and its kin the Chinese version of a work recorded in English.
"""
OTHER_LANGUAGE_NAMES = {"journaltitle": "journal", "location": "address", "institution": "publisher"}

EDITORS = {
    "editor": "editor",
    "compiler": "compiler",
    "director": "director",
    "organizer": "organizer",
    "collaborator": "contributor",
    "continuator": "editor",
    "founder": "editor",
    "redactor": "editor",
    "reviser": "editor",
}
"""`editortype` → CSL variable."""

GENRES = {
    "phdthesis": {"en": "PhD thesis", "zh": "博士学位论文"},
    "mastersthesis": {"en": "Master's thesis", "zh": "硕士学位论文"},
    "mathesis": {"en": "Master's thesis", "zh": "硕士学位论文"},
    "bathesis": {"en": "Bachelor's thesis", "zh": "学士学位论文"},
    "candthesis": {"en": "Candidate thesis", "zh": "副博士学位论文"},
    "techreport": {"en": "Technical report", "zh": "技术报告"},
    "resreport": {"en": "Research report", "zh": "研究报告"},
    "software": {"en": "Computer software", "zh": "计算机软件"},
    "datacd": {"en": "CD-ROM", "zh": "CD-ROM"},
    "audiocd": {"en": "Audio CD", "zh": "音频CD"},
    "patent": {"en": "Patent", "zh": "专利"},
    "patentde": {"en": "German patent", "zh": "德国专利"},
    "patenteu": {"en": "European patent", "zh": "欧洲专利"},
    "patentfr": {"en": "French patent", "zh": "法国专利"},
    "patentuk": {"en": "British patent", "zh": "英国专利"},
    "patentus": {"en": "U.S. patent", "zh": "美国专利"},
    "patreq": {"en": "Patent request", "zh": "专利申请"},
}
"""Keys of biblatex for `type`, and the kind of thesis that an entry type says."""

DOCUMENT_TYPES = frozenset(
    re.findall(
        r"[^|\n]+",
        "article|journal article|review|editorial|editorial material|letter|note|short survey|erratum"
        "|correction|early access|proceedings paper|meeting abstract|book chapter|article in press"
        "|conference paper"
        "|data paper|retracted|retracted publication",
    )
)
"""What Scopus and Web of Science write into `type` of an article, which is no genre to print."""

EPRINTS = {"pubmed": "PMID", "pmid": "PMID", "pmc": "PMCID", "pmcid": "PMCID"}
"""`eprinttype` of numbers that are CSL variables."""

ORDINALS = {
    word: str(number + 1)
    for words in (
        "first second third fourth fifth sixth seventh eighth ninth tenth",
        "1st 2nd 3rd 4th 5th 6th 7th 8th 9th 10th",
        "一 二 三 四 五 六 七 八 九 十",
        "1 2 3 4 5 6 7 8 9 10",
    )
    for number, word in enumerate(words.split())
}
"""Editions in words."""

VERBATIM = frozenset({"crossref", "xref", "xdata", "ids", "file", "options", "eprint", "related", "entryset"})
"""Fields that are no LaTeX and go to `extra` as they stand."""

STATUSES = {
    "inpreparation": {"en": "in preparation", "zh": "撰写中"},
    "submitted": {"en": "submitted", "zh": "已投稿"},
    "forthcoming": {"en": "forthcoming", "zh": "即将出版"},
    "inpress": {"en": "in press", "zh": "待刊"},
    "prepublished": {"en": "pre-published", "zh": "预发表"},
}
"""Keys of biblatex for `pubstate`."""

LANGUAGES = {
    "american": "en-US", "usenglish": "en-US", "english": "en", "british": "en-GB", "ukenglish": "en-GB",
    "canadian": "en-CA", "australian": "en-AU", "newzealand": "en-NZ", "英文": "en", "英语": "en",
    "chinese": "zh", "schinese": "zh-CN", "tchinese": "zh-TW", "chinese-simplified": "zh-CN",
    "chinese-traditional": "zh-TW", "中文": "zh", "汉语": "zh", "简体中文": "zh-CN", "繁體中文": "zh-TW",
    "german": "de", "ngerman": "de", "austrian": "de-AT", "naustrian": "de-AT", "swissgerman": "de-CH",
    "nswissgerman": "de-CH", "french": "fr", "francais": "fr", "canadien": "fr-CA", "acadian": "fr-CA",
    "italian": "it", "spanish": "es", "mexican": "es-MX", "catalan": "ca", "galician": "gl", "basque": "eu",
    "portuguese": "pt", "portuges": "pt", "brazilian": "pt-BR", "brazil": "pt-BR", "dutch": "nl",
    "afrikaans": "af", "danish": "da", "swedish": "sv", "norwegian": "nb", "norsk": "nb", "nynorsk": "nn",
    "icelandic": "is", "finnish": "fi", "estonian": "et", "latvian": "lv", "lithuanian": "lt",
    "polish": "pl", "czech": "cs", "slovak": "sk", "slovene": "sl", "slovenian": "sl", "croatian": "hr",
    "serbian": "sr", "bulgarian": "bg", "macedonian": "mk", "russian": "ru", "ukrainian": "uk",
    "belarusian": "be", "romanian": "ro", "hungarian": "hu", "magyar": "hu", "greek": "el", "turkish": "tr",
    "hebrew": "he", "arabic": "ar", "persian": "fa", "farsi": "fa", "hindi": "hi", "thai": "th",
    "vietnamese": "vi", "indonesian": "id", "japanese": "ja", "日本語": "ja", "日文": "ja", "korean": "ko",
    "latin": "la", "irish": "ga", "welsh": "cy", "mongolian": "mn", "kazakh": "kk",
}  # fmt: skip
"""Names that `langid` and `language` use → BCP 47."""

# --- inheritance through crossref ----------------------------------------------

NOT_INHERITED = frozenset(
    {
        "ids",
        "crossref",
        "xref",
        "xdata",
        "entryset",
        "entrysubtype",
        "execute",
        "label",
        "options",
        "presort",
        "related",
        "relatedoptions",
        "relatedstring",
        "relatedtype",
        "shorthand",
        "shorthandintro",
        "sortkey",
    }
)
_TITLES_OF_ONE = frozenset({"shorttitle", "sorttitle", "indextitle", "indexsorttitle"})
_BOOKS = ("book", "inbook", "bookinbook", "suppbook")
_COLLECTIONS = ("collection", "reference", "incollection", "inreference", "suppcollection")
_IN_BOOK = ("inbook", "bookinbook", "suppbook")
_IN_COLLECTION = ("incollection", "inreference", "suppcollection")
_IN_PROCEEDINGS = ("inproceedings", "conference")
_IN_PERIODICAL = ("article", "suppperiodical")


class Rule(NamedTuple):
    """From an entry of these types to one of those: field of the parent → field of the child."""

    parents: tuple[str, ...]
    children: tuple[str, ...]
    fields: tuple[tuple[str, str], ...]
    withheld: frozenset[str] = frozenset()
    """Fields that this child does not inherit."""


def _titles(name: str) -> tuple[tuple[str, str], ...]:
    start = name.removesuffix("title")
    return ("title", name), ("subtitle", f"{start}subtitle"), ("titleaddon", f"{start}titleaddon")


RULES = (
    Rule(("mvbook", "book"), _IN_BOOK, (("author", "author"), ("author", "bookauthor"))),
    Rule(("mvbook",), _BOOKS, _titles("maintitle"), _TITLES_OF_ONE),
    Rule(("mvcollection", "mvreference"), _COLLECTIONS, _titles("maintitle"), _TITLES_OF_ONE),
    Rule(("mvproceedings",), ("proceedings", *_IN_PROCEEDINGS), _titles("maintitle"), _TITLES_OF_ONE),
    # BibTeX's own way is an @incollection in a @book, which biblatex's rules do not name.
    Rule(("book",), (*_IN_BOOK, *_IN_COLLECTION), _titles("booktitle"), _TITLES_OF_ONE),
    Rule(("collection", "reference"), (*_IN_COLLECTION, *_IN_BOOK), _titles("booktitle"), _TITLES_OF_ONE),
    Rule(("proceedings", "book"), _IN_PROCEEDINGS, _titles("booktitle"), _TITLES_OF_ONE),
    Rule(("periodical",), _IN_PERIODICAL, _titles("journaltitle"), _TITLES_OF_ONE),
)
