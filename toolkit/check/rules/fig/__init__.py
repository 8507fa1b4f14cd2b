"""Rules on figures."""

from toolkit.check.rule import Message

TITLE = Message(en="Figures", zh="图")
