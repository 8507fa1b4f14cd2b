"""Errors of usage and help in the language of the user."""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Iterator
from unicodedata import east_asian_width

import click
import pytest

from tests.cli.running import run
from tests.conftest import REPOSITORY
from tests.test_messages import template
from toolkit.cli import review
from toolkit.messages import catalogue, chinese

ENTRIES = frozenset(entry.english for entry in catalogue())
_HAN = re.compile("[\u4e00-\u9fff]")


@pytest.mark.parametrize(
    ("arguments", "english", "chinese"),
    [
        (["check", "--baselin", "x"], "No such option", "没有选项"),
        (["check", "--format", "odd"], "is not one of", "不在可选值之中"),
        (["check", "--watch", "--diff"], "--watch goes with neither", "--watch 不能与"),
        (["build", "--to", "odd"], "is not one of docx, html, pdf", "不在可选值之中：docx, html, pdf"),
        (["import"], "Missing argument 'MANUSCRIPT'", "缺少参数 'MANUSCRIPT'"),
        (["tabel"], "No such command 'tabel'. Did you mean 'table'?", "没有命令 'tabel'。是否应为 'table'？"),
        (["new", "a", "b"], "Got unexpected extra argument (b)", "多余的参数（b）"),
        (["desk", "--port", "odd"], "is not a valid integer", "不是整数"),
        (["check", "--select"], "requires an argument", "需要一个值"),
    ],
)
def test_errors_of_usage(
    arguments: list[str],
    english: str,
    chinese: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for locale, words, foreign in (("en_US.UTF-8", english, "错误"), ("zh_CN.UTF-8", chinese, "Error")):
        monkeypatch.setenv("LC_ALL", locale)
        told = run(capsys, *arguments)
        assert told.status == 2
        assert words in told.err
        assert foreign not in told.err
        assert not told.out


def test_the_option_decides_though_the_command_line_is_wrong(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")
    for arguments in (["--lang", "zh", "--odd"], ["--odd", "--lang=zh"]):
        assert "没有选项 '--odd'" in run(capsys, "check", *arguments).err
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    assert "No such option" in run(capsys, "check", "--lang", "en", "--odd").err


def refusals() -> Iterator[str]:
    """What the commands say of an impossible usage, with `{0}` for values."""
    for path in (REPOSITORY / "toolkit" / "cli").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "attr", "") in {
                "UsageError",
                "BadParameter",
            }:
                yield template(node.args[0])


def test_every_refusal_is_translated() -> None:
    said = list(refusals())
    assert len(said) > 10
    assert [text for text in said if chinese(text) == text] == []


def commands(command: click.Command, name: str) -> Iterator[tuple[str, click.Command]]:
    yield name, command
    if isinstance(command, click.Group):
        context = click.Context(command)
        for each in command.list_commands(context):
            found = command.get_command(context, each)
            assert found is not None
            yield from commands(found, f"{name} {each}")


@pytest.mark.parametrize(
    ("name", "command"), [*commands(review, "review")], ids=lambda value: str(value)[:30]
)
def test_all_help_has_its_chinese(name: str, command: click.Command) -> None:
    paragraphs = inspect.cleandoc(command.help or "").split("\n\n")
    texts = [text for text in paragraphs if not text.startswith(("\b", "#"))]
    texts += [command.short_help or "", command.epilog or ""]
    texts += [getattr(option, "help", None) or "" for option in command.params]
    plain = [" ".join(text.split()) for text in texts if text.strip()]
    assert [text for text in plain if text not in ENTRIES] == []


@pytest.mark.parametrize(
    "asked", [[], ["check"], ["refs"], ["evidence"], ["evidence", "import"], ["explain"]]
)
def test_help_in_chinese(
    asked: list[str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    page = run(capsys, *asked, "--help")
    assert page.status == 0
    assert page.out.startswith("用法：review")
    assert "显示本帮助并退出。" in page.out
    for line in page.out.splitlines():
        assert sum(2 if east_asian_width(char) in "WF" else 1 for char in line) <= 102
        assert not re.match("[，。、；：？！）”]", line.strip())
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")
    english = run(capsys, *asked, "--help").out
    assert english.startswith("Usage: review")
    assert not _HAN.search(english.replace("受试人数", "").partition("\n\n  id:")[0])
    assert len(page.out.splitlines()) > len(english.splitlines()) / 2
