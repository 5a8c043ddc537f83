// What the page holds, and the words for it. Texts reach the page as text nodes only; no markup is ever parsed.

const block = (id) => JSON.parse(document.getElementById(`data-${id}`).textContent);
const WORDS = block("words");
const SHARED = block("shared");
// The order of the fields is that of `Row` in view.rs.
const LEADS = block("leads").map((row, at) => ({
  at,
  id: row[0],
  score: row[1],
  stance: row[2],
  bans: row[3],
  contestants: row[4],
  periods: row[5],
  region: row[6],
  platform: row[7],
  time: row[8],
  author: row[9],
  group: row[10],
  binds: row[11],
  text: row[12],
  runs: row[13],
  draw: row[14],
}));
const BY_ID = new Map();
for (const lead of LEADS) BY_ID.set(lead.id, [...(BY_ID.get(lead.id) ?? []), lead]);

const plainId = (id) => (id.startsWith('"') ? JSON.parse(id) : id);

const chunks = new Map();
const detailOf = (lead) => {
  const number = Math.floor(lead.at / SHARED.chunk);
  if (!chunks.has(number)) chunks.set(number, block(`details-${number}`));
  return chunks.get(number)[lead.at % SHARED.chunk];
};

let language = 0;
const pick = (label) => (Array.isArray(label) ? label[language] : label);
const say = (key, values = {}) =>
  (WORDS[key] ? WORDS[key][language] : key).replace(/\{([a-z-]+)\}/g, (_, name) => values[name] ?? "");
const count = (number) => number.toLocaleString(language ? "en-GB" : "id-ID");
const percent = (share, digits = 0) =>
  `${share.toLocaleString(language ? "en-GB" : "id-ID", { minimumFractionDigits: digits, maximumFractionDigits: digits })}${language ? "%" : " %"}`;
const scored = (score) => percent(score / 100, 1);

// An element: properties that begin with `on` are listeners, others attributes; children are elements or texts.
const el = (tag, properties, ...children) => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties ?? {})) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  for (const child of children.flat(Infinity)) {
    if (child !== undefined && child !== null && child !== "" && child !== false) element.append(child);
  }
  return element;
};

const one = (id) => document.getElementById(id);

// A post is isolated, whatever its letters do to the direction of reading.
const isolated = (parts, properties) =>
  el("bdi", { dir: "auto", class: "post", ...properties }, el("span", { class: "words" }, parts));

const INKS = ["", "evidence", "guard", "contestant"];
// A text with its runs marked; `from` and `to` cut it.
const marked = (text, runs, from = 0, to = text.length) => {
  const parts = [];
  let at = from;
  for (const [start, length, ink] of runs) {
    const [first, last] = [Math.max(start, at), Math.min(start + length, to)];
    if (first >= last) continue;
    if (first > at) parts.push(text.slice(at, first));
    parts.push(el("mark", { class: INKS[ink] }, text.slice(first, last)));
    at = last;
  }
  if (at < to) parts.push(text.slice(at, to));
  return parts;
};

// The part of a text around its first evidence. A cut never falls inside a pair of surrogates.
const LONG = 220;
const excerpt = (text, runs) => {
  if (text.length <= LONG + 40) return marked(text, runs);
  const whole = (at) => (/[\udc00-\udfff]/.test(text[at] ?? "") ? at - 1 : at);
  const first = (runs.find((run) => run[2] === 1) ?? runs[0] ?? [0])[0];
  const from = whole(first > LONG - 60 ? Math.max(0, first - 60) : 0);
  const to = whole(Math.min(text.length, from + LONG));
  return [from > 0 ? "… " : "", marked(text, runs, from, to), to < text.length ? " …" : ""];
};
