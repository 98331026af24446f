"""The figure: how much is answered rightly, and how much wrongly, as the threshold on the confidence falls."""

from collections.abc import Mapping, Sequence
from math import ceil
from pathlib import Path
from typing import Any

from benchmarks.marks import Marks
from benchmarks.packages import package

DEFAULT = Path(__file__).parent / "threshold.png"
MOST_WRONG = 0.25  # of all questions; nobody would let a bot be wrong more often
COLUMNS = 3
PANEL = (4.6, 4.2)  # inches
OUR_COLOURS = ("#c2185b", "#f48fb1")
PEER_COLOURS = ("#1f77b4", "#2ca02c", "#8c6d31", "#7f7f7f", "#9467bd")

Curve = tuple[list[float], list[float]]


def curve(marks: Marks) -> Curve:
    """Shares of all questions shown wrongly and rightly, a point a threshold, from silence on. Shapes: (points,)."""
    wrong, right = [0.0], [0.0]
    shown_wrong = shown_right = 0
    ordered = sorted(marks.points, reverse=True)
    for at, (score, is_right) in enumerate(ordered):
        shown_right += is_right
        shown_wrong += not is_right
        if at + 1 == len(ordered) or ordered[at + 1][0] != score:
            wrong.append(shown_wrong / marks.asked)
            right.append(shown_right / marks.asked)
    return wrong, right


def draw(panels: Mapping[str, Mapping[str, Marks]], ours: Sequence[str], file: Path) -> None:
    """Write a PNG with a panel for each set and a line for each system; `ours` are drawn thick. Raises AbsentError."""
    package("matplotlib").use("Agg")
    columns = min(COLUMNS, len(panels))
    figure, axes = package("matplotlib.pyplot").subplots(
        ceil(len(panels) / columns), columns, squeeze=False, layout="constrained",
        figsize=(PANEL[0] * columns, PANEL[1] * ceil(len(panels) / columns) + 0.9),
    )  # fmt: skip
    colours = _colours(panels, ours)
    for axis, (name, systems) in zip(axes.flat, panels.items(), strict=False):
        _panel(axis, name, systems, colours, ours)
    for axis in axes.flat[len(panels) :]:
        axis.set_visible(False)
    handles = {line.get_label(): line for axis in axes.flat for line in axis.get_lines()}
    figure.legend(handles.values(), handles.keys(), loc="outside lower center", ncols=4, frameon=False)
    figure.suptitle("Right and wrong as the threshold falls: up and to the left is better")
    figure.savefig(file, dpi=120)


def _panel(axis: Any, name: str, systems: Mapping[str, Marks], colours: Mapping[str, str], ours: Sequence[str]) -> None:
    answerable = max(marks.answerable / marks.asked for marks in systems.values())
    axis.plot([0, 0.05], [0, 0.95], ":", color="black", lw=1, label="95 % of what is shown is right")
    axis.plot([0, MOST_WRONG], [answerable] * 2, "--", color="#bbbbbb", lw=1, label="all that can be answered")
    for system, marks in systems.items():
        wrong, right = curve(marks)
        axis.plot(wrong, right, color=colours[system], lw=2.4 if system in ours else 1.3, label=system)
    axis.set(title=name, xlim=(0, MOST_WRONG), ylim=(0, 1), xlabel="shown wrongly", ylabel="shown rightly")
    axis.grid(alpha=0.25)


def _colours(panels: Mapping[str, Mapping[str, Marks]], ours: Sequence[str]) -> dict[str, str]:
    names = dict.fromkeys(name for systems in panels.values() for name in systems)
    peers = [name for name in names if name not in ours]
    mine = [name for name in names if name in ours]
    return {
        **{name: PEER_COLOURS[at % len(PEER_COLOURS)] for at, name in enumerate(peers)},
        **{name: OUR_COLOURS[at % len(OUR_COLOURS)] for at, name in enumerate(mine)},
    }
