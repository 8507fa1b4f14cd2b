"""Formats in which references are exchanged: one module per format with its types and fields in CSL's terms.

Readers and writers share these tables, so that what one writes the other finds.
"""
