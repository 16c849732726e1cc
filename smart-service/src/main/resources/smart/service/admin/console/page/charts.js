/** The charts: what each shows, and in which colours. */

import { Chart } from "./chart.js";
import { byId, el, setText } from "./dom.js";
import { count, millis, moment, percent, rate } from "./format.js";
import { RANGES } from "./history.js";
import { KINDS } from "./kinds.js";

const words = (label) => label.replaceAll("_", " ");
const line = (column, label, colour, more = {}) => ({ column, label, colour, ...more });
/** All columns of a group: first the known ones in the order of their colours, which is the order of the stack from the bottom. */
const group = (name, colours, always = []) => (history) => {
  const known = Object.keys(colours);
  const labels = history.names(name).map((column) => column.slice(name.length + 1));
  return [...known.filter((label) => labels.includes(label)), ...labels.filter((label) => !known.includes(label))]
    .map((label) => line(`${name}.${label}`, words(label), colours[label] ?? "other", { always: always.includes(label) }));
};

const percentiles = (name) => () => [
  line(`${name}.p99`, "p99", "violet", { always: true }),
  line(`${name}.p95`, "p95", "blue", { always: true }),
  line(`${name}.p50`, "p50", "steel", { always: true }),
];

const OUTCOMES = {
  success: "steel", backend_status: "orange", backend_error: "red", timeout: "amber", rejected: "violet",
  bad_request: "teal", client_gone: "other", internal: "pink",
};

const SPECS = [
  {
    name: "calls", title: "Calls", unit: "per second, by outcome", kind: "stack", format: rate,
    series: group("calls", OUTCOMES, ["success"]), empty: "No calls in this time",
  },
  {
    name: "callMs", title: "Call latency", unit: "log scale", kind: "line", log: true, format: millis,
    series: percentiles("callMs"), empty: "No calls in this time",
  },
  {
    name: "attemptMs", title: "Backend attempt latency", unit: "log scale", kind: "line", log: true, format: millis,
    series: percentiles("attemptMs"), empty: "No attempts in this time",
  },
  {
    name: "inFlight", title: "In flight", unit: "calls in flight", kind: "line", whole: true, format: count,
    series: () => [
      line("limit", "limit", "red", { dashed: true, always: true, reference: true }),
      line("inFlight", "in flight", "blue", { always: true }),
    ],
    empty: "Nothing in flight in this time",
  },
  {
    name: "errors", title: "Backend errors", unit: "per second, by kind", kind: "stack", format: rate,
    series: group("errors", KINDS), empty: "No backend errors in this time",
  },
  {
    name: "hedges", title: "Hedges", unit: "extra attempts per second", kind: "line", format: rate, rightFormat: percent,
    series: () => [
      line("hedges.sent", "sent", "blue", { always: true }),
      line("hedges.won", "won", "green", { always: true }),
      line("hedges.suppressed", "suppressed", "red"),
      line("extraLoad", "extra load", "other", { right: true, dashed: true, always: true }),
    ],
    empty: "No extra attempts in this time",
  },
];

/** The shared state of the charts: the time under the pointer, and the zoomed part of the range. */
export class Charts {
  #charts;
  #changed;
  #pointing = null;
  time = null;
  window = null;

  /** `changed` is called for a new range, and for a new part of it. */
  constructor(range, part, changed) {
    this.#changed = changed;
    this.window = part;
    this.#charts = SPECS.map((spec) => new Chart(spec, this));
    byId("charts").append(...this.#charts.map((chart) => chart.element));
    byId("ranges").append(...RANGES.map((one) => el("label", {},
      el("input", { type: "radio", name: "range", value: one.name, checked: one === range, onchange: () => this.#choose(one) }),
      el("span", {}, one.label))));
    byId("zoom-out").addEventListener("click", () => this.zoom(null));
    matchMedia("(prefers-color-scheme: dark)")
      .addEventListener("change", () => this.#charts.forEach((chart) => chart.repaint()));
  }

  /** Marks a range that the page itself has taken. */
  choose(range) {
    byId("ranges").querySelector(`[value="${range.name}"]`).checked = true;
  }

  #choose(range) {
    this.window = null;
    this.#changed(range, null);
  }

  show(history, end, events) {
    const window = this.window ?? [end - history.range.length, end];
    const within = events.filter((event) => (event.to ?? end) > window[0] && event.from < window[1]);
    byId("zoom-out").hidden = !this.window;
    const lost = this.window && history.lacks(window[0]);
    byId("charts-lost").hidden = !lost;
    setText(byId("charts-lost"), lost
      ? `There is no data from before ${moment(history.times[0])}: Smart keeps six hours, and only since its start.` : "");
    this.#charts.forEach((chart) => chart.show(history, window, within));
  }

  /** Zooms all charts to that part, or shows the whole range again. */
  zoom(part) {
    this.window = part;
    this.time = null;
    this.#changed(null, part);
  }

  /** A chart was dragged over. */
  selected(u) {
    const { left, width } = u.select;
    if (width > 4) {
      const part = [u.posToVal(left, "x"), u.posToVal(left + width, "x")].map(Math.round);
      u.setSelect({ left: 0, width: 0, top: 0, height: 0 }, false);
      this.zoom(part);
    }
  }

  /** The mouse is over a chart, or has left it. */
  pointed(u, area) {
    if (!area.matches(":hover")) {
      if (this.#pointing === area) {
        this.#pointing = null;
        this.to(null);
      }
      return;
    }
    this.#pointing = area;
    const { left, idx } = u.cursor;
    this.to(left < 0 || idx == null ? null : u.data[0][idx]);
  }

  to(time) {
    if (time !== this.time) {
      this.time = time;
      this.#charts.forEach((chart) => chart.point());
    }
  }

  escape() {
    if (this.time == null && this.window) {
      this.zoom(null);
    } else {
      this.to(null);
    }
  }

  say(text) {
    setText(byId("reading"), text);
  }
}
