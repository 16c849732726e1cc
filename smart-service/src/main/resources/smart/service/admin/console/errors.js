/** The newest error notes, filtered by the service, so that old ones are found too. */

import * as api from "./api.js";
import { byId, el, setText } from "./dom.js";
import { bytes, clockSeconds, count, millis, moment } from "./format.js";

const KINDS = ["refused", "reset", "timeout", "malformed", "truncated", "too_large", "invalid_json", "status"];
const SHOWN = 100;
const TYPING = 250;

export class ErrorNotes {
  #seen = null;
  #lines = null;
  #asked = 0;
  #typing = null;

  constructor() {
    byId("errors-kind").append(...KINDS.map((kind) => el("option", { value: kind }, kind.replaceAll("_", " "))));
    byId("errors-filter").addEventListener("submit", (event) => event.preventDefault());
    byId("errors-filter").addEventListener("input", () => {
      clearTimeout(this.#typing);
      this.#typing = setTimeout(() => this.#load().catch(() => {}), TYPING);
    });
  }

  /** Reads the notes again where the file has changed. */
  async show(log) {
    const dropped = log.dropped ? `, ${count(log.dropped)} notes dropped` : "";
    setText(byId("errors-size"), log.bytes == null ? "" : `${log.file}, ${bytes(log.bytes)}${dropped}`);
    const seen = `${log.file} ${log.bytes} ${log.dropped}`;
    if (seen !== this.#seen) {
      this.#seen = (await this.#load()) ? seen : null;
    }
  }

  /** Whether all that there is is shown. What is refused, such as a filter, is said here: the service itself is well. */
  async #load() {
    try {
      return await this.#ask();
    } catch (error) {
      if (!error.status) {
        throw error;
      }
      setText(byId("errors-empty"), error.message);
      return true;
    }
  }

  async #ask() {
    const filter = { limit: SHOWN };
    if (byId("errors-kind").value) {
      filter.kind = byId("errors-kind").value;
    }
    if (byId("errors-text").value.trim()) {
      filter.text = byId("errors-text").value.trim();
    }
    const asked = ++this.#asked;
    const { notes, more } = await api.errors(filter);
    // An answer that was outrun by a later question is old; and what somebody has marked, to copy it, stays.
    if (asked !== this.#asked || (marked() && this.#lines)) {
      return false;
    }
    const lines = notes.map((note) => note.line).join("\n");
    if (lines !== this.#lines) {
      this.#lines = lines;
      byId("errors-rows").replaceChildren(...notes.map(row));
    }
    const filtered = filter.kind || filter.text;
    byId("errors-scroll").classList.toggle("none", !notes.length);
    setText(byId("errors-empty"),
      notes.length ? (more ? `The newest ${count(notes.length)}; the download has all.` : "")
        : filtered ? `No note fits the filter${more ? " among the newest; the download has all" : ""}.`
        : "No error notes. Every attempt that fails leaves one here.");
    return true;
  }
}

function marked() {
  const selection = document.getSelection();
  return selection && !selection.isCollapsed && byId("errors-rows").contains(selection.anchorNode);
}

function row(note) {
  const kind = note.kind === "status" && note.status != null ? `status ${note.status}` : (note.kind ?? "").replaceAll("_", " ");
  const today = note.time != null && new Date(note.time).toDateString() === new Date().toDateString();
  return el("tr", { title: note.line },
    el("td", { class: "time" }, note.time == null ? "" : today ? clockSeconds(note.time) : moment(note.time)),
    el("td", { class: "kind", "data-kind": note.kind ?? "" }, kind),
    el("td", { class: "number" }, millis(note.elapsedMs)),
    el("td", { class: "detail" }, note.detail ?? note.line),
    el("td", { class: "code" }, note.request ?? ""),
    el("td", { class: "code" }, note.attempt ?? ""));
}
