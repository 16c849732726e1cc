/** One chart: uPlot's canvas, and a legend whose values are the newest, or those at the time that is pointed at. */

import { el, setText } from "./dom.js";
import { clockSeconds } from "./format.js";
import { options, table } from "./plot.js";

export class Chart {
  #spec;
  #group;
  #hidden = new Set();
  #items = new Map();
  #plot = null;
  #drawn = null;
  #names = "";

  /** `group` is what all charts have in common: the time that is pointed at, and the part that is shown. */
  constructor(spec, group) {
    this.#spec = spec;
    this.#group = group;
    this.empty = el("p", { class: "empty", hidden: true }, spec.empty);
    this.time = el("p", { class: "quiet" }, spec.unit);
    this.legend = el("ul", { class: "legend" });
    this.area = el("div", { class: "plot", tabindex: "0", role: "img", "aria-label": spec.title }, this.empty);
    this.element = el("section", { class: "panel chart", "data-chart": spec.name },
      el("div", { class: "heading" }, el("h3", {}, spec.title), this.time), this.legend, this.area);
    this.area.addEventListener("blur", () => group.to(null));
    this.area.addEventListener("keydown", (event) => this.#key(event));
    new ResizeObserver(() => this.#drawn?.setSize(this.#size())).observe(this.area);
  }

  #size() {
    return { width: Math.max(120, this.area.clientWidth), height: Math.max(80, this.area.clientHeight) };
  }

  show(history, window, marks) {
    const series = this.#spec.series(history).map((one) => ({ ...one, values: history.column(one.column) }));
    this.#plot = { ...this.#spec, series, window, marks, times: history.times, stepMs: history.stepMs };
    this.redraw();
  }

  redraw() {
    const plot = this.#plot;
    if (!plot || !this.area.clientWidth) {
      return;
    }
    const present = plot.series.filter((one) => one.always || one.values.some((value) => value > 0));
    plot.none = !present.some((one) => !one.reference && one.values.some((value) => value > 0));
    const known = plot.times.some((time) => time >= plot.window[0] && time - plot.stepMs <= plot.window[1]);
    setText(this.empty, known || !plot.times.length ? this.#spec.empty : "No data of this time");
    plot.none ||= !known;
    this.empty.hidden = !plot.none;
    this.#showLegend(present);
    this.#draw(plot);
    this.area.setAttribute("aria-label", `${this.#spec.title}. ${plot.none ? this.empty.textContent : this.words()}`);
    this.point();
  }

  #draw(plot) {
    const names = plot.series.map((one) => one.column).join(" ");
    if (!names) {
      return; // A service that has just started has no history, and so no names.
    }
    if (names !== this.#names) {
      this.#drawn?.destroy();
      this.#names = names;
      this.#drawn = new uPlot({ ...options(() => this.#plot, this.#group, this.area), ...this.#size() }, null, this.area);
    }
    this.#drawn.setData(table(plot, this.#hidden));
  }

  /** Draws in the colours as they are now. */
  repaint() {
    this.#drawn?.redraw(false, true);
  }

  #showLegend(present) {
    for (const one of present.filter((one) => !this.#items.has(one.column))) {
      const value = el("span", { class: "value" });
      const button = el("button", {
        type: "button", "aria-pressed": "true", title: "Show or hide", onclick: () => this.#toggle(one.column, button),
      }, el("span", { class: `swatch${one.dashed ? " dashed" : ""}` }), el("span", {}, one.label), value);
      button.firstElementChild.style.setProperty("--swatch", `var(--${one.colour})`);
      this.#items.set(one.column, { item: el("li", {}, button), value });
    }
    const items = present.map((one) => this.#items.get(one.column).item);
    if (items.length !== this.legend.children.length || items.some((item, i) => item !== this.legend.children[i])) {
      this.legend.replaceChildren(...items);
    }
  }

  #toggle(column, button) {
    const hide = !this.#hidden.delete(column);
    if (hide) {
      this.#hidden.add(column);
    }
    button.setAttribute("aria-pressed", String(!hide));
    this.redraw();
  }

  /** Puts the values of the time that is pointed at into the legend, and the cursor there. */
  point() {
    const plot = this.#plot;
    const time = this.#group.time;
    if (!plot || !this.#drawn) {
      return;
    }
    const at = time == null ? lastWithin(plot) : nearest(plot.times, time, plot.stepMs);
    for (const one of plot.series) {
      const format = one.right ? plot.rightFormat : plot.format;
      setText(this.#items.get(one.column)?.value ?? new Text(), format(one.values[at]));
    }
    setText(this.time, time == null ? plot.unit : clockSeconds(time));
    const left = time == null ? -10 : this.#drawn.valToPos(time, "x");
    this.#drawn.setCursor({ left, top: time == null ? -10 : 10 }, false);
  }

  /** The values that the legend shows, as a sentence. */
  words() {
    return [...this.legend.querySelectorAll("button")]
      .map((button) => [...button.children].map((part) => part.textContent).join(" ").trim()).join(", ");
  }

  #key(event) {
    const times = (this.#plot?.times ?? []).filter((time) => time >= this.#plot.window[0] && time <= this.#plot.window[1]);
    const steps = { ArrowLeft: -1, ArrowRight: 1, PageUp: -30, PageDown: 30, Home: -times.length, End: times.length };
    if (event.key === "Escape") {
      this.#group.escape();
    } else if (event.key in steps && times.length) {
      event.preventDefault();
      const from = this.#group.time == null ? times.length : nearest(times, this.#group.time, Infinity);
      const to = Math.min(times.length - 1, Math.max(0, from + steps[event.key]));
      this.#group.to(times[to]);
      this.#group.say(`${clockSeconds(times[to])}: ${this.words()}`);
    }
  }
}

function lastWithin({ times, window }) {
  return times.findLastIndex((time) => time <= window[1]);
}

/** The index of the time nearest to `time`, or -1 where none is within two steps. */
export function nearest(times, time, step) {
  let low = 0;
  let high = times.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (times[middle] < time) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  const best = low > 0 && time - times[low - 1] < times[low] - time ? low - 1 : low;
  return times.length && Math.abs(times[best] - time) <= 2 * step ? best : -1;
}
