/* Without this the page is whole: every table shown, every cell a link to its row. */
"use strict";

const card = document.getElementById("card");
const picker = document.getElementById("who");
const tables = [...document.querySelectorAll("[data-who]")];

function element(tag, text, name = "") {
  const made = document.createElement(tag);
  made.textContent = text;
  if (name) made.className = name;
  return made;
}

/* The cells of the table that is shown, row by row. */
function grid() {
  const table = tables.find((one) => !one.hidden);
  const rows = table ? [...table.querySelectorAll("tbody tr")] : [];
  return rows.map((row) => [...row.querySelectorAll(".cell")]).filter((cells) => cells.length);
}

/* One cell of the table is reached by Tab, the others by arrows. */
function rove(cell) {
  for (const other of grid().flat()) other.tabIndex = other === cell ? 0 : -1;
}

function choose(who) {
  for (const table of tables) table.hidden = table.dataset.who !== who;
  const cells = grid().flat();
  if (cells.length) rove(cells[0]);
  for (const figure of document.querySelectorAll(".figures [data-level]")) {
    const free = (cell) => cell.dataset.slot === "0" && cell.dataset.level === figure.dataset.level;
    figure.textContent = cells.filter(free).length;
  }
  card.hidden = true;
}

function tell(cell) {
  const { action, slot, mark, level, to, why, row, because, advice } = cell.dataset;
  const chip = element("p", `${action}: ${level} text to ${to}`, "chip");
  chip.prepend(element("b", mark, `swatch a${slot}`));
  const lines = [chip, element("p", `Because ${why}.`)];
  if (because) lines.push(element("p", `${because[0].toUpperCase()}${because.slice(1)}.`, "soft"));
  if (advice) lines.push(element("p", advice));
  lines.push(element("p", `Row ${row}`, "soft"));
  card.replaceChildren(...lines);
  card.hidden = false;
  const box = cell.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = card;
  const below = box.bottom + 8 + height <= innerHeight;
  card.style.left = `${Math.max(8, Math.min(box.left, innerWidth - width - 8))}px`;
  card.style.top = `${Math.max(8, below ? box.bottom + 8 : box.top - height - 8)}px`;
}

const STEPS = {
  ArrowRight: [0, 1], ArrowLeft: [0, -1], ArrowDown: [1, 0], ArrowUp: [-1, 0],
  Home: [0, -99], End: [0, 99],
};

function step(event) {
  if (event.key === "Escape") card.hidden = true;
  const way = STEPS[event.key];
  if (!way || event.ctrlKey || event.metaKey || event.altKey) return;
  const rows = grid();
  const y = rows.findIndex((cells) => cells.includes(event.target));
  if (y < 0) return;
  event.preventDefault();
  const down = Math.max(0, Math.min(y + way[0], rows.length - 1));
  const along = rows[y].indexOf(event.target) + way[1];
  rows[down][Math.max(0, Math.min(along, rows[down].length - 1))].focus();
}

/* A link to a destination's facts opens them. */
function open() {
  const part = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (part && part.tagName === "DETAILS") part.open = true;
}

for (const cell of document.querySelectorAll(".cell")) {
  cell.addEventListener("focus", () => { rove(cell); tell(cell); });
  cell.addEventListener("pointerenter", () => tell(cell));
  cell.addEventListener("pointerleave", () => { card.hidden = true; });
  cell.addEventListener("blur", () => { card.hidden = true; });
}
document.addEventListener("keydown", step);
addEventListener("scroll", () => { card.hidden = true; }, { passive: true });
addEventListener("hashchange", open);
if (picker) picker.addEventListener("change", () => choose(picker.value));
if (tables.length) choose(tables[0].dataset.who);
document.getElementById("pickers").hidden = tables.length < 2;
document.documentElement.classList.add("ready");
open();
