"""The CoNLL family: a row per word, an empty line between sentences.

`iob` reads and writes CoNLL-2002 and -2003 and what came after them (IOB1, IOB2, BIOES); `universal` reads and writes
CoNLL-U and reads CoNLL-U Plus, with mentions in the bracket notation of CorefUD.
"""
