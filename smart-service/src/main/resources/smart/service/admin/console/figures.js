/** The few numbers that matter first: the mean of the last ten seconds. */

import { byId, el, setText } from "./dom.js";
import { count, millis, percent, rate } from "./format.js";

const BAD = ["backend_status", "backend_error", "timeout", "rejected", "internal"];

export function showFigures(now, history) {
  const calls = sum(history, history.names("calls"));
  const bad = sum(history, BAD.map((outcome) => `calls.${outcome}`));
  const failed = calls ? (100 * bad) / calls : null;
  const { inFlight, max, refusedPerSecond } = now.limit;
  const sent = history.recent("hedges.sent") ?? 0;
  const figures = [
    ["calls", "Calls", rate(calls), "per second", ""],
    ["failed", "Failed", percent(failed), `${rate(bad)} per second`, level(failed ?? 0, 1, 10)],
    ["callMs", "Call p95", millis(history.recent("callMs.p95")), `p50 ${millis(history.recent("callMs.p50"))}`, ""],
    ["attemptMs", "Attempt p95", millis(history.recent("attemptMs.p95")), `p50 ${millis(history.recent("attemptMs.p50"))}`, ""],
    ["inFlight", "In flight", count(inFlight), `of ${count(max)}`, level(inFlight / max, 0.8, 1), inFlight / max],
    ["refused", "Refused", rate(refusedPerSecond), "per second", level(refusedPerSecond, 0.05, 1)],
    now.hedging.enabled
      ? ["hedging", "Extra load", percent(history.recent("extraLoad") ?? 0),
        `${rate(sent)} hedges/s after ${millis(now.hedging.delayMs)}`, level(now.hedging.suppressedPerSecond, 0.05, 1e9)]
      : ["hedging", "Hedging", "off", "one attempt a call", ""],
  ];
  figures.forEach(([name, ...figure]) => show(name, ...figure));
}

function sum(history, names) {
  const values = names.map((name) => history.recent(name)).filter((value) => value != null);
  return values.length ? values.reduce((a, b) => a + b, 0) : null;
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
