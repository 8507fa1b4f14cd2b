"""The review as one self-contained web page."""

from toolkit.render.html.page import render_html, render_table_html

__all__ = ["render_html", "render_table_html"]
