// Language, colours, and the beginning of everything.

const remember = (name, value) => {
  try { localStorage.setItem(`netra-${name}`, value); } catch { /* then it holds for this visit */ }
};
const remembered = (name) => {
  try { return localStorage.getItem(`netra-${name}`); } catch { return null; }
};

const speak = (word) => {
  language = word === "en" ? 1 : 0;
  document.documentElement.lang = word;
  for (const button of document.querySelectorAll("[data-language]")) button.setAttribute("aria-pressed", String(button.dataset.language === word));
  for (const option of document.querySelectorAll("[data-word]")) option.textContent = say(option.dataset.word);
  for (const named of document.querySelectorAll("[data-label]")) if (named.tagName !== "TD") named.setAttribute("aria-label", say(named.dataset.label));
  fillChoices();
  drawPrecision();
  redraw();
};

const colour = (word) => {
  if (word === "light" || word === "dark") document.documentElement.dataset.theme = word;
  else delete document.documentElement.dataset.theme;
  one("theme").value = word;
};

recall();
// A phone shows the list first.
if (innerWidth < 768) one("filter-box").open = false;
startCharts();
startList();
startSaving();
for (const button of document.querySelectorAll("[data-language]")) {
  button.addEventListener("click", () => { remember("language", button.dataset.language); speak(button.dataset.language); });
}
one("theme").addEventListener("change", (event) => { remember("theme", event.target.value); colour(event.target.value); });
one("hide").addEventListener("click", () => {
  const covered = document.documentElement.classList.toggle("covered");
  one("hide").setAttribute("aria-pressed", String(covered));
});
colour(["light", "dark"].includes(remembered("theme")) ? remembered("theme") : "auto");
speak(remembered("language") === "en" ? "en" : "id");
document.documentElement.dataset.ready = "yes";
