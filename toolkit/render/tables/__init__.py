"""The finished tables of a review alone: HTML, CSV, Markdown, XLSX and DOCX."""

from toolkit.render.tables.files import TableFormat, render_tables

__all__ = ["TableFormat", "render_tables"]
