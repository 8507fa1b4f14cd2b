"""Rules on language."""

from toolkit.check.rule import Message

TITLE = Message(en="Language", zh="语言")
