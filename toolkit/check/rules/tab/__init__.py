"""Rules on tables."""

from toolkit.check.rule import Message

TITLE = Message(en="Tables", zh="表")
