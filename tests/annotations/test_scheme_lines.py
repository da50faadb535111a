"""Which line of a TOML source holds which key."""

from annotations.scheme.toml_lines import key_lines, line_of


def test_lines_are_found_in_every_way_of_writing_toml():
    source = '''a.b = 1.5 # [x]
"c d" = """
[[no.table]]
\\""""
e = [1, # one
  [2, '3]'], { f = 1, g = [
  {h = 2}]}]
[i]
j = 2020-01-01 10:00:00
[[k]]
[[k]]
[[k.l]]
[k.l.m]
n = \'\'\'
n = 1\'\'\'
o = true'''
    lines = key_lines(source)
    places = {("a", "b"): 1, ("c d",): 2, ("e",): 5, ("e", 1, 1): 6, ("e", 2, "g", 0, "h"): 7, ("i", "j"): 9}
    places |= {("k", 0): 10, ("k", 1): 11, ("k", 1, "l", 0): 12, ("k", 1, "l", 0, "m", "n"): 14}
    places |= {("k", 1, "l", 0, "m", "o"): 16}
    assert {place: lines.get(place) for place in places} == places
    assert line_of(("k", 1, "l", 0, "m", "missing"), lines) == 13
