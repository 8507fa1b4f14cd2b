"""Rules on citations in the text."""

from toolkit.check.rule import Message

TITLE = Message(en="Citations", zh="引用")
