/** The main figures, all of the same ten seconds. */

import { byId, el, setText } from "./dom.js";
import { clockSeconds, count, millis, percent, rate } from "./format.js";

export function showFigures(now) {
  const ten = now.figures ?? {};
  const { inFlight, max } = now.limit;
  const most = Math.max(ten.mostInFlight ?? 0, inFlight);
  const figures = [
    ["calls", "Calls", rate(ten.callsPerSecond), "per second", ""],
    ["failed", "Failed", percent(ten.failedPercent), `${rate(ten.failedPerSecond)} per second`,
      level(ten.failedPercent ?? 0, 1, 5)],
    ["callMs", "Call p95", millis(ten.callP95), `p50 ${millis(ten.callP50)}`, level(ten.callP95 ?? 0, 2500, 2500)],
    ["attemptMs", "Attempt p95", millis(ten.attemptP95),
      ten.usualP95 == null ? "usual: not known yet" : `usual ${millis(ten.usualP95)}`, ""],
    ["inFlight", "In flight, peak", count(most), `of ${count(max)}${now.limit.mode === "adaptive" ? ", adaptive" : ""}, now ${count(inFlight)}`, level(most / max, 0.8, 1), most / max],
    ["refused", "Refused", rate(ten.refusedPerSecond), "per second", level(ten.refusedPerSecond ?? 0, 0.05, 1)],
    now.hedging.enabled
      ? ["hedging", "Extra load", percent(ten.extraLoad ?? 0),
        `${rate(ten.hedgesPerSecond)}/s after ${millis(now.hedging.delayMs)}`, level(ten.suppressedPerSecond ?? 0, 0.05, 1e9)]
      : ["hedging", "Hedging", "off", "one attempt per call", ""],
  ];
  figures.forEach(([name, ...figure]) => show(name, ...figure));
  showChange(now.limit);
}

/** Why an adaptive limit is what it is. */
function showChange({ changed, changedAt }) {
  const line = byId("limit-changed");
  line.hidden = !changed;
  setText(line, changed ? `The limit changed at ${clockSeconds(changedAt)} ${changed}.` : "");
}

const level = (value, warn, bad) => (value >= bad ? "bad" : value >= warn ? "warn" : "");

function show(name, label, value, detail, level, share) {
  let figure = byId("figures").querySelector(`[data-figure=${name}]`);
  if (!figure) {
    figure = el("div", { "data-figure": name }, el("dt"), el("dd", { class: "value" }), el("dd", { class: "detail" }));
    if (share !== undefined) {
      figure.append(el("dd", { class: "meter", "aria-hidden": "true" }, el("span")));
    }
    byId("figures").append(figure);
  }
  setText(figure.querySelector("dt"), label);
  setText(figure.querySelector(".value"), value);
  setText(figure.querySelector(".detail"), detail);
  figure.dataset.level = level;
  if (share !== undefined) {
    figure.querySelector(".meter span").style.width = `${Math.min(100, 100 * share)}%`;
  }
}
