/** The console: asks the service every second, and shows what it says. */

import * as api from "./api.js";
import { Charts } from "./charts.js";
import { showChecks } from "./checks.js";
import { open } from "./dialogs.js";
import { ErrorNotes } from "./errors.js";
import { showFigures } from "./figures.js";
import { clock } from "./format.js";
import { History, RANGES } from "./history.js";
import { notify } from "./notices.js";
import { Poll } from "./poll.js";
import { showProcess } from "./process.js";
import { showSettings } from "./settings.js";
import { lastSeen, showGone, showLink, showState } from "./state.js";

let history = new History(RANGES[0]);
let last = null;
let goneSince = null;
/** How far this machine's clock is ahead of the service's. */
let clockSkew = 0;
const restarts = [];
const notes = new ErrorNotes();
const charts = new Charts(history.range, (range) => {
  history = new History(range);
  poll.soon();
});
const poll = new Poll(refresh, gone);

async function refresh() {
  const wanted = history;
  // A step is worth asking for only once it is over.
  const due = wanted.last == null || !last || Date.now() - clockSkew - wanted.last >= wanted.stepMs;
  const [now, fresh] = await Promise.all([api.now(), due ? api.history(wanted.range.name, wanted.last) : null]);
  clockSkew = Date.now() - now.now;
  noticeRestart(now);
  if (fresh) {
    wanted.add(fresh);
  }
  last = now;
  goneSince = null;
  showLink("live", "Live");
  document.body.classList.remove("stale");
  showState(now);
  showProcess(now);
  showChecks(now.checks);
  showSettings(now.settings);
  showFigures(now, wanted);
  if (wanted === history) {
    charts.show(history, Math.max(now.now, history.last ?? 0), restarts);
  }
  await notes.show(now.errorLog);
}

function noticeRestart(now) {
  if (last && now.service.startedAt !== last.service.startedAt) {
    restarts.push({ time: now.service.startedAt, text: "restart" });
    notify(`The service was restarted at ${clock(now.service.startedAt)}.`);
  }
}

function gone(error) {
  goneSince ??= last ? Date.now() : null;
  showLink("gone", goneSince ? lastSeen(goneSince) : "No answer");
  document.body.classList.add("stale");
  showGone(error, goneSince, last);
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-task]");
  if (button && last) {
    const { task, focus, preset } = button.dataset;
    open(task, last, { focus, preset: new URLSearchParams(preset) }, () => poll.soon());
  }
});

poll.soon();
