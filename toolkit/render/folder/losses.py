"""What could not be carried over from a manuscript into a review folder, with its place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from toolkit.model.frozen import frozen

_KINDS: dict[str, tuple[str, str]] = {
    "citation": (
        "Cited, but not in the reference list; the number stays in the text as typed",
        "正文引用而文献表中没有；编号原样留在正文中",
    ),
    "entry": (
        "Entry of the reference list that was not understood; its whole text stands as the title",
        "未能识别的文献条目；全文暂存于题名字段",
    ),
    "field": (
        "Fields of a reference that were read with doubt; compare them with the manuscript",
        "识别不确定的文献字段；请与原稿核对",
    ),
    "uncited": (
        "Listed but never cited; it is in references.bib, and would not print",
        "文献表中有而正文未引用；已存入 references.bib，但不会印出",
    ),
    "picture": ("Picture that is missing or damaged in the Word file", "Word 文件中缺失或损坏的图片"),
    "picture form": (
        "Picture in a form that a review cannot print; save it as PNG or SVG under the same name",
        "不能印出的图片格式；请另存为同名的 PNG 或 SVG",
    ),
    "loose picture": (
        "Picture without a caption; its file lies in figures/, but nothing shows it",
        "没有图题的图片；文件已存入 figures/，但正文未引用",
    ),
    "text": ("Text that has no place in a review folder", "综述文件夹中没有对应位置的文字"),
    "text box": (
        "Text of a text box, which now stands in the running text",
        "文本框中的文字，现已并入正文",
    ),
    "note": ("Text of an endnote, header or footer", "尾注、页眉或页脚中的文字"),
    "comment": ("Comment", "批注"),
    "footnote": (
        "Footnote in a title, caption or statement, where none can stand",
        "题名、图表题或声明中的脚注（该处不能设脚注）",
    ),
    "footnote text": (
        "Text of such a footnote, or of one that nothing in the text refers to",
        "上述脚注或正文未标引的脚注的内容",
    ),
    "cells": (
        "Table whose merged cells and tiers of headers had to be undone",
        "表中的合并单元格和多层表头已拆开",
    ),
    "table": (
        "Table in a cell of another table; its text stands in that cell",
        "嵌套在单元格中的表格；文字已并入该单元格",
    ),
    "break": ("Line break in a cell, now a space", "单元格内的换行，现为空格"),
    "caption": ("Caption of a table in a second language", "表的另一语种表题"),
    "link": ("Link to an address that a review cannot lead to; its words stay", "不能保留的链接；文字仍在"),
    "changes": ("Tracked changes, taken as accepted", "修订，按已接受处理"),
    "changes refused": ("Tracked changes, taken as refused", "修订，按未接受处理"),
    "warning": ("What was odd about the Word file", "Word 文件的异常之处"),
    "difference": (
        "Where the review, built again, prints otherwise than the manuscript",
        "重新生成后与原稿不同之处",
    ),
}
"""Kind → what it is, in English and in Chinese."""


@frozen
class Loss:
    """Something that was not carried over. `line` is the number of its paragraph, 0 for the whole file."""

    kind: str
    line: int
    detail: str

    def title(self, language: str) -> str:
        english, chinese = _KINDS[self.kind]
        return chinese if language == "zh" else english


def by_kind(losses: Iterable[Loss]) -> dict[str, list[Loss]]:
    """The losses by kind, each kind's in the order of the manuscript, none twice."""
    found: dict[str, list[Loss]] = {}
    for loss in sorted(dict.fromkeys(losses), key=lambda each: (list(_KINDS).index(each.kind), each.line)):
        found.setdefault(loss.kind, []).append(loss)
    return found


def import_report(name: str, losses: Sequence[Loss], language: str) -> str:
    """`IMPORT.md`: what has to be looked at by hand. Paragraphs are counted as `review check` counts them."""
    chinese = language == "zh"
    lines = [f"# {name}", ""]
    if not losses:
        lines.append("全部内容都已导入。" if chinese else "Everything was carried over.")
    else:
        lines.append(
            "下列内容未能原样导入，请逐项核对；处理完毕后可删除本文件。段号与 review check 一致。"
            if chinese
            else "What follows could not be carried over as it was; look at each, then delete this file. "
            "Paragraphs are numbered as by `review check`."
        )
    for group in by_kind(losses).values():
        lines += ["", f"## {group[0].title(language)}", ""]
        for loss in group:
            place = "" if not loss.line else f"第 {loss.line} 段：" if chinese else f"Paragraph {loss.line}: "
            lines.append(f"- {place}{loss.detail}".rstrip(" ：:"))
    return "\n".join(lines) + "\n"
