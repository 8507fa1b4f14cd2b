"""A citation is printed in another form than the others.

个别引用的标注形式与其他引用不同。

## What it does
Takes the form that most citations of the text have, raised or on the line, brackets of full or half width,
and reports those that have another. Tables, captions and sentences that speak of the number
itself (文献[3], `Ref. [3]`) may differ.

## Why it matters
One manuscript keeps one form; a lost superscript also reads as a number of the text.

## Example
```text
……可促进愈合^[1]^。……血管生成[2]。
```

## How to mend it
Give it the form of the others.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from toolkit.check.rule import Message, Rule
from toolkit.check.submitted import in_text
from toolkit.model.diagnostic import Finding, Severity
from toolkit.model.review import ResolvedReview

RULE = Rule(
    code="MAN007",
    name="citation-form-varies",
    severity=Severity.WARNING,
    message=Message(
        en="`{text}` is printed {form}, {count} of {all} citations are printed {usual}",
        zh="`{text}` 为{form}，而 {all} 处引用中有 {count} 处为{usual}",
    ),
    help=Message(en="give it the form of the others", zh="请改为一致的形式"),
    inputs=("manuscript",),
)
FORMS = {
    "bracket": Message(en="on the line", zh="基线标注"),
    "full-width": Message(en="in full-width brackets", zh="全角括号标注"),
    "superscript-bracket": Message(en="raised", zh="上标标注"),
    "superscript": Message(en="raised without brackets", zh="不带括号的上标标注"),
    "round": Message(en="in round brackets", zh="圆括号标注"),
}
_NAMED = ("文献", "Ref.", "Refs.", "ref.", "refs.", "Reference", "References", "reference", "references")


def check(review: ResolvedReview) -> Iterator[Finding]:
    manuscript = review.manuscript
    if manuscript is None or manuscript.form is None:
        return
    clusters = list(in_text(manuscript))
    usual, count = Counter(cluster.form for cluster in clusters).most_common(1)[0] if clusters else ("", 0)
    if 2 * count <= len(clusters) or usual not in FORMS:
        return
    lines = review.source.sources[manuscript.document.path].split("\n")
    for cluster in clusters:
        before = lines[cluster.span.line - 1][: cluster.span.column - 1].rstrip()
        if cluster.form != usual and cluster.form in FORMS and not before.endswith(_NAMED):
            yield RULE.finding(
                cluster.span,
                text=cluster.text,
                form=FORMS[cluster.form],
                usual=FORMS[usual],
                count=count,
                all=len(clusters),
            )
