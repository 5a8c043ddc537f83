#!/usr/bin/env python3
"""The page of `netra report` as people use it: browser.py NETRA CHROMIUM FOLDER

Judges made-up posts, makes reports of them, opens them in a headless Chromium, clicks, types, saves, prints, and
compares what the page shows with what the verdicts say.
"""
import csv
import io
import json
import pathlib
import re
import subprocess
import sys
import time

from chromium import Browser
from posts import HOSTILE, posts

NETRA, CHROMIUM, OUT = sys.argv[1], sys.argv[2], pathlib.Path(sys.argv[3])
PACK = pathlib.Path(__file__).resolve().parents[4] / "tests/packs/awan-biru"
KEEP = "text,action,time,region,platform,url,author.account,author.status,target.text,target.account,target.name"
done = 0


def check(truth, what):
    global done
    if not truth:
        raise SystemExit(f"FAILED: {what}")
    done += 1


def netra(*arguments):
    ran = subprocess.run([NETRA, *map(str, arguments)], capture_output=True, text=True)
    if ran.returncode != 0:
        raise SystemExit(f"FAILED: netra {' '.join(map(str, arguments))}\n{ran.stderr}")
    return ran.stderr


def score(count, name):
    source, verdicts = OUT / f"{name}.posts.jsonl", OUT / f"{name}.verdicts.jsonl"
    source.write_text("".join(json.dumps(post) + "\n" for post in posts(count)))
    netra("score", "--quiet", source, "--lexicon", PACK, "--keep", KEEP, "-o", verdicts)
    return source, verdicts


def report(verdicts, name, *options):
    page = OUT / f"{name}.html"
    said = netra("report", verdicts, "--lexicon", PACK, "-o", page, *options)
    return page, said


def saved(browser, selector, name):
    """Clicks on what saves a file, and waits for the file."""
    path = OUT / name
    path.unlink(missing_ok=True)
    browser.click(selector)
    end = time.monotonic() + 20
    while time.monotonic() < end:
        if path.exists() and not list(OUT.glob("*.crdownload")):
            return path.read_text(encoding="utf-8")
        time.sleep(0.05)
    raise SystemExit(f"FAILED: {name} was not saved")


def shown(browser):
    return int(re.sub(r"\D", "", browser.run("document.querySelector('#count').textContent").split(" dari ")[0].split(" of ")[0]))


def choose(browser, selector, value):
    browser.run(
        f"(() => {{ const e = document.querySelector('{selector}'); e.value = {json.dumps(value)};"
        " e.dispatchEvent(new Event('change', {bubbles: true})); })()"
    )


def people_find_their_way(browser, leads):
    check(browser.run("document.title") == "Laporan dugaan pelanggaran netralitas ASN", "the title, and no post has changed it")
    check(shown(browser) == len(leads), "every flagged post is a lead")
    check(browser.run("document.querySelectorAll('#list tbody tr').length") == 25, "a page of rows")
    check(browser.run("document.querySelectorAll('main section[aria-labelledby], main, header, footer, nav[aria-label], form[role=search]').length") >= 8, "landmarks")
    unnamed = browser.run(
        "[...document.querySelectorAll('input, select, textarea, button')].filter(e => e.offsetParent &&"
        " !(e.labels?.length || e.textContent.trim() || e.getAttribute('aria-label'))).length"
    )
    check(unnamed == 0, "every control has a name")
    browser.key("Tab", number=9)
    check(browser.run("document.activeElement.className") == "skip", "the first stop of the keyboard skips to the list")
    browser.key("Enter", number=13, text="\r")
    check(browser.run("document.activeElement.id") == "leads", "and it does")


def nothing_runs_but_the_page(browser, leads):
    text = browser.run("document.body.textContent")
    choose(browser, "#page-size", "100")
    check(browser.run("document.querySelectorAll('#list img, #list script, #list a').length") == 0, "no post became an element")
    check("__hijacked" not in text and browser.run("document.title") != "dirampas", "no post ran")
    refused = browser.run(
        "new Promise(done => { addEventListener('securitypolicyviolation', e => done(e.effectiveDirective), {once: true});"
        " const s = document.createElement('script'); s.textContent = 'window.smuggled = 1'; document.body.append(s);"
        " setTimeout(() => done('nothing'), 2000); })"
    )
    check(refused.startswith("script-src") and browser.run("window.smuggled === undefined"), "a smuggled script is refused")
    refused = browser.run("fetch('https://contoh.invalid/').then(() => 'went out', () => 'refused')")
    check(refused == "refused", "nothing goes out")
    choose(browser, "#page-size", "25")
    # What was refused on purpose is no complaint.
    browser.complaints()
    browser.events.clear()


def the_list_sorts_and_filters(browser, leads):
    times = lambda: browser.run("[...document.querySelectorAll('#list td.time')].map(e => e.textContent)")
    sort = "document.querySelector('#list th[data-sort=time]').getAttribute('aria-sort')"
    browser.click("#list th[data-sort=time] button")
    check(browser.run(sort) == "descending" and times() == sorted(times(), reverse=True), "newest first")
    browser.click("#list th[data-sort=time] button")
    check(browser.run(sort) == "ascending" and times() == sorted(times()), "oldest first")
    browser.click("#list th[data-sort=score] button")
    browser.click("#pages [data-page=next]")
    check(browser.run("document.querySelector('#page-of').textContent").startswith("Halaman 2 "), "the next page")
    check(browser.run("document.activeElement.id") == "list-caption", "the focus goes to the list")

    ban = browser.run("document.querySelector('#chart-ban tr[data-key] bdi').textContent")
    key = browser.run("document.querySelector('#chart-ban tr[data-key]').dataset.key")
    browser.click("#chart-ban tr[data-key] button")
    wanted = [lead for lead in leads if any(f["flagged"] and f["title"] in ban for f in lead["findings"])]
    check(browser.run("document.querySelector('#filter-ban').value") == key and shown(browser) == len(wanted), "a bar filters")
    check(browser.run("document.querySelector('#chart-ban tr[data-key] button').getAttribute('aria-pressed')") == "true", "and is pressed")
    browser.click("#clear")
    check(shown(browser) == len(leads), "the filter is cleared")

    browser.run("document.querySelector('#filter-search').focus()")
    browser.call("Input.insertText", text="KAOS wayan")
    browser.rest()
    wanted = [lead for lead in leads if "kaos" in lead["post"]["text"].lower() and "wayan" in lead["post"]["text"].lower()]
    check(0 < shown(browser) == len(wanted), "a search finds words in any case")
    browser.click("#clear")
    choose(browser, "#filter-from", "2031-10-10")
    choose(browser, "#filter-to", "2031-10-19")
    wanted = [lead for lead in leads if "2031-10-10" <= lead["post"].get("time", "")[:10] <= "2031-10-19"]
    check(0 < shown(browser) == len(wanted), "days from and to")
    browser.click("#clear")
    choose(browser, "#filter-stance", "2")
    check(0 < shown(browser) == sum("against" in lead["stance"] for lead in leads), "one side")
    browser.click("#clear")

    browser.click("#filter-copies")
    check(shown(browser) < len(leads), "posts alike take one row")
    browser.click("#filter-copies")
    copies = "[...document.querySelectorAll('#list .chip')].find(e => e.textContent.includes('serupa'))"
    size = browser.run(f"parseInt({copies}.textContent)")
    browser.run(f"{copies}.click()")
    check(shown(browser) == size and not browser.run("document.querySelector('#narrowed').hidden"), "one group of posts alike")
    browser.click("#clear")
    author = browser.run("(() => { const c = [...document.querySelectorAll('#list .chip')].find(e => e.textContent.includes('unggahan')); const n = parseInt(c.textContent); c.click(); return n; })()")
    check(shown(browser) == author, "one author's posts, by number")
    browser.click("#clear")


def a_lead_opens(browser, leads):
    lead = max(leads, key=lambda lead: lead["score"])
    button = "#list tbody button.open"
    browser.run(f"document.querySelector('{button}').focus()")
    browser.key("Enter", number=13, text="\r")
    check(browser.run(f"document.querySelector('{button}').getAttribute('aria-expanded')") == "true", "Enter opens a lead")
    check(browser.run(f"document.activeElement === document.querySelector('{button}')"), "the focus stays")
    name = browser.run("document.querySelector('#list .detail .pairs dd').textContent")
    lead = next(lead for lead in leads if str(lead["id"]) == name)
    finding = lead["findings"][0]
    points = browser.run("[...document.querySelector('.detail .ledger').querySelectorAll('.number')].map(e => parseInt(e.textContent.replace('−', '-')))")
    check(points[-1] == finding["ledger"]["total"] == sum(points[:-1]), "the ledger adds up")
    marked = browser.run("[...document.querySelectorAll('.detail .text mark.evidence')].map(e => e.textContent).join('|')")
    for hit in finding["ledger"]["evidence"]:
        part = hit["text"].strip()[:6]
        check("@" in part or part in marked, f"{part} is highlighted")
    text = browser.run("document.querySelector('.detail').textContent")
    for citation in finding["citations"]:
        check(citation["article"] in text, "the article is shown")
    for part in ["Cara menyanggah", "Yang tidak diketahui", "Yang meringankan penulis", "masa kampanye", "terverifikasi"]:
        check(part in text, part)
    return lead


def what_it_hangs_on(browser, leads, page):
    """The counterfactuals are those of `netra explain`, which judges the post again."""
    browser.open(page)
    lead = next(lead for lead in leads if lead["post"]["text"].startswith("Kaos Tirta"))
    browser.run("document.querySelector('#filter-search').focus()")
    browser.call("Input.insertText", text=str(lead["id"]))
    browser.rest()
    check(shown(browser) == 1, "an id is found")
    browser.click("#list tbody button.open")
    text = browser.run("document.querySelector('.detail .beside').textContent")
    check("Andai tidak tertulis" in text and "dihapus:" in text, "what the lead hangs on is told")
    record = {name: lead["post"].get(name) for name in ["text", "action", "time", "region"]}
    record["author"] = {"status": lead["post"].get("author.status"), "account": lead["post"].get("author.account")}
    ran = subprocess.run(
        [NETRA, "explain", "--json", "--lexicon", str(PACK), "-"], input=json.dumps(record), capture_output=True, text=True)
    first = next(one for one in json.loads(ran.stdout)["counterfactuals"] if one["places"])
    check(f"{first['after'] * 100:.1f} %".replace(".", ",") in text, f"{first['after']} is in {text}")
    browser.click("#clear")


def marks_are_kept_saved_and_read(browser, page, verdicts):
    check("Belum ada tanda" in browser.run("document.querySelector('#reviewed').textContent"), "no marks yet")
    choose(browser, "#filter-sample", "20")
    check(shown(browser) == 20, "a random sample")
    for number in range(10):
        row = browser.run(f"document.querySelectorAll('#list tbody tr:not(.detail)')[{number}].id").removeprefix("row-")
        if browser.run(f"document.querySelector('#row-{row} button.open').getAttribute('aria-expanded')") == "false":
            browser.click(f"#row-{row} button.open")
        value = "confirmed" if number < 7 else "not-confirmed" if number < 9 else "unclear"
        browser.click(f"#lead-{row} input[value={value}]")
        if number == 8:
            browser.run(f"document.querySelector('#lead-{row} textarea').focus()")
            browser.call("Input.insertText", text='kutipan, "berita"')
        browser.click(f"#row-{row} button.open")
    reviewed = browser.run("document.querySelector('#reviewed').textContent")
    check("78 %" in reviewed and "7 dibenarkan, 2 tidak, 1 tidak jelas" in reviewed, f"the precision is live: {reviewed}")
    marks = saved(browser, "#save-marks", "netra-marks.json")
    check(len(json.loads(marks)["marks"]) == 10 and all(mark["sampled"] for mark in json.loads(marks)["marks"]), "marks are saved")
    settled = list(csv.DictReader(io.StringIO(saved(browser, "#save-settled", "netra-settled.csv").lstrip("\ufeff"))))
    check(len(settled) == 9 and any(row["reason"] == 'kutipan, "berita"' for row in settled), "decided marks become settled posts")

    browser.open(page)
    check("78 %" in browser.run("document.querySelector('#reviewed').textContent"), "marks survive a reload")
    browser.run("window.confirm = () => true")
    browser.click("#clear-marks")
    check("Belum ada tanda" in browser.run("document.querySelector('#reviewed').textContent"), "marks are forgotten")
    root = browser.call("DOM.getDocument")["root"]["nodeId"]
    field = browser.call("DOM.querySelector", nodeId=root, selector="#read-marks")["nodeId"]
    browser.call("DOM.setFileInputFiles", nodeId=field, files=[str(OUT / "netra-marks.json")])
    end = time.monotonic() + 20
    while "78 %" not in browser.run("document.querySelector('#reviewed').textContent") and time.monotonic() < end:
        time.sleep(0.05)
    check("78 %" in browser.run("document.querySelector('#reviewed').textContent"), "a file of marks is read in the page")
    browser.click("#clear-marks")

    again, said = report(verdicts, "again", "--marks", OUT / "netra-marks.json", "--settled", OUT / "netra-settled.csv")
    check("9 settled posts are left out" in said, said)
    marked, said = report(verdicts, "marked", "--marks", OUT / "netra-marks.json")
    check("confirmed 7 of 9 leads: precision 0.78 (95 %: 0.45–0.94), 1 unclear" in said, said)
    browser.open(marked)
    check("78 %" in browser.run("document.querySelector('#reviewed').textContent"), "the tool's marks stand in the page")
    browser.open(again)
    check("sudah selesai" in browser.run("document.querySelector('.tiles').textContent"), "settled posts are counted")
    browser.open(page)


def the_filtered_list_is_saved(browser, leads):
    choose(browser, "#filter-platform", browser.run("document.querySelector('#filter-platform option:nth-child(2)').value"))
    wanted = shown(browser)
    text = saved(browser, "#save-csv", "netra-dugaan.csv")
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))
    check(text.startswith("\ufeff") and len(rows) == wanted, "the filtered list, no more and no less")
    browser.click("#clear")
    rows = list(csv.DictReader(io.StringIO(saved(browser, "#save-csv", "netra-dugaan.csv").removeprefix("\ufeff"), newline="")))
    check(sorted(row["id"] for row in rows) == sorted(str(lead["id"]) for lead in leads), "every id, long numbers too")
    check(not any(cell[:1] in "=+-@" and cell for row in rows for cell in row.values()), "no cell is a formula")
    check(any(row["text"].startswith("'=HYPERLINK") for row in rows), "the formula became text")
    check("warga_" not in text, "no account is saved")


def pictures(browser, page):
    browser.screen(1280, 900)
    browser.open(page)
    browser.picture(OUT / "desktop.png")
    browser.click("#list tbody button.open")
    browser.run("document.querySelector('#list').scrollIntoView()")
    browser.picture(OUT / "lead.png")
    browser.run("document.querySelector('#list tbody tr').scrollIntoView()")
    browser.screen(1280, 900, dark=True)
    browser.picture(OUT / "dark.png")
    browser.screen(390, 844, phone=True)
    browser.open(page)
    for place, name in [("header", "phone-top"), ("#count", "phone-list")]:
        browser.run(f"document.querySelector('{place}').scrollIntoView()")
        browser.picture(OUT / f"{name}.png")
        wide = browser.run("document.documentElement.scrollWidth")
        check(wide <= 390, f"nothing runs out of a phone's screen ({wide})")
    browser.click("#list tbody button.open")
    check(browser.run("document.documentElement.scrollWidth") <= 390, "an open lead fits a phone")
    browser.screen(320, 700, phone=True)
    wide = browser.run("document.documentElement.scrollWidth")
    check(wide <= 320, f"({wide}) it fits the smallest phone")
    browser.screen(1280, 900)
    browser.paper(OUT / "report.pdf")
    paper = (OUT / "report.pdf").read_bytes()
    pages = len(re.findall(rb"/Type\s*/Page\b", paper))
    check(paper.startswith(b"%PDF") and pages > 10, f"the leads are printed ({pages} pages)")
    check(browser.run("document.querySelector('#in-print').childElementCount") == 0, "the screen is as before")


def english_and_colours(browser):
    browser.click("[data-language=en]")
    check(browser.run("document.documentElement.lang") == "en", "English")
    check(" of " in browser.run("document.querySelector('#count').textContent"), "the list speaks English")
    check(browser.run("getComputedStyle(document.querySelector('h1 .l-id')).display") == "none", "the page too")
    choose(browser, "#theme", "dark")
    dark = browser.run("getComputedStyle(document.body).backgroundColor")
    choose(browser, "#theme", "light")
    check(dark != browser.run("getComputedStyle(document.body).backgroundColor"), "dark and light")
    browser.click("#hide")
    check(browser.run("getComputedStyle(document.querySelector('#list .post .words')).display") == "none", "texts are covered")
    browser.click("#hide")
    choose(browser, "#theme", "auto")
    browser.click("[data-language=id]")


def fifty_thousand(browser):
    """A big report: how large it is, how long it takes to open, to filter, to sort."""
    _, verdicts = score(90_000, "many")
    page, said = report(verdicts, "many")
    leads = int(said.split("netra: ")[1].split(" leads")[0])
    opening = browser.open(page)
    check(shown(browser) == leads > 50_000, f"{leads} leads")

    def took(script):
        return browser.run(f"new Promise(done => {{ const b = performance.now(); {script}; requestAnimationFrame(() => setTimeout(() => done(performance.now() - b), 0)); }})")

    search = took("setTimeout(() => 0); document.querySelector('#filter-stance').value = '2'; document.querySelector('#filter-stance').dispatchEvent(new Event('change'))")
    check(0 < shown(browser) < leads, "the big list filters")
    browser.click("#clear")
    sort = took("document.querySelector('#list th[data-sort=contestant] button').click()")
    opened = took("document.querySelector('#list tbody button.open').click()")
    check(browser.run("document.querySelectorAll('#list .detail').length") == 1, "a lead of the big list opens")
    print(
        f"{leads} leads: {page.stat().st_size / 1e6:.1f} MB, opens in {opening:.2f} s, filters in {search:.0f} ms,"
        f" sorts in {sort:.0f} ms, opens a lead in {opened:.0f} ms"
    )
    check(opening < 30 and search < 5000 and sort < 10000, "and it stays usable")
    for name in ["many.posts.jsonl", "many.verdicts.jsonl", "many.html"]:
        (OUT / name).unlink()


def main():
    source, verdicts = score(400, "report")
    page, said = report(verdicts, "report", "--counterfactuals")
    check("could not be judged again" not in said, said)
    leads = [verdict for verdict in map(json.loads, verdicts.read_text().splitlines()) if verdict["flagged"]]
    check(f"{len(leads)} leads from 400 verdicts" in said, said)
    check(len(leads) > 200, "enough leads to page through")
    content = page.read_text()
    for account in ["warga_", "warga.biasa", "tetangga_", "Pak Tetangga", "contoh.invalid/warga"]:
        check(account not in content, f"{account} leaks")
    for hostile in HOSTILE[:2]:
        check(hostile not in content, "hostile text is escaped")

    browser = Browser(CHROMIUM)
    try:
        browser.call("Browser.setDownloadBehavior", behavior="allow", downloadPath=str(OUT))
        browser.screen(1280, 900)
        browser.open(page)
        people_find_their_way(browser, leads)
        nothing_runs_but_the_page(browser, leads)
        the_list_sorts_and_filters(browser, leads)
        a_lead_opens(browser, leads)
        what_it_hangs_on(browser, leads, page)
        browser.open(page)
        marks_are_kept_saved_and_read(browser, page, verdicts)
        the_filtered_list_is_saved(browser, leads)
        english_and_colours(browser)
        pictures(browser, page)
        fifty_thousand(browser)
        complaints = browser.complaints()
        check(complaints == [], f"the browser complains: {complaints}")
    finally:
        browser.close()
    print(f"netra report in {CHROMIUM}: {done} checks passed; pictures and paper in {OUT}")


if __name__ == "__main__":
    main()
