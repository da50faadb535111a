"""Colours for every eye: contrast in each theme, and how far labels stay apart without red or without green cones.

No label is told by colour alone: names carry a tag, claims a number and a glyph, answers their words. So colours need
not be as far apart as in the legend of a map; but two that look alike would be read as one kind. A difference of 1
(CIEDE2000) is just seen side by side, and 2 by most people in most light; marks stand apart, so twice that is asked, in
the tint or in the ink, which are always shown together.
"""

import math
from itertools import combinations

import pytest
from PySide6.QtGui import QColor

from annotations.scheme import builtin_schemes, load_scheme
from desktop.theme import CONTRAST, CONTRAST_DARK, DARK, HUES, LIGHT, THEMES, Theme, contrast, followed, mixed, turned

LEAST_DIFFERENCE = 4.0

# Machado, Oliveira and Fernandes, "A Physiologically-based Model for Simulation of Color Vision Deficiency", IEEE
# Transactions on Visualization and Computer Graphics 15 (2009), severity 1.0; they apply to linear RGB.
SIGHTS = {
    "all cones": ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881),
    ),
}  # fmt: skip
# Linear sRGB to CIE XYZ over the white point D65 (IEC 61966-2-1).
XYZ = (
    (0.4124564 / 0.95047, 0.3575761 / 0.95047, 0.1804375 / 0.95047), (0.2126729, 0.7151522, 0.0721750),
    (0.0193339 / 1.08883, 0.1191920 / 1.08883, 0.9503041 / 1.08883),
)  # fmt: skip

Three = tuple[float, ...]


def times(matrix: tuple[Three, ...], vector: Three) -> Three:
    return tuple(sum(a * b for a, b in zip(row, vector, strict=True)) for row in matrix)


def lab(colour: QColor, sight: str) -> Three:
    """A colour in CIE L*a*b*, as an eye sees it."""
    rgb = (value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in colour.getRgbF()[:3])
    seen = tuple(min(max(value, 0.0), 1.0) for value in times(SIGHTS[sight], tuple(rgb)))
    x, y, z = (t ** (1 / 3) if t > 216 / 24389 else (24389 / 27 * t + 16) / 116 for t in times(XYZ, seen))
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def difference(one: Three, other: Three) -> float:
    """CIEDE2000, as in Sharma, Wu and Dalal, Color Research & Application 30 (2005)."""
    (l1, a1, b1), (l2, a2, b2) = one, other
    chroma7 = ((math.hypot(a1, b1) + math.hypot(a2, b2)) / 2) ** 7
    stretch = 1.5 - 0.5 * math.sqrt(chroma7 / (chroma7 + 25**7))
    c1, c2 = math.hypot(a1 * stretch, b1), math.hypot(a2 * stretch, b2)
    h1, h2 = math.degrees(math.atan2(b1, a1 * stretch)) % 360, math.degrees(math.atan2(b2, a2 * stretch)) % 360
    apart = (h2 - h1 + 180) % 360 - 180 if c1 * c2 else 0.0
    mean = h1 + apart / 2 if c1 * c2 else h1 + h2
    lightness, chroma = (l1 + l2) / 2, (c1 + c2) / 2
    weights = ((-0.17, 1, 30), (0.24, 2, 0), (0.32, 3, -6), (-0.20, 4, 63))
    t = 1 + sum(weight * math.cos(math.radians(n * mean - shift)) for weight, n, shift in weights)
    dl = (l2 - l1) / (1 + 0.015 * (lightness - 50) ** 2 / math.sqrt(20 + (lightness - 50) ** 2))
    dc = (c2 - c1) / (1 + 0.045 * chroma)
    dh = 2 * math.sqrt(c1 * c2) * math.sin(math.radians(apart / 2)) / (1 + 0.015 * chroma * t)
    turn = 60 * math.exp(-(((mean % 360 - 275) / 25) ** 2))
    rotation = -2 * math.sqrt(chroma**7 / (chroma**7 + 25**7)) * math.sin(math.radians(turn))
    return math.sqrt(dl**2 + dc**2 + dh**2 + rotation * dc * dh)


def told_apart() -> list[tuple[str, list[str]]]:
    """The colours that stand beside each other in the shipped schemes: labels of a layer, values of a field, flags."""
    found = []
    for layer in (layer for name in builtin_schemes() for layer in load_scheme(name).layers):
        groups = {"labels": layer.labels, "flags": layer.fields, **{field.name: field.values for field in layer.fields}}
        for name, values in groups.items():
            colours = sorted({value.colour for value in values if value.colour})
            if len(colours) > 1:
                found.append((f"{layer.name} {name}", colours))
    return found


@pytest.fixture(params=THEMES.values(), ids=lambda theme: theme.name)
def theme(request: pytest.FixtureRequest) -> Theme:
    return request.param


@pytest.mark.parametrize("sight", SIGHTS)
@pytest.mark.parametrize(("group", "colours"), told_apart(), ids=lambda value: value if isinstance(value, str) else "")
def test_labels_are_told_apart_by_every_eye(theme: Theme, sight: str, group: str, colours: list[str]) -> None:
    for one, other in combinations(colours, 2):
        tints = difference(lab(theme.tint(one), sight), lab(theme.tint(other), sight))
        inks = difference(lab(theme.ink(one), sight), lab(theme.ink(other), sight))
        assert max(tints, inks) >= LEAST_DIFFERENCE, f"{one} and {other} of {group}"


def test_the_shipped_schemes_have_colours_to_tell_apart() -> None:
    assert {"entity labels", "boilerplate labels", "claim stance", "claim flags"} <= {name for name, _ in told_apart()}


@pytest.mark.parametrize(
    ("one", "other", "published"),
    [
        ((50.0, 2.6772, -79.7751), (50.0, 0.0, -82.7485), 2.0425),
        ((50.0, -1.0, 2.0), (50.0, 0.0, 0.0), 2.3669),
        ((50.0, 2.5, 0.0), (73.0, 25.0, -18.0), 27.1492),
        ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
        ((22.7233, 20.0904, -46.6940), (23.0331, 14.9730, -42.5619), 2.0373),
        ((2.0776, 0.0795, -1.1350), (0.9033, -0.0636, -0.5514), 0.9082),
    ],
)
def test_the_difference_is_the_published_one(one: Three, other: Three, published: float) -> None:
    assert difference(one, other) == difference(other, one) == pytest.approx(published, abs=1e-4)


def test_without_green_cones_red_and_green_come_near() -> None:
    red, green = QColor(214, 69, 69), QColor(120, 130, 50)
    assert difference(lab(red, "deuteranopia"), lab(green, "deuteranopia")) < difference(
        lab(red, "all cones"), lab(green, "all cones")
    )
    assert lab(QColor("#808080"), "protanopia") == pytest.approx(lab(QColor("#808080"), "all cones"), abs=0.1)


# Colours of a file are any: some of doccano and CSS that are hard to read on, and 60 others.
OF_FILES = ("#000000", "#ffffff", "#209cee", "#ffcc00", "#ffff00", "#00ff00", "#00ffff", "#0000ff", "#808080")
OTHERS = tuple(f"#{level:06x}" for level in range(0x030507, 0xFFFFFF, 0xFFFFFF // 60))


@pytest.mark.parametrize("hue", [*HUES, *OF_FILES, *OTHERS])
def test_text_can_be_read_on_every_tint_of_every_theme(theme: Theme, hue: str) -> None:
    for strength in (0.6, 1.0, 1.4):
        assert contrast(QColor(theme.text), theme.tint(hue, strength)) >= theme.least_contrast
    for ground in (theme.tint(hue, 0.6), theme.tint(hue), QColor(theme.surface), QColor(theme.window)):
        assert contrast(theme.ink(hue), ground) >= theme.least_contrast


def test_words_can_be_read_everywhere_in_every_theme(theme: Theme) -> None:
    grounds = [QColor(ground) for ground in (theme.window, theme.surface, theme.raised)]
    for ink in (theme.text, theme.muted, theme.warning):
        assert min(contrast(QColor(ink), ground) for ground in grounds) >= theme.least_contrast
    chosen = mixed(QColor(theme.window), QColor(theme.accent), 0.16)
    assert contrast(QColor(theme.text), chosen) >= theme.least_contrast
    assert contrast(QColor(theme.on_accent), QColor(theme.accent)) >= theme.least_contrast


def test_high_contrast_is_higher() -> None:
    assert (LIGHT.least_contrast, DARK.least_contrast) == (4.5, 4.5)
    for theme in (CONTRAST, CONTRAST_DARK):
        assert theme.least_contrast == 7
        assert contrast(QColor(theme.text), QColor(theme.surface)) == pytest.approx(21)
        assert min(contrast(QColor(theme.border), QColor(g)) for g in (theme.surface, theme.window)) >= 3


def test_the_platform_chooses_among_four_themes() -> None:
    chosen = [followed(dark=dark, strong=strong) for strong in (False, True) for dark in (False, True)]
    assert chosen == [LIGHT, DARK, CONTRAST, CONTRAST_DARK]


def test_turning_keeps_the_contrast(theme: Theme) -> None:
    assert turned(theme).dark != theme.dark
    assert turned(theme).least_contrast == theme.least_contrast
    assert turned(turned(theme)) == theme


def test_the_users_choice_goes_before_the_platforms(window) -> None:
    for name, theme in THEMES.items():
        window.settings.theme = name
        assert window.theme == theme
    window.settings.theme = "system"
    assert window.theme in (LIGHT, DARK)
