/* The map: boxes for what a folder holds, those of its folders inside theirs. */

/* An area (in square pixels) that an eye and a finger still find; smaller ones go together. */
const LEAST = 170;
/* What a folder needs to be drawn open, and what its name takes. */
const OPEN = { width: 64, height: 46 };
const HEAD = 19;
const EDGE = 2;
const DEEPEST = 4;
/* From here on there is room for a letter, and for a name. */
const LETTERED = { width: 15, height: 15 };
const NAMED = { width: 52, height: 17 };

/* Draw a folder into the map; answers the items by their button, in the order of drawing. */
function draw(map, folder) {
  const items = new Map();
  const { clientWidth: width, clientHeight: height } = map;
  const sheet = document.createDocumentFragment();
  fill(folder, [0, 0, width, height], 0, (element, item) => {
    sheet.append(element);
    if (item) items.set(element, item);
  });
  map.replaceChildren(sheet);
  return items;
}

function fill(folder, box, depth, add) {
  const parts = pieces(folder, box[2] * box[3]);
  const boxes = squarify(parts.map((part) => part.size), ...box);
  parts.forEach((part, index) => {
    const inner = boxes[index];
    if (part.kind !== "folder") add(tile(part, inner), { item: part, box: inner });
    else if (depth < DEEPEST && inner[2] >= OPEN.width && inner[3] >= OPEN.height) {
      open(part, inner, depth, add);
    } else add(closed(part, inner), { item: part, box: inner });
  });
}

/* What a folder shows in an area: its children, the too small of a level as one. */
function pieces(folder, area) {
  const least = (LEAST * folder.size) / area;
  const large = folder.children.filter((child) => child.size >= least);
  const small = folder.children.filter((child) => child.size < least);
  if (small.length < 2) return folder.children;
  const more = ORDER.map((slot) => unnamed(slot, 0, 0, folder));
  for (const child of small) {
    for (const one of more) {
      const whole = child.kind === "folder";
      if (!whole && child.slot !== one.slot) continue;
      one.files += whole ? child.filesBy[one.slot] : child.files;
      one.lines += whole ? child.linesBy[one.slot] : child.lines;
      one.size = one.files ? Math.max(one.lines, one.files) : 0;
    }
  }
  const shown = [...large, ...more.filter((one) => one.files)];
  return shown.sort((one, other) => other.size - one.size);
}

function open(folder, box, depth, add) {
  const inside = passed(folder);
  const [x, y, width, height] = box;
  const frame = put(document.createElement("div"), box, `frame deep${depth}`);
  add(frame);
  const head = button("head", inside, [x, y, width, HEAD + EDGE]);
  const name = document.createElement("bdi");
  const names = lineage(inside).slice(lineage(folder).length - 1);
  name.textContent = names.map((one) => one.name).join("/");
  head.append(name);
  add(head, { item: inside, box: [x, y, width, HEAD] });
  const room = [x + EDGE, y + HEAD, width - 2 * EDGE, height - HEAD - EDGE];
  fill(inside, room, depth + 1, add);
}

/* A folder too small to look into: one button, its area dealt out by level. */
function closed(folder, box) {
  const element = button("closed", passed(folder), box);
  const slots = ORDER.filter((slot) => folder.sizeBy[slot]);
  slots.sort((one, other) => folder.sizeBy[other] - folder.sizeBy[one]);
  const room = [0, 0, element.boxed.width, element.boxed.height];
  const alone = slots.length === 1;
  squarify(slots.map((slot) => folder.sizeBy[slot]), ...room).forEach((part, index) => {
    const patch = put(document.createElement("span"), part, `patch s${slots[index]}`, alone ? 0 : 1);
    patch.dataset.slot = slots[index];
    caption(patch, alone ? `${folder.name}/` : "", slots[index]);
    element.append(patch);
  });
  if (!alone) caption(element, `${folder.name}/`, UNTAGGED);
  return element;
}

function tile(item, box) {
  const element = button(`tile s${item.slot} ${item.kind}`, item, box);
  element.dataset.slot = item.slot;
  caption(element, item.kind === "more" ? `${number(item.files)} more` : item.name, item.slot);
  return element;
}

/* As much as there is room for: the letter of the level, unless nobody tagged it, and the name. */
function caption(element, name, slot) {
  const { width, height } = element.boxed;
  const named = name && width >= NAMED.width && height >= NAMED.height;
  const lettered = slot !== UNTAGGED && width >= LETTERED.width && height >= LETTERED.height;
  if (!named && !lettered) return;
  const label = document.createElement("span");
  label.className = "caption";
  if (lettered) {
    const letter = document.createElement("b");
    letter.textContent = LETTERS[slot];
    label.append(letter);
  }
  if (named) {
    const told = document.createElement("bdi");
    told.textContent = name;
    label.append(told);
  }
  element.append(label);
}

function button(name, item, box) {
  const element = document.createElement("button");
  element.type = "button";
  element.tabIndex = -1;
  element.setAttribute("aria-label", spoken(item));
  return put(element, box, name);
}

/* Whole pixels, so that edges are sharp and neighbours meet; a hairline stays between them. */
function put(element, [x, y, width, height], name, gap = 1) {
  const [left, top] = [Math.round(x), Math.round(y)];
  element.className = name;
  element.boxed = {
    width: Math.max(Math.round(x + width) - left - gap, 1),
    height: Math.max(Math.round(y + height) - top - gap, 1),
  };
  element.style.left = `${left}px`;
  element.style.top = `${top}px`;
  element.style.width = `${element.boxed.width}px`;
  element.style.height = `${element.boxed.height}px`;
  return element;
}

/* What a screen reader says of a file or folder: all that the card shows. */
function spoken(item) {
  if (item.kind === "folder") {
    return `${pathOf(item)}, folder, ${counted(item.files, "file")}: ${makeup(item)}`;
  }
  const lines = counted(item.lines, "line");
  if (item.kind === "more") {
    return `${counted(item.files, "more file")} in ${pathOf(item)}, ${WORDS[item.slot]}, ${lines}`;
  }
  const why = item.why ? `, by ${item.why}` : "";
  const owners = item.owners ? `, owner ${item.owners}` : "";
  return `${pathOf(item)}, ${WORDS[item.slot]}${why}${owners}, ${lines}`;
}

/* The nearest button in a direction; what lies straight ahead is nearer than what lies aside. */
function neighbour(items, from, [right, down]) {
  const start = items.get(from).box;
  let [best, nearest] = [null, Infinity];
  for (const [element, { box }] of items) {
    const [ahead, aside] = right ? [0, 1] : [1, 0];
    const forward = right + down > 0 ? gap(start, box, ahead) : gap(box, start, ahead);
    if (forward < -1 || element === from) continue;
    const sideways = Math.max(gap(start, box, aside), gap(box, start, aside), 0);
    const skew = Math.abs(box[aside] - start[aside]);
    const far = forward + 3 * sideways + skew / 100;
    if (far < nearest) [best, nearest] = [element, far];
  }
  return best;
}

/* How far a box begins behind another's end, along an axis. */
function gap(first, second, axis) {
  return second[axis] - (first[axis] + first[axis + 2]);
}
