/* The page: where one is, what is under the pointer or the focus, which levels are shown. */

(() => {
  const $ = (id) => document.getElementById(id);
  const [map, card, rows, more] = ["map", "card", "rows", "more"].map($);
  const top = grow(JSON.parse($("data").textContent));
  const still = matchMedia("(prefers-reduced-motion: reduce)");
  const arrows = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  const chosen = new Set();
  const batch = 200;
  let here = null;
  let items = new Map();
  let pinned = null;

  /* A folder's address: Back and Forward, and links to a folder, are the browser's own. */
  function address(folder) {
    const names = lineage(folder).slice(1).map((one) => encodeURIComponent(one.name));
    return `#/${names.join("/")}`;
  }

  function addressed() {
    try {
      return find(top, location.hash.slice(2).split("/").map(decodeURIComponent).join("/"));
    } catch {
      return top;
    }
  }

  function go(folder) {
    if (folder && folder !== here) location.hash = address(folder);
  }

  function arrive() {
    const [from, to] = [here, addressed()];
    if (from === to) return;
    const active = document.activeElement;
    const focused = map.contains(active) || active === document.body;
    const opened = from && [...items].find(([, { item }]) => item === to);
    here = to;
    items = new Map();
    refresh();
    if (!from) return;
    grown(opened ? opened[1].box : null);
    // Whoever goes up finds the folder that was left, whoever goes down the first thing in it.
    const line = lineage(from);
    const left = [...items].find(([, { item }]) => line.includes(item));
    const target = left ? left[0] : items.keys().next().value;
    if (target) rove(target);
    if (target && focused) target.focus({ preventScroll: true });
    const files = counted(here.files, "file");
    $("told").textContent = `${pathOf(here)}: ${files}, ${taggedShare(here)} tagged`;
  }

  /* Draw anew what is here; where the focus was in the map, it stays on the same file. */
  function refresh() {
    const kept = (items.get(document.activeElement) || {}).item;
    hide();
    items = draw(map, here);
    crumbs();
    levels();
    table(batch);
    filter();
    const same = kept && [...items].find(([, { item }]) => alike(item, kept));
    const first = same ? same[0] : items.keys().next().value;
    if (first) rove(first);
    if (first && kept) first.focus({ preventScroll: true });
  }

  /* What is drawn together is put together anew each time. */
  function alike(one, other) {
    const more = one.kind === "more" && other.kind === "more";
    return one === other || (more && one.parent === other.parent && one.slot === other.slot);
  }

  /* The folder grows out of the place it had: the eye keeps hold of it. */
  function grown(box) {
    if (still.matches) return;
    const { clientWidth: wide, clientHeight: high } = map;
    const [x, y, width, height] = box || [wide * 0.04, high * 0.04, wide * 0.92, high * 0.92];
    const small = `translate(${x}px, ${y}px) scale(${width / wide}, ${height / high})`;
    const frames = [{ transform: small, opacity: 0.3 }, { transform: "none", opacity: 1 }];
    map.animate(frames, { duration: 240, easing: "cubic-bezier(.2,.7,.2,1)" });
  }

  function crumbs() {
    const list = lineage(here).map((folder) => {
      const entry = document.createElement("li");
      const link = document.createElement(folder === here ? "span" : "button");
      const name = document.createElement("bdi");
      name.textContent = folder.name;
      link.append(name);
      if (folder === here) link.setAttribute("aria-current", "page");
      else link.addEventListener("click", () => go(folder));
      entry.append(link);
      return entry;
    });
    $("crumbs").querySelector("ol").replaceChildren(...list);
    const up = here === top ? "Click a folder to open it" : "Esc goes one up";
    $("help").textContent = `Area is lines of text. ${up}.`;
    $("inside").textContent = `In ${pathOf(here)}`;
  }

  /* The legend speaks of the folder one is in. */
  function levels() {
    const bars = [];
    for (const level of document.querySelectorAll(".level")) {
      const slot = Number(level.dataset.slot);
      level.querySelector(".share").firstChild.data = `${percent(here.linesBy[slot], here.lines)} `;
      level.querySelector(".number").textContent = counted(here.filesBy[slot], "file");
      level.classList.toggle("none", !here.filesBy[slot]);
      const bar = document.createElement("i");
      bar.className = `s${slot}`;
      bar.style.flexGrow = here.sizeBy[slot];
      if (here.filesBy[slot]) bars.push(bar);
    }
    $("strip").replaceChildren(...bars);
  }

  function shows(item) {
    if (!chosen.size) return true;
    if (item.kind !== "folder") return chosen.has(item.slot);
    return [...chosen].some((slot) => item.filesBy[slot]);
  }

  function filter() {
    map.classList.toggle("filtered", chosen.size > 0);
    for (const part of map.querySelectorAll("[data-slot]")) {
      part.classList.toggle("off", chosen.size > 0 && !chosen.has(Number(part.dataset.slot)));
    }
    for (const level of document.querySelectorAll(".level")) {
      level.setAttribute("aria-pressed", String(chosen.has(Number(level.dataset.slot))));
    }
  }

  function table(most) {
    const held = here.children.filter(shows);
    rows.replaceChildren(...held.slice(0, most).map((item) => row(item, go)));
    more.hidden = held.length <= most;
    more.textContent = `Show more: ${number(held.length - most)} are left`;
    more.onclick = () => table(most + batch);
  }

  /* One stop for Tab; the arrows do the rest. */
  function rove(element) {
    for (const other of map.querySelectorAll('[tabindex="0"]')) other.tabIndex = -1;
    element.tabIndex = 0;
  }

  function show(element, x, y) {
    const found = items.get(element);
    if (!found) return hide();
    card.replaceChildren(...told(found.item));
    card.hidden = false;
    beside(card, x, y);
  }

  function hide() {
    pinned = null;
    card.hidden = true;
  }

  const under = (event) => event.target.closest("button");

  map.addEventListener("pointermove", (event) => {
    if (!pinned && event.pointerType !== "touch") show(under(event), event.clientX, event.clientY);
  });
  map.addEventListener("pointerleave", () => pinned || hide());
  map.addEventListener("focusin", (event) => {
    rove(event.target);
    if (!event.target.matches(":focus-visible")) return;
    const box = event.target.getBoundingClientRect();
    show(event.target, box.left + Math.min(box.width / 2, 40), box.top + Math.min(box.height, 40));
  });
  map.addEventListener("focusout", hide);
  map.addEventListener("click", (event) => {
    const found = items.get(under(event));
    if (!found) return hide();
    if (found.item.kind === "folder") return go(found.item);
    if (found.item.kind === "more" && found.item.parent !== here) return go(found.item.parent);
    const box = under(event).getBoundingClientRect();
    show(under(event), event.clientX || box.left, event.clientY || box.top);
    pinned = pinned === found.item ? hide() : found.item;
  });
  map.addEventListener("keydown", (event) => {
    const steps = { Home: () => items.keys().next().value, End: () => [...items.keys()].pop() };
    const target = arrows[event.key] && items.has(event.target)
      ? neighbour(items, event.target, arrows[event.key])
      : steps[event.key] && steps[event.key]();
    if (!target && !arrows[event.key]) return;
    event.preventDefault();
    if (target) target.focus();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" && event.key !== "Backspace") return;
    const focused = document.activeElement && map.contains(document.activeElement);
    if (pinned && event.key === "Escape") return hide();
    // A folder that was passed because it holds but one is passed upwards as well.
    let up = here.parent;
    while (up && up.parent && up.children.length === 1) up = up.parent;
    if (up && (event.key === "Escape" || focused)) go(up);
  });
  for (const level of document.querySelectorAll(".level")) {
    level.addEventListener("click", () => {
      const slot = Number(level.dataset.slot);
      if (!chosen.delete(slot)) chosen.add(slot);
      filter();
      table(batch);
    });
  }
  addEventListener("scroll", hide, { passive: true });
  addEventListener("hashchange", () => location.hash === "#table" || arrive());
  document.documentElement.classList.add("drawn");
  arrive();
  let drawn = `${map.clientWidth} ${map.clientHeight}`;
  new ResizeObserver(() => {
    const size = `${map.clientWidth} ${map.clientHeight}`;
    if (size !== drawn) refresh();
    drawn = size;
  }).observe(map);
})();
