"""Find the line of each key in a TOML source, for error messages. `tomllib` does not keep lines."""

import re
from collections import deque

KeyPath = tuple[str | int, ...]
"""Keys and list indexes from the root down: `("layers", 1, "fields", 0, "name")`."""

_TOKEN = re.compile(
    r"""
      (?P<skip> [^\S\n]+ | \#[^\n]* )
    | \"{3} (?: \\. | [^\\] )*? \"{3,5}
    | '{3} .*? '{3,5}
    | " (?: \\. | [^"\\\n] )* "
    | ' [^'\n]* '
    | [^\s\#"'\[\]{}=,.]+
    | .
    """,
    re.VERBOSE | re.DOTALL,
)
_Tokens = deque[tuple[str, int]]


def key_lines(source: str) -> dict[KeyPath, int]:
    """The line, counted from 1, of each table, key and list element in a source that `tomllib` accepts."""
    tokens = _tokens(source)
    lines: dict[KeyPath, int] = {(): 1}
    table: KeyPath = ()
    last: dict[KeyPath, int] = {}
    while tokens:
        if tokens[0][0] == "\n":
            tokens.popleft()
        elif tokens[0][0] == "[":
            table = _header(tokens, last, lines)
        else:
            _pair(tokens, table, lines)
    return lines


def line_of(place: KeyPath, lines: dict[KeyPath, int]) -> int:
    """The line of a place, or of the innermost table around it in the source."""
    while place not in lines:
        place = place[:-1]
    return lines[place]


def _tokens(source: str) -> _Tokens:
    tokens: _Tokens = deque()
    line = 1
    for match in _TOKEN.finditer(source):
        if match.lastgroup != "skip":
            tokens.append((match[0], line))
        line += match[0].count("\n")
    return tokens


def _header(tokens: _Tokens, last: dict[KeyPath, int], lines: dict[KeyPath, int]) -> KeyPath:
    """Read `[a.b]` or `[[a.b]]`. `last` is the current index in each list of tables."""
    line = tokens.popleft()[1]
    is_list = tokens[0][0] == "["
    keys = _key(tokens, "]")
    place: KeyPath = ()
    for depth, key in enumerate(keys, start=1):
        place = (*place, key)
        if is_list and depth == len(keys):
            last[place] = last.get(place, -1) + 1
            lines.setdefault(place, line)
        if place in last:
            place = (*place, last[place])
    lines[place] = line
    return place


def _pair(tokens: _Tokens, table: KeyPath, lines: dict[KeyPath, int]) -> None:
    line = tokens[0][1]
    place = table
    for key in _key(tokens, "="):
        place = (*place, key)
        lines.setdefault(place, line)
    _value(tokens, place, lines)


def _key(tokens: _Tokens, end: str) -> list[str]:
    keys = []
    while (token := tokens.popleft()[0]) != end:
        if token not in ("[", "."):
            keys.append(token.strip("\"'"))
    if end == "]" and tokens and tokens[0][0] == "]":
        tokens.popleft()
    return keys


def _value(tokens: _Tokens, place: KeyPath, lines: dict[KeyPath, int]) -> None:
    opening, line = tokens.popleft()
    lines.setdefault(place, line)
    if opening in ("[", "{"):
        index = 0
        while (token := tokens[0][0]) not in ("]", "}"):
            if token in (",", "\n"):
                tokens.popleft()
            elif opening == "{":
                _pair(tokens, place, lines)
            else:
                _value(tokens, (*place, index), lines)
                index += 1
        tokens.popleft()
        return
    while tokens and tokens[0][0] not in (",", "]", "}", "\n"):  # the rest of 1.5 or of a date with a space
        tokens.popleft()
