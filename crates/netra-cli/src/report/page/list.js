// The table of leads, a page at a time.

let page = 0;
let opened = new Set();
const pageSize = () => Number(one("page-size").value);
const body = document.querySelector("#list tbody");

const several = (names) => (names.length === 0 ? "" : [names[0], names.length > 1 ? el("small", {}, ` ${say("list.more", { count: names.length - 1 })}`) : ""]);

const meter = (score) => {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 100 10");
  svg.setAttribute("preserveAspectRatio", "none");
  svg.setAttribute("aria-hidden", "true");
  for (const [cls, width] of [["all", 100], ["part", score / 100]]) {
    const rect = document.createElementNS("http://www.w3.org/2000/svg", "rect");
    rect.setAttribute("class", cls);
    rect.setAttribute("width", width);
    rect.setAttribute("height", 10);
    svg.append(rect);
  }
  return svg;
};

const chips = (lead) => {
  const chip = (text, act) => el("button", { type: "button", class: "chip", onclick: act }, text);
  const copies = alike.get(lead.group) ?? 0;
  const posts = AUTHOR_SIZES.get(lead.author) ?? 0;
  return [
    lead.author >= 0 && el("span", { class: "author" }, SHARED.authors[lead.author]),
    posts > 1 && filter.author < 0 && chip(say("list.same-author", { count: count(posts) }), () => setFilter({ author: lead.author })),
    copies > 1 && filter.group < 0 && chip(say("list.copies", { count: count(copies) }), () => setFilter({ group: lead.group, copies: false })),
  ].filter(Boolean);
};

const markCell = (lead) => {
  const mark = markOf(lead);
  return mark ? el("span", { class: `badge ${mark.mark}` }, say(`mark.${mark.mark}`)) : el("span", { class: "faint" }, "–");
};

const cell = (name, ...children) => el("td", { role: "cell", class: name, "data-label": say(`list.${name}`) }, ...children);

const rowOf = (lead) => {
  const open = opened.has(lead.at);
  const button = el("button", {
    type: "button", class: "open", "aria-expanded": String(open), "aria-controls": `lead-${lead.at}`,
    "aria-label": say("list.open.of", { count: plainId(lead.id) }),
    onclick: () => toggle(lead),
  }, say(open ? "list.close" : "list.open"));
  const place = [lead.region < 0 ? "" : pick(SHARED.regions[lead.region][1]), lead.platform < 0 ? "" : SHARED.platforms[lead.platform]].filter(Boolean);
  return el("tr", { role: "row", id: `row-${lead.at}`, class: open ? "is-open" : undefined },
    cell("score", el("strong", {}, scored(lead.score)), meter(lead.score)),
    cell("time", lead.time || el("span", { class: "faint" }, say("list.no-time"))),
    cell("text",
      lead.text === "" ? el("span", { class: "faint" }, say("list.no-text")) : isolated(excerpt(lead.text, lead.runs)),
      el("div", { class: "row under" }, button, chips(lead))),
    cell("ban", several(lead.bans.map((at) => pick(SHARED.bans[at][1])))),
    cell("contestant", several(lead.contestants.map((at) => pick(SHARED.contestants[at][1]))), el("small", { class: `side side-${lead.stance}` }, say(`stance.${lead.stance}`))),
    cell("place", place.map((line) => el("div", {}, line))),
    cell("mark", markCell(lead)));
};

const detailRow = (lead) => el("tr", { role: "row", class: "detail", id: `lead-${lead.at}` }, el("td", { role: "cell", colspan: 7 }, details(lead, false)));

const toggle = (lead) => {
  if (opened.has(lead.at)) opened.delete(lead.at); else opened.add(lead.at);
  one(`lead-${lead.at}`)?.remove();
  const row = rowOf(lead);
  one(`row-${lead.at}`).replaceWith(row);
  if (opened.has(lead.at)) row.after(detailRow(lead));
  row.querySelector("button.open").focus();
};

const showMark = (lead) => one(`row-${lead.at}`)?.querySelector("td.mark").replaceChildren(markCell(lead));

const drawList = () => {
  const size = pageSize();
  const pages = Math.max(1, Math.ceil(shown.length / size));
  page = Math.min(Math.max(page, 0), pages - 1);
  const leads = shown.slice(page * size, (page + 1) * size);
  body.replaceChildren(...leads.flatMap((lead) => (opened.has(lead.at) ? [rowOf(lead), detailRow(lead)] : [rowOf(lead)])));
  if (leads.length === 0) {
    body.append(el("tr", { role: "row" }, el("td", { role: "cell", colspan: 7, class: "empty" }, say(LEADS.length === 0 ? "list.none" : "list.empty"))));
  }
  one("count").textContent = say("list.count", { shown: count(shown.length), all: count(LEADS.length) });
  one("page-of").textContent = say("page.of", { page: count(page + 1), pages: count(pages) });
  for (const button of document.querySelectorAll("#pages button")) {
    const forth = button.dataset.page === "next" || button.dataset.page === "last";
    button.disabled = forth ? page >= pages - 1 : page <= 0;
  }
  for (const head of document.querySelectorAll("#list th[data-sort]")) {
    if (head.dataset.sort === order.column) head.setAttribute("aria-sort", order.down ? "descending" : "ascending");
    else head.removeAttribute("aria-sort");
  }
  const narrowed = one("narrowed");
  const note = filter.group >= 0 ? say("filter.group", { count: filter.group + 1 }) : filter.author >= 0 ? say("filter.author", { count: SHARED.authors[filter.author] }) : "";
  narrowed.hidden = note === "";
  narrowed.textContent = note;
};

const redraw = () => {
  refilter();
  drawCharts();
  drawList();
};

const setFilter = (change) => {
  Object.assign(filter, change);
  page = 0;
  for (const name of ["search", "from", "to", "ban", "contestant", "region", "platform", "period", "stance", "binds", "mark"]) one(`filter-${name}`).value = filter[name];
  for (const name of ["score", "sample"]) one(`filter-${name}`).value = String(filter[name]);
  one("filter-copies").checked = filter.copies;
  redraw();
};

const startList = () => {
  let waiting;
  one("filter-search").addEventListener("input", (event) => {
    clearTimeout(waiting);
    waiting = setTimeout(() => setFilter({ search: event.target.value }), 150);
  });
  for (const select of document.querySelectorAll("#filter select[data-filter]")) select.addEventListener("change", () => setFilter({ [select.dataset.filter]: select.value }));
  for (const name of ["from", "to"]) one(`filter-${name}`).addEventListener("change", (event) => setFilter({ [name]: event.target.value }));
  for (const name of ["score", "sample"]) one(`filter-${name}`).addEventListener("change", (event) => setFilter({ [name]: Number(event.target.value) }));
  one("filter-copies").addEventListener("change", (event) => setFilter({ copies: event.target.checked }));
  one("filter").addEventListener("submit", (event) => event.preventDefault());
  one("filter").addEventListener("reset", (event) => { event.preventDefault(); setFilter({ ...NOTHING }); });
  for (const head of document.querySelectorAll("#list th[data-sort] button")) {
    head.addEventListener("click", () => {
      const column = head.closest("th").dataset.sort;
      order = { column, down: order.column === column ? !order.down : column === "score" || column === "time" };
      page = 0;
      redraw();
    });
  }
  for (const button of document.querySelectorAll("#pages button")) {
    button.addEventListener("click", () => {
      const last = Math.ceil(shown.length / pageSize()) - 1;
      page = { first: 0, previous: page - 1, next: page + 1, last }[button.dataset.page];
      drawList();
      one("list-caption").focus({ preventScroll: true });
      one("count").scrollIntoView({ block: "start" });
    });
  }
  one("page-size").addEventListener("change", () => { page = 0; drawList(); });
};
