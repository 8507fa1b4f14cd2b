"""Word: a resolved review as a DOCX file.

`document` says what stands in the file and in which order, the modules beside it write each kind of
thing, and `ooxml` below is the only place that names elements of the format.
"""

from toolkit.render.docx.document import render_docx, render_table_docx

__all__ = ["render_docx", "render_table_docx"]
