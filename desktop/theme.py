"""Colours: light, dark and high contrast, and the tints of labels with enough contrast for the text on them.

The hues are chosen so that the labels of a shipped scheme's layer stay apart for readers who see no red or no green;
tests/desktop/test_palettes.py computes how far. Move one only with that test at hand.
"""

from collections.abc import Callable
from functools import cache
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QPalette

HUES = {
    "red": "#d64545", "orange": "#e07b28", "amber": "#d09a07", "yellow": "#b5a50b", "lime": "#80a437",
    "green": "#3a9a4b", "teal": "#229079", "cyan": "#3295b3", "sky": "#398fd3", "blue": "#3f6fdf", "indigo": "#4c50f4",
    "violet": "#7952e4", "purple": "#9a4fd0", "magenta": "#b840c7", "pink": "#d04b71", "brown": "#96694a",
    "slate": "#63768f", "grey": "#9497a1",
}  # fmt: skip


class Theme(NamedTuple):
    """One set of colours. The names say what they are for; all are opaque `#rrggbb`."""

    name: str
    window: str
    surface: str
    raised: str
    text: str
    muted: str
    border: str
    accent: str
    on_accent: str
    warning: str
    tint_strength: float
    least_contrast: float = 4.5  # of text with what it stands on: WCAG 2.2 asks 4.5 at level AA and 7 at level AAA

    @property
    def dark(self) -> bool:
        """Whether text is light on dark."""
        return luminance(QColor(self.window)) < 0.5

    def tint(self, hue: str, strength: float = 1.0) -> QColor:
        """The background of a label's text."""
        return _tint(self, hue, strength)

    @property
    def hit(self) -> QColor:
        """The background of a hit, on which greyed text can be read too."""
        return _tint(self, "yellow", 2.4, self.muted)

    def ink(self, hue: str) -> QColor:
        """A label's colour for small text and lines, on its tint or beside it, with the theme's least contrast."""
        return _ink(self, hue)


LIGHT = Theme(
    "light", window="#f3f1ec", surface="#fdfcfa", raised="#ffffff", text="#23262b", muted="#595e66", border="#dedad1",
    accent="#2c5bc4", on_accent="#ffffff", warning="#9a4a00", tint_strength=0.15,
)  # fmt: skip
DARK = Theme(
    "dark", window="#15171a", surface="#1b1e22", raised="#24282d", text="#dfe2e6", muted="#98a0aa", border="#33383f",
    accent="#8ab0ff", on_accent="#10131a", warning="#f0b36a", tint_strength=0.24,
)  # fmt: skip
CONTRAST = Theme(
    "contrast", window="#ffffff", surface="#ffffff", raised="#ffffff", text="#000000", muted="#333333",
    border="#595959", accent="#0a3a9c", on_accent="#ffffff", warning="#7a2e00", tint_strength=0.34, least_contrast=7.0,
)  # fmt: skip
CONTRAST_DARK = Theme(
    "contrast-dark", window="#000000", surface="#000000", raised="#0a0a0a", text="#ffffff", muted="#d0d0d0",
    border="#a6a6a6", accent="#ffdd55", on_accent="#000000", warning="#ffb866", tint_strength=0.42, least_contrast=7.0,
)  # fmt: skip
THEMES = {theme.name: theme for theme in (LIGHT, DARK, CONTRAST, CONTRAST_DARK)}


def theme_of(choice: str) -> Theme:
    """The theme of a user's choice; whatever is no theme's name, as `system`, follows the platform."""
    hints = QGuiApplication.styleHints()
    # Qt before 6.10 cannot tell whether more contrast is wanted.
    strong = (
        hasattr(hints, "accessibility")
        and hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast
    )
    return THEMES.get(choice, followed(dark=hints.colorScheme() == Qt.ColorScheme.Dark, strong=strong))


def followed(*, dark: bool, strong: bool) -> Theme:
    """The theme that goes with what the platform says of itself; `strong` for high contrast."""
    if strong:
        return CONTRAST_DARK if dark else CONTRAST
    return DARK if dark else LIGHT


def turned(theme: Theme) -> Theme:
    """The light theme for a dark one, and the dark one for a light one; high contrast stays high."""
    return followed(dark=not theme.dark, strong=theme in (CONTRAST, CONTRAST_DARK))


def follow_system(changed: Callable[[], object]) -> None:
    """Call when the platform turns light or dark, or wants another contrast."""
    hints = QGuiApplication.styleHints()
    hints.colorSchemeChanged.connect(lambda _: changed())
    if hasattr(hints, "accessibility"):
        hints.accessibility().contrastPreferenceChanged.connect(lambda _: changed())


@cache
def _tint(theme: Theme, hue: str, strength: float, ink: str = "") -> QColor:
    share, surface, text = theme.tint_strength * strength, QColor(theme.surface), QColor(ink or theme.text)
    while contrast(tint := mixed(surface, colour_of(hue), share), text) < theme.least_contrast:
        share *= 0.9
    return tint


@cache
def _ink(theme: Theme, hue: str) -> QColor:
    ink, text = colour_of(hue), QColor(theme.text)
    grounds = _tint(theme, hue, 1.0), QColor(theme.window), QColor(theme.raised)
    for _ in range(20):
        if all(contrast(ink, ground) >= theme.least_contrast for ground in grounds):
            break
        ink = mixed(ink, text, 0.12)
    else:
        ink = text
    return ink


def colour_of(hue: str) -> QColor:
    """The full colour of a hue's name or of `#rrggbb`; slate when there is none."""
    return QColor(HUES.get(hue or "slate", hue))


def mixed(one: QColor, other: QColor, share: float) -> QColor:
    """Mix two colours; `share` of the second."""
    parts = zip(one.getRgb()[:3], other.getRgb()[:3], strict=True)  # type: ignore[index]
    return QColor(*(round(a + (b - a) * share) for a, b in parts))


def luminance(colour: QColor) -> float:
    """Relative luminance as WCAG 2 defines it, 0 to 1."""

    def linear(value: float) -> float:
        return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4

    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF())


def contrast(one: QColor, other: QColor) -> float:
    """Contrast ratio as WCAG 2 defines it, 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def palette(theme: Theme) -> QPalette:
    """The theme as Qt's own widgets use it."""
    made = QPalette()
    roles = QPalette.ColorRole
    for role, colour in (
        (roles.Window, theme.window), (roles.WindowText, theme.text), (roles.Base, theme.surface),
        (roles.AlternateBase, theme.window), (roles.Text, theme.text), (roles.Button, theme.raised),
        (roles.ButtonText, theme.text), (roles.ToolTipBase, theme.raised), (roles.ToolTipText, theme.text),
        (roles.PlaceholderText, theme.muted), (roles.Highlight, theme.accent), (roles.HighlightedText, theme.on_accent),
        (roles.Link, theme.accent), (roles.Mid, theme.border), (roles.Light, theme.raised), (roles.Dark, theme.border),
    ):  # fmt: skip
        made.setColor(role, QColor(colour))
    for role in (roles.Text, roles.WindowText, roles.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor(theme.muted))
    return made
