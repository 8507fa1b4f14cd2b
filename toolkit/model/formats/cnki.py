"""CNKI's own text export (“自定义”) in the terms of CSL: a line `Title-题名: value` each.

Source: exported files as many programs read them; each tag is named in English and in Chinese.
"""

from __future__ import annotations

from toolkit.model.formats.target import Format, Target

TYPES = {
    "期刊": "article-journal",
    "特色期刊": "article-journal",
    "辑刊": "article-journal",
    "硕士": "thesis",
    "博士": "thesis",
    "中国会议": "paper-conference",
    "国际会议": "paper-conference",
    "会议": "paper-conference",
    "报纸": "article-newspaper",
    "图书": "book",
    "专利": "patent",
    "标准": "standard",
}

FIELDS = {
    "Title": Target("title"),
    "Author": Target("author", "names"),
    "Source": Target("container-title"),
    "Year": Target("issued", "date"),
    "PubTime": Target("issued", "date"),
    "Volume": Target("volume"),
    "Period": Target("issue"),
    "PageCount": Target("page", "page"),
    "Page": Target("page", "page"),
    "PageCount-页数": Target("number-of-pages"),
    "ISSN": Target("ISSN", "isxn"),
    "DOI": Target("DOI", "doi"),
    "URL": Target("URL"),
    "Link": Target("URL"),
    "Keyword": Target("keyword", "list"),
    "Summary": Target("abstract", "long"),
}

BY_TYPE = {"thesis": {"Source": Target("publisher")}}
INTERNAL = frozenset({"Organ", "FirstDuty", "Fund", "CLC"})

CNKI = Format("CNKI", TYPES, FIELDS, BY_TYPE, INTERNAL)
