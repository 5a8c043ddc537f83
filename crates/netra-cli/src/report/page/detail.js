// A lead, opened: the post with its marks, each finding with its ledger and law, what speaks for the author, what is
// unknown, how to contest it.

const pairs = (list) => el("dl", { class: "pairs" }, list.filter((pair) => pair[1] !== "" && pair[1] !== undefined).map(([name, value]) => [el("dt", {}, name), el("dd", {}, value)]));
const heading = (text) => el("h4", {}, text);
const quoted = (text) => (text.trim() === "" ? "" : [isolated([`“${text}”`], { class: "post quote" }), " "]);
const fieldNote = (field) => (SHARED.fields[field][0] === "text" ? "" : el("small", {}, ` [${pick(SHARED.fields[field][1])}]`));
const signed = (points) => (points > 0 ? `+${points}` : String(points).replace("-", "−"));

const shownPost = (lead, detail) => {
  const fields = detail.t.map(([field, text, runs]) => [pick(SHARED.fields[field][1]), isolated(marked(text, runs))]);
  const inks = new Set([...lead.runs, ...detail.t.flatMap((field) => field[2])].map((run) => run[2]));
  return el("div", { class: "shown" },
    heading(say("detail.post")),
    lead.text === "" ? el("p", { class: "hint" }, say("list.no-text")) : el("p", { class: "text" }, isolated(marked(lead.text, lead.runs))),
    fields.length > 0 && pairs(fields),
    detail.w ? el("p", { class: "hint" }, say("detail.other-text")) : "",
    inks.size > 0 && el("p", { class: "legend" }, [1, 2, 3].filter((ink) => inks.has(ink)).map((ink) => [el("mark", { class: INKS[ink] }, say(`detail.legend.${INKS[ink]}`)), " "])),
    pairs([
      [say("detail.id"), plainId(lead.id)],
      [say("list.time"), lead.time],
      [say("list.place"), lead.region < 0 ? "" : pick(SHARED.regions[lead.region][1])],
      [say("filter.platform"), lead.platform < 0 ? "" : SHARED.platforms[lead.platform]],
      [say("detail.author"), lead.author < 0 ? "" : SHARED.authors[lead.author]],
      [say("detail.status"), detail.s === undefined ? "" : pick(SHARED.statuses[detail.s])],
      [say("detail.url"), detail.u ?? ""],
      [say("detail.policy"), detail.p.map((at) => SHARED.policies[at]).join(" + ")],
    ]));
};

const ledger = (total, evidence, mitigating, guards) => {
  const line = (points, what, kind) => el("tr", { class: kind }, el("td", { class: "number" }, signed(points)), el("td", {}, what));
  const read = ([points, quote, signal, term, readings, field]) => {
    const word = term < 0 ? "" : pick(SHARED.terms[term]);
    const name = pick(SHARED.signals[signal]);
    const says = word === "" || word === quote.toLowerCase() ? name : `${name}: ${word}`;
    const by = readings.map((at) => pick(SHARED.readings[at])).join(" + ");
    return line(points, [quoted(quote), says, by ? `, ${say("detail.read-by", { list: by })}` : "", fieldNote(field)], points < 0 ? "guard" : "evidence");
  };
  // A guard speaks for the author; anything else only lowers this finding, as praise lowers an attack.
  const guard = ([points, quote, what, field]) => line(points, [quoted(quote), say(guards.has(what) ? "detail.mitigates" : "detail.lowers", { what: pick(SHARED.guards[what]) }), fieldNote(field)], "guard");
  return el("table", { class: "ledger" },
    el("caption", { class: "hidden" }, say("detail.ledger")),
    el("thead", {}, el("tr", {}, el("th", { scope: "col" }, say("detail.points")), el("th", { scope: "col" }, say("detail.what")))),
    el("tbody", {}, evidence.map(read), mitigating.map(guard)),
    el("tfoot", {}, el("tr", {}, el("td", { class: "number" }, signed(total)), el("td", {}, say("detail.total")))));
};

const law = (citations) => (citations.length === 0
  ? el("p", { class: "hint" }, say("detail.no-law"))
  : el("ul", { class: "law" }, citations.map((at) => {
    const [instrument, article, status] = SHARED.citations[at];
    return el("li", {}, `${instrument}, ${article} `, el("span", { class: `status ${status}` }, pick(SHARED.citationStatuses[status])));
  })));

const finding = ([ban, flagged, score, side, contestant, period, cls, others, binds, citations, total, evidence, mitigating], guards) => {
  const alternatives = others.map((at) => pick(SHARED.classes[at])).join(", ");
  const sanction = [cls < 0 ? "" : pick(SHARED.classes[cls]), alternatives && say("detail.sanction.or", { list: alternatives })].filter(Boolean).join("; ");
  return el("section", { class: flagged ? "finding" : "finding faint" },
    heading([pick(SHARED.bans[ban][1]), " ", el("code", {}, SHARED.bans[ban][0])]),
    flagged ? "" : el("p", { class: "hint" }, say("detail.unflagged")),
    pairs([
      [say("detail.score"), scored(score)],
      [say("detail.side"), `${say(`stance.${side}`)}: ${contestant < 0 ? say("detail.no-contestant") : pick(SHARED.contestants[contestant][1])}`],
      [say("detail.period"), period < 0 ? say("detail.unknown") : pick(SHARED.periods[period])],
      [say("detail.binds"), say(`binds.${binds}`)],
      [say("detail.sanction"), sanction],
    ]),
    ledger(total, evidence, mitigating, guards),
    el("h5", {}, say("detail.law")),
    law(citations));
};

const forTheAuthor = (detail) => {
  const guards = detail.g.map(([what, field, quote]) => el("li", {}, pick(SHARED.guards[what]), quote.trim() ? [": ", quoted(quote)] : "", fieldNote(field)));
  const gone = detail.x.map(([ban, by]) => el("li", {}, say("detail.suppressed", { ban: pick(SHARED.bans[ban][1]), by: pick(SHARED.guards[by]) })));
  return [heading(say("detail.guards")), guards.length + gone.length > 0 ? el("ul", {}, guards, gone) : el("p", { class: "hint" }, say("detail.no-guards"))];
};

const details = (lead, inPrint) => {
  const detail = detailOf(lead);
  const guards = new Set(detail.g.map((guard) => guard[0]));
  const notes = detail.n.map((at) => el("li", {}, pick(SHARED.notes[at])));
  return el("article", { class: "lead" },
    shownPost(lead, detail),
    el("div", { class: "findings" }, detail.f.map((row) => finding(row, guards))),
    el("div", { class: "beside" },
      forTheAuthor(detail),
      detail.c ? [heading(say("detail.counterfactual")), el("ul", {}, detail.c.map(([quote, after, flagged]) => el("li", {}, quoted(quote), say("detail.without", { before: scored(lead.score), after: scored(after) }), flagged ? "" : `, ${say("detail.not-flagged")}`)))] : "",
      heading(say("detail.notes")),
      notes.length > 0 ? el("ul", {}, notes) : el("p", { class: "hint" }, say("detail.no-notes")),
      // On paper it stands once, before the first lead.
      inPrint ? "" : [heading(say("detail.contest")), el("p", {}, say("detail.contest.text"))],
      inPrint ? printedMark(lead) : markForm(lead)));
};
