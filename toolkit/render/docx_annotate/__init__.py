"""Comments and tracked changes written into a Word file that is otherwise left byte for byte as it is.

The file is not written anew: its parts are text, and the marks are put in at byte positions. Where a
comment begins inside a run, the run is cut in two with the same properties. What was there stays as it
was, but for the text, the part of comments, and the lists that name it.
"""

from toolkit.render.docx_annotate.document import Change, Comment, annotate, can_change
from toolkit.render.docx_annotate.package import WordFile
from toolkit.render.docx_annotate.places import Place, PlacePiece

__all__ = ["Change", "Comment", "Place", "PlacePiece", "WordFile", "annotate", "can_change"]
