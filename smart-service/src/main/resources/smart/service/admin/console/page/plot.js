/** What uPlot is told of a chart: scales, axes, series, marks; and its data, in which gaps stay gaps. */

import { clock, clockSeconds } from "./format.js";

/** A value holds for its whole step, which ends at its time. */
const steps = uPlot.paths.stepped({ align: -1 });

/** `plot` gives the chart's present state: series, window, marks, format and so on. */
export function options(plot, group, area) {
  const { series, kind, log, whole, rightFormat } = plot();
  const ink = (name) => getComputedStyle(area).getPropertyValue(`--${name}`).trim();
  const font = `11px ${getComputedStyle(area).fontFamily}`;
  const axis = (more) => ({
    font, stroke: () => ink("muted"), ticks: { show: false }, grid: { stroke: () => ink("grid"), width: 1 }, gap: 6, ...more,
  });
  return {
    ms: 1,
    legend: { show: false },
    padding: [8, rightFormat ? 0 : 20, 0, 0],
    cursor: {
      y: false,
      points: { show: false },
      drag: { x: true, y: false, setScale: false },
      bind: { dblclick: () => () => group.zoom(null) },
      sync: { key: "console", setSeries: false },
    },
    scales: {
      x: { time: true, range: () => plot().window },
      y: log ? { distr: 3, range: decades } : { range: (_, __, max) => [0, top(Math.max(max ?? 0, 1), whole)] },
      right: { range: (_, __, max) => [0, top(Math.max(max ?? 0, 1))] },
    },
    axes: [
      axis({ space: 48, size: 22, values: (_, splits) => splits.map(splits[1] - splits[0] < 60000 ? clockSeconds : clock) }),
      axis({
        size: 50, space: 30, values: (_, splits) => splits.map((value) => plot().format(value)),
        ...(log ? { splits: (_, __, min, max) => tens(min, max), filter: (_, splits) => splits } : {}),
        ...(whole ? { incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000, 100000] } : {}),
      }),
      ...(rightFormat ? [axis({
        scale: "right", side: 1, size: 46, space: 30, grid: { show: false }, values: (_, splits) => splits.map((value) => rightFormat(value)),
      })] : []),
    ],
    series: [{}, ...order(series, kind).map((one) => ({
      label: one.label,
      scale: one.right ? "right" : "y",
      points: { show: () => false, filter: kind === "stack" ? () => null : lonely, size: 4, stroke: () => ink(one.colour), fill: () => ink(one.colour) },
      ...(kind === "stack"
        ? { paths: steps, width: 0, fill: () => ink(one.colour), stroke: () => ink(one.colour) }
        : { width: one.dashed ? 1.25 : 1.75, stroke: () => ink(one.colour), dash: one.dashed ? [5, 4] : [] }),
    }))],
    hooks: {
      setCursor: [(u) => group.pointed(u, area)],
      setSelect: [(u) => group.selected(u)],
      drawAxes: [(u) => marks(u, plot(), ink, font)],
    },
  };
}

/** The indices of the values without neighbours, which no line reaches: these are points. Null for none. */
export function lonely(u, series) {
  const values = u.data[series];
  const found = [...values.keys()].filter((i) => values[i] != null && values[i - 1] == null && values[i + 1] == null);
  return found.length ? found : null;
}

/** A stack is drawn from its highest sum down, each over the one before. */
const order = (series, kind) => (kind === "stack" ? [...series].reverse() : series);

/** The columns, with an empty row wherever steps are missing. */
export function table(plot, hidden) {
  const { times, stepMs, kind, series, none } = plot;
  const rows = [];
  times.forEach((time, i) => {
    if (i && time - times[i - 1] > 2.5 * stepMs) {
      rows.push([times[i - 1] + stepMs, -1]);
    }
    rows.push([time, i]);
  });
  const base = rows.map(() => 0);
  const columns = series.map((one) => {
    const show = !hidden.has(one.column) && (!none || one.reference);
    return rows.map(([, i], row) => {
      const value = i < 0 ? null : one.values[i] ?? null;
      if (kind !== "stack") {
        return show ? value : null;
      }
      base[row] += show ? value ?? 0 : 0;
      return i < 0 ? null : base[row];
    });
  });
  return [rows.map(([time]) => time), ...order(columns, kind)];
}

/** Whole decades around the values, so that the axis rarely moves. */
function decades(_, min, max) {
  const low = Math.floor(Math.log10(Math.max(min ?? 10, 0.1)) + 1e-9);
  return [10 ** low, 10 ** Math.max(low + 1, Math.ceil(Math.log10(Math.max(max ?? 1000, 1)) - 1e-9))];
}

function tens(min, max) {
  const low = Math.round(Math.log10(min));
  const high = Math.round(Math.log10(max));
  const found = [];
  for (let power = low; power <= high; power++) {
    found.push(10 ** power, ...(high - low === 1 && power < high ? [2 * 10 ** power, 5 * 10 ** power] : []));
  }
  return found;
}

/** A round number from `max` up. */
function top(max, whole) {
  const power = 10 ** Math.floor(Math.log10(max / 5));
  const step = Math.max(whole ? 1 : 0, power * [1, 2, 5, 10].find((n) => n * power >= (max / 5) * 0.999));
  return step * Math.ceil(max / step - 1e-9);
}

/** What was wrong is a band, a task or a start a line with its name. */
function marks(u, { marks, window }, ink, font) {
  const pen = u.ctx;
  const { left, top, width, height } = u.bbox;
  const x = (time) => u.valToPos(time, "x", true);
  pen.save();
  pen.beginPath();
  pen.rect(left, top, width, height);
  pen.clip();
  for (const { level, from, to } of marks.filter(({ kind }) => kind === "state")) {
    pen.fillStyle = ink(`${level}-soft`);
    pen.fillRect(x(from), top, Math.max(2, x(to ?? window[1]) - x(from)), height);
  }
  pen.strokeStyle = pen.fillStyle = ink("muted");
  pen.setLineDash([2 * devicePixelRatio, 3 * devicePixelRatio]);
  const lines = marks.filter(({ kind }) => kind !== "state").sort((a, b) => b.from - a.from);
  for (const { from } of lines) {
    pen.beginPath();
    pen.moveTo(x(from), top);
    pen.lineTo(x(from), top + height);
    pen.stroke();
  }
  pen.textAlign = "left"; // The axes leave their own.
  pen.font = font.replace("11px", `${11 * devicePixelRatio}px`);
  const gap = 4 * devicePixelRatio;
  const spans = lines.map(({ from, title }) => {
    const wide = pen.measureText(title).width;
    const before = x(from) + gap + wide > left + width;
    return before ? [x(from) - gap - wide, x(from) - gap] : [x(from) + gap, x(from) + gap + wide];
  });
  rows(spans, LABEL_ROWS, gap).forEach((row, i) => {
    if (row >= 0) {
      pen.fillText(lines[i].title, spans[i][0], top + (10 + 13 * row) * devicePixelRatio);
    }
  });
  pen.restore();
}

const LABEL_ROWS = 3;

/** The row of each label, such that none covers an earlier one; -1 without a free row. A label is its left and right end. */
export function rows(labels, count, gap) {
  const used = Array.from({ length: count }, () => []);
  return labels.map(([left, right]) => {
    const row = used.findIndex((taken) => taken.every(([from, to]) => right + gap <= from || left >= to + gap));
    used[row]?.push([left, right]);
    return row;
  });
}
