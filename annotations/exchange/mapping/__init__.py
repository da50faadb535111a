"""Map other programs' names to the scheme: by a mapping file, otherwise by obvious equality, otherwise reported.

`Mapper` turns placed marks into records. Names without a match are counted and reported at the end with advice, not
mark by mark, and can be written as a mapping file to fill in.
"""

from annotations.exchange.mapping.mapper import NO_RULES, Mapper
from annotations.exchange.mapping.marks import map_record
from annotations.exchange.mapping.names import HOW

__all__ = ["HOW", "NO_RULES", "Mapper", "map_record"]
