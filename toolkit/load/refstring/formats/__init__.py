"""The forms of printed entries, one module for each family.

A module has `read(draft) -> Draft | None`: the draft with the fields it found, or nothing if the entry
has another form.
"""
