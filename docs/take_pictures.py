"""Pictures of every page of the dashboard: in light, in dark, and as narrow as a telephone.

`python docs/take_pictures.py [--out docs/pictures] [--only NAME ...]` starts the dashboard on the stories that ship,
goes through its pages (as its navigation lists them) and the views of a story, and writes a PNG of at most 150 kB for
each: `compare.png`, `compare.dark.png`, `compare.narrow.png`; a view is called `story.matrix.png`. It drives the
browser as the tests do: a page that shows an error, writes to the console or asks for anything outside is named and
left out, and the command fails. `--story` names the story by its file, without the suffix.
"""

from __future__ import annotations

import argparse
import io
import sys
import tempfile
from dataclasses import replace
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, get_args
from urllib.parse import parse_qs, urlencode, urlsplit

from PIL import Image
from playwright.sync_api import Error

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests" / "dashboard"))

from browsing import Reader, reading, started_browser, started_server  # noqa: E402 - found by the line above

from relgraph.dashboard.calm import UNEXPECTED  # noqa: E402
from relgraph.dashboard.settings import Settings, View  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Sequence

    from playwright.sync_api import Browser

LOOKS = {"": (1440, 1100, False), "dark": (1440, 1100, True), "narrow": (480, 1400, False)}
"""How a page is looked at: width and height in pixels, and whether in the dark."""
LARGEST = 150_000
PATIENCE = 180_000
"""Milliseconds: the first look at a story analyses it."""
STRONGEST = """root => {
    const lines = root.relgraph.vis.body.data.edges.get();
    const wide = line => line.width ?? line.value ?? 0;
    return lines.reduce((one, two) => (wide(two) > wide(one) ? two : one)).id;
}"""
LINKS = '[data-testid="stTopNavLink"]'
BUSY = '[data-testid="stProgress"], [data-testid="stSpinner"], [data-testid="stSkeleton"]'


def main() -> None:
    """Take the pictures and print how large each is."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, default=ROOT / "docs" / "pictures", help="folder to write to")
    parser.add_argument("--only", nargs="*", default=[], help="names of pages and views, such as story.matrix")
    parser.add_argument("--story", default="", help="the story to show; the first in the library unless told")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as cache,
        started_server(ROOT / "stories", Path(cache)) as address,
        started_browser() as browser,
    ):
        pages = find_pages(browser, address, options.story, options.only)
        failed = 0
        for (name, path), (look, (width, height, dark)) in product(pages.items(), LOOKS.items()):
            target = options.out / ".".join(part for part in (name, look, "png") if part)
            try:
                with reading(browser, address, width=width, dark=dark) as reader:
                    reader.page.set_viewport_size({"width": width, "height": height})
                    content = compressed(photograph(reader, path))
            except (AssertionError, Error) as error:
                failed += 1
                print(f"{target.name:28} not taken: {str(error).splitlines()[0]}", flush=True)
            else:
                target.write_bytes(content)
                print(f"{target.name:28} {len(content) / 1_000:6.1f} kB", flush=True)
    sys.exit(1 if failed else 0)


def find_pages(browser: Browser, address: str, story: str, only: Sequence[str]) -> dict[str, str]:
    """Return the paths of the pages and views by name: those the navigation lists, and those of a story."""
    with reading(browser, address) as reader:
        photograph(reader, f"/?{urlencode(Settings(story=story).query())}")
        links = reader.page.locator(LINKS).evaluate_all("links => links.map(link => link.href)")
        pair = reader.ask(STRONGEST)
        story = parse_qs(urlsplit(reader.page.url).query).get("story", [story])[0]
    begin = Settings(story=story)
    shown = {"story": begin.choose("pair", pair)}
    shown |= {f"story.{view}": replace(begin, view=view) for view in get_args(View) if view != begin.view}
    names = {link.removeprefix(address).strip("/") or "story" for link in links}
    pages = {name: f"/{name}?{urlencode(begin.query())}" for name in sorted(names)}
    pages |= {name: f"/?{urlencode(settings.query())}" for name, settings in shown.items()}
    wrong = sorted(set(only) - set(pages))
    if wrong:
        sys.exit(f"no page or view called {', '.join(wrong)}; there are {', '.join(sorted(pages))}")
    return {name: path for name, path in pages.items() if not only or name in only}


def photograph(reader: Reader, path: str) -> bytes:
    """Return a picture of a page when it has come to rest."""
    page = reader.page
    page.set_default_timeout(PATIENCE)
    reader.open(path)
    for busy in page.locator(BUSY).all():
        busy.wait_for(state="detached")
    reader.settle()
    shown = page.locator('[data-testid="stMain"]')
    if shown.get_by_text(UNEXPECTED).count() or page.locator('[data-testid="stException"]').count():
        message = f"{path} shows an error"
        raise AssertionError(message)
    return page.screenshot()


def compressed(picture: bytes) -> bytes:
    """Return a picture as it is if 150 kB hold it, else with as many colours, and as many pixels, as they do."""
    if len(picture) <= LARGEST:
        return picture
    image = Image.open(io.BytesIO(picture)).convert("RGB")
    while True:
        for colours in (256, 128, 64, 32):
            stream = io.BytesIO()
            reduced = image.quantize(colours, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
            reduced.save(stream, "PNG", optimize=True)
            if stream.tell() <= LARGEST:
                return stream.getvalue()
        image = image.resize((image.width * 3 // 4, image.height * 3 // 4), Image.Resampling.LANCZOS)


if __name__ == "__main__":
    main()
