"""Rules on evidence records."""

from toolkit.check.rule import Message

TITLE = Message(en="Evidence records", zh="证据记录")
