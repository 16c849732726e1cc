/** The history in the page: the service's history plus newer data, also across a restart of the service. */

export const RANGES = [
  { name: "5m", label: "5 min", length: 5 * 60000 },
  { name: "15m", label: "15 min", length: 15 * 60000 },
  { name: "1h", label: "1 h", length: 60 * 60000 },
  { name: "6h", label: "6 h", length: 6 * 60 * 60000 },
];

/** The shortest range, at least `range`, that is `age` long; the longest where none is. */
export const reaching = (range, age) =>
  RANGES.find((one) => one.length >= Math.max(age, range.length)) ?? RANGES.at(-1);

export class History {
  /** Whether the service has said anything yet. */
  known = false;
  stepMs = 1000;
  times = [];
  /** Columns by name, such as calls.success, each as long as the times. */
  columns = new Map();

  constructor(range) {
    this.range = range;
  }

  /** What to ask for next: only what is later than this, or null for all. */
  get last() {
    return this.times.at(-1) ?? null;
  }

  add(json) {
    this.known = true;
    const fresh = json.times.findIndex((time) => this.last == null || time > this.last);
    if (fresh < 0) {
      return;
    }
    const known = this.times.length;
    this.stepMs = json.stepMs;
    this.times.push(...json.times.slice(fresh));
    for (const [name, values] of columns(json)) {
      if (!this.columns.has(name)) {
        this.columns.set(name, new Array(known).fill(null));
      }
      this.columns.get(name).push(...values.slice(fresh));
    }
    for (const column of this.columns.values()) {
      while (column.length < this.times.length) {
        column.push(null);
      }
    }
    this.#forget(this.last - this.range.length - 2 * this.stepMs);
  }

  /** Whether the service has no data of the time before `from`, or of a part of it. */
  lacks(from) {
    return this.times.length > 0 && from < this.times[0] - 3 * this.stepMs;
  }

  #forget(before) {
    const old = this.times.findIndex((time) => time >= before);
    if (old > 0) {
      this.times.splice(0, old);
      this.columns.forEach((column) => column.splice(0, old));
    }
  }

  column(name) {
    return this.columns.get(name) ?? [];
  }

  /** The names of the columns in a group, in the service's order. */
  names(group) {
    return [...this.columns.keys()].filter((name) => name.startsWith(`${group}.`));
  }
}

function columns(json) {
  const all = [];
  for (const [name, value] of Object.entries(json)) {
    if (Array.isArray(value) && name !== "times") {
      all.push([name, value]);
    } else if (value && typeof value === "object" && !Array.isArray(value)) {
      Object.entries(value).forEach(([part, values]) => all.push([`${name}.${part}`, values]));
    }
  }
  return all;
}
