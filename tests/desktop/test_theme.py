import pytest
from PySide6.QtGui import QColor, QPalette

from annotations.scheme import HUES as SCHEME_HUES
from annotations.scheme import Scheme, builtin_schemes, load_scheme
from desktop.theme import DARK, HUES, LIGHT, Theme, colour_of, contrast, luminance, mixed, palette

SUGGESTED = 0.6  # how strong the tint of a suggestion is
CHOSEN = 1.4  # and that of a chip that is chosen


def colours_of(scheme: Scheme) -> set[str]:
    """Every colour that a scheme names."""
    fields = [field for layer in scheme.layers for field in layer.fields]
    values = [value for layer in scheme.layers for value in layer.labels]
    values += [value for field in fields for value in field.values]
    values += [value for layer in scheme.layers for role in layer.links for value in role.constants]
    return {one.colour for one in (*fields, *values, *scheme.statuses) if one.colour}


COLOURS = sorted(
    {*HUES, *(c for name in builtin_schemes() for c in colours_of(load_scheme(name))), "#000000", "#ffffff"}
)


@pytest.fixture(params=[LIGHT, DARK], ids=lambda theme: theme.name)
def theme(request: pytest.FixtureRequest) -> Theme:
    return request.param


@pytest.mark.parametrize("colour", COLOURS)
def test_ink_and_text_can_be_read_on_every_tint(theme: Theme, colour: str) -> None:
    for strength in (SUGGESTED, 1.0, CHOSEN):
        assert contrast(QColor(theme.text), theme.tint(colour, strength)) >= 4.5
    for strength in (SUGGESTED, 1.0):
        assert contrast(theme.ink(colour), theme.tint(colour, strength)) >= 4.5


@pytest.mark.parametrize("colour", COLOURS)
def test_glyphs_and_numbers_can_be_read_beside_the_text(theme: Theme, colour: str) -> None:
    for ground in (theme.surface, theme.window, theme.raised):
        assert contrast(theme.ink(colour), QColor(ground)) >= 4.5


@pytest.mark.parametrize("ink", ["text", "muted", "warning"])
@pytest.mark.parametrize("ground", ["window", "surface", "raised"])
def test_words_can_be_read_everywhere(theme: Theme, ink: str, ground: str) -> None:
    assert contrast(QColor(getattr(theme, ink)), QColor(getattr(theme, ground))) >= 4.5


def test_words_can_be_read_on_the_accent_and_in_the_row_that_is_chosen(theme: Theme) -> None:
    assert contrast(QColor(theme.on_accent), QColor(theme.accent)) >= 4.5
    chosen = mixed(QColor(theme.window), QColor(theme.accent), 0.16)
    assert contrast(QColor(theme.text), chosen) >= 4.5
    assert contrast(QColor(theme.muted), chosen) >= 4.5


def test_the_caret_and_the_focus_stand_out(theme: Theme) -> None:
    assert contrast(QColor(theme.accent), QColor(theme.surface)) >= 3
    assert contrast(QColor(theme.accent), QColor(theme.window)) >= 3


def test_every_hue_that_a_scheme_may_name_has_a_colour(theme: Theme) -> None:
    assert set(SCHEME_HUES) == set(HUES)
    assert len({theme.tint(hue).name() for hue in HUES}) == len(HUES)


def test_a_colour_may_be_written_out(theme: Theme) -> None:
    assert colour_of("#a1b2c3").name() == "#a1b2c3"
    assert colour_of("") == colour_of("slate")


def test_the_palette_is_the_theme(theme: Theme) -> None:
    made = palette(theme)
    assert made.color(QPalette.ColorRole.Window).name() == theme.window
    assert made.color(QPalette.ColorRole.Text).name() == theme.text
    assert theme.dark == (theme is DARK)


def test_contrast_is_that_of_wcag() -> None:
    black, white, grey = QColor("#000000"), QColor("#ffffff"), QColor("#777777")
    assert contrast(black, white) == contrast(white, black) == pytest.approx(21)
    assert contrast(grey, white) == pytest.approx(4.48, abs=0.01)
    assert (luminance(black), luminance(white)) == (0, pytest.approx(1))
