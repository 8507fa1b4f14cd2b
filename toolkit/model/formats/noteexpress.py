"""NoteExpress's own text export in the terms of CSL.

Source: the output style “NoteExpress” as CNKI, Wanfang and VIP offer it: a line `{Field}: value` each.
"""

from __future__ import annotations

from toolkit.model.formats.endnote import TYPES as ENDNOTE_TYPES
from toolkit.model.formats.target import KEEP, Format, Target

TYPES = {
    **ENDNOTE_TYPES,
    "Journal": "article-journal",
    "Conference": "paper-conference",
    "Dissertation": "thesis",
    "Newspaper": "article-newspaper",
    "Webpage": "webpage",
    "Web Site": "webpage",
    "Software": "software",
    "期刊论文": "article-journal",
    "期刊文章": "article-journal",
    "学位论文": "thesis",
    "会议论文": "paper-conference",
    "图书": "book",
    "专利": "patent",
    "标准": "standard",
    "报纸文章": "article-newspaper",
}

FIELDS = {
    "Title": Target("title"),
    "Translated Title": Target("original-title"),
    "Short Title": Target("title-short"),
    "Author": Target("author", "names"),
    "Translated Author": Target("original-author", "names"),
    "Secondary Author": Target("editor", "names"),
    "Editor": Target("editor", "names"),
    "Tertiary Author": Target("collection-editor", "names"),
    "Subsidiary Author": Target("translator", "names"),
    "Translator": Target("translator", "names"),
    "Journal": Target("container-title"),
    "Secondary Title": Target("container-title"),
    "Book Title": Target("container-title"),
    "Newspaper": Target("container-title"),
    "Alternate Title": Target("container-title-short"),
    "Tertiary Title": Target("collection-title"),
    "Series Title": Target("collection-title"),
    "Conference Name": Target("event-title"),
    "Conference Location": Target("event-place"),
    "Year": Target("issued", "date"),
    "Date": Target("issued", "day"),
    "Access Date": Target("accessed", "date"),
    "Volume": Target("volume"),
    "Issue": Target("issue"),
    "Number": Target("issue"),
    "Pages": Target("page", "page"),
    "Edition": Target("edition", "edition"),
    "Number of Volumes": Target("number-of-volumes"),
    "Section": Target("section"),
    "Publisher": Target("publisher"),
    "University": Target("publisher"),
    "Place Published": Target("publisher-place"),
    "Type of Work": Target("genre"),
    "Degree": Target("genre"),
    "DOI": Target("DOI", "doi"),
    "URL": Target("URL"),
    "ISBN/ISSN": Target("ISSN", "isxn"),
    "ISSN": Target("ISSN", "isxn"),
    "ISBN": Target("ISBN", "isxn"),
    "PMID": Target("PMID", "pmid"),
    "PMCID": Target("PMCID", "pmcid"),
    "Language": Target("language", "language"),
    "Keywords": Target("keyword", "list"),
    "Abstract": Target("abstract", "long"),
    "Notes": Target("note", "long"),
}

_NUMBERED = {"Number": Target("number"), "Issue": Target("number")}
BY_TYPE = {
    "article-journal": {"Type of Work": KEEP},
    "book": {"Pages": Target("number-of-pages"), "Secondary Title": Target("collection-title")},
    "thesis": {"Pages": Target("number-of-pages"), "Tertiary Author": Target("contributor", "names")},
    "report": _NUMBERED,
    "standard": _NUMBERED,
    "patent": {**_NUMBERED, "Patent Number": Target("number")},
}
INTERNAL = frozenset(
    {"Author Address", "Database Provider", "Subject", "CLC", "Call Number", "Label", "Source", "Foundation"}
)

NOTEEXPRESS = Format("NoteExpress", TYPES, FIELDS, BY_TYPE, INTERNAL)
