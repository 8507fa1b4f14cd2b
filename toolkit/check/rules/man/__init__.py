"""Rules on what only a submitted Word file has: numbers typed by hand, live fields, captions."""

from toolkit.check.rule import Message

TITLE = Message(en="Submitted manuscripts", zh="投稿文件")
INPUTS = ("manuscript",)
