"""Foreign names → the scheme: by a mapping file, else by obvious equality, else listed with a reason.

`Mapper` turns what `placing` has checked into records. What has no place is counted by name, not told mark by mark; the
counts come at the end, with what to do about them, and can be written as a mapping file to fill in.
"""

from annotations.exchange.mapping.mapper import NO_RULES, Mapper
from annotations.exchange.mapping.marks import HOW

__all__ = ["HOW", "NO_RULES", "Mapper"]
