/** The health checks, the bad ones first. */

import { byId, el, setText } from "./dom.js";
import { moment } from "./format.js";

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
    list.children[i].dataset.level = check.healthy ? "ok" : "bad";
    setText(name, `${check.name} ${check.healthy ? "healthy" : "unhealthy"}`);
    setText(since, check.since == null ? "" : `since ${moment(check.since)}`);
    setText(message, check.message ?? "");
  });
}
