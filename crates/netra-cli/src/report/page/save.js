// Files that the page writes, and the one that it reads. Nothing leaves the browser but by the person's own hand.

const download = (name, type, text) => {
  const address = URL.createObjectURL(new Blob([text], { type }));
  const link = el("a", { href: address, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
};

// A spreadsheet must not take a post for a formula.
const csvCell = (value) => {
  const text = String(value);
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\n\r;]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};
// The mark at the beginning tells spreadsheets that it is UTF-8.
const csv = (rows) => `\ufeff${rows.map((row) => row.map(csvCell).join(",")).join("\r\n")}\r\n`;

const saveCsv = () => {
  const names = (table, list) => list.map((at) => table[at][0]).join("|");
  const head = ["id", "score", "time", "region", "platform", "stance", "bans", "contestants", "periods", "author", "group", "mark", "note", "text"];
  const rows = shown.map((lead) => {
    const mark = markOf(lead);
    return [
      plainId(lead.id), (lead.score / 10000).toFixed(4), lead.time,
      lead.region < 0 ? "" : SHARED.regions[lead.region][0], lead.platform < 0 ? "" : SHARED.platforms[lead.platform],
      ["", "favour", "against", "favour|against"][lead.stance], names(SHARED.bans, lead.bans), names(SHARED.contestants, lead.contestants),
      lead.periods.map((at) => SHARED.periods[at][1]).join("|"), lead.author < 0 ? "" : SHARED.authors[lead.author], lead.group < 0 ? "" : lead.group + 1,
      mark?.mark ?? "", mark?.note ?? "", lead.text,
    ];
  });
  download("netra-dugaan.csv", "text/csv;charset=utf-8", csv([head, ...rows]));
};

const saveMarks = () => {
  const rows = [...marks].filter(([id]) => BY_ID.has(id)).map(([id, mark]) => {
    const rest = JSON.stringify({ mark: mark.mark, note: mark.note ?? "", sampled: !!mark.sampled, day: mark.day ?? "" });
    // The id is JSON already; a long number would lose digits on the way through JavaScript.
    return `{"id":${id},${rest.slice(1)}`;
  });
  download("netra-marks.json", "application/json", `{"netra_marks":1,"marks":[\n${rows.join(",\n")}\n]}\n`);
};

// What was decided needs no second look: those marks become the list of settled posts, with the note as reason.
const saveSettled = () => {
  const rows = [...marks].filter(([id, mark]) => BY_ID.has(id) && mark.mark !== "unclear").map(([id, mark]) =>
    [plainId(id), mark.note || say("save.settled.reason", { mark: say(`mark.${mark.mark}`) }), mark.day ?? ""]);
  download("netra-settled.csv", "text/csv;charset=utf-8", csv([["id", "reason", "day"], ...rows]));
};

const readMarks = async (file) => {
  let read = 0;
  try {
    // Ids that are numbers are kept as they are written. Inside of strings the pattern cannot match: there the
    // quotation marks are escaped.
    const text = (await file.text()).replace(/("id"\s*:\s*)(-?\d[\d.eE+-]*)/g, '$1{"number":"$2"}');
    const content = JSON.parse(text);
    if (content.netra_marks !== 1) throw new Error("another version");
    for (const { id, ...mark } of content.marks) {
      const key = typeof id === "object" ? id.number : JSON.stringify(id);
      const lead = BY_ID.get(key);
      if (!lead || !MARKS.includes(mark.mark)) continue;
      marks.set(key, { mark: mark.mark, note: String(mark.note ?? ""), sampled: !!mark.sampled, day: String(mark.day ?? "") });
      read += 1;
    }
  } catch {
    one("count").textContent = say("save.read.bad");
    return;
  }
  keep();
  drawPrecision();
  redraw();
  one("count").textContent = say("save.read.done", { count: count(read) });
};

// On paper every lead that fits the filter is open, up to a number that a printer can bear.
const IN_PRINT = 200;
const fillPrint = () => {
  const leads = shown.slice(0, IN_PRINT);
  one("in-print").replaceChildren(
    el("h2", {}, say("leads")),
    el("p", {}, say("print.leads", { shown: count(leads.length), all: count(shown.length) })),
    shown.length > leads.length ? el("p", {}, say("print.more", { shown: count(leads.length) })) : "",
    el("h3", {}, say("detail.contest")),
    el("p", {}, say("detail.contest.text")),
    ...leads.map((lead, at) => el("div", { class: "printed" }, el("h3", {}, `${at + 1}. ${scored(lead.score)}`), details(lead, true))));
};

const startSaving = () => {
  one("save-csv").addEventListener("click", saveCsv);
  one("save-marks").addEventListener("click", saveMarks);
  one("save-settled").addEventListener("click", saveSettled);
  one("read-marks").addEventListener("change", (event) => {
    const [file] = event.target.files;
    event.target.value = "";
    if (file) readMarks(file);
  });
  one("clear-marks").addEventListener("click", () => {
    if (!confirm(say("save.clear.sure"))) return;
    marks.clear();
    keep();
    drawPrecision();
    redraw();
  });
  one("print").addEventListener("click", () => print());
  addEventListener("beforeprint", fillPrint);
  addEventListener("afterprint", () => one("in-print").replaceChildren());
};
