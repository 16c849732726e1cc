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
import { Peers } from "./peers.js";
import { Poll } from "./poll.js";
import { showProcess } from "./process.js";
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

async function refresh() {
  const wanted = history;
  const [now, fresh] = await Promise.all([api.now(), api.history(wanted.range.name, wanted.last)]);
  liveness.answer();
  noticeRestart(now);
  const steppedBack = last && (now.clockBehind !== last.clockBehind || now.now < last.now);
  last = now;
  gone = null;
  reachBack();
  if (steppedBack && wanted === history) {
    history = new History(wanted.range); // Its times are of another clock: all is asked for anew.
    poll.soon();
  } else {
    wanted.add(fresh); // For another range than the present one, it changes nothing.
  }
  await events.show(now);
  showAll(now);
  await Promise.all([notes.show(now.errorLog, tracesOf(now.settings)), peers.show(now)]);
}

/** While a part is shown, the range grows with time, so that a link always shows the part that it names. */
function reachBack() {
  const range = charts.window ? reaching(history.range, last.now - charts.window[0]) : history.range;
  if (range !== history.range) {
    history = new History(range);
    poll.soon();
  }
  charts.choose(range);
}

/** Where a trace can be looked at, or null. */
function tracesOf(settings) {
  const ui = settings.find((setting) => setting.key === "tracing.ui")?.value;
  return ui?.includes("{traceId}") ? ui : null;
}

function showAll(now) {
  showState(now, events.past);
  showReady(now);
  showProcess(now);
  showAddresses(now.addresses);
  showChecks(now.checks);
  showSettings(now.settings);
  showFigures(now);
  showAccess(now.tasks);
  showCharts();
  refreshDialog(now);
  showLiveness();
}

function showCharts() {
  if (last) {
    charts.show(history, Math.max(last.now, history.last ?? 0), events.all);
  }
}

function noticeRestart(now) {
  if (last && now.service.id !== last.service.id) {
    notify(`The service was restarted at ${clock(now.service.startedAt)}.`);
  }
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
