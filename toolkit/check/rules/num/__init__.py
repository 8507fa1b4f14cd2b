"""Rules on numbers."""

from toolkit.check.rule import Message

TITLE = Message(en="Numbers", zh="数字")
