/** The settings in force, their sources, and the buttons to change them. */

import { byId, el, setText } from "./dom.js";
import { moment } from "./format.js";

export function showSettings(settings) {
  const rows = byId("settings-rows");
  const shape = settings.map((setting) => `${setting.key} ${setting.task}`).join("\n");
  if (rows.dataset.shape !== shape) {
    rows.dataset.shape = shape;
    rows.replaceChildren(...settings.map(row));
  }
  settings.forEach((setting, i) => {
    const [, value, source] = rows.children[i].children;
    setText(value, setting.value === "" || setting.value == null ? "none" : setting.value);
    setText(source.firstElementChild, setting.source);
    setText(source.lastElementChild, from(setting));
    source.dataset.source = setting.source;
  });
}

function row({ key, task }) {
  return el("tr", { "data-key": key },
    el("th", { scope: "row" }, ...key.split(/(?<=\.)/).flatMap((part) => [el("wbr"), part])),
    el("td", { class: "code" }),
    el("td", {}, el("span", { class: "source" }), el("span", { class: "quiet" })),
    el("td", { class: "number" },
      task ? el("button", { type: "button", "data-task": task, "data-focus": key, "aria-label": `Change ${key}` }, "Change…") : null));
}

const from = ({ source, variable, changedAt }) =>
  source === "task" && changedAt != null ? ` at ${moment(changedAt)}` : source === "environment" ? ` ${variable}` : "";
