/** The backend's addresses, if there is more than one. */

import { byId, el, setText } from "./dom.js";
import { count, duration, millis, rate } from "./format.js";

const STATES = {
  used: () => ["ok", "used"],
  ejected: (one) => ["bad", `ejected, ${one.leftOutMs ? `${duration(one.leftOutMs + 999)} more` : "tried next"}`],
  trial: () => ["warn", "being tried"],
  slow: () => ["warn", "avoided: slow to connect"],
};

export function showAddresses(addresses = []) {
  byId("addresses").hidden = addresses.length < 2;
  const rows = byId("addresses-rows");
  const shape = addresses.map((one) => one.address).join(" ");
  if (rows.dataset.shape !== shape) {
    rows.dataset.shape = shape;
    rows.replaceChildren(...addresses.map((one) => el("tr", {},
      el("th", { scope: "row" }, one.address), ...Array.from({ length: 4 }, () => el("td")))));
  }
  addresses.forEach((one, i) => {
    const [, state, attempts, inFlight, p95] = rows.children[i].children;
    const [level, words] = (STATES[one.state] ?? STATES.used)(one);
    rows.children[i].dataset.level = level;
    setText(state, words);
    setText(attempts, `${rate(one.perSecond)}/s`);
    setText(inFlight, `${count(one.inFlight)} in flight`);
    setText(p95, `p95 ${millis(one.p95)}`);
  });
}
