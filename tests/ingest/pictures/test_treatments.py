"""What is done to a page's picture: its lean found, edges, smudges and stamps taken away, strokes made whole."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageChops, ImageDraw

from ingest.pictures.colour import parted
from ingest.pictures.ground import evened, is_uneven, without_edges
from ingest.pictures.skew import LEAST, skew, straightening
from ingest.pictures.strokes import is_bilevel, joined, thickened
from ingest.raw_page import PlacedWord
from tests.ingest.readers.made import LINES, paper, scan

PAGE = scan(LINES * 4)


@pytest.mark.parametrize("degrees", [-5.0, -2.0, -0.7, 0.6, 1.5, 4.8])
def test_the_lean_is_found(degrees: float) -> None:
    assert skew(PAGE.rotate(degrees, Image.Resampling.BICUBIC, fillcolor=255)) == pytest.approx(-degrees, abs=0.2)


@pytest.mark.parametrize("picture", [PAGE, paper(), Image.effect_noise((800, 1100), 60.0)])
def test_a_level_page_and_one_without_lines_are_left(picture: Image.Image) -> None:
    assert not straightening(picture).degrees
    assert abs(skew(picture)) < LEAST


def test_words_are_placed_where_they_stand_on_the_leaning_page() -> None:
    leaning = paper((1000, 1400))
    ImageDraw.Draw(leaning).rectangle((700, 200, 760, 230), fill=0)
    way = straightening(PAGE.rotate(3.0, Image.Resampling.BICUBIC, fillcolor=255))
    way = type(way)(way.degrees, leaning.size)
    rows, columns = np.nonzero(np.asarray(way.apply(leaning)) < 128)
    level = PlacedWord("ord", columns.min(), rows.min(), columns.max(), rows.max())
    ((back,),) = way.back(((level,),))
    assert ((back.x0 + back.x1) / 2, (back.y0 + back.y1) / 2) == pytest.approx((730, 215), abs=2)


def test_words_at_the_rim_stay_on_the_page() -> None:
    way = type(straightening(PAGE))(5.0, (1000, 1400))
    ((word,),) = way.back(((PlacedWord("ord", 950, 0, 1000, 20),),))
    assert (word.x1 <= 1000, word.y0 >= 0) == (True, True)


def test_black_edges_turn_white_and_letters_stay() -> None:
    framed = PAGE.copy()
    draw = ImageDraw.Draw(framed)
    draw.polygon([(0, 0), (90, 0), (40, 2339), (0, 2339)], fill=10)
    draw.rectangle((0, 0, 1654, 30), fill=10)
    clean = without_edges(framed)
    assert np.asarray(clean)[:, :80].mean() > 250
    inner = (150, 100, 1600, 1000)
    assert clean.crop(inner).tobytes() == PAGE.crop(inner).tobytes()


def test_a_page_without_edges_is_left() -> None:
    assert without_edges(PAGE) is PAGE


def test_a_shadow_is_evened() -> None:
    shade = np.linspace(90, 255, PAGE.width, dtype=np.float32)
    shadowed = Image.fromarray((np.asarray(PAGE) * (shade / 255)).astype(np.uint8))
    assert (is_uneven(shadowed), is_uneven(PAGE)) == (True, False)
    even = np.asarray(evened(shadowed))
    assert np.percentile(even[:, 60:200], 20) > 235  # the paper in the dark part
    assert even[np.asarray(PAGE) < 20].mean() < 90  # the ink


def test_a_fax_is_known_and_its_gaps_close() -> None:
    broken = np.asarray(PAGE.point(lambda value: 255 * (value > 127))).copy()
    broken[::7] = 255  # a line of the fax lost
    fax = Image.fromarray(broken)
    assert (is_bilevel(fax), is_bilevel(Image.effect_noise((800, 1100), 60.0))) == (True, False)
    whole = joined(fax, 2.0)
    assert whole.size == (2 * fax.width, 2 * fax.height)
    lost = np.asarray(PAGE)[7::7] < 60
    assert np.asarray(whole.resize(fax.size))[7::7][lost].mean() < 150
    assert (np.asarray(thickened(fax)) < 128).sum() > (broken < 128).sum()


def test_a_red_stamp_is_parted_from_the_print_under_it() -> None:
    stamped = PAGE.convert("RGB")
    ImageDraw.Draw(stamped).rectangle((300, 300, 900, 420), outline=(200, 20, 30), width=8)
    layers = parted(stamped)
    assert layers.coloured is not None
    assert np.asarray(layers.coloured)[304, 310:890].mean() < 120
    assert np.asarray(layers.black)[304, 310:890].mean() > 200
    assert (np.asarray(layers.black) < 60).sum() > 0.95 * (np.asarray(PAGE) < 60).sum()


@pytest.mark.parametrize("tint", [(255, 240, 150), (190, 220, 255)])
def test_coloured_paper_is_no_stamp(tint: tuple[int, int, int]) -> None:
    coloured = ImageChops.multiply(PAGE.convert("RGB"), Image.new("RGB", PAGE.size, tint))
    assert parted(coloured).coloured is None


def test_a_page_printed_in_blue_is_read_as_print() -> None:
    blue = Image.composite(paper(PAGE.size).convert("RGB"), Image.new("RGB", PAGE.size, (20, 30, 190)), PAGE)
    assert parted(blue).coloured is None
