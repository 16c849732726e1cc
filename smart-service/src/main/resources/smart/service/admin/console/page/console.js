/** The console: asks the service every second, and shows what it says. */

import * as address from "./address.js";
import { showAddresses } from "./addresses.js";
import * as api from "./api.js";
import { Charts } from "./charts.js";
import { showChecks } from "./checks.js";
import { open, refresh as refreshDialog } from "./dialogs.js";
import { ErrorNotes } from "./errors.js";
import { Events } from "./events.js";
import { showFigures } from "./figures.js";
import { clock, clockSeconds } from "./format.js";
import { History, RANGES, reaching } from "./history.js";
import { Liveness } from "./liveness.js";
import { notify } from "./notices.js";
import { Part } from "./part.js";
import { Peers } from "./peers.js";
import { Poll } from "./poll.js";
import { showProcess } from "./process.js";
import { isRestartOf, nameOf } from "./service.js";
import { showSettings } from "./settings.js";
import { showGone, showLink, showReady, showState } from "./state.js";
import { showTab } from "./tab.js";
import { showAccess } from "./tasks.js";

const view = address.read();
const part = view.from && view.to ? [Number(view.from), Number(view.to)] : null;
let chosen = RANGES.find((range) => range.name === view.range) ?? RANGES[0];
let history = new History(part ? reaching(chosen, Date.now() - part[0]) : chosen);
let last = null;
let gone = null;
const liveness = new Liveness(showLiveness);
const events = new Events();
const notes = new ErrorNotes(view);
const peers = new Peers();
const charts = new Charts(history.range, part, (range, window) => {
  chosen = range ?? chosen;
  address.write({ range: chosen.name, from: window?.[0] ?? "", to: window?.[1] ?? "" });
  if (range || (!window && history.range !== chosen)) {
    history = new History(chosen);
    poll.soon();
  } else {
    showCharts();
  }
});
const poll = new Poll(refresh, failed);
const historyPart = new Part("charts-stale", async () => {
  const wanted = history;
  wanted.add(await api.history(wanted.range.name, wanted.last));
  showCharts(); // Where another range was chosen meanwhile, it changes nothing.
});
const eventsPart = new Part("events-stale", async () => {
  if (await events.show(last)) {
    showStateNow();
    showCharts();
  }
});

/** Only `now` says whether the service responds. The other parts follow, each in its own time. */
async function refresh() {
  const now = await api.now();
  liveness.answer();
  const replaced = last && now.service.id !== last.service.id && !noticeRestart(now);
  const steppedBack = last && (now.clockBehind !== last.clockBehind || now.now < last.now);
  last = now;
  gone = null;
  if (replaced || steppedBack) {
    history = new History(history.range); // Its times are of another process or clock: all is asked for anew.
  }
  reachBack();
  showAll(now);
  historyPart.refresh();
  eventsPart.refresh();
  notes.show(now.errorLog, tracesOf(now.settings));
  peers.show(now);
}

/** While a part is shown, the range grows with time, so that a link always shows the part that it names. */
function reachBack() {
  const range = charts.window ? reaching(history.range, last.now - charts.window[0]) : history.range;
  if (range !== history.range) {
    history = new History(range);
  }
  charts.choose(range);
}

/** Where a trace can be looked at, or null. */
function tracesOf(settings) {
  const ui = settings.find((setting) => setting.key === "tracing.ui")?.value;
  return ui?.includes("{traceId}") ? ui : null;
}

function showStateNow() {
  if (!gone) {
    showState(last, events.past);
  }
}

function showAll(now) {
  showStateNow();
  showReady(now);
  showProcess(now);
  showAddresses(now.addresses);
  showChecks(now.checks);
  showSettings(now.settings);
  showFigures(now);
  showAccess(now.tasks);
  refreshDialog(now);
  showLiveness();
}

function showCharts() {
  if (last && history.known) {
    charts.show(history, Math.max(last.now, history.last ?? 0), events.all);
  }
}

/** Says that another process answers. Returns whether it is the same replica, restarted. */
function noticeRestart({ service }) {
  const restarted = isRestartOf(last, service);
  notify(restarted
    ? `The service was restarted at ${clock(service.startedAt)}.`
    : `Another process answers now: ${nameOf(service)}, started at ${clock(service.startedAt)}.`);
  return restarted;
}

function failed(error) {
  gone = error;
  showLiveness();
}

/** Grey, with the time of the last answer, wherever what is shown is not of now. */
function showLiveness() {
  const answered = liveness.answered;
  const live = !gone && liveness.live;
  document.body.classList.toggle("stale", !live);
  if (live) {
    showLink("live", "Live");
  } else if (gone) {
    showLink("gone", answered == null ? "No answer" : `Lost at ${clock(answered)}`);
    showGone(gone, answered, last);
  } else if (last) {
    showLink("asleep", `Not live: last answer at ${clockSeconds(answered)}`);
    showTab(last.service.host, last.state.title, last.state.level, answered);
  }
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-task]");
  if (button && last) {
    const { task, focus, preset } = button.dataset;
    open(task, last, { focus, preset: new URLSearchParams(preset) }, () => poll.soon());
  }
});

poll.soon();
