/** The connection pool, the JVM and the service itself. */

import { byId, setFacts, setText } from "./dom.js";
import { bytes, count, duration, moment, percent } from "./format.js";

export function showProcess(now) {
  const { pool, jvm, service } = now;
  const up = now.now - service.startedAt;
  setFacts(byId("pool"), [
    ["leased", count(pool.leased)],
    ["idle", count(pool.idle)],
    ["waiting for one", count(pool.pending)],
    ["maximum", count(pool.max)],
  ]);
  setFacts(byId("jvm"), [
    ["CPU", percent(jvm.cpu == null ? null : 100 * jvm.cpu)],
    ["heap", `${bytes(jvm.heapUsed)} of ${bytes(jvm.heapMax)}`],
    ["garbage collection", jvm.gcMsPerMinute == null ? "–" : `${count(jvm.gcMsPerMinute)} ms a minute`],
    ["threads", count(jvm.threads)],
    ["open files", count(jvm.openFiles)],
  ]);
  setFacts(byId("service"), [
    ["version", service.commit ? `${service.version} (${service.commit})` : service.version ?? "–"],
    ["started", `${moment(service.startedAt)}, ${duration(up)} ago`],
    ["Java", service.java ?? "–"],
    ["process id", String(service.pid ?? "–")],
    ["draining", service.draining ? "yes" : "no"],
  ]);
  setText(byId("host"), service.host);
  setText(byId("identity-more"), `→ ${service.backend} · ${service.version ?? ""} · up ${duration(up)}`);
  showOneOf(document.querySelector("#process [data-task=drain]"), document.querySelector("#process [data-task=resume]"), service.draining);
}

/** Shows the second button in place of the first, or the first; the keyboard's focus goes along. */
function showOneOf(first, second, isSecond) {
  const [shown, hidden] = isSecond ? [second, first] : [first, second];
  const focused = document.activeElement === hidden;
  shown.hidden = false;
  hidden.hidden = true;
  if (focused) {
    shown.focus();
  }
}
