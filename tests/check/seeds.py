"""Makes a review folder of the plain text of a source article, which lies beside the project."""

from __future__ import annotations

import re
from pathlib import Path

_HEADING = re.compile(r"\d(?:\.\d){0,2}\.? {1,2}[^\d\s。，,]{1,3}[^。，,]{0,40}")
_CITATION = re.compile(r"\s?\^?\[(\d+(?:\s?[-,，]\s?\d+)*)\]\^?")
_POWER = re.compile(r"10\^(\d+)")
_SPECIAL = re.compile(r"([\\*_~^<>@$`{}\[\]#|])")
_FURNITURE = re.compile(r"·245·|.*Chin J {1,2}Cell.*|Open Access|•.*•")
_LABEL = re.compile(r"(?=【摘要】|【Abstract】|\[摘要\]|\[关键词\]|\[Abstract\]|\[Key words\]|\[缩略语\])")
_ENTRY = re.compile(r"([^;]+?)\(([^()]+(?:\([^()]*\)[^()]*)*),\s*([^,()]+)\)(?:;|$)")


def paragraphs(text: str) -> list[str]:
    """The article's paragraphs: wrapped lines joined, headings on their own."""
    found: list[str] = []
    gap = False
    for raw in _LABEL.sub("\n\n", text.split("参考文献(Reference)", 1)[0]).splitlines():
        line = raw.strip()
        if not line or _FURNITURE.fullmatch(line):
            gap = gap or not line
            continue
        ended = gap and found and (found[-1].endswith("。") or found[-1].startswith("["))
        starts = bool(_LABEL.match(line)) or not found or ended or _HEADING.fullmatch(line)
        gap = False
        if starts or _HEADING.fullmatch(found[-1]):
            found.append(line)
            continue
        last = found[-1]
        han = any(side > "\u2e80" for side in (last[-1], line[0])) and not (
            last[-1].isalnum() and line[0].isalnum() and (last[-1].isascii() or line[0].isascii())
        )
        found[-1] = last + ("" if han or last.endswith(("-", "@")) else " ") + line
    return found


def markdown(paragraph: str) -> str:
    """A paragraph with its numbers as citations `[@r12]` and powers as superscripts."""
    parts: list[str] = []
    end = 0
    for match in _CITATION.finditer(paragraph):
        keys: list[str] = []
        for item in re.split(r"[,，]", match[1]):
            low, _, high = item.partition("-")
            keys += [f"@r{number}" for number in range(int(low), int(high or low) + 1)]
        parts += _escaped(paragraph[end : match.start()]), "[" + "; ".join(keys) + "]"
        end = match.end()
    return "".join([*parts, _escaped(paragraph[end:])])


def _escaped(text: str) -> str:
    parts = _POWER.split(text)
    return "".join(
        f"10^{part}^" if index % 2 else _SPECIAL.sub(r"\\\1", part) for index, part in enumerate(parts)
    )


def write_seed(shared: Path, number: str, root: Path) -> Path:
    """The article `number` as a review below `root`, its abstracts and abbreviations in review.yaml."""
    file = next((shared / "seeds").glob(f"{number}_*.txt"))
    body: list[str] = []
    labelled = {"zh": "", "en": ""}
    abbreviations: list[str] = []
    front = "[摘要]" in (whole := file.read_text(encoding="utf-8")) or "【摘要】" in whole
    for paragraph in paragraphs(whole):
        label = re.match(r"[【\[](摘要|Abstract|关键词|Key words|缩略语)[】\]]\s*", paragraph)
        if label:
            front = False
            text = paragraph[label.end() :]
            if label[1] in ("摘要", "Abstract"):
                abstract, rest = _end_of_abstract(text)
                labelled["zh" if label[1] == "摘要" else "en"] = abstract
                body += [rest] if rest else []
            elif label[1] == "缩略语":
                abbreviations = [text]
                body.append(text)
        elif not front:
            body.append(paragraph)
    text = "\n\n".join(
        "## " + markdown(re.sub(r"^[\d.]+\s+", "", part)) if _HEADING.fullmatch(part) else markdown(part)
        for part in body
    )
    return _write(root, labelled, abbreviations, text)


def _end_of_abstract(text: str) -> tuple[str, str]:
    """An English abstract ends where Chinese begins, a Chinese one where a line of English does."""
    english = not re.match(r"\S*[\u4e00-\u9fff]", text)
    match = re.search(r"[.]\s?(?=[\u4e00-\u9fff])" if english else r"。 (?=[A-Z])", text)
    return (
        (text[: match.start() + 1], text[match.end() :])
        if match and english
        else ((text[: match.start() + 1], "") if match else (text, ""))
    )


def _write(root: Path, abstract: dict[str, str], abbreviations: list[str], text: str) -> Path:
    import yaml

    review: dict[str, object] = {
        "title": {"zh": "题名", "en": "Title"},
        "language": "zh-CN",
        "journal": "cn-medical-biotechnology",
        "bibliography": ["refs.bib"],
        "abstract": {language: _escaped(words) for language, words in abstract.items() if words},
    }
    listed = [match for entry in abbreviations for match in _ENTRY.finditer(_POWER.sub(r"10^\1^", entry))]
    if listed:
        review["abbreviations"] = {
            match[3].strip(): {"zh": match[1].strip(), "en": match[2].strip()} for match in listed
        }
    (root / "sections").mkdir(parents=True)
    (root / "review.yaml").write_text(
        yaml.safe_dump(review, allow_unicode=True, width=10_000), encoding="utf-8", newline="\n"
    )
    entries = "".join(
        f"@article{{r{n},\n author = {{Nobody, Ann}},\n title = {{Synthetic {n}}},\n"
        f" journal = {{Synthetic}},\n year = {{2020}}\n}}\n"
        for n in range(1, 60)
    )
    (root / "refs.bib").write_text(entries, encoding="utf-8", newline="\n")
    (root / "sections" / "01.md").write_text(
        f"---\nid: text\ntitle: {{zh: 正文, en: Text}}\n---\n{text}\n", encoding="utf-8", newline="\n"
    )
    return root
