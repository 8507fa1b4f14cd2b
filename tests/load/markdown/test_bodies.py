"""What a whole body gives besides its tree."""

from __future__ import annotations

from tests.load.markdown.tree import PATH, block_lines, parse, place
from toolkit.load.markdown import parse_sections_body
from toolkit.model.block import FigureBlock, Paragraph, Quote, TableBlock
from toolkit.model.diagnostic import Problem
from toolkit.model.inline import plain_text
from toolkit.model.source import Span


def test_lines_count_from_the_first_line_of_the_body() -> None:
    body, problems = parse("水 {{ a\n\n> *b*\n\n[^n]: 注 <!-- check: ignore TYP001 x -->", first_line=5)
    assert [line for block in body.blocks for line in block_lines(block)] == [
        "Paragraph 5:1-7",
        "  Text 5:1-7 '水 {{ a'",
        "Quote 7:1-6",
        "  Paragraph 7:3-6",
        "    Styled 7:3-6 emph",
        "      Text 7:4-5 'b'",
    ]
    assert place(body.footnotes["n"].span) == "9:1-40"
    assert body.suppressions[0].line == 9
    assert place(problems[0].span) == "5:3-5"


def test_a_text_in_one_language_stands_under_the_main_language() -> None:
    text = "| a |\n|---|\n: 表\n\n::: figure f\nfile: a.png\ncaption: 图\nnote: {en: n}\n:::"
    table, figure = parse_sections_body(text, PATH, 1, [], language="zh-CN").blocks
    assert isinstance(table, TableBlock)
    assert isinstance(figure, FigureBlock)
    assert list(table.caption.texts) == list(figure.caption.texts) == ["zh"]
    assert list(figure.note.texts) == ["en"]
    assert figure.file_span == Span(PATH, 6, 7, 6, 12)


def test_problems_come_in_the_order_of_the_text() -> None:
    _, problems = parse("{{ a\n\n::: tabel x\n:::\n\n[b](c)\n\n# d\n\n[e]: f")
    starts = [problem.span.start for problem in problems if problem.span]
    assert len(starts) == 5
    assert starts == sorted(starts)


def test_problems_of_others_are_left_alone() -> None:
    earlier = Problem("something else", Span.at(PATH, 99))
    problems = [earlier]
    parse_sections_body("# a", PATH, 1, problems)
    assert problems[0] is earlier
    assert len(problems) == 2


def test_every_problem_has_a_place() -> None:
    text = "$$a$$ b ![c](d) \\cite{e} [f](g) {++ {{ \n\n---\n\n: h\n\n::: i\n\n:::\n:::\n\n<!-- j"
    _, problems = parse(text)
    assert len(problems) >= 10
    assert all(problem.span and problem.message.endswith((".", "”")) for problem in problems)


def test_what_is_nested_too_deeply_is_said_and_not_lost_in_silence() -> None:
    body, problems = parse("> " * 200 + "水")
    assert ["nested too deeply" in problem.message for problem in problems] == [True]
    block = body.blocks[0]
    depth = 0
    while isinstance(block, Quote) and block.blocks:
        block = block.blocks[0]
        depth += 1
    assert depth >= 50

    body, problems = parse("[" * 200 + "水" + "]{.underline}" * 200)
    assert any("nested too deeply" in problem.message for problem in problems)
    assert isinstance(body.blocks[0], Paragraph)
    assert "水" in plain_text(body.blocks[0].content)


def test_windows_line_ends() -> None:
    assert parse("水\r\n\r\n*a*\r\n") == parse("水\n\n*a*\n")


def test_an_empty_body() -> None:
    for text in ("", "\n", "  \n\n", "<!-- a -->"):
        body, problems = parse(text)
        assert (body.blocks, dict(body.footnotes), body.suppressions, problems) == ((), {}, (), [])
