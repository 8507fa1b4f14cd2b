"""What is done with a library of references: keys, duplicates, merging, pairs of languages."""
