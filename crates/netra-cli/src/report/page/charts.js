// The charts stand in the page already. Here their dark parts follow the filter, and their bars set it.

const CHARTS = { ban: (lead) => lead.bans, contestant: (lead) => lead.contestants, region: (lead) => [lead.region], platform: (lead) => [lead.platform] };

const columns = [...document.querySelectorAll("#chart-time g")].map((g) => ({ g, start: g.dataset.start, part: g.querySelector(".part"), all: g.querySelector(".all") }));
// The last column that begins no later than a day.
const columnOf = (day) => {
  let [low, high] = [0, columns.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (columns[middle].start <= day) low = middle + 1; else high = middle;
  }
  return low - 1;
};
const totals = columns.map(() => 0);
for (const lead of LEADS) if (lead.time !== "") totals[columnOf(lead.time.slice(0, 10))] += 1;
const dayBefore = (day) => new Date(Date.parse(`${day}T00:00:00Z`) - 86400000).toISOString().slice(0, 10);

const drawCharts = () => {
  for (const [name, values] of Object.entries(CHARTS)) {
    const counts = new Map();
    for (const lead of shown) for (const value of values(lead)) counts.set(value, (counts.get(value) ?? 0) + 1);
    for (const row of document.querySelectorAll(`#chart-${name} tr[data-key]`)) {
      const all = Number(row.dataset.count);
      const left = counts.get(Number(row.dataset.key)) ?? 0;
      const widest = Number(row.querySelector(".all").getAttribute("width"));
      row.querySelector(".part").setAttribute("width", (widest * left) / all);
      row.querySelector(".count").textContent = left === all ? count(all) : `${count(left)} / ${count(all)}`;
      row.querySelector("button").setAttribute("aria-pressed", filter[name] === row.dataset.key);
    }
  }
  const counts = columns.map(() => 0);
  for (const lead of shown) if (lead.time !== "") counts[columnOf(lead.time.slice(0, 10))] += 1;
  const most = Math.max(1, ...totals);
  columns.forEach((column, at) => {
    const height = (100 * counts[at]) / most;
    column.part.setAttribute("height", height);
    column.part.setAttribute("y", 100 - height);
  });
};
const startCharts = () => {
  for (const name of Object.keys(CHARTS)) {
    for (const row of document.querySelectorAll(`#chart-${name} tr[data-key]`)) {
      row.querySelector("button").addEventListener("click", () => {
        setFilter({ [name]: filter[name] === row.dataset.key ? "" : row.dataset.key });
      });
    }
  }
  columns.forEach((column, at) => {
    column.g.addEventListener("click", () => {
      const next = columns[at + 1];
      const range = { from: column.start, to: next ? dayBefore(next.start) : "" };
      const again = filter.from === range.from && filter.to === range.to;
      setFilter(again ? { from: "", to: "" } : range);
    });
  });
};
