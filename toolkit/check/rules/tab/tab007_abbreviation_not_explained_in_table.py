"""An abbreviation in a table is explained in the text, but not under the table.

表中的缩略语只在正文中有解释，表下没有。

## What it does
Looks for abbreviations in the header and cells of a table that the text explains somewhere,
`间充质干细胞（mesenchymal stem cells, MSCs）`, and that neither the caption nor a note nor a
cell of the table explains. An abbreviation that nobody explains may be a gene or a product:
of those the rule cannot know, and says nothing.

## Why it matters
A table is read without the text. Journals ask that its notes explain every abbreviation.

## Example
```markdown
间充质干细胞（mesenchymal stem cells, MSCs）来源广泛。
```
with `MSCs` in a table and no note.

## How to mend it
Put the abbreviation into `abbreviations:` of review.yaml: the note under the table is then
written by itself. For a typed table add it to a note.
"""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.check.abbreviations import TOKEN, definitions, is_abbreviation, normal, uses
from toolkit.check.cells import place_of_cell, text_of
from toolkit.check.passages import passages
from toolkit.check.rule import Message, Rule
from toolkit.model.block import NumberedTable
from toolkit.model.diagnostic import Finding, Severity
from toolkit.model.inline import plain_text
from toolkit.model.review import ResolvedReview

RULE = Rule(
    code="TAB007",
    name="abbreviation-not-explained-in-table",
    severity=Severity.WARNING,
    message=Message(
        en="`{short}` in table {number} is explained in the text only",
        zh="表 {number} 中的 `{short}` 只在正文中有解释",
    ),
    help=Message(
        en="put it into `abbreviations:` of review.yaml, or add a note to the table",
        zh="请写入 review.yaml 的 `abbreviations:`，或为该表补充表注",
    ),
    manuscript_help=Message(en="explain it in a note below the table", zh="请在表下的注中说明"),
)


def check(review: ResolvedReview) -> Iterator[Finding]:
    if not review.tables:
        return
    known = {
        definition.short
        for passage in passages(review)
        if passage.part == "body" and passage.place == "paragraph"
        for definition in definitions(passage.text)
        if definition.certain
    }
    for table in review.tables.values() if known else ():
        yield from _in_table(review, table, known)


def _in_table(review: ResolvedReview, table: NumberedTable, known: set[str]) -> Iterator[Finding]:
    explained = {
        short
        for text in (
            *(plain_text(caption.content) for caption in table.captions),
            *(plain_text(note.content) for note in table.table.notes),
        )
        for short in _all_words(text)
    }
    for row in (*table.table.head, *table.table.body):
        for cell in row.cells:
            text = text_of(cell)
            if text.isdigit() or not any(map(str.isupper, text)):
                continue
            explained.update(definition.short for definition in definitions(text))
            for short, start, end in uses(text):
                if short in known and short not in explained and is_abbreviation(text[start:end]):
                    explained.add(short)
                    yield RULE.finding(
                        place_of_cell(review, cell, table), short=text[start:end], number=table.number
                    )


def _all_words(text: str) -> Iterator[str]:
    """Every word of a note; `ROS 为活性氧` explains it, so it is no use of it there."""
    return (normal(word) for word in TOKEN.findall(text))
