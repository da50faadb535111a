"""The CoNLL family: one row per word, an empty line between sentences.

`iob` reads and writes CoNLL-2002, CoNLL-2003 and their successors (IOB1, IOB2, BIOES). `universal` reads and writes
CoNLL-U, and CoNLL-U Plus, with mentions in CorefUD's bracket notation.
"""
