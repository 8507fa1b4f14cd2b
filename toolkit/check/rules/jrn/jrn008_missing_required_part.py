"""A part that the journal requires is missing.

缺少期刊要求的部分。

## What it does
Compares review.yaml with `required:` of the journal's profile: title, abstract and keywords in
each language, classification, funding, acknowledgements and statements such as that on
conflicts of interest.

## Why it matters
The manuscript is returned unread until it is complete.

## Example
```yaml
required: [abstract.en, statements.conflict_of_interest]
```
while review.yaml has no `statements:`.

## How to mend it
Add the part to review.yaml. If there is nothing to declare, a statement says so.
"""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.check.captions import language_name
from toolkit.check.limits import place
from toolkit.check.rule import Message, Rule
from toolkit.model.diagnostic import Abstention, Finding, Severity
from toolkit.model.inline import Localized
from toolkit.model.review import Metadata, ResolvedReview

RULE = Rule(
    code="JRN008",
    name="missing-required-part",
    severity=Severity.WARNING,
    message=Message(
        en="the journal requires {part}, which is not given", zh="期刊要求提供{part}，但尚未给出"
    ),
    help=Message(en="add it to review.yaml", zh="请在 review.yaml 中补充"),
    manuscript_help=Message(en="add it to the manuscript", zh="请在稿件中补充"),
)


_UNREAD = ("authors", "affiliations", "correspondence", "orcid", "dates", "biographies", "roles")
"""Parts that a Word file may give in any form: that none was read does not prove that none is there."""
UNCERTAIN = Message(
    en="whether the manuscript gives {part} cannot be told from a Word file with certainty",
    zh="无法从 Word 文件确定稿件是否给出了{part}",
)
_NAMES = {
    "title": Message("a title", "题名"),
    "abstract": Message("an abstract", "摘要"),
    "keywords": Message("keywords", "关键词"),
    "authors": Message("the authors", "作者"),
    "affiliations": Message("the affiliations", "作者单位"),
    "correspondence": Message("a corresponding author", "通信作者"),
    "orcid": Message("the authors' ORCID", "作者 ORCID"),
    "dates": Message("dates", "日期"),
    "funding": Message("the funding", "基金项目"),
    "acknowledgements": Message("acknowledgements", "致谢"),
    "classification.clc": Message("a CLC number", "中图分类号"),
    "classification.document_code": Message("a document code", "文献标志码"),
    "statements.acknowledgements": Message("acknowledgements", "致谢"),
    "statements.author_contributions": Message("author contributions", "作者贡献声明"),
    "statements.conflict_of_interest": Message("a statement on conflicts of interest", "利益冲突声明"),
    "statements.consent": Message("a statement on consent to publish", "同意发表声明"),
    "statements.data_availability": Message("a statement on the availability of data", "数据可用性声明"),
    "statements.ethics": Message("a statement on ethics", "伦理声明"),
    "statements.funding": Message("the funding", "基金项目"),
}


def check(review: ResolvedReview) -> Iterator[Finding | Abstention]:
    submitted = review.manuscript is not None
    for part in review.journal.required:
        if _given(review.source.metadata, part):
            continue
        name = part.partition(".")[0]
        if not submitted:
            yield RULE.finding(place(review, name), part=Message(f"`{part}`", f" `{part}`"))
        elif name in _UNREAD:
            yield RULE.abstention(UNCERTAIN, part=_in_words(part))
        else:
            yield RULE.finding(place(review, name), part=_in_words(part))


def _in_words(part: str) -> Message:
    """A part as an editor calls it: `abstract.en` is an abstract in English."""
    if part in _NAMES:
        return _NAMES[part]
    name, _, language = part.rpartition(".")
    known = _NAMES.get(name)
    if known is None or language not in {"zh", "en"}:
        return Message(f"`{part}`", f" `{part}`")
    there = language_name(language)
    return Message(f"{known.en} in {there.en}", f"{there.zh}{known.zh}")


def _given(metadata: Metadata, part: str) -> bool:
    """Whether a part such as `abstract.zh` or `statements.ethics` is given."""
    name, _, detail = part.partition(".")
    match name:
        case "title":
            return _has(metadata.title, detail)
        case "abstract":
            return any(_has(piece.content, detail) for piece in metadata.abstract)
        case "keywords":
            return bool(metadata.keywords.get(detail) if detail else metadata.keywords)
        case "statements":
            statement, _, language = detail.partition(".")
            if statement == "acknowledgements" and metadata.acknowledgements:
                return _has(metadata.acknowledgements, language)
            return _has(metadata.statements.get(statement, Localized()), language)
        case "acknowledgements":
            return _has(metadata.acknowledgements, detail)
        case "funding":
            return bool(metadata.funding or metadata.statements.get("funding"))
        case "classification":
            return bool(metadata.classification.get(detail) if detail else metadata.classification)
        case "dates":
            return bool(metadata.dates.get(detail) if detail else metadata.dates)
        case "correspondence":
            return any(author.corresponding for author in metadata.authors)
        case "orcid":
            return bool(metadata.authors) and all(author.orcid for author in metadata.authors)
        case _:
            return bool(getattr(metadata, name, None))


def _has(text: Localized, language: str) -> bool:
    return bool(text.get(language) if language else text)
