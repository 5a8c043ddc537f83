// Which leads are shown, and in which order.

const NOTHING = { search: "", ban: "", contestant: "", region: "", platform: "", period: "", stance: "", binds: "", mark: "", from: "", to: "", score: 0, sample: 0, copies: false, group: -1, author: -1 };
let filter = { ...NOTHING };
let order = { column: "score", down: true };
// The leads that fit, in order; and how many of them share a group.
let shown = LEADS;
let alike = new Map();

const GROUP_SIZES = new Map();
const AUTHOR_SIZES = new Map();
for (const lead of LEADS) {
  if (lead.group >= 0) GROUP_SIZES.set(lead.group, (GROUP_SIZES.get(lead.group) ?? 0) + 1);
  if (lead.author >= 0) AUTHOR_SIZES.set(lead.author, (AUTHOR_SIZES.get(lead.author) ?? 0) + 1);
}

// What is searched in a lead, folded once.
const haystack = (lead) => (lead.folded ??= `${plainId(lead.id)}\n${lead.text}`.toLowerCase());

const fits = (lead) => {
  const same = (wanted, value) => wanted === "" || Number(wanted) === value;
  const among = (wanted, values) => wanted === "" || values.includes(Number(wanted));
  return (
    lead.score >= filter.score &&
    (filter.sample === 0 || lead.draw < filter.sample) &&
    (filter.group < 0 || lead.group === filter.group) &&
    (filter.author < 0 || lead.author === filter.author) &&
    among(filter.ban, lead.bans) &&
    among(filter.contestant, lead.contestants) &&
    among(filter.period, lead.periods) &&
    same(filter.region, lead.region) &&
    same(filter.platform, lead.platform) &&
    same(filter.binds, lead.binds) &&
    (filter.stance === "" || (lead.stance & Number(filter.stance)) !== 0) &&
    (filter.mark === "" || (markOf(lead)?.mark ?? "none") === filter.mark) &&
    (filter.from === "" || (lead.time !== "" && lead.time.slice(0, 10) >= filter.from)) &&
    (filter.to === "" || (lead.time !== "" && lead.time.slice(0, 10) <= filter.to)) &&
    filter.words.every((word) => haystack(lead).includes(word))
  );
};

// Places of a table's entries in the order of their names, so that sorting compares numbers.
const ranks = (table) => {
  const places = table.map((_, at) => at).sort((a, b) => pick(table[a][1]).localeCompare(pick(table[b][1])));
  const rank = [];
  places.forEach((at, place) => (rank[at] = place));
  return rank;
};
const MARK_ORDER = ["confirmed", "unclear", "not-confirmed"];
const sortKey = () => {
  const last = Number.MAX_SAFE_INTEGER;
  const named = (table, of) => {
    const rank = ranks(table);
    return (lead) => rank[of(lead)] ?? last;
  };
  switch (order.column) {
    case "time": return (lead) => lead.time;
    case "ban": return named(SHARED.bans, (lead) => lead.bans[0]);
    case "contestant": return named(SHARED.contestants, (lead) => lead.contestants[0]);
    case "place": return named(SHARED.regions, (lead) => lead.region);
    case "mark": return (lead) => { const at = MARK_ORDER.indexOf(markOf(lead)?.mark); return at < 0 ? last : at; };
    default: return (lead) => lead.score;
  }
};

const refilter = () => {
  filter.words = filter.search.toLowerCase().split(/\s+/).filter(Boolean);
  shown = LEADS.filter(fits);
  const key = sortKey();
  const keys = new Map(shown.map((lead) => [lead, key(lead)]));
  const way = order.down ? -1 : 1;
  const blank = (value) => value === "" || value === Number.MAX_SAFE_INTEGER;
  shown.sort((a, b) => {
    const [x, y] = [keys.get(a), keys.get(b)];
    // What is not known comes last in either order.
    if (blank(x) !== blank(y)) return blank(x) ? 1 : -1;
    return (x < y ? -way : x > y ? way : 0) || a.at - b.at;
  });
  alike = new Map();
  for (const lead of shown) if (lead.group >= 0) alike.set(lead.group, (alike.get(lead.group) ?? 0) + 1);
  if (filter.copies) {
    const seen = new Set();
    shown = shown.filter((lead) => lead.group < 0 || (!seen.has(lead.group) && seen.add(lead.group)));
  }
};

const isNarrowed = () => Object.keys(NOTHING).some((name) => filter[name] !== NOTHING[name]);

// Options of a choice, named in the language of the page and kept in order.
const fillChoices = () => {
  const used = (values) => {
    const counts = new Map();
    for (const lead of LEADS) for (const value of values(lead)) if (value >= 0) counts.set(value, (counts.get(value) ?? 0) + 1);
    return counts;
  };
  const table = (entries, values) => {
    const counts = used(values);
    return [...counts.keys()]
      .map((at) => [String(at), `${pick(entries(at))} (${count(counts.get(at))})`])
      .sort((a, b) => a[1].localeCompare(b[1]));
  };
  const choices = {
    ban: table((at) => SHARED.bans[at][1], (lead) => lead.bans),
    contestant: table((at) => SHARED.contestants[at][1], (lead) => lead.contestants),
    region: table((at) => SHARED.regions[at][1], (lead) => [lead.region]),
    platform: table((at) => SHARED.platforms[at], (lead) => [lead.platform]),
    period: table((at) => SHARED.periods[at], (lead) => lead.periods),
    stance: [["1", say("stance.1")], ["2", say("stance.2")]],
    binds: [0, 1, 2].map((value) => [String(value), say(`binds.${value}`)]),
    mark: [["none", say("filter.unmarked")], ...MARK_ORDER.map((mark) => [mark, say(`mark.${mark}`)])],
  };
  for (const [name, options] of Object.entries(choices)) {
    const select = one(`filter-${name}`);
    const chosen = filter[name];
    while (select.options.length > 1) select.remove(1);
    for (const [value, text] of options) select.append(el("option", { value }, text));
    select.value = chosen;
    select.disabled = options.length === 0;
  }
};
