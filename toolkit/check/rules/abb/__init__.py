"""Rules on abbreviations."""

from toolkit.check.rule import Message

TITLE = Message(en="Abbreviations", zh="缩略语")
