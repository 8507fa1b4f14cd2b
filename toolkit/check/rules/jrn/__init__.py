"""Rules on what the journal asks for."""

from toolkit.check.rule import Message

TITLE = Message(en="Journal requirements", zh="期刊要求")
