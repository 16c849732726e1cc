/** Notices: results of tasks and other messages, announced by screen readers. */

import { byId, el } from "./dom.js";

const SHOWN_MS = 15000;
const MOST = 3;

export function notify(text) {
  const notice = el("div", { class: "notice" }, el("p", {}, text),
    el("button", { type: "button", "aria-label": "Dismiss", onclick: () => notice.remove() }, "×"));
  byId("notices").append(notice);
  while (byId("notices").children.length > MOST) {
    byId("notices").firstElementChild.remove();
  }
  setTimeout(() => notice.remove(), SHOWN_MS);
}
