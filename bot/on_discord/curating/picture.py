"""The figures of a server as a picture that can be read on a phone.

It brings its own background, so that it looks the same in Discord's light and dark themes. The colours are those of
Okabe and Ito (2008), which can be told apart by the colour-blind. Drawing takes about half a second, and loads
matplotlib the first time: call it in a thread. Nothing is shared between calls.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from io import BytesIO
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # it takes long to load, and most hosts' bots draw once a week
    from matplotlib.axes import Axes

WIDTH, DPI = 7.2, 150  # inches, and dots for each: 1080 wide, three for each point of a phone
DAYS_HEIGHT, SHARE_HEIGHT, ENTRY_HEIGHT = 5.6, 1.3, 0.95  # inches
WITHIN = (0.03, 0.02, 0.94, 0.96)  # of the width and height: what is left of them by the margins
TEXT, SMALL = 19, 17  # points
INK, PALE, PAPER, BAR = "#1f2430", "#d5d8de", "#fbfbfd", "#0072b2"
DAY_LABELS = 5


@dataclass(frozen=True)
class Series:
    """What came about on each day, and how it is drawn."""

    label: str
    colour: str
    counts: tuple[int, ...]


@dataclass(frozen=True)
class Chart:
    """All that is in a picture. `top` are texts with their counts, the greatest first.

    `share` is a part of a whole, from 0 to 1, with what is written above it; None where there is no whole.
    """

    title: str
    first: date
    series: Sequence[Series]
    top_title: str
    top: Sequence[tuple[str, int]]
    share: tuple[str, float] | None = None


def draw(chart: Chart) -> bytes:
    """The picture as a PNG."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure
    from matplotlib.layout_engine import ConstrainedLayoutEngine

    parts = [(_days, DAYS_HEIGHT)]
    if chart.share:
        parts.append((_share, SHARE_HEIGHT))
    if chart.top:
        parts.append((_top, 0.7 + ENTRY_HEIGHT * len(chart.top)))
    heights = [height for _, height in parts]
    figure = Figure(
        figsize=(WIDTH, sum(heights)), dpi=DPI, facecolor=PAPER, layout=ConstrainedLayoutEngine(rect=WITHIN)
    )
    FigureCanvasAgg(figure)
    axes = figure.subplots(len(heights), 1, height_ratios=heights, squeeze=False)[:, 0]
    for (draws, _), place in zip(parts, axes, strict=True):
        draws(place, chart)
    png = BytesIO()
    figure.savefig(png, format="png")
    return png.getvalue()


def _days(axes: "Axes", chart: Chart) -> None:
    """A bar for each day, with the outcomes on top of each other."""
    from matplotlib.ticker import MaxNLocator

    days = max((len(one.counts) for one in chart.series), default=1)
    below = [0] * days
    for one in chart.series:
        axes.bar(range(days), one.counts, bottom=below, color=one.colour, width=0.82, label=one.label)
        below = [low + count for low, count in zip(below, one.counts, strict=True)]
    step = max(1, -(-days // DAY_LABELS))
    shown = range((days - 1) % step, days, step)  # the last day is always among them
    axes.set_xticks(list(shown), [f"{chart.first + timedelta(days=day):%m-%d}" for day in shown])
    axes.set_xlim(-0.6, days - 0.4)
    axes.set_ylim(0, max(1, *below) * 1.05)
    axes.yaxis.set_major_locator(MaxNLocator(nbins=4, integer=True))
    axes.grid(axis="y", color=PALE, linewidth=1.2)
    axes.set_axisbelow(True)
    axes.tick_params(labelsize=SMALL, colors=INK, length=0)
    _plain_frame(axes, chart.title)
    axes.spines["bottom"].set_visible(True)
    if chart.series:
        axes.legend(
            loc="upper center", bbox_to_anchor=(0.5, -0.12), ncols=2, fontsize=SMALL, frameon=False, labelcolor=INK
        )


def _share(axes: "Axes", chart: Chart) -> None:
    """The whole as a pale bar, and on it the part."""
    title, part = chart.share or ("", 0.0)
    axes.barh([0], [1], color=PALE, height=0.34)
    axes.barh([0], [part], color=BAR, height=0.34)
    axes.set_xlim(0, 1)
    axes.set_ylim(0.85, -0.25)
    _bare(axes)
    _plain_frame(axes, title)


def _top(axes: "Axes", chart: Chart) -> None:
    """A bar for each entry, its question above it and how often it was shown behind it."""
    counts = [count for _, count in chart.top]
    places = range(len(counts))
    axes.barh(places, counts, color=BAR, height=0.34)
    words: dict[str, Any] = {"color": INK, "parse_math": False}
    for place, (text, count) in enumerate(chart.top):
        axes.text(0, place - 0.26, text, fontsize=SMALL, va="bottom", **words)
        axes.text(count, place, f" {count}", fontsize=TEXT, va="center", weight="bold", **words)
    axes.set_xlim(0, max(counts) * 1.15)
    axes.set_ylim(len(counts) - 0.6, -0.75)
    _bare(axes)
    _plain_frame(axes, chart.top_title)


def _bare(axes: "Axes") -> None:
    """Nothing to measure the bars by: the figures stand beside them."""
    axes.set_xticks([])
    axes.set_yticks([])


def _plain_frame(axes: "Axes", title: str) -> None:
    axes.set_facecolor(PAPER)
    axes.set_title(title, fontsize=TEXT + 2, color=INK, loc="left", weight="bold", pad=14, parse_math=False)
    for side, spine in axes.spines.items():
        spine.set_visible(False)
        if side == "bottom":
            spine.set_color(INK)
