/** The health checks, failing ones first. */

import { byId, el, setText } from "./dom.js";
import { moment } from "./format.js";

/** By the result of the check; null if it has not run. */
const LEVELS = new Map([[true, ["ok", "healthy"]], [false, ["bad", "unhealthy"]], [null, ["unknown", "not run yet"]]]);

export function showChecks(checks) {
  const list = byId("checks-list");
  const sorted = [...checks].sort((a, b) => a.healthy - b.healthy || a.name.localeCompare(b.name));
  while (list.children.length > sorted.length) {
    list.lastElementChild.remove();
  }
  sorted.forEach((check, i) => {
    if (!list.children[i]) {
      list.append(el("li", {}, el("span", { class: "dot", "aria-hidden": "true" }),
        el("p", { class: "name" }), el("p", { class: "quiet" }), el("p", { class: "message" })));
    }
    const [, name, since, message] = list.children[i].children;
    const [level, word] = LEVELS.get(check.healthy);
    list.children[i].dataset.level = level;
    setText(name, `${check.name} ${word}`);
    setText(since, check.since == null ? "" : `since ${moment(check.since)}`);
    setText(message, check.message ?? "");
  });
}
