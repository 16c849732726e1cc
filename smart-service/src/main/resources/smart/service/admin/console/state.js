/** The state in words: what, since when, whose fault, and what can be done. */

import { byId, el, setText } from "./dom.js";
import { clock, duration, moment } from "./format.js";

const COLOURS = { ok: "#1f9d5b", warn: "#e0a100", bad: "#d43d3d", gone: "#7d8793", unknown: "#7d8793" };

const CAUSES = {
  none: () => ["Nothing to do.", "", []],
  backend: (now) => [
    "It is the backend, not Smart.",
    now.hedging.enabled
      ? "Read the error notes and tell the backend's team. A shorter timeout gives callers their answer sooner."
      : "Read the error notes and tell the backend's team. A shorter timeout gives callers their answer sooner; "
        + "hedging helps where only some attempts are slow or fail.",
    [["#errors", "Error notes"], ["set-timeout", "Timeout…"], ...(/limit/.test(now.state.title) ? [["set-limit", "Limit…"]] : []), now.hedging.enabled ? ["set-hedging", "Hedging…"] : ["set-hedging", "Turn on hedging…", "enabled=true"]],
  ],
  limit: () => [
    "It is the load: more calls than the limit allows.",
    "The backend is no slower than usual. Raise the limit if it can bear more; add replicas or slow the callers down if not.",
    [["set-limit", "Limit…"], ["#settings", "Settings"]],
  ],
  us: () => [
    "It is Smart itself.",
    "Look at the health checks and at the log of the service. Drain this replica if others can take over.",
    [["#checks", "Health checks"], ["/threads", "Threads"], ["drain", "Drain…"]],
  ],
  drain: () => [
    "Somebody asked for it.",
    "The load balancer takes this replica out; calls that still come are served. Resume when the work is done.",
    [["resume", "Resume…"]],
  ],
};

/** Shows the state that the service gives itself. */
export function showState(now) {
  const { level, title, since, facts, cause } = now.state;
  const [why, advice, actions] = (CAUSES[cause] ?? CAUSES.none)(now);
  show({ level, title, since, now: now.now, facts, why, advice, actions });
}

/** Shows that nobody answers. */
export function showGone(error, since, last) {
  show({
    level: "gone",
    title: "The service does not answer",
    since,
    now: Date.now(),
    facts: [last ? `what it said last: ${last.state.title}` : null, error.status ? error.message : "no connection"].filter(Boolean),
    why: "It is down, restarting, or out of reach from here.",
    advice: "Below is what was known last. The page tries again by itself.",
    actions: [],
  });
}

function show({ level, title, since, now, facts, why, advice, actions }) {
  byId("state").dataset.level = level;
  setText(byId("state-title"), title);
  say(`${level} ${title.replace(/\d+/g, "")}`, `${title}. ${why}`);
  setText(byId("state-since"), since == null ? "" : `since ${moment(since)}, for ${duration(now - since)}`);
  setText(byId("state-cause"), why);
  setText(byId("state-advice"), advice);
  list(byId("state-facts"), facts, (fact) => el("li", {}, fact));
  list(byId("state-actions"), actions, ([to, text, preset]) =>
    to.startsWith("#") || to.startsWith("/")
      ? el("a", { class: "button", href: to }, text)
      : el("button", { type: "button", "data-task": to, "data-preset": preset }, text));
  setText(document.querySelector("title"), `${title} · Smart`);
  icon(COLOURS[level] ?? COLOURS.unknown);
}

/** Has screen readers say it where the state is another one; a percentage that moves is none. */
function say(key, text) {
  if (byId("state-said").dataset.key !== key) {
    byId("state-said").dataset.key = key;
    setText(byId("state-said"), text);
  }
}

/** New children only where they differ: a button must not vanish under the finger. */
function list(parent, items, make) {
  const key = JSON.stringify(items);
  if (parent.dataset.key !== key) {
    parent.dataset.key = key;
    parent.replaceChildren(...items.map(make));
  }
}

function icon(colour) {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><circle cx="8" cy="8" r="7" fill="${colour}"/></svg>`;
  const address = `data:image/svg+xml,${encodeURIComponent(svg)}`;
  if (byId("icon").getAttribute("href") !== address) {
    byId("icon").setAttribute("href", address);
  }
}

/** Says whether the page is live. */
export function showLink(link, text) {
  byId("link").dataset.link = link;
  setText(byId("link-text"), text);
}

export const lastSeen = (time) => `Lost at ${clock(time)}`;
