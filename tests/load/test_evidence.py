"""Schemas and records."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.load.support import load, places, problems_of
from toolkit.load.evidence import schema_ids
from toolkit.load.quantities import UnfitError
from toolkit.load.values import UNCLEAR, parse_boolean, parse_choice, parse_date
from toolkit.model.evidence import (
    Choice,
    DateValue,
    FieldValue,
    Proportion,
    Quantity,
    Record,
    RegistryId,
)
from toolkit.model.inline import CiteItem, Localized, Style, Styled, plain_text
from toolkit.model.registry_id import recognise

SCHEMA = """\
id: mine
label: {zh: 合成, en: Synthetic}
fields:
  note: {type: text, required: true, label: {zh: 备注, en: Note}}
  list: {type: text, multiple: true}
  count: {type: number}
  size: {type: quantity, unit: nm}
  day: {type: date}
  kind: {type: choice, choices: {one: {zh: 甲, en: first}, two: {zh: 乙}}}
  plain: {type: choice, choices: [x, y]}
  done: {type: boolean}
  trial: {type: registry}
  span: {type: range, unit: nm}
  mean: {type: mean-sd}
  median: {type: median-iqr}
  share: {type: proportion, decimals: 2}
  source: {type: citation}
"""
MEDIAN = Quantity("median-iqr", Decimal(12), Decimal(12), None, "周", quartiles=(Decimal(8), Decimal(20)))


def record(folder: Path, lines: str) -> Record:
    review = load(
        folder,
        {
            "schemas/mine.yaml": SCHEMA,
            "evidence/own.yaml": f"schema: ./schemas/mine.yaml\nrecords:\n  - id: r\n{lines}",
        },
    )
    assert not review.problems
    return review.evidence["own"].records["r"]


def field(folder: Path, line: str) -> FieldValue:
    values = record(folder, f"    {line}\n").values
    return values[line.split(":", 1)[0]]


@pytest.mark.parametrize("name", schema_ids())
def test_the_built_in_schemas_are_well_formed(tmp_path: Path, name: str) -> None:
    review = load(tmp_path, {"evidence/t.yaml": f"schema: {name}\nrecords: []\n"})
    assert not review.problems
    schema = review.evidence["t"].schema
    assert all(set(described.labels) == {"zh", "en"} for described in schema.fields.values())
    assert all(
        set(labels) == {"zh", "en"}
        for described in schema.fields.values()
        for labels in described.choices.values()
    )
    assert schema.fields["cite"].multiple


def test_the_values_of_a_delivery_record(tmp_path: Path) -> None:
    values = load(tmp_path).evidence["products"].records["one"].values
    assert values["size"].items == (Quantity("value", Decimal("165.4"), Decimal("165.4"), None, "nm"),)
    assert [
        plain_text(item.best("en")) for item in values["markers"].items if isinstance(item, Localized)
    ] == ["M1", "M2"]
    assert [item.key for item in values["cite"].items if isinstance(item, CiteItem)] == ["synthetic2020"]
    assert values["cite"].span.start == (9, 11)
    effect = values["effect"].items[0]
    assert isinstance(effect, Localized)
    assert set(effect.texts) == {"zh", "en"}


def test_a_schema_of_the_author(tmp_path: Path) -> None:
    review = load(tmp_path, {"schemas/mine.yaml": SCHEMA, "evidence/own.yaml": "schema: mine\nrecords: []\n"})
    schema = review.evidence["own"].schema
    assert (schema.id, schema.labels) == ("mine", {"zh": "合成", "en": "Synthetic"})
    assert schema.fields["note"].required
    assert schema.fields["list"].multiple
    assert schema.fields["size"].unit == "nm"
    assert schema.fields["kind"].choices == {"one": {"zh": "甲", "en": "first"}, "two": {"zh": "乙"}}
    assert schema.fields["plain"].choices == {"x": {}, "y": {}}
    # Where a record was published can always be said.
    assert schema.fields["cite"].type == "citation"


def test_a_schema_beside_the_evidence(tmp_path: Path) -> None:
    review = load(
        tmp_path,
        {
            "evidence/schemas/mine.yaml": SCHEMA,
            "evidence/own.yaml": "schema: ./schemas/mine.yaml\nrecords: []\n",
        },
    )
    assert not review.problems
    assert list(review.evidence) == ["own", "products"]


@pytest.mark.parametrize(
    ("line", "item"),
    [
        ("count: 30", Decimal(30)),
        ("count: '1,200'", Decimal(1200)),
        ("size: 100", Quantity("value", Decimal(100), Decimal(100), None, "nm")),
        ("day: 2023-05", DateValue((2023, 5))),
        ("day: 2023年5月8日", DateValue((2023, 5, 8))),
        ("kind: one", Choice("one", {"zh": "甲", "en": "first"})),
        ("kind: 甲", Choice("one", {"zh": "甲", "en": "first"})),
        ("kind: First", Choice("one", {"zh": "甲", "en": "first"})),
        ("done: true", True),
        ("done: 否", False),
        ("done: unclear", UNCLEAR),
        ("done: 不清楚", UNCLEAR),
        ("span: 50 ~ 150", Quantity("range", Decimal(50), Decimal(150), None, "nm")),
        ("mean: 8.1 ± 1.2 周", Quantity("mean-sd", Decimal("8.1"), Decimal("8.1"), Decimal("1.2"), "周")),
        ("median: 12 (8–20) 周", MEDIAN),
        ("median: 12 周（8，20）", MEDIAN),
        ("size: 中位数 12 周（四分位数间距 8 至 20）", MEDIAN),
        ("size: median 12 (IQR 8-20) 周", MEDIAN),
        ("share: 19/61", Proportion(19, 61, 2)),
        ("share: 19 of 61", Proportion(19, 61, 2)),
        ("share: 61 例中 19 例", Proportion(19, 61, 2)),
        (
            "trial: NCT05078385",
            RegistryId("NCT05078385", "ClinicalTrials.gov", "https://clinicaltrials.gov/study/NCT05078385"),
        ),
        ("trial: 12345", RegistryId("12345", "", "")),
    ],
)
def test_typed_values(tmp_path: Path, line: str, item: object) -> None:
    value = field(tmp_path, line)
    assert value.items == (item,)
    assert not value.problem
    assert value.span.start == (4, line.index(" ") + 6)


@pytest.mark.parametrize(
    ("line", "raw", "problem"),
    [
        ("count: thirty", "thirty", "does not begin with a number"),
        ("count: 30 cases", "30 cases", "more than a number"),
        ("size: large", "large", "does not begin with a number"),
        ("day: someday", "someday", "is not a date"),
        ("day: 2023-02-30", "2023-02-30", "no such day"),
        ("kind: fist", "fist", "Did you mean “first”?"),
        ("done: maybe", "maybe", "neither yes, no nor unclear"),
        ("day: 2025-13", "2025-13", "is not a date such as"),
        ("span: 50 nm", "50 nm", "is no range"),
        ("mean: 8.1 周", "8.1 周", "is no mean with its standard deviation"),
        ("median: 12 周", "12 周", "is no median with its quartiles"),
        ("median: 30 (8–20)", "30 (8–20)", "does not lie between the quartiles"),
        ("size: 12 (8–20) nm", "12 (8–20) nm", "is no unit"),
        ("share: 19/61 (31.1%)", "19/61 (31.1%)", "is computed"),
        ("share: 61/19", "61/19", "is more than all"),
        ("share: 0/0", "0/0", "no share of 0"),
        ("share: 31%", "31%", "is computed"),
        ("share: many", "many", "not so many of so many"),
        ("count: [1, 2]", "[1, 2]", "here stands a list"),
        ("count: {zh: 1}", "{zh: 1}", "here stands a mapping"),
        ("note: [a, b]", "[a, b]", "holds one text"),
        ("list: [a, [b]]", "[a, [b]]", "holds one text"),
        ("source: yang2024", "yang2024", "is no citation"),
        ('source: ["@a", "@b"]', '["@a", "@b"]', "here stands a list"),
        ('source: "[@a; @b]"', "[@a; @b]", "several values"),
    ],
)
def test_a_value_that_does_not_fit_is_kept_as_it_stands(
    tmp_path: Path, line: str, raw: str, problem: str
) -> None:
    value = field(tmp_path, line)
    assert value.items == ()
    assert value.raw == raw
    assert problem in value.problem


@pytest.mark.parametrize("text", ["", "~", "N/A", "–", '""', "'-'", "[]", "['N/A']"])
def test_what_says_nothing_is_missing(tmp_path: Path, text: str) -> None:
    assert record(tmp_path, f"    count: {text}\n    list: {text}\n").values == {}


def test_rich_text_in_a_record(tmp_path: Path) -> None:
    value = field(tmp_path, "note: H~2~O~2~ in *vitro* [@synthetic2020]")
    text = value.items[0]
    assert isinstance(text, Localized)
    styles = [node.style for node in text.best("zh") if isinstance(node, Styled)]
    assert styles == [Style.SUB, Style.SUB, Style.EMPH]
    assert set(text.texts) == {"zh"}


def test_an_at_sign_inside_a_product_name_is_no_citation(tmp_path: Path) -> None:
    text = field(tmp_path, "note: ADSC-exo@MMP-PEG").items[0]
    assert isinstance(text, Localized)
    assert plain_text(text.best("zh")) == "ADSC-exo@MMP-PEG"


def test_unknown_fields_are_kept_for_the_checker(tmp_path: Path) -> None:
    found = record(tmp_path, "    note: a\n    coutn: 3\n")
    assert list(found.unknown) == ["coutn"]
    assert found.unknown["coutn"].start == (5, 5)


@pytest.mark.parametrize(
    ("evidence", "place", "message"),
    [
        ("schema: trail\nrecords: []\n", (1, 9), "There is no schema “trail”. Did you mean “trial”?"),
        ("schema: ../x.yaml\nrecords: []\n", (1, 9), "outside of the review's folder"),
        ("schema: ./none.yaml\nrecords: []\n", (1, 9), "There is no schema"),
        ("records: []\n", (1, 1), "needs the field “schema”"),
        ("schema: trial\nrecord: []\n", (2, 1), "Did you mean “records”?"),
        ("schema: trial\nrecords:\n  - title: a\n", (3, 5), "Record 1 has no id"),
        (
            "schema: trial\nrecords:\n  - id: a\n  - id: a\n",
            (4, 5),
            "The record “a” is given twice, first in e.yaml, line 3",
        ),
        ("schema: trial\nrecords:\n  id: a\n", (3, 3), "must be a list"),
        ("schema: trial\nrecords:\n  - a\n", (3, 5), "Item 1 of “records” must be a mapping"),
        ("", (1, 1), "e.yaml is empty"),
    ],
)
def test_mistakes_in_evidence(tmp_path: Path, evidence: str, place: tuple[int, int], message: str) -> None:
    problems = problems_of(tmp_path, {"evidence/e.yaml": evidence})
    assert ("e.yaml", *place) in places(problems)
    assert any(message in problem.message for problem in problems)


def test_records_of_one_set_in_two_files(tmp_path: Path) -> None:
    text = "schema: trial\nrecords:\n  - id: {}\n"
    review = load(tmp_path, {"evidence/t.yaml": text.format("a"), "evidence/t.yml": text.format("b")})
    assert list(review.evidence["t"].records) == ["a", "b"]
    problems = problems_of(
        tmp_path, {"evidence/t.yaml": text.format("a"), "evidence/t.yml": text.format("a")}
    )
    assert places(problems) == [("t.yml", 3, 5)]
    assert "first in t.yaml, line 3" in problems[0].message
    problems = problems_of(tmp_path, {"evidence/t.yml": text.format("a").replace("trial", "delivery")})
    assert places(problems) == [("t.yml", 1, 9)]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("type: number", "type: numbr", "Did you mean “number”?"),
        ("count:", "follow up:", "cannot be the name of a field"),
        ("count:", "in:", "cannot be the name of a field"),
        (", choices: [x, y]", "", "a choice without choices"),
        ("{type: boolean}", "{type: boolean, choices: [x]}", "has choices, but its type is boolean"),
        ("multiple", "multipel", "Did you mean “multiple”?"),
    ],
)
def test_mistakes_in_a_schema(tmp_path: Path, old: str, new: str, message: str) -> None:
    assert SCHEMA.count(old) == 1
    problems = problems_of(
        tmp_path,
        {"schemas/mine.yaml": SCHEMA.replace(old, new), "evidence/own.yaml": "schema: mine\nrecords: []\n"},
    )
    assert [problem.span.path.name for problem in problems if problem.span] == ["mine.yaml"]
    assert message in problems[0].message


# --- values -----------------------------------------------------------------------


@given(st.dates())
def test_a_date_comes_back_in_any_precision(day: object) -> None:
    parts = tuple(int(part) for part in str(day).split("-"))
    for length in (1, 2, 3):
        text = "-".join(str(day).split("-")[:length])
        assert parse_date(text) == DateValue(parts[:length])


@pytest.mark.parametrize("text", ["spring 2023", "c. 2023", "2023/2024", "2023-13", "", "x"])
def test_what_is_no_date(text: str) -> None:
    with pytest.raises(UnfitError):
        parse_date(text)


@pytest.mark.parametrize("text", ["not-yet", "NOT_YET", " not yet ", "尚未"])
def test_a_choice_is_found_by_code_and_label(text: str) -> None:
    assert parse_choice(text, {"not-yet": {"zh": "尚未"}}).code == "not-yet"


def test_yes_and_no() -> None:
    assert [parse_boolean(text) for text in ("yes", "是", "FALSE", "无")] == [True, True, False, False]


@pytest.mark.parametrize(
    ("identifier", "registry"),
    [
        ("NCT04173650", "ClinicalTrials.gov"),
        ("ChiCTR2100043210", "ChiCTR"),
        ("ChiCTR-IOR-17013123", "ChiCTR"),
        ("ISRCTN12345678", "ISRCTN"),
        ("2014-001234-11", "EudraCT"),
        ("2014-001234-11-DE", "EudraCT"),
        ("2022-500024-30-00", "EU CTIS"),
        ("UMIN000012345", "UMIN-CTR"),
        ("jRCT1080220001", "jRCT"),
        ("jRCTs031180001", "jRCT"),
        ("JapicCTI-123456", "JapicCTI"),
        ("ACTRN12612345678901", "ANZCTR"),
        ("CTRI/2020/01/023456", "CTRI"),
        ("DRKS00012345", "DRKS"),
        ("KCT0001234", "CRiS"),
        ("IRCT20123456789012N1", "IRCT"),
        ("PACTR202001234567890", "PACTR"),
        ("TCTR20200101001", "TCTR"),
        ("RBR-6abcde", "ReBec"),
        ("SLCTR/2020/001", "SLCTR"),
        ("NL1234", "NTR"),
    ],
)
def test_registries(identifier: str, registry: str) -> None:
    found = recognise(f" {identifier} ")
    assert (found.id, found.registry) == (identifier, registry)
    assert found.url.startswith("https://")
    assert identifier.removesuffix("-DE") in found.url


def test_a_registry_without_lasting_addresses_is_linked_at_the_platform_of_the_who() -> None:
    platform = "https://trialsearch.who.int/Trial2.aspx?TrialID="
    assert recognise("ChiCTR2100043210").url == f"{platform}ChiCTR2100043210"
    assert recognise("UMIN000012345").url == f"{platform}JPRN-UMIN000012345"


@pytest.mark.parametrize(
    "text", ["NCT0507838", "nct05078385", "NCT050783855", "", "ChiCTR123", "NCT０5078385"]
)
def test_no_registry_has_this_form(text: str) -> None:
    assert (recognise(text).registry, recognise(text).url) == ("", "")


@pytest.mark.parametrize(
    ("tool", "domains", "judgements"),
    [
        ("rob2", 5, ["low", "some-concerns", "high"]),
        ("robins_i", 7, ["low", "moderate", "serious", "critical", "no-information"]),
        ("syrcle", 10, ["low", "unclear", "high"]),
    ],
)
def test_the_domains_of_a_tool_for_risk_of_bias(
    tmp_path: Path, tool: str, domains: int, judgements: list[str]
) -> None:
    review = load(tmp_path, {"evidence/r.yaml": "schema: risk-of-bias\nrecords: []\n"})
    fields = review.evidence["r"].schema.fields
    assert tool in fields["tool"].choices
    own = [name for name in fields if name.startswith(f"{tool}_")]
    assert len([name for name in own if name != f"{tool}_overall"]) == domains
    assert (f"{tool}_overall" in own) == (tool != "syrcle")
    assert all(list(fields[name].choices) == judgements for name in own)
