"""A long table of synthetic records under a header of three tiers, as a review's folder."""

from __future__ import annotations

from pathlib import Path

from tests.folders import section, write_review

COLUMNS = """\
caption: {zh: 合成长表, en: A long synthetic table}
records: studies
columns:
  - {field: name}
  - label: {zh: 设计, en: Design}
    columns:
      - label: {zh: 动物, en: Animals}
        columns: [{field: model}, {field: people, align: decimal}]
      - label: {zh: 外泌体, en: Exosomes}
        columns: [{field: source}, {field: size}]
  - {field: effect, width: 30%}
  - {cite: true}
"""
SCHEMA = """\
id: study
fields:
  name: {type: text, label: {zh: 名称, en: Name}}
  model: {type: text, label: {zh: 模型, en: Model}}
  people: {type: number, label: {zh: 数量, en: Number}}
  source: {type: text, label: {zh: 来源, en: Source}}
  size: {type: quantity, label: {zh: 尺寸, en: Size}}
  effect: {type: text, label: {zh: 作用, en: Effect}}
"""
RECORD = """\
  - id: s{n}
    name: Synthetic {n}
    model: 合成大鼠模型
    people: {people}
    source: ADSCs
    size: {size} nm
    effect: 合成作用，仅用于测试排版，需要换行才能写完的一段文字
    cite: ["@{key}"]
"""
KEYS = ("adams", "brown", "clark")


def long_review(folder: Path, count: int) -> Path:
    records = "".join(
        RECORD.format(n=n, people=n % 97 / 2, size=100 + n % 50, key=KEYS[n % len(KEYS)])
        for n in range(count)
    )
    files = {
        "sections/01-one.md": section("见 @tbl:long。\n\n::: table long\n:::\n"),
        "evidence/studies.yaml": f"schema: ./schemas/study.yaml\nrecords:\n{records}",
        "evidence/schemas/study.yaml": SCHEMA,
        "tables/long.yaml": COLUMNS,
    }
    return write_review(folder / "long", files)
