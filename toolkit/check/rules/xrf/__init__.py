"""Rules on cross-references and footnotes."""

from toolkit.check.rule import Message

TITLE = Message(en="Cross-references", zh="交叉引用")
