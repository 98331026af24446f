"""The picture of the figures can be read: on a phone, on a light and on a dark ground."""

from datetime import date
from io import BytesIO

import numpy as np
from matplotlib.image import imread
from numpy.typing import NDArray

from bot.on_discord.curating.picture import DPI, INK, PAPER, SMALL, WIDTH, Chart, Series, draw

PHONE = 360  # points, of which a narrow phone is wide
LEAST = 11  # points: about the smallest letters that phones themselves use

CHART = Chart(
    "Questions a day",
    date(2026, 3, 1),
    [Series("Answered", "#0072b2", (3, 0, 5)), Series("No answer", "#e69f00", (1, 2, 0))],
    "Shown most",
    [("What is osteoporosis?", 8), ("A question with $dollars$ and _marks_ in it, long enough", 2)],
    ("Found helpful: 3 of 4 (75%)", 0.75),
)


def pixels(chart: Chart) -> NDArray[np.float32]:
    return np.asarray(imread(BytesIO(draw(chart))), np.float32)


def contrast(one: str, other: str) -> float:
    """As the Web Content Accessibility Guidelines reckon it, 1 to 21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_it_brings_its_own_ground_so_that_every_theme_shows_it_alike() -> None:
    drawn = pixels(CHART)
    assert drawn.shape[2] == 3 or bool((drawn[:, :, 3] == 1).all())
    assert contrast(INK, PAPER) > 7


def test_its_smallest_letters_can_be_read_on_a_narrow_phone() -> None:
    shown_at = PHONE / (WIDTH * DPI)  # what is left of a dot
    assert SMALL / 72 * DPI * shown_at > LEAST
    assert pixels(CHART).shape[1] == WIDTH * DPI


def test_what_there_is_nothing_of_takes_no_room() -> None:
    whole = pixels(CHART).shape[0]
    without_share = Chart(CHART.title, CHART.first, CHART.series, CHART.top_title, CHART.top)
    without_top = Chart(CHART.title, CHART.first, CHART.series, CHART.top_title, (), CHART.share)
    assert pixels(without_share).shape[0] < whole
    assert pixels(without_top).shape[0] < whole
