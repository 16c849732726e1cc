/** The main figures, all of the same ten seconds. */

import { byId, el, setText } from "./dom.js";
import { clockSeconds, count, millis, percent, rate } from "./format.js";

export function showFigures(now) {
  const ten = now.figures ?? {};
  const { inFlight, max } = now.limit;
  const most = Math.max(ten.mostInFlight ?? 0, inFlight);
  const figures = [
    ["calls", "Calls", rate(ten.callsPerSecond), "per second"],
    ["failed", "Failed", percent(ten.failedPercent), `${rate(ten.failedPerSecond)} per second`],
    ["callMs", "Call p95", millis(ten.callP95), `p50 ${millis(ten.callP50)}`],
    ["attemptMs", "Attempt p95", millis(ten.attemptP95),
      ten.usualP95 == null ? "usual: not known yet" : `usual ${millis(ten.usualP95)}`],
    ["inFlight", "In flight, peak", count(most), `of ${count(max)}${now.limit.mode === "adaptive" ? ", adaptive" : ""}, now ${count(inFlight)}`, most / max],
    ["refused", "Refused", rate(ten.refusedPerSecond), "per second"],
    now.hedging.enabled
      ? ["hedging", "Extra load", percent(ten.extraLoad ?? 0),
        `${rate(ten.hedgesPerSecond)}/s after ${millis(now.hedging.delayMs)}`]
      : ["hedging", "Hedging", "off", "one attempt per call"],
  ];
  // The service knows how bad a figure is: its states and its alerts have the thresholds.
  figures.forEach(([name, ...figure]) => show(name, ten.levels?.[name] ?? "", ...figure));
  showChange(now.limit);
}

/** Why an adaptive limit is what it is. */
function showChange({ changed, changedAt }) {
  const line = byId("limit-changed");
  line.hidden = !changed;
  setText(line, changed ? `The limit changed at ${clockSeconds(changedAt)} ${changed}.` : "");
}

function show(name, level, label, value, detail, share) {
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
