"""Serves a fresh sample university on a free port, takes every picture, and stops it again."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from urllib.request import urlopen

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from dev.chromium import ARGUMENTS, find_chromium
from dev.pictures.host import open_host_page
from dev.pictures.shots import SHOTS, Check, Fill, HostPage, Press, Shot, Step
from dev.postgresql import free_port

PICTURES = Path(__file__).resolve().parents[2] / "docs" / "pictures"
SERVED_WITHIN = 120  # seconds, the loading of the sample included
COLOURS = 128  # a screen has few, and a palette makes the files a third as large


def main() -> None:
    """Take all pictures, or those named on the command line."""
    wanted = set(sys.argv[1:])
    with _university() as address, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=find_chromium(), args=ARGUMENTS)
        for shot in SHOTS:
            if not wanted or shot.name in wanted:
                take(browser, address, shot)
                print(f"docs/pictures/{shot.name}.png", flush=True)
        browser.close()


def take(browser: Browser, address: str, shot: Shot) -> None:
    context = browser.new_context(
        base_url=address,
        viewport={"width": shot.width, "height": shot.height},
        color_scheme="dark" if shot.is_dark else "light",
    )
    page = context.new_page()
    if shot.who:
        _sign_in(page, shot.who)
    page.goto(shot.start)
    for step in shot.way:
        _go_on(page, step, shot)
    page.wait_for_load_state("networkidle")
    _keep(page.screenshot(), PICTURES / f"{shot.name}.png")
    context.close()


def _sign_in(page: Page, email: str) -> None:
    page.goto("/en/sample/")
    row = page.locator("li, tr", has=page.get_by_text(email, exact=True)).last
    with page.expect_navigation():
        row.get_by_role("button").click()


def _go_on(page: Page, step: Step, shot: Shot) -> None:
    if isinstance(step, HostPage):
        open_host_page(page)
        return
    if isinstance(step, Fill):
        kinds = [page.get_by_role(kind, name=step.label) for kind in ("textbox", "spinbutton")]
        kinds[0].or_(kinds[1]).first.fill(step.text)
        return
    if isinstance(step, Check):
        page.get_by_label(step.label).check()
        return
    if isinstance(step, Press):
        with page.expect_navigation():
            page.get_by_role("button", name=step.name).click()
        return
    links = [
        link.get_attribute("href") or ""
        for link in page.locator("main a").filter(has_text=step.words).all()
    ]
    found = next((link for link in links if re.search(f"{step.pattern}$", link)), None)
    if found is None:
        sys.exit(f"{shot.name}: no link matches {step.pattern} on {page.url}")
    page.goto(found)


def _keep(screenshot: bytes, file: Path) -> None:
    with Image.open(BytesIO(screenshot)) as image:
        image.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(file, optimize=True)


@contextmanager
def _university() -> Iterator[str]:
    port = free_port()
    address = f"http://localhost:{port}"
    with tempfile.TemporaryDirectory(prefix="sapar-pictures-") as data:
        settings = {"SAPAR_DATA": data, "SAPAR_PORT": str(port), "SAPAR_SAMPLE": "1"}
        command = [str(Path(sys.executable).with_name("sapar")), "run"]
        server = subprocess.Popen(
            command, env=os.environ | settings, start_new_session=True, stdout=subprocess.DEVNULL
        )
        try:
            _wait(server, address)
            yield address
        finally:
            os.killpg(server.pid, signal.SIGINT)
            server.wait(30)


def _wait(server: subprocess.Popen[bytes], address: str) -> None:
    deadline = time.monotonic() + SERVED_WITHIN
    while server.poll() is None and time.monotonic() < deadline:
        try:
            with urlopen(f"{address}/", timeout=5):  # noqa: S310  (our own server)
                return
        except OSError:
            time.sleep(0.1)
    sys.exit("the sample university was not served in time")


if __name__ == "__main__":
    main()
