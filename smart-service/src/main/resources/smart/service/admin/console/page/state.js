/** Shows the state in words: what, since when, the cause and the advice; or that the service does not respond. */

import { reasonOf } from "./api.js";
import { byId, el, setText } from "./dom.js";
import { duration, moment } from "./format.js";
import { showTab } from "./tab.js";

/** Shows the state that the service reports; `past` is the newest ended state. */
export function showState(now, past) {
  const { level, title, since, facts, why, advice, actions } = now.state;
  const more = level === "idle" && now.lastCall != null ? [`last call at ${moment(now.lastCall)}`] : [];
  show({ level, title, since, now: now.now, facts: [...facts, ...more], why, advice, actions, also: now.also });
  const quiet = level === "ok" && past;
  setText(byId("state-past"), quiet ? `Before: ${past}` : "");
  showTab(now.service.host, title, level);
}

/** Shows that the service does not say how it is; `answered` is the time of its last response that did. */
export function showGone(error, answered, last) {
  const { title, fact, why } = gone(error);
  show({
    level: "gone",
    title,
    since: answered,
    now: Date.now(),
    facts: [last ? `last known state: ${last.state.title}` : null, fact].filter(Boolean),
    why,
    advice: "The page shows the last known data, and keeps trying.",
    actions: [],
    also: [],
  });
  setText(byId("state-past"), "");
  showTab(last?.service.host, title, "gone");
}

/** Smart wants no sign-in of readers. So what wants one stands in front of it. */
function gone(error) {
  const fact = reasonOf(error);
  return [302, 401, 403].includes(error.status)
    ? { title: "The page may not read the service", fact, why: "A proxy in front of it wants a sign-in, or yours has expired. Reload the page." }
    : error.status
      ? { title: `The service responds with ${error.status}`, fact, why: "It may be starting or stopping, or a proxy in front of it does not reach it." }
      : { title: "The service does not respond", fact, why: "It is down, restarting, or unreachable from your browser." };
}

function show({ level, title, since, now, facts, why, advice, actions, also }) {
  byId("state").dataset.level = level;
  setText(byId("state-title"), title);
  say(`${level} ${title.replace(/[\d.]+/g, "")}`, `${title}. ${why}`);
  setText(byId("state-since"), since == null ? "" : `since ${moment(since)}, for ${duration(now - since)}`);
  setText(byId("state-cause"), why);
  setText(byId("state-advice"), advice);
  list(byId("state-facts"), facts, (fact) => el("li", {}, fact));
  list(byId("state-also"), also.map((one) => [one.level, `also: ${one.title} since ${moment(one.since)}`]),
    ([level, text]) => el("li", { "data-level": level }, text));
  list(byId("state-actions"), actions.map((one) => [one.to, one.text, one.preset]), ([to, text, preset]) =>
    to.startsWith("#") || to.startsWith("/")
      ? el("a", { class: "button", href: to }, text)
      : el("button", { type: "button", "data-task": to, "data-preset": preset }, text));
}

/** Whether a load balancer sends calls here. */
export function showReady({ ready, now }) {
  const { ready: is, since, why } = ready;
  byId("ready").dataset.ready = is;
  setText(byId("ready-text"), is ? "Ready" : `Not ready since ${moment(since)}: ${why.map((one) => one.check).join(", ")}`);
  byId("ready").title = is
    ? `since ${moment(since)}, for ${duration(now - since)}`
    : why.map((one) => `${one.check}: ${one.message}`).join("\n");
}

/** Announces a new state to screen readers; a changed percentage is not a new state. */
function say(key, text) {
  if (byId("state-said").dataset.key !== key) {
    byId("state-said").dataset.key = key;
    setText(byId("state-said"), text);
  }
}

/** Replaces children only if they differ, so that a button does not vanish under the pointer. */
function list(parent, items, make) {
  const key = JSON.stringify(items);
  if (parent.dataset.key !== key) {
    parent.dataset.key = key;
    const focused = parent.contains(document.activeElement);
    parent.replaceChildren(...items.map(make));
    if (focused) {
      byId("main").focus({ preventScroll: true }); // Otherwise the keyboard would begin at the top of the page.
    }
  }
}

/** Says whether the page is live. */
export function showLink(link, text) {
  byId("link").dataset.link = link;
  setText(byId("link-text"), text);
}
