// A reviewer's marks: kept in this browser, saved as a file, read back by the tool.

const MARKS = ["confirmed", "not-confirmed", "unclear"];
const STORE = `netra-marks-${SHARED.key}`;
const marks = new Map(Object.entries(SHARED.marks));
const markOf = (lead) => marks.get(lead.id);

// A browser may refuse to keep anything for a file from disk; then marks live as long as the page is open.
const keep = () => {
  try { localStorage.setItem(STORE, JSON.stringify([...marks])); } catch { /* see above */ }
};
const recall = () => {
  try {
    for (const [id, mark] of JSON.parse(localStorage.getItem(STORE) ?? "[]")) if (BY_ID.has(id)) marks.set(id, mark);
  } catch { /* see above */ }
};

const setMark = (lead, change) => {
  const now = { mark: "", note: "", sampled: false, ...markOf(lead), ...change };
  now.sampled = now.sampled || (filter.sample > 0 && lead.draw < filter.sample);
  now.day = new Date().toISOString().slice(0, 10);
  if (now.mark === "") marks.delete(lead.id); else marks.set(lead.id, now);
  keep();
  drawPrecision();
};

const markForm = (lead) => {
  const mark = markOf(lead);
  const radio = (value) => el("label", { class: "check" },
    el("input", { type: "radio", name: `mark-${lead.at}`, value, checked: (mark?.mark ?? "") === value, onchange: () => { setMark(lead, { mark: value }); showMark(lead); } }),
    say(`mark.${value || "none"}`));
  return el("fieldset", { class: "judge" },
    el("legend", {}, say("mark")),
    el("p", { class: "hint" }, say("mark.question")),
    el("div", { class: "row" }, [...MARKS, ""].map(radio)),
    el("label", {}, say("mark.note"), el("textarea", { rows: 2, oninput: (event) => { if (markOf(lead)) setMark(lead, { note: event.target.value }); }, "data-note": lead.at }, mark?.note ?? "")));
};
const printedMark = (lead) => {
  const mark = markOf(lead);
  return mark ? [heading(say("mark")), el("p", {}, say(`mark.${mark.mark}`), mark.note ? `: ${mark.note}` : "")] : "";
};

// The 95 % Wilson interval, as the tool computes it.
const wilson = (part, whole) => {
  if (whole === 0) return [0, 1];
  const z = 1.959963984540054;
  const share = part / whole;
  const centre = share + (z * z) / (2 * whole);
  const reach = z * Math.sqrt((share * (1 - share)) / whole + (z * z) / (4 * whole * whole));
  const scale = 1 + (z * z) / whole;
  return [Math.max(0, (centre - reach) / scale), Math.min(1, (centre + reach) / scale)];
};

const drawPrecision = () => {
  const tally = (leads) => {
    const counts = { confirmed: 0, "not-confirmed": 0, unclear: 0 };
    for (const lead of leads) counts[markOf(lead).mark] += 1;
    return counts;
  };
  const all = LEADS.filter(markOf);
  const row = (name, leads) => {
    const counts = tally(leads);
    const decided = counts.confirmed + counts["not-confirmed"];
    const [low, high] = wilson(counts.confirmed, decided);
    const value = decided === 0
      ? say("figures.run.nothing")
      : say("figures.run.value", { share: percent((100 * counts.confirmed) / decided), low: percent(100 * low), high: percent(100 * high) });
    return [say(`figures.run.${name}`), [el("strong", {}, value), el("br"), say("figures.run.counts", { confirmed: count(counts.confirmed), wrong: count(counts["not-confirmed"]), unclear: count(counts.unclear) })]];
  };
  const card = one("reviewed");
  card.replaceChildren(el("h3", {}, say("figures.run")), ...(all.length === 0
    ? [el("p", {}, say("figures.run.none")), el("p", { class: "hint" }, say("figures.run.how"))]
    : [pairs([row("sampled", all.filter((lead) => markOf(lead).sampled)), row("all", all)]), el("p", { class: "hint" }, say("figures.run.bias"))]));
};
