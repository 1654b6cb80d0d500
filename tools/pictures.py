"""`python -m tools.pictures`: takes the README's two pictures from a demo of its own.

The home page as a visitor meets it, and a page of the annual report as it is printed.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from PIL import Image

from tests.browser import launch
from tools.postgres import free_port

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "pictures"
REPORT_PAGE = 4
COLOURS = 128
START_SECONDS = 300


def main() -> int:
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="anpacken-pictures-") as folder:
        port = free_port()
        environment = {**os.environ, "ANPACKEN_DEMO": "1", "ANPACKEN_VAR": f"{folder}/var", "PORT": str(port)}
        anpacken = [sys.executable, "-m", "anpacken"]
        with subprocess.Popen([*anpacken, "up"], env=environment, cwd=ROOT) as site:
            try:
                _home(f"http://127.0.0.1:{port}", Path(folder))
                report = Path(folder) / "report.pdf"
                subprocess.run(
                    [*anpacken, "report", "4", "--output", str(report)], env=environment, cwd=ROOT, check=True
                )
                _page(report, Path(folder))
            finally:
                site.terminate()
    return 0


def _home(base: str, folder: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while True:
        try:
            urllib.request.urlopen(f"{base}/health/", timeout=5).close()
            break
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.5)
    with launch() as browser:
        page = browser.new_page(viewport={"width": 1280, "height": 960}, color_scheme="light", locale="de-DE")
        page.goto(base)
        page.screenshot(path=folder / "home.png")
    _keep(folder / "home.png", PICTURES / "home.png", width=1000)


def _page(report: Path, folder: Path) -> None:
    number = str(REPORT_PAGE)
    command = [
        "pdftoppm",
        "-png",
        "-singlefile",
        "-r",
        "100",
        "-f",
        number,
        "-l",
        number,
        str(report),
        str(folder / "page"),
    ]
    subprocess.run(command, check=True)
    _keep(folder / "page.png", PICTURES / "report.png", width=600)


def _keep(source: Path, target: Path, *, width: int) -> None:
    """Scaled down and with few colours: the README is read over slow lines too."""
    picture = Image.open(source).convert("RGB")
    picture = picture.resize((width, round(picture.height * width / picture.width)), Image.Resampling.LANCZOS)
    picture.quantize(COLOURS).save(target, optimize=True)


if __name__ == "__main__":
    raise SystemExit(main())
