"""Rules on the bibliographic records."""

from toolkit.check.rule import Message

TITLE = Message(en="References", zh="参考文献")
