"""The look: every text can be read on its ground, in every theme; fonts and icons are ours."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QFont, QFontDatabase, QFontInfo, QFontMetricsF, QPalette, QRawFont

from nscp_desktop.assets import asset
from nscp_desktop.ui import theme
from nscp_desktop.ui.theme import DARK, HIGH_CONTRAST, LIGHT, PALETTES, Face, Palette, Tone, contrast
from nscp_desktop.ui.theme.sheet import stylesheet

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QApplication


@pytest.fixture
def dressed(qapp: QApplication) -> Iterator[QApplication]:
    theme.apply(qapp)
    yield qapp
    theme.apply(qapp)


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#ffffff", "#ffffff", 1.0),
        ("#777777", "#ffffff", 4.48),
        ("#0a6070", "#ffffff", 7.19),
    ],
)
def test_contrast_is_that_of_the_guidelines_whichever_way_round(one: str, other: str, ratio: float) -> None:
    assert contrast(one, other) == pytest.approx(ratio, abs=0.01)
    assert contrast(other, one) == contrast(one, other)


@pytest.mark.parametrize("palette", PALETTES, ids=lambda palette: palette.name)
def test_every_text_can_be_read_on_every_ground_it_stands_on(palette: Palette) -> None:
    colours = palette._asdict()
    weak = {
        pair: round(contrast(colours[pair[0]], colours[pair[1]]), 2)
        for pair in palette.text_pairs()
        if contrast(colours[pair[0]], colours[pair[1]]) < 4.5
    }
    assert not weak


@pytest.mark.parametrize("palette", PALETTES, ids=lambda palette: palette.name)
def test_ring_and_edges_of_small_things_can_be_seen(palette: Palette) -> None:
    for ground in (palette.ground, palette.paper, palette.rail, palette.accent_tint):
        assert contrast(palette.accent, ground) >= 3
    assert contrast(palette.on_fill, palette.fill) >= 3
    for ground in (palette.ground, palette.paper):
        assert contrast(palette.grip, ground) >= 3


def test_high_contrast_is_high() -> None:
    colours = HIGH_CONTRAST._asdict()
    assert all(contrast(colours[text], colours[ground]) >= 7 for text, ground in HIGH_CONTRAST.text_pairs())


def test_light_has_the_partnerships_tokens() -> None:
    assert (LIGHT.ink, LIGHT.second, LIGHT.third, LIGHT.line) == ("#17252b", "#51636b", "#5f6e75", "#dde4e6")
    assert (LIGHT.ground, LIGHT.paper) == ("#f5f7f7", "#ffffff")
    assert LIGHT.tone(Tone.TEAL) == ("#0a6070", "#e3f1f3")
    assert LIGHT.tone(Tone.AMBER) == ("#9a5b00", "#fdf0d9")
    assert LIGHT.tone(Tone.RED) == ("#b3261e", "#fce8e6")
    assert LIGHT.tone(Tone.GREEN) == ("#1d6b3c", "#e2f3e8")
    assert LIGHT.tone(Tone.VIOLET) == ("#5b3e96", "#eee8f8")


@pytest.mark.parametrize("palette", PALETTES, ids=lambda palette: palette.name)
def test_every_colour_is_a_whole_colour(palette: Palette) -> None:
    for name, value in palette._asdict().items():
        if name not in {"name", "dark", "edged"}:
            assert re.fullmatch("#[0-9a-f]{6}", value), name


def test_stylesheet_fills_every_token_and_grows_with_the_text() -> None:
    plain, doubled = stylesheet(LIGHT, 1.0), stylesheet(LIGHT, 2.0)
    assert "$" not in plain
    assert "font-size: 15.75pt" in plain
    assert "font-size: 31.50pt" in doubled


def test_application_is_dressed_in_fusion_our_font_and_our_colours(dressed: QApplication) -> None:
    assert dressed.font().family() == "Source Sans 3"
    assert dressed.font().pointSizeF() == pytest.approx(10.5)
    assert dressed.palette().color(QPalette.ColorRole.WindowText).name() == LIGHT.ink
    assert QFontInfo(theme.font(Face.TITLE)).family() == "Source Sans 3"


def test_a_theme_and_a_text_size_are_put_on_and_taken_off_while_it_runs(dressed: QApplication) -> None:
    theme.apply(dressed, DARK, 1.5)
    assert theme.look().palette is DARK
    assert theme.colour("paper").name() == DARK.paper
    assert theme.grown(10) == 15
    assert theme.font(Face.BODY).pointSizeF() == pytest.approx(15.75)
    theme.apply(dressed)
    assert theme.look().palette is LIGHT
    assert theme.font(Face.BODY).pointSizeF() == pytest.approx(10.5)


@pytest.mark.parametrize("size", [0.9, 2.1])
def test_a_text_size_out_of_reach_is_refused(dressed: QApplication, size: float) -> None:
    with pytest.raises(ValueError, match="between 100 and 200"):
        theme.apply(dressed, LIGHT, size)
    assert theme.look().text_size == 1.0


def test_a_font_handed_out_can_be_changed_without_changing_the_next(dressed: QApplication) -> None:
    theme.font(Face.BODY).setPointSizeF(40)
    assert theme.font(Face.BODY).pointSizeF() == pytest.approx(10.5)


def test_figures_have_one_width_in_every_weight(dressed: QApplication) -> None:
    for face in Face:
        measure = QFontMetricsF(theme.font(face))
        assert len({measure.horizontalAdvance(figure) for figure in "0123456789"}) == 1
        assert theme.font(face).isFeatureSet(QFont.Tag("tnum"))


@pytest.mark.parametrize("cut", ["Regular", "Medium", "SemiBold", "Bold", "Italic"])
def test_the_bundled_font_writes_latin_greek_and_cyrillic(dressed: QApplication, cut: str) -> None:
    font = QRawFont(str(asset("fonts", f"SourceSans3-{cut}.ttf")), 16)
    assert font.familyName() == "Source Sans 3"
    for text in ("Wójcik O'Dunmarrow Şahin Nguyễn", "Ελένη Μάρκου", "Зоряна Луговафен Ґалаґан", "…–—→▲▾·✓"):
        assert 0 not in font.glyphIndexesForString(text.replace(" ", ""))


def test_licences_lie_beside_fonts_and_icons() -> None:
    assert "SIL Open Font License" in asset("fonts", "OFL.txt").read_text(encoding="utf-8")
    assert "ISC License" in asset("icons", "LICENSE.txt").read_text(encoding="utf-8")


def test_fonts_are_loaded_once(dressed: QApplication) -> None:
    for face in Face:
        theme.font(face)
    before = len(QFontDatabase.styles("Source Sans 3"))
    theme.apply(dressed)
    assert len(QFontDatabase.styles("Source Sans 3")) == before == 4


@pytest.mark.parametrize("resolution", [1.0, 1.25, 1.5, 2.0])
def test_an_icon_is_drawn_in_the_colour_of_the_theme_and_sharp(
    dressed: QApplication, resolution: float
) -> None:
    pixmap = theme.icon_pixmap("check", "accent", 16, resolution)
    assert pixmap.width() == 16 * resolution
    assert pixmap.devicePixelRatio() == resolution
    image = pixmap.toImage()
    solid = {
        image.pixelColor(x, y).name()
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).alpha() == 255
    }
    assert solid == {LIGHT.accent}


def test_every_icon_can_be_drawn(dressed: QApplication) -> None:
    for file in sorted(asset("icons").glob("*.svg")):
        image = theme.icon_pixmap(file.stem, "ink", 16, 1.0).toImage()
        alphas = [image.pixelColor(x, y).alpha() for x in range(16) for y in range(16)]
        assert max(alphas) > 0, file.stem


def test_an_icon_nobody_has_is_refused_by_name(dressed: QApplication) -> None:
    assert theme.known_icon("lock") == "lock"
    with pytest.raises(FileNotFoundError, match=r"unicorn\.svg"):
        theme.known_icon("unicorn")
    assert not theme.icon("lock").isNull()
