"""A page -> a picture, by a browser without a window, cut to what it shows and made small."""

import shutil
import subprocess
import tempfile
from pathlib import Path

from PIL import Image, ImageChops

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
TALL = 2400  # CSS pixels, more than any of the pages needs
SCALE = 2
COLOURS = 128
SECONDS = 60
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
    f"--force-device-scale-factor={SCALE}",
)


def find() -> str:
    """The browser that is there. Raises FileNotFoundError, with what to do, if there is none."""
    for name in BROWSERS:
        if path := shutil.which(name):
            return path
    raise FileNotFoundError("no browser was found; on Debian and Ubuntu: apt install chromium fonts-noto-core")


def photograph(html: str, to: Path, *, width: int) -> None:
    """Write the picture of a page that is `width` CSS pixels wide."""
    with tempfile.TemporaryDirectory() as folder:
        page, shot = Path(folder, "page.html"), Path(folder, "shot.png")
        page.write_text(html, encoding="utf-8")
        window = f"--window-size={max(width, 800)},{TALL}"  # a narrower window is not had; the page is as wide as told
        profile = f"--user-data-dir={folder}/profile"
        command = [find(), *FLAGS, profile, window, f"--screenshot={shot}", page.as_uri()]
        subprocess.run(command, check=True, capture_output=True, timeout=SECONDS)  # noqa: S603 -- found above
        with Image.open(shot) as taken:
            _cut(taken.convert("RGB"), width * SCALE).quantize(COLOURS).save(to, optimize=True)


def _cut(picture: Image.Image, width: int) -> Image.Image:
    """The left `width` pixels, down to where nothing is shown any more."""
    column = picture.crop((0, 0, width, picture.height))
    empty = Image.new("RGB", column.size, column.getpixel((0, column.height - 1)))
    shown = ImageChops.difference(column, empty).getbbox()
    return column.crop((0, 0, width, min(column.height, (shown[3] if shown else 0) + 16 * SCALE)))
