"""Colours and fonts: light and dark, and the tints of labels with enough contrast for the text on them."""

from functools import cache
from typing import NamedTuple

from PySide6.QtGui import QColor, QPalette

MINIMUM_CONTRAST = 4.5

HUES = {
    "red": "#d64545", "orange": "#e07b28", "amber": "#cf9a0a", "yellow": "#b5a50b", "lime": "#7fa41b",
    "green": "#3a9a4b", "teal": "#159488", "cyan": "#1595ad", "sky": "#2b8fdc", "blue": "#3f6fdf", "indigo": "#5a5bd6",
    "violet": "#7c55d9", "purple": "#9a4fd0", "magenta": "#bf45b4", "pink": "#d6487f", "brown": "#96694a",
    "slate": "#62748a", "grey": "#7d8087",
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

    @property
    def dark(self) -> bool:
        """Whether text is light on dark."""
        return luminance(QColor(self.window)) < 0.5

    def tint(self, hue: str, strength: float = 1.0) -> QColor:
        """The background of a label's text."""
        return _tint(self, hue, strength)

    def ink(self, hue: str) -> QColor:
        """A label's colour for small text and lines, on its tint or beside it, with a contrast of at least 4.5 to 1."""
        return _ink(self, hue)


LIGHT = Theme(
    "light", window="#f3f1ec", surface="#fdfcfa", raised="#ffffff", text="#23262b", muted="#595e66", border="#dedad1",
    accent="#2c5bc4", on_accent="#ffffff", warning="#9a4a00", tint_strength=0.15,
)  # fmt: skip
DARK = Theme(
    "dark", window="#15171a", surface="#1b1e22", raised="#24282d", text="#dfe2e6", muted="#98a0aa", border="#33383f",
    accent="#8ab0ff", on_accent="#10131a", warning="#f0b36a", tint_strength=0.24,
)  # fmt: skip


@cache
def _tint(theme: Theme, hue: str, strength: float) -> QColor:
    share = theme.tint_strength * strength
    while contrast(tint := mixed(QColor(theme.surface), colour_of(hue), share), QColor(theme.text)) < MINIMUM_CONTRAST:
        share *= 0.9
    return tint


@cache
def _ink(theme: Theme, hue: str) -> QColor:
    ink, text = colour_of(hue), QColor(theme.text)
    grounds = _tint(theme, hue, 1.0), QColor(theme.window), QColor(theme.raised)
    for _ in range(20):
        if all(contrast(ink, ground) >= MINIMUM_CONTRAST for ground in grounds):
            break
        ink = mixed(ink, text, 0.12)
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
