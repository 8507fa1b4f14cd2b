from __future__ import annotations

from tests.load.markdown.tree import PATH, place
from toolkit.load.markdown import SplitText, split_front_matter
from toolkit.model.diagnostic import Problem


def split(text: str) -> tuple[SplitText, list[Problem]]:
    problems: list[Problem] = []
    return split_front_matter(text, PATH, problems), problems


def test_front_matter_and_body_keep_their_lines() -> None:
    parts, problems = split("---\nid: a\ntitle: 递送\n---\n\n正文\n")
    assert parts == SplitText("id: a\ntitle: 递送\n", 2, "\n正文\n", 5)
    assert not problems


def test_dots_close_it_and_blank_lines_may_stand_before_it() -> None:
    parts, problems = split("\n---  \nid: a\n...\n正文")
    assert parts == SplitText("id: a\n", 3, "正文", 5)
    assert not problems


def test_a_text_without_front_matter_is_all_body() -> None:
    for text in ("正文\n\n---\n\n又", "", "\n\n"):
        assert split(text) == (SplitText("", 0, text, 1), [])


def test_empty_front_matter() -> None:
    assert split("---\n---\n正文") == (SplitText("", 2, "正文", 3), [])


def test_an_unclosed_one_is_a_problem_and_ends_where_its_keys_end() -> None:
    parts, [problem] = split("---\nid: a\ntitle:\n  zh: 递送\n\n水凝胶是……\n")
    assert parts == SplitText("id: a\ntitle:\n  zh: 递送\n", 2, "\n水凝胶是……\n", 5)
    assert place(problem.span) == "1:1-4"
    assert "not closed" in problem.message
    assert "---" in problem.help


def test_one_that_never_ends() -> None:
    parts, problems = split("---\nid: a")
    assert parts == SplitText("id: a\n", 2, "", 3)
    assert len(problems) == 1


def test_other_dashes_are_named() -> None:
    for dashes in ("———", "－－－", "--"):
        parts, [problem] = split(f"{dashes}\nid: a\n{dashes}\n正文")
        assert parts.yaml == ""
        assert "other dashes" in problem.message
        assert place(problem.span) == f"1:1-{len(dashes) + 1}"
