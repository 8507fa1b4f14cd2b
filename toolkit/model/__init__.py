"""The document model: frozen dataclasses that every stage shares.

Nothing in this package imports another package of the toolkit. The stages
(`load`, `resolve`, `check`, `render`) meet only in these types.
"""
