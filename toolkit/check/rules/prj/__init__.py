"""Rules on the project and on the checks themselves."""

from toolkit.check.rule import Message

TITLE = Message(en="Project and settings", zh="项目与设置")
