"""A Word document that was submitted → a review, as far as it can be understood.

`understand` finds what is what in a `WordDocument`: front matter, sections, tables and figures, the
reference list and its entries, citations. The result is a `ResolvedReview` with the numbers that
the manuscript prints, so that every rule that judges a review folder judges it as well; what only
a submitted file has is in its `manuscript`.
"""

from toolkit.load.manuscript.understanding import understand

__all__ = ["understand"]
