"""How a verdict is shown: one line in a console, the marked post in a notebook."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ._netra import Verdict
    from ._records import Finding

_STYLE = (
    "font-family:system-ui,sans-serif;font-size:14px;line-height:1.5;max-width:46rem;border:1px solid #8884;"
    "border-radius:6px;padding:.6rem .9rem;overflow-wrap:anywhere"
)
_EVIDENCE = "background:#f5c24a;color:#000;border-radius:3px;padding:0 .1em"
_MITIGATING = "background:#a7d8b9;color:#000;border-radius:3px;padding:0 .1em"


def line(verdict: Verdict) -> str:
    """The verdict in one line."""
    said = "flagged" if verdict.flagged else "clean"
    parts = [said, f"score={verdict.score:.4f}"]
    if verdict.bans:
        parts.append("bans=" + ",".join(verdict.bans))
    if verdict.stance:
        parts.append("stance=" + ",".join(verdict.stance))
    who = "" if verdict.id is None else f"{verdict.id!r}: "
    return f"<Verdict {who}{' '.join(parts)}>"


def _texts(post: Any) -> dict[str, str]:
    """The texts of a post by the names that spans give them."""
    if isinstance(post, str):
        return {"text": post}
    texts = {name: post.get(name) for name in ("text", "media_text")}
    for whole in ("target", "author"):
        nested = post.get(whole)
        for part in ("text", "account", "name", "bio"):
            flat = post.get(f"{whole}_{part}", post.get(f"{whole}.{part}"))
            inner = nested.get(part) if hasattr(nested, "get") else None
            texts[f"{whole}.{part}"] = flat if flat else inner
    return {name: text for name, text in texts.items() if isinstance(text, str)}


def _place(text: str, at: int, offsets: str) -> int:
    """The character at which a position in this unit stands."""
    if offsets == "char" or text.isascii():
        return at
    code = "utf-8" if offsets == "byte" else "utf-16-le"
    width = 1 if offsets == "byte" else 2
    return len(text.encode(code, "replace")[: at * width].decode(code, "ignore"))


def _marked(text: str, spans: list[tuple[int, int, str]]) -> str:
    """The text with marks. Where marks lie over each other, the first begins and the rest of the other follows."""
    shown = []
    done = 0
    for start, end, style in sorted(spans, key=lambda span: (span[0], -span[1])):
        start = max(start, done)
        if end <= start:
            continue
        shown.append(escape(text[done:start]))
        shown.append(f'<mark style="{style}">{escape(text[start:end])}</mark>')
        done = end
    shown.append(escape(text[done:]))
    return "".join(shown).replace("\n", "<br>")


def _spans(verdict: Verdict, field: str, text: str) -> list[tuple[int, int, str]]:
    def at(part: Any, style: str) -> tuple[int, int, str]:
        return (_place(text, part.start, verdict.offsets), _place(text, part.end, verdict.offsets), style)

    against = [
        at(hit, _EVIDENCE)
        for finding in verdict.findings
        for hit in finding.ledger.evidence
        if hit.field == field and hit.end > hit.start
    ]
    spoken_for = [at(guard, _MITIGATING) for guard in verdict.mitigating if guard.field == field]
    return against + spoken_for


def _row(finding: Finding) -> str:
    evidence = "".join(
        f"<li>{hit.points:+d} “{escape(hit.text)}” <small>{escape(hit.signal)}: {escape(hit.term)}"
        + (f" ({escape(', '.join(hit.read_by))})" if hit.read_by else "")
        + "</small></li>"
        for hit in finding.ledger.evidence
    )
    guards = "".join(
        f"<li>{guard.points or 0:+d} meringankan: “{escape(guard.text)}” <small>{escape(guard.guard)}</small></li>"
        for guard in finding.ledger.mitigating
    )
    law = "; ".join(
        escape(f"{basis.instrument}, {basis.article} ({basis.status})") for basis in finding.citations
    )
    weight = "600" if finding.flagged else "400"
    return (
        f'<details><summary style="font-weight:{weight}">{escape(finding.title)} <code>{escape(finding.ban)}</code> '
        f"{finding.score:.0%} · {escape(finding.stance)}"
        + (f" · {escape(finding.contestant)}" if finding.contestant else "")
        + f'</summary><ul style="margin:.2rem 0">{evidence}{guards}<li><b>{finding.ledger.total:+d}</b> jumlah</li></ul>'
        f"<small>{law}</small></details>"
    )


def html(verdict: Verdict) -> str:
    """The verdict for a notebook: the marked post, its findings with points and law. Posts cannot bring HTML of their own."""
    texts = _texts(verdict.post)
    shown = [
        ("" if field == "text" else f"<small>{escape(field)}: </small>") + _marked(text, spans)
        for field, text in texts.items()
        if (spans := _spans(verdict, field, text)) or field == "text"
    ]
    said = "Dugaan pelanggaran" if verdict.flagged else "Tidak ditandai"
    head = f"<b>{said}</b> · peluang {verdict.score:.1%}"
    if verdict.stance:
        head += " · sikap " + ", ".join(verdict.stance)
    rows = "".join(_row(finding) for finding in verdict.findings)
    foot = "Petunjuk untuk diperiksa manusia, bukan putusan."
    if verdict.notes:
        foot += " " + escape(", ".join(verdict.notes)) + "."
    texts_html = "".join(f'<p style="margin:.3rem 0">{text}</p>' for text in shown)
    return f'<div style="{_STYLE}">{head}{texts_html}{rows}<small>{foot}</small></div>'
