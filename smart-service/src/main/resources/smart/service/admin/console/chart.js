/** One chart: title, canvas, and a legend whose values are the newest, or those at the time that is pointed at. */

import { el, setText } from "./dom.js";
import { draw, ink } from "./draw.js";
import { clockSeconds } from "./format.js";

export class Chart {
  #spec;
  #cursor;
  #hidden = new Set();
  #items = new Map();
  #plot = null;
  #map = null;

  /** `cursor` is the time that is pointed at, common to all charts. */
  constructor(spec, cursor) {
    this.#spec = spec;
    this.#cursor = cursor;
    this.canvas = el("canvas", { "aria-hidden": "true" });
    this.rule = el("div", { class: "rule", hidden: true });
    this.empty = el("p", { class: "empty", hidden: true }, spec.empty);
    this.time = el("p", { class: "quiet" }, spec.unit);
    this.legend = el("ul", { class: "legend" });
    this.area = el("div", { class: "plot", tabindex: "0", role: "img", "aria-label": spec.title },
      this.canvas, this.rule, this.empty);
    this.element = el("section", { class: "panel chart", "data-chart": spec.name },
      el("div", { class: "heading" }, el("h3", {}, spec.title), this.time), this.legend, this.area);
    this.area.addEventListener("pointermove", (event) => this.#point(event.offsetX));
    this.area.addEventListener("pointerleave", () => cursor.leave());
    this.area.addEventListener("blur", () => cursor.leave());
    this.area.addEventListener("keydown", (event) => this.#key(event));
    new ResizeObserver(() => this.redraw()).observe(this.area);
  }

  show(history, window, marks) {
    const series = this.#spec.series(history).map((one) => ({ ...one, values: history.column(one.column) }));
    this.#plot = { ...this.#spec, series, window, marks, times: history.times, stepMs: history.stepMs };
    this.redraw();
  }

  redraw() {
    if (!this.#plot || !this.area.clientWidth) {
      return;
    }
    const present = this.#plot.series.filter((one) => one.always || one.values.some((value) => value > 0));
    const none = !present.some((one) => !one.reference && one.values.some((value) => value > 0));
    this.empty.hidden = !none;
    this.#showLegend(present);
    const shown = present.filter((one) => !this.#hidden.has(one.column) && (!none || one.reference));
    this.#map = draw(this.canvas, { ...this.#plot, series: shown }, ink(this.area));
    this.area.setAttribute("aria-label", `${this.#spec.title}. ${none ? this.#spec.empty : this.words()}`);
    this.point();
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

  /** Puts the values of the time that is pointed at into the legend. */
  point() {
    const plot = this.#plot;
    if (!plot) {
      return;
    }
    const at = this.#cursor.time == null ? plot.times.length - 1 : nearest(plot.times, this.#cursor.time, plot.stepMs);
    for (const one of plot.series) {
      const format = one.right ? plot.rightFormat : plot.format;
      setText(this.#items.get(one.column)?.value ?? new Text(), format(one.values[at]));
    }
    const pointed = this.#cursor.time != null;
    setText(this.time, pointed ? clockSeconds(this.#cursor.time) : plot.unit);
    this.rule.hidden = !pointed;
    if (pointed) {
      this.rule.style.transform = `translateX(${Math.round(this.#map.x(this.#cursor.time))}px)`;
    }
  }

  /** The values that the legend shows, as a sentence. */
  words() {
    return [...this.legend.querySelectorAll("button")]
      .map((button) => [...button.children].map((part) => part.textContent).join(" ").trim()).join(", ");
  }

  #point(pixel) {
    if (this.#map && this.#plot.times.length) {
      this.#cursor.to(this.#snap(this.#map.time(pixel)));
    }
  }

  #snap(time) {
    const times = this.#plot.times;
    const i = nearest(times, time, this.#plot.stepMs);
    return i < 0 ? Math.min(Math.max(time, this.#plot.window[0]), this.#plot.window[1]) : times[i];
  }

  #key(event) {
    const times = this.#plot?.times ?? [];
    const steps = { ArrowLeft: -1, ArrowRight: 1, PageUp: -30, PageDown: 30, Home: -times.length, End: times.length };
    if (event.key === "Escape") {
      this.#cursor.leave();
    } else if (event.key in steps && times.length) {
      event.preventDefault();
      const from = this.#cursor.time == null ? times.length : nearest(times, this.#cursor.time, Infinity);
      const to = Math.min(times.length - 1, Math.max(0, from + steps[event.key]));
      this.#cursor.to(times[to]);
      this.#cursor.say(`${clockSeconds(times[to])}: ${this.words()}`);
    }
  }
}

/** The index of the time nearest to `time`, or -1 where none is within two steps. */
function nearest(times, time, step) {
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
