/* The page's data as a tree of folders and files; every folder knows what lies below it. */

const UNTAGGED = 0;
const LETTERS = ["–", "P", "I", "C", "R"];
const WORDS = ["untagged", "public", "internal", "confidential", "restricted"];
const ORDER = [4, 3, 2, 1, UNTAGGED];

/* The top folder. Sizes are areas: lines, and one for a file without any. */
function grow(data) {
  const folders = data.folders.map(([, name, files, rest]) => {
    const folder = { kind: "folder", name, parent: null, children: [] };
    folder.children = files.map((row) => file(row, folder, data.words));
    folder.children.push(...rest.map(([slot, count, lines]) => unnamed(slot, count, lines, folder)));
    return folder;
  });
  data.folders.forEach(([parent], index) => {
    if (parent < 0) return;
    folders[index].parent = folders[parent];
    folders[parent].children.push(folders[index]);
  });
  // Those inside stand behind their parents, so the last is counted first.
  for (const folder of [...folders].reverse()) count(folder);
  return Object.assign(folders[0], { path: data.path });
}

function file([name, lines, slot, why, owners, labels], parent, words) {
  const told = { why: words[why] || "", owners: words[owners] || "", labels: words[labels] || "" };
  return { kind: "file", name, parent, slot, lines, files: 1, size: Math.max(lines, 1), ...told };
}

/* Files of one folder and level that are shown together. */
function unnamed(slot, files, lines, parent) {
  return { kind: "more", parent, slot, files, lines, size: Math.max(lines, files) };
}

/* Files, lines and sizes of a folder by level, from those of its children. */
function count(folder) {
  const [filesBy, linesBy, sizeBy] = [0, 1, 2].map(() => [0, 0, 0, 0, 0]);
  for (const child of folder.children) {
    if (child.kind === "folder") {
      for (const slot of ORDER) {
        filesBy[slot] += child.filesBy[slot];
        linesBy[slot] += child.linesBy[slot];
        sizeBy[slot] += child.sizeBy[slot];
      }
    } else {
      filesBy[child.slot] += child.files;
      linesBy[child.slot] += child.lines;
      sizeBy[child.slot] += child.size;
    }
  }
  Object.assign(folder, { filesBy, linesBy, sizeBy });
  folder.files = total(filesBy);
  folder.lines = total(linesBy);
  folder.size = total(sizeBy);
  folder.children.sort((one, other) => other.size - one.size);
  tellApart(folder.children.filter((child) => child.kind === "folder"));
}

/* Names that differ only in what cannot be shown get different ones, or one could not be opened. */
function tellApart(folders) {
  const names = new Set();
  for (const folder of folders) {
    while (names.has(folder.name)) folder.name += " (again)";
    names.add(folder.name);
  }
}

function total(numbers) {
  return numbers.reduce((sum, number) => sum + number, 0);
}

/* The folders from the top to this one. */
function lineage(folder) {
  const line = [];
  for (let here = folder; here; here = here.parent) line.unshift(here);
  return line;
}

/* A path from the repository's top, as people write it; the repository's own name for the top. */
function pathOf(item) {
  const [top, ...line] = lineage(item.kind === "more" ? item.parent : item);
  const names = [top.path, ...line.map((one) => one.name)].filter(Boolean);
  return names.join("/") || top.name;
}

/* A folder by its path, or the nearest above it that is there. */
function find(top, path) {
  let here = top;
  for (const name of path.split("/")) {
    const next = here.children.find((one) => one.kind === "folder" && one.name === name);
    if (!next) break;
    here = next;
  }
  return here;
}

/* A folder that holds nothing but one folder is shown as that one: `src/main/java`. */
function passed(folder) {
  let here = folder;
  while (here.children.length === 1 && here.children[0].kind === "folder") [here] = here.children;
  return here;
}

/* Made once: asking the language's rules anew for every number takes longer than all the rest. */
const figures = new Intl.NumberFormat("en-US");

function number(value) {
  return figures.format(value);
}

function counted(value, word) {
  return `${number(value)} ${word}${value === 1 ? "" : "s"}`;
}

/* Never 0 % of something, never 100 % of nearly all. */
function percent(part, whole) {
  if (!whole) return "-";
  if (part > 0 && part * 200 < whole) return "<1 %";
  if (part < whole && part * 200 > 199 * whole) return ">99 %";
  return `${Math.floor((200 * part + whole) / (2 * whole))} %`;
}

/* `restricted 2, untagged 14`: what a folder holds, the most sensitive first. */
function makeup(folder) {
  const held = ORDER.filter((slot) => folder.filesBy[slot]);
  return held.map((slot) => `${WORDS[slot]} ${number(folder.filesBy[slot])}`).join(", ");
}
