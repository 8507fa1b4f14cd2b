"""The lower layer of the Word renderer: the only place that names elements of OOXML.

Small functions build elements of ISO/IEC 29500-1 (transitional) with lxml, in the order of its
schema. Nothing here knows what a review is; everything above composes what these functions return.
"""
