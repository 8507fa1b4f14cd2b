"""The few words that the page itself says, beside those of the author and the journal."""

from __future__ import annotations

from toolkit.model.frozen import frozen
from toolkit.model.inline import primary


@frozen
class Words:
    """`{}` stands for what the sentence is about."""

    skip: str
    contents: str
    footnotes: str
    references: str
    back_to_citation: str
    back_to_note: str
    show_references: str
    cited_references: str
    table: str
    comment: str
    records: str
    missing_picture: str
    unresolved: str
    list_separator: str


_WORDS = {
    "zh": Words(
        skip="跳到正文",
        contents="目录",
        footnotes="脚注",
        references="参考文献",
        back_to_citation="回到正文引用处 {}",
        back_to_note="回到脚注 {} 的引用处 {}",
        show_references="查看所引文献 {}",
        cited_references="所引文献 {}",
        table="表格",
        comment="批注",
        records="来源记录：{}",
        missing_picture="图片缺失：{}",
        unresolved="未找到：{}",
        list_separator="、",
    ),
    "en": Words(
        skip="Skip to the text",
        contents="Contents",
        footnotes="Footnotes",
        references="References",
        back_to_citation="Back to citation {}",
        back_to_note="Back to reference {1} to footnote {0}",
        show_references="Show cited references {}",
        cited_references="Cited references {}",
        table="Table",
        comment="Comment",
        records="From the records: {}",
        missing_picture="Picture missing: {}",
        unresolved="Not found: {}",
        list_separator=", ",
    ),
}


def words(language: str) -> Words:
    """The page's own words in this language, in English if there are none."""
    return _WORDS.get(primary(language), _WORDS["en"])
