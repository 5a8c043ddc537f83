#!/usr/bin/env python3
"""The pictures of the documents, from made-up posts: pictures.py NETRA CHROMIUM FOLDER"""
import html
import json
import pathlib
import re
import subprocess
import sys
import tempfile

from chromium import Browser
from posts import posts

NETRA, CHROMIUM, OUT = sys.argv[1], sys.argv[2], pathlib.Path(sys.argv[3])
PACK = pathlib.Path(__file__).resolve().parents[4] / "tests/packs/awan-biru"
POST = "Semoga Wayan-Sekar menaaang, dulur! Begitu kata tetangga?"
COLOURS = {"31": "#ff8a70", "32": "#7fd897", "36": "#6fd0e0", "2": "#8b98a3", "1": "#ffffff"}


def terminal(text):
    """What a terminal shows of colour codes, as a page."""
    parts, style = [], ""
    for at, part in enumerate(re.split(r"\x1b\[([0-9;]*)m", text)):
        if at % 2 == 0:
            parts.append(f'<span style="{style}">{html.escape(part)}</span>')
            continue
        style = "".join(
            f"color:{COLOURS[code]};" + ("font-weight:700;" if code == "1" else "")
            for code in part.split(";") if code in COLOURS)
    return (
        '<!doctype html><html data-ready="yes"><meta charset="utf-8"><body style="margin:0;background:#14181b">'
        '<pre style="margin:0;padding:18px 22px;color:#dfe5ea;font:14px/1.45 \'DejaVu Sans Mono\',monospace">'
        f"{''.join(parts)}</pre>")


def main():
    OUT.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        source, verdicts, page = folder / "posts.jsonl", folder / "verdicts.jsonl", folder / "report.html"
        # The hostile ones come first and would be in every picture.
        source.write_text("".join(json.dumps(post) + "\n" for post in list(posts(400))[6:]))
        keep = "text,action,time,region,platform,author.account,author.status,target.text,target.account"
        subprocess.run([NETRA, "score", "-q", source, "--lexicon", PACK, "--keep", keep, "-o", verdicts], check=True)
        subprocess.run([NETRA, "report", "-q", verdicts, "--lexicon", PACK, "--counterfactuals", "-o", page], check=True)
        options = ["--lexicon", PACK, "--region", "9999", "--time", "2031-10-20", "--color", "always", POST]
        shown = subprocess.run([NETRA, "explain", *options], check=True, capture_output=True, text=True, env={"COLUMNS": "92"}).stdout
        command = f"$ netra explain --region 9999 --time 2031-10-20 \\\n    '{POST}'\n"
        (folder / "explain.html").write_text(terminal(command + shown))

        browser = Browser(CHROMIUM)
        try:
            browser.screen(860, 600)
            browser.open(folder / "explain.html")
            browser.screen(860, browser.run("document.documentElement.scrollHeight"))
            browser.picture(OUT / "explain.png")
            browser.screen(1200, 820)
            browser.open(page)
            browser.picture(OUT / "report.png")
            browser.run("document.querySelector('#filter-search').focus()")
            browser.call("Input.insertText", text="apa benar")
            browser.run("new Promise(done => setTimeout(done, 400))")
            browser.click("#list tbody button.open")
            browser.run("document.activeElement.blur(); document.querySelector('#count').scrollIntoView()")
            browser.picture(OUT / "report-lead.png")
            browser.screen(390, 844, phone=True)
            browser.open(page)
            browser.run("document.querySelector('#count').scrollIntoView()")
            browser.picture(OUT / "report-phone.png")
        finally:
            browser.close()


if __name__ == "__main__":
    main()
