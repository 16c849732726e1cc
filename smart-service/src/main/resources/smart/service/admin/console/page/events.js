/** What happened: ended states, tasks, starts. The service keeps them; the page keeps those from before a restart. */

import * as api from "./api.js";
import { byId, el, setText } from "./dom.js";
import { duration, moment } from "./format.js";

const MOST = 200;

export class Events {
  #seen = null;
  #earlier = [];
  #events = [];

  /** Reads the events again if the service reports a change. */
  async show(now) {
    const seen = `${now.service.id} ${now.events} ${now.clockBehind}`;
    if (seen === this.#seen) {
      return;
    }
    if (this.#seen && !this.#seen.startsWith(now.service.id)) {
      const over = this.all.map((event) => ({ ...event, to: event.to ?? Math.max(event.from, now.service.startedAt) }));
      this.#earlier = over.slice(0, MOST);
    }
    this.#events = await api.events();
    this.#seen = seen;
    const rows = this.all;
    byId("events-list").replaceChildren(...rows.map(row));
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

function row(event) {
  const length = event.kind === "state" && event.to != null ? ` (${duration(event.to - event.from)})` : "";
  return el("li", { "data-level": event.level, "data-kind": event.kind },
    el("span", { class: "dot", "aria-hidden": "true" }),
    el("p", { class: "quiet" }, time(event) + length),
    el("p", {}, el("strong", {}, event.title), event.detail ? `, ${event.detail}` : ""));
}
