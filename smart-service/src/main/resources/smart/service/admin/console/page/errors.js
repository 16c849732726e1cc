/** The error notes, grouped by text. The service filters them, so that old ones are found too. */

import * as address from "./address.js";
import * as api from "./api.js";
import { byId, el, hasSelection, setText } from "./dom.js";
import { bytes, clockSeconds, count, millis, moment } from "./format.js";
import { KINDS } from "./kinds.js";
import { Part } from "./part.js";

const SHOWN = 100;
const TYPING = 250;
/** Reading some megabytes of notes costs the service some milliseconds. */
const EVERY = 3000;

export class ErrorNotes {
  /** The file as it is, and as it was when the shown notes were read. */
  #newest = null;
  #seen = null;
  #asked = 0;
  #at = -Infinity;
  #typing = null;
  #groups = new Map();
  #traces = null;
  #part;

  /** `view` has the filter in the page's address. */
  constructor(view) {
    this.#part = new Part("errors-stale", () => this.#load());
    byId("errors-kind").append(...Object.keys(KINDS).map((kind) => el("option", { value: kind }, kind.replaceAll("_", " "))));
    byId("errors-kind").value = Object.hasOwn(KINDS, view.kind) ? view.kind : "";
    byId("errors-text").value = view.text;
    byId("errors-filter").addEventListener("submit", (event) => event.preventDefault());
    byId("errors-filter").addEventListener("input", () => {
      address.write({ kind: byId("errors-kind").value, text: byId("errors-text").value.trim() });
      clearTimeout(this.#typing);
      this.#typing = setTimeout(() => this.#part.refresh(), TYPING);
    });
  }

  /** Reads the notes again where the file has changed; `traces` is the address of a trace, with `{traceId}` in it, or null. */
  show(log, traces) {
    this.#traces = traces;
    const dropped = log.dropped ? `, ${count(log.dropped)} notes dropped` : "";
    setText(byId("errors-size"), log.bytes == null ? "" : `${log.file}, ${bytes(log.bytes)}${dropped}`);
    const seen = `${log.file} ${log.bytes} ${log.dropped}`;
    this.#newest = seen;
    if (seen !== this.#seen && performance.now() - this.#at >= EVERY) {
      this.#at = performance.now();
      this.#part.refresh();
    }
  }

  async #load() {
    const newest = this.#newest;
    if (await this.#ask()) {
      this.#seen = newest;
    }
  }

  #filter() {
    const [kind, text] = [byId("errors-kind").value, byId("errors-text").value.trim()];
    return { ...(kind ? { kind } : {}), ...(text ? { text } : {}) };
  }

  /** Returns whether everything is shown. */
  async #ask() {
    const filter = this.#filter();
    const asked = ++this.#asked;
    const { groups, others, more } = await api.errorGroups(filter);
    // Skips an outdated response, and keeps a text selection that the user may be copying.
    if (asked !== this.#asked || marked()) {
      return false;
    }
    this.#show(groups);
    byId("errors-scroll").classList.toggle("none", !groups.length);
    const filtered = filter.kind || filter.text;
    setText(byId("errors-empty"),
      groups.length ? [others ? `${count(others)} more notes with other texts.` : "", more ? "From the last 4 MiB; the download has all." : ""].join(" ").trim()
        : filtered ? `No note matches the filter${more ? " among the newest; the download has all" : ""}.`
        : "No error notes. Each failed attempt adds one here.");
    await Promise.all([...this.#groups.values()].filter((group) => group.element.open).map((group) => this.#fill(group)));
    return true;
  }

  /** A group that is open stays open. */
  #show(groups) {
    const before = this.#groups;
    this.#groups = new Map(groups.map((json) => {
      const key = JSON.stringify([json.kind, json.status, json.detail]);
      const group = before.get(key) ?? this.#group();
      group.json = json;
      summarize(group);
      return [key, group];
    }));
    const elements = [...this.#groups.values()].map((group) => group.element);
    const list = byId("errors-groups");
    if (elements.length !== list.children.length || elements.some((element, i) => element !== list.children[i])) {
      list.replaceChildren(...elements);
    }
  }

  #group() {
    const summary = el("summary", {}, el("span", { class: "kind" }), el("span", { class: "count" }), el("span", { class: "quiet" }), el("span", { class: "detail" }));
    const rows = el("tbody");
    const element = el("details", { class: "group" }, summary,
      el("table", {},
        el("thead", {}, el("tr", {}, ...["Time", "Took", "Request", "Attempt", "Address"].map((head) => el("th", { scope: "col" }, head)))),
        rows),
      el("p", { class: "quiet", hidden: true }));
    const group = { element, summary, rows };
    element.addEventListener("toggle", () => element.open && this.#part.refresh());
    return group;
  }

  async #fill(group) {
    const { kind, status, detail } = group.json;
    const { notes, more } = await api.errors({
      ...this.#filter(), ...(Object.hasOwn(KINDS, kind ?? "") ? { kind } : {}), status: status ?? "-", detail, limit: SHOWN,
    });
    if (!marked()) {
      group.rows.replaceChildren(...notes.map((note) => row(note, this.#traces)));
      group.element.lastElementChild.hidden = !more;
      setText(group.element.lastElementChild, `The newest ${count(notes.length)}; the download has all.`);
    }
  }
}

const marked = () => hasSelection(byId("errors-groups"));

function time(at) {
  const today = new Date(at).toDateString() === new Date().toDateString();
  return at == null ? "" : today ? clockSeconds(at) : moment(at);
}

function summarize({ summary, json }) {
  const [kind, number, times, detail] = summary.children;
  const word = json.kind === "status" && json.status != null ? `status ${json.status}` : (json.kind ?? "").replaceAll("_", " ");
  setText(kind, json.dropped ? `${count(json.dropped)} notes dropped` : word);
  kind.dataset.kind = json.kind ?? "";
  setText(number, `${count(json.count)}×`);
  setText(times, json.last == null ? "" : json.first === json.last ? time(json.last) : `${time(json.first)} to ${time(json.last)}`);
  setText(detail, json.detail);
}

function row(note, traces) {
  return el("tr", { title: note.line },
    el("td", { class: "time" }, time(note.time)),
    el("td", { class: "number" }, note.dropped == null ? millis(note.elapsedMs) : `${count(note.dropped)} dropped`),
    el("td", { class: "code" }, note.request ?? "", ...traceLink(note, traces)),
    el("td", { class: "code" }, note.attempt ?? ""),
    el("td", { class: "code" }, note.address ?? ""));
}

/** A link to the trace of the note's call, if it has one and a trace UI is configured. */
function traceLink({ trace }, traces) {
  return trace && traces
    ? [" ", el("a", { href: traces.replaceAll("{traceId}", trace), target: "_blank", rel: "noopener noreferrer", class: "trace" }, "trace")]
    : [];
}
