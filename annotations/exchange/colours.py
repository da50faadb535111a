"""Colours as other programs write them (`#fc0`, `rgb(255, 204, 0)`, `gold`), converted for a scheme."""

import re
from collections.abc import Iterable

from annotations.display import many, visible
from annotations.exchange.external import ExternalLabel
from annotations.exchange.spans import shown
from annotations.scheme import HUES

_SHORT = re.compile(r"#([0-9a-f]{3})[0-9a-f]?")
_LONG = re.compile(r"#([0-9a-f]{6})(?:[0-9a-f]{2})?")
_RGB = re.compile(r"rgba?\(([^()]*)\)")
_PART = re.compile(r"(\d{1,3}(?:\.\d*)?)(%?)")
_NAMED_AT_ONCE, _LONGEST = 3, 40  # labels in a sentence, and characters of each
_OTHER_NAMES = {"gray": "grey"}

# https://www.w3.org/TR/css-color-4/#named-colors, without those that a scheme has itself.
_NAMED = """
aliceblue f0f8ff antiquewhite faebd7 aqua 00ffff aquamarine 7fffd4 azure f0ffff beige f5f5dc bisque ffe4c4 black
000000 blanchedalmond ffebcd blueviolet 8a2be2 burlywood deb887 cadetblue 5f9ea0 chartreuse 7fff00 chocolate
d2691e coral ff7f50 cornflowerblue 6495ed cornsilk fff8dc crimson dc143c darkblue 00008b darkcyan 008b8b
darkgoldenrod b8860b darkgray a9a9a9 darkgreen 006400 darkgrey a9a9a9 darkkhaki bdb76b darkmagenta 8b008b
darkolivegreen 556b2f darkorange ff8c00 darkorchid 9932cc darkred 8b0000 darksalmon e9967a darkseagreen 8fbc8f
darkslateblue 483d8b darkslategray 2f4f4f darkslategrey 2f4f4f darkturquoise 00ced1 darkviolet 9400d3 deeppink
ff1493 deepskyblue 00bfff dimgray 696969 dimgrey 696969 dodgerblue 1e90ff firebrick b22222 floralwhite fffaf0
forestgreen 228b22 fuchsia ff00ff gainsboro dcdcdc ghostwhite f8f8ff gold ffd700 goldenrod daa520 greenyellow
adff2f honeydew f0fff0 hotpink ff69b4 indianred cd5c5c ivory fffff0 khaki f0e68c lavender e6e6fa lavenderblush
fff0f5 lawngreen 7cfc00 lemonchiffon fffacd lightblue add8e6 lightcoral f08080 lightcyan e0ffff
lightgoldenrodyellow fafad2 lightgray d3d3d3 lightgreen 90ee90 lightgrey d3d3d3 lightpink ffb6c1 lightsalmon
ffa07a lightseagreen 20b2aa lightskyblue 87cefa lightslategray 778899 lightslategrey 778899 lightsteelblue
b0c4de lightyellow ffffe0 limegreen 32cd32 linen faf0e6 maroon 800000 mediumaquamarine 66cdaa mediumblue 0000cd
mediumorchid ba55d3 mediumpurple 9370db mediumseagreen 3cb371 mediumslateblue 7b68ee mediumspringgreen 00fa9a
mediumturquoise 48d1cc mediumvioletred c71585 midnightblue 191970 mintcream f5fffa mistyrose ffe4e1 moccasin
ffe4b5 navajowhite ffdead navy 000080 oldlace fdf5e6 olive 808000 olivedrab 6b8e23 orangered ff4500 orchid
da70d6 palegoldenrod eee8aa palegreen 98fb98 paleturquoise afeeee palevioletred db7093 papayawhip ffefd5
peachpuff ffdab9 peru cd853f plum dda0dd powderblue b0e0e6 rosybrown bc8f8f royalblue 4169e1 saddlebrown 8b4513
salmon fa8072 sandybrown f4a460 seagreen 2e8b57 seashell fff5ee sienna a0522d silver c0c0c0 skyblue 87ceeb
slateblue 6a5acd slategray 708090 slategrey 708090 snow fffafa springgreen 00ff7f steelblue 4682b4 tan d2b48c
thistle d8bfd8 tomato ff6347 turquoise 40e0d0 wheat f5deb3 white ffffff whitesmoke f5f5f5 yellowgreen 9acd32
"""
_CSS = {name: f"#{code}" for name, code in re.findall(r"(\w+)\s(\w+)", _NAMED)}


def colour_of(said: object) -> str:
    """One of the scheme's hues or `#rrggbb`. Empty if it is not a colour. Transparency is ignored."""
    words = said.strip().lower() if isinstance(said, str) else ""
    name = _OTHER_NAMES.get(words, words)
    if name in HUES:
        return name
    if found := _LONG.fullmatch(words):
        return f"#{found[1]}"
    if found := _SHORT.fullmatch(words):
        return "#" + "".join(digit * 2 for digit in found[1])
    if found := _RGB.fullmatch(words):
        return _of_parts(re.split(r"[\s,/]+", found[1].strip()))
    return _CSS.get(words, "")


def unread(labels: Iterable[ExternalLabel]) -> str:
    """Name the labels whose colours are none that can be read; empty when there are none."""
    odd = [one for one in labels if one.colour.strip() and not colour_of(one.colour)]
    if not odd:
        return ""
    named = ", ".join(f"“{visible(one.label[:_LONGEST])}” ({shown(one.colour)})" for one in odd[:_NAMED_AT_ONCE])
    more = f" and {len(odd) - _NAMED_AT_ONCE:,} more" if len(odd) > _NAMED_AT_ONCE else ""
    return f"The colour of {many(len(odd), 'label')} cannot be read, so Claimdesk chose another: {named}{more}."


def _of_parts(parts: list[str]) -> str:
    read = [_PART.fullmatch(part) for part in parts[:3]]
    levels = [float(part[1]) * (2.55 if part[2] else 1) for part in read if part]
    if len(levels) != 3:
        return ""
    return "#" + "".join(f"{min(round(level), 255):02x}" for level in levels)
