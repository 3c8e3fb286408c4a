/* What is said of a file or a folder in words: the card beside the pointer, a row of the table. */

function element(tag, text, name = "") {
  const made = document.createElement(tag);
  made.textContent = text;
  if (name) made.className = name;
  return made;
}

function taggedShare(folder) {
  return percent(folder.files - folder.filesBy[UNTAGGED], folder.files);
}

/* The card's lines: path, level, why, labels, owner and lines. */
function told(item) {
  if (item.kind === "folder") {
    const counts = `${counted(item.files, "file")}, ${counted(item.lines, "line")}`;
    return [
      element("bdi", `${pathOf(item)}/`, "path"),
      element("p", `${counts}, ${taggedShare(item)} tagged`, "sum"),
      element("p", makeup(item), "makeup"),
    ];
  }
  const more = `${counted(item.files, "more file")} in ${pathOf(item)}/`;
  const level = element("p", WORDS[item.slot], "chip");
  level.prepend(element("b", LETTERS[item.slot], `swatch s${item.slot}`));
  const lines = [element("bdi", item.kind === "more" ? more : pathOf(item), "path"), level];
  if (item.why) lines.push(element("p", `By ${item.why}`, "why"));
  if (item.slot === UNTAGGED) lines.push(element("p", "Nobody has tagged it: treated as internal.", "why"));
  if (item.labels) lines.push(element("p", item.labels, "labels"));
  const owner = item.owners ? `${item.owners} · ` : "";
  return [...lines, element("p", owner + counted(item.lines, "line"), "sum")];
}

/* Put a card near a place of the window, and wholly inside of it. */
function beside(card, x, y) {
  const { offsetWidth: width, offsetHeight: height } = card;
  const left = x + 16 + width > innerWidth ? x - width - 12 : x + 16;
  const above = y + 18 + height > innerHeight ? y - height - 12 : y + 18;
  card.style.left = `${Math.max(8, Math.min(left, innerWidth - width - 8))}px`;
  card.style.top = `${Math.max(8, above)}px`;
}

/* A row of the table; a folder's name opens it. */
function row(item, open) {
  const line = element("tr", "");
  const head = element("th", "");
  head.scope = "row";
  const folder = item.kind === "folder";
  const more = item.kind === "more" && counted(item.files, "more file");
  const name = element("bdi", more || item.name + (folder ? "/" : ""));
  const opener = folder ? element("button", "") : head;
  opener.append(name);
  if (folder) {
    opener.type = "button";
    opener.addEventListener("click", () => open(passed(item)));
    head.append(opener);
  }
  const cells = [
    folder ? makeup(item) : WORDS[item.slot],
    item.kind === "file" ? "" : number(item.files),
    number(item.lines),
    folder ? taggedShare(item) : "",
    item.owners || "",
    item.why || "",
  ];
  line.append(head, ...cells.map((text) => element("td", text)));
  return line;
}
