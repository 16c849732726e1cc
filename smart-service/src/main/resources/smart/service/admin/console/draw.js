/** The drawing of a chart on its canvas. Gaps stay gaps: where a value or a step is missing, no line goes. */

import { clock } from "./format.js";
import { linear, logarithmic, timeTicks } from "./scale.js";

const TOP = 8;
const BOTTOM = 20;
const LEFT = 48;

/** The colours of the page, which differ between light and dark. */
export function ink(element) {
  const style = getComputedStyle(element);
  return (name) => style.getPropertyValue(`--${name}`).trim();
}

/**
 * Draws; returns the time to pixels and back. `plot` has window [start, end], times, stepMs, series with values, colour,
 * and right for the second axis, kind, format, and marks.
 */
export function draw(canvas, plot, colour) {
  const { clientWidth: width, clientHeight: height } = canvas;
  const density = window.devicePixelRatio || 1;
  if (canvas.width !== Math.round(width * density) || canvas.height !== Math.round(height * density)) {
    canvas.width = Math.round(width * density);
    canvas.height = Math.round(height * density);
  }
  const pen = canvas.getContext("2d");
  pen.setTransform(density, 0, 0, density, 0, 0);
  pen.clearRect(0, 0, width, height);
  pen.font = `11px ${getComputedStyle(canvas).fontFamily}`;
  const box = { left: LEFT, right: width - (plot.rightFormat ? 44 : 8), top: TOP, bottom: height - BOTTOM };
  const [start, end] = plot.window;
  const x = (time) => box.left + ((time - start) / (end - start)) * (box.right - box.left);
  const left = scaleOf(plot, plot.series.filter((series) => !series.right));
  const y = (scale) => (value) => box.bottom - scale.at(value) * (box.bottom - box.top);
  grid(pen, plot, box, x, left, y(left), colour);
  pen.save();
  pen.beginPath();
  pen.rect(box.left, box.top - 2, box.right - box.left, box.bottom - box.top + 4);
  pen.clip();
  marks(pen, plot, box, x, colour);
  if (plot.kind === "stack") {
    stack(pen, plot, x, y(left), box.bottom, colour);
  } else {
    plot.series.filter((series) => !series.right).forEach((series) => line(pen, plot, series, x, y(left), colour));
  }
  const right = plot.series.filter((series) => series.right);
  if (right.length) {
    const scale = scaleOf({ ...plot, kind: "line", log: false }, right);
    right.forEach((series) => line(pen, plot, series, x, y(scale), colour));
    pen.restore();
    rightAxis(pen, plot, box, scale, y(scale), colour);
  } else {
    pen.restore();
  }
  return { x, time: (pixel) => start + ((pixel - box.left) / (box.right - box.left)) * (end - start) };
}

function scaleOf(plot, series) {
  const values = plot.kind === "stack" ? [sums(plot, series)] : series.map((one) => one.values);
  const all = values.flat().filter((value) => value != null);
  if (plot.log) {
    const positive = all.filter((value) => value > 0);
    return logarithmic(positive.length ? least(positive) : 10, positive.length ? most(positive) : 1000);
  }
  return linear(Math.max(plot.atLeast ?? 1, most(all)), 5, plot.whole ? 1 : 0);
}

const most = (values) => values.reduce((a, b) => (a > b ? a : b), 0);
const least = (values) => values.reduce((a, b) => (a < b ? a : b), Infinity);

const sums = (plot, series) =>
  plot.times.map((_, i) => series.reduce((sum, one) => sum + (one.values[i] ?? 0), 0));

function grid(pen, plot, box, x, scale, y, colour) {
  pen.lineWidth = 1;
  pen.textBaseline = "middle";
  pen.textAlign = "right";
  for (const tick of scale.ticks) {
    const at = Math.round(y(tick)) + 0.5;
    pen.strokeStyle = colour(tick === 0 ? "axis" : "grid");
    pen.beginPath();
    pen.moveTo(box.left, at);
    pen.lineTo(box.right, at);
    pen.stroke();
    pen.fillStyle = colour("muted");
    pen.fillText(plot.format(tick), box.left - 6, at);
  }
  pen.textBaseline = "alphabetic";
  const wanted = Math.max(2, Math.floor((box.right - box.left) / 64));
  for (const tick of timeTicks(...plot.window, wanted)) {
    const text = clock(tick);
    const half = pen.measureText(text).width / 2;
    pen.textAlign = "center";
    pen.fillText(text, Math.min(Math.max(x(tick), box.left + half - 6), box.right - half + 6), box.bottom + 15);
  }
}

function rightAxis(pen, plot, box, scale, y, colour) {
  pen.fillStyle = colour("muted");
  pen.textAlign = "left";
  pen.textBaseline = "middle";
  scale.ticks.forEach((tick) => pen.fillText(plot.rightFormat(tick), box.right + 6, y(tick)));
}

function marks(pen, plot, box, x, colour) {
  pen.strokeStyle = colour("muted");
  pen.setLineDash([2, 3]);
  for (const { time, text } of plot.marks) {
    pen.beginPath();
    pen.moveTo(x(time), box.top);
    pen.lineTo(x(time), box.bottom);
    pen.stroke();
    pen.fillStyle = colour("muted");
    pen.textAlign = x(time) > box.right - 60 ? "right" : "left";
    pen.fillText(text, x(time) + (pen.textAlign === "left" ? 4 : -4), box.top + 8);
  }
  pen.setLineDash([]);
}

/** Runs of steps without a gap, as [from, to] of indexes. */
function runs(plot, present) {
  const found = [];
  plot.times.forEach((time, i) => {
    if (!present(i)) {
      return;
    }
    const last = found.at(-1);
    if (last && last[1] === i - 1 && time - plot.times[i - 1] < 2.5 * plot.stepMs) {
      last[1] = i;
    } else {
      found.push([i, i]);
    }
  });
  return found;
}

function line(pen, plot, series, x, y, colour) {
  pen.strokeStyle = pen.fillStyle = colour(series.colour);
  pen.lineWidth = series.dashed ? 1.25 : 1.75;
  pen.lineJoin = "round";
  pen.setLineDash(series.dashed ? [5, 4] : []);
  for (const [from, to] of runs(plot, (i) => series.values[i] != null)) {
    pen.beginPath();
    if (from === to) {
      pen.arc(x(plot.times[from]), y(series.values[from]), 1.5, 0, 7);
      pen.fill();
      continue;
    }
    for (let i = from; i <= to; i++) {
      pen.lineTo(x(plot.times[i]), y(series.values[i]));
    }
    pen.stroke();
  }
  pen.setLineDash([]);
}

function stack(pen, plot, x, y, bottom, colour) {
  const base = plot.times.map(() => 0);
  for (const series of plot.series) {
    pen.fillStyle = colour(series.colour);
    for (const [from, to] of runs(plot, (i) => series.values[i] != null)) {
      pen.beginPath();
      // A value holds for its whole step, which ends at its time.
      const begin = (i) => x(i > from ? plot.times[i - 1] : plot.times[i] - plot.stepMs);
      for (let i = from; i <= to; i++) {
        pen.lineTo(begin(i), y(base[i] + series.values[i]));
        pen.lineTo(x(plot.times[i]), y(base[i] + series.values[i]));
      }
      for (let i = to; i >= from; i--) {
        pen.lineTo(x(plot.times[i]), y(base[i]));
        pen.lineTo(begin(i), y(base[i]));
      }
      pen.closePath();
      pen.fill();
    }
    series.values.forEach((value, i) => (base[i] += value ?? 0));
  }
}
