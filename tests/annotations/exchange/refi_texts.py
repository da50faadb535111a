"""A text with letters of every width, for the tests of REFI-QDA."""

TEXT = "Ana 😀 said:\nno taxes."


SPACE = "urn:QDA-XML:project:1.0"
