"""The finished tables of a review alone: HTML, CSV, Markdown, XLSX and DOCX."""

from toolkit.render.tables.files import TABLE_FORMATS, render_tables

__all__ = ["TABLE_FORMATS", "render_tables"]
