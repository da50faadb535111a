"""Files of other programs and our own. One module per format, with reading and writing side by side."""
