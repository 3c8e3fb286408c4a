"use strict";

/* Areas for sizes, as near to squares as they get (Bruls, Huizing and van Wijk, 2000). */

/**
 * Rectangles [x, y, width, height] for sizes above zero, largest first, that fill a box.
 * Each is to the box's area what its size is to their sum; none overlaps another.
 */
function squarify(sizes, x, y, width, height) {
  const boxes = [];
  let left = sizes.reduce((sum, size) => sum + size, 0);
  let start = 0;
  while (start < sizes.length) {
    const side = Math.min(width, height);
    const scale = left > 0 ? (width * height) / left : 0;
    let end = start + 1;
    let row = sizes[start];
    let worst = worstRatio(row, sizes[start], sizes[start], side, scale);
    while (end < sizes.length) {
      const longer = row + sizes[end];
      const ratio = worstRatio(longer, sizes[start], sizes[end], side, scale);
      if (ratio > worst) break;
      [row, worst] = [longer, ratio];
      end += 1;
    }
    // The last row takes what is left, so that rounding leaves no gap.
    const across = width < height;
    const long = across ? height : width;
    const deep = end === sizes.length ? long : Math.min(long, (row * scale) / side || 0);
    let at = across ? x : y;
    for (let index = start; index < end; index += 1) {
      const span = row > 0 ? (side * sizes[index]) / row : 0;
      boxes.push(across ? [at, y, span, deep] : [x, at, deep, span]);
      at += span;
    }
    if (across) {
      y += deep;
      height -= deep;
    } else {
      x += deep;
      width -= deep;
    }
    left -= row;
    start = end;
  }
  return boxes;
}

/* How far the worst rectangle of a row is from a square: 1 is a square. */
function worstRatio(row, largest, smallest, side, scale) {
  const area = row * scale;
  const square = side * side;
  const most = (square * largest * scale) / (area * area);
  const least = (area * area) / (square * smallest * scale);
  return Math.max(most, least) || Infinity;
}
