"""Rules on typography."""

from toolkit.check.rule import Message

TITLE = Message(en="Typography", zh="排版与标点")
