/** What happened: ended states, tasks, starts. The service keeps them; the page keeps those from before a restart. */

import * as api from "./api.js";
import { byId, el, hasSelection, setText } from "./dom.js";
import { duration, moment } from "./format.js";
import { isRestartOf } from "./service.js";

const MOST = 200;

export class Events {
  #seen = null;
  #last = null;
  #earlier = [];
  #events = [];
  #rows = new Map();

  /** Reads the events again if the service reports a change. Returns whether it did. */
  async show(now) {
    const seen = `${now.service.id} ${now.events} ${now.clockBehind}`;
    if (seen === this.#seen) {
      return false;
    }
    const events = await api.events();
    if (this.#last && this.#last.service.id !== now.service.id) {
      this.#earlier = isRestartOf(this.#last, now.service) ? this.#over(now.service.startedAt) : [];
    }
    this.#last = now;
    this.#events = events;
    if (!hasSelection(byId("events-list"))) { // The user may be copying it.
      this.#list();
      this.#seen = seen;
    }
    return true;
  }

  /** All of them, of a process that ended before `end`. */
  #over(end) {
    return this.all.map((event) => ({ ...event, to: event.to ?? Math.max(event.from, end) })).slice(0, MOST);
  }

  /** A row stays while its event does, also while its words change. */
  #list() {
    const before = this.#rows;
    this.#rows = new Map(this.all.map((event, i, all) => {
      const same = all.slice(0, i).filter((one) => one.from === event.from && one.title === event.title).length;
      const key = `${event.kind} ${event.from} ${event.title} ${same}`;
      return [key, fill(before.get(key) ?? row(), event)];
    }));
    const list = byId("events-list");
    const rows = [...this.#rows.values()];
    if (rows.length !== list.children.length || rows.some((one, i) => one !== list.children[i])) {
      list.replaceChildren(...rows);
    }
    setText(byId("events-empty"), rows.length ? "" : "Nothing yet.");
  }

  get all() {
    return [...this.#events, ...this.#earlier];
  }

  /** The newest ended state, in words, or null for none. */
  get past() {
    const event = this.all.find((event) => event.kind === "state" && event.to != null);
    return event ? `${time(event)} ${words(event)}` : null;
  }
}

const words = (event) => [event.title, event.detail].filter(Boolean).join(", ");

function time({ kind, from, to }) {
  if (kind !== "state") {
    return moment(from);
  }
  return to == null ? `since ${moment(from)}` : `${moment(from)} to ${moment(to)}`;
}

const row = () => el("li", {},
  el("span", { class: "dot", "aria-hidden": "true" }),
  el("p", { class: "quiet" }),
  el("p", {}, el("strong"), el("span")));

function fill(item, event) {
  const [, when, what] = item.children;
  const length = event.kind === "state" && event.to != null ? ` (${duration(event.to - event.from)})` : "";
  item.dataset.level = event.level;
  item.dataset.kind = event.kind;
  setText(when, time(event) + length);
  setText(what.firstElementChild, event.title);
  setText(what.lastElementChild, event.detail ? `, ${event.detail}` : "");
  return item;
}
