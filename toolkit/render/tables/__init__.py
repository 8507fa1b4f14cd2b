"""The finished tables of a review alone, in every format of `TABLE_FORMATS`."""

from toolkit.render.tables.files import TABLE_FORMATS, render_tables

__all__ = ["TABLE_FORMATS", "render_tables"]
