/** The replicas as they report themselves, with links to their consoles. */

import * as api from "./api.js";
import { byId, el, setText } from "./dom.js";
import { count, millis, rate } from "./format.js";
import { Part } from "./part.js";

const EVERY = 2000;
const LOOPBACK = /^(localhost$|localhost:|127\.|\[?::1)/;
/** An address rather than a name; `localhost` is always the same one. */
const ADDRESS = /^(localhost|[\d.]+|\[.*\])$/;

export class Peers {
  #asked = -Infinity;
  #configured = false;
  #part = new Part("peers-stale", () => this.#load());

  show(now) {
    this.#configured ||= now.settings.some((one) => one.key === "adminPeers" && one.value !== "none");
    if (this.#configured && performance.now() - this.#asked >= EVERY) {
      this.#asked = performance.now();
      this.#part.refresh();
    }
  }

  async #load() {
    const peers = await api.peers();
    byId("peers").hidden = false;
    const rows = byId("peers-rows");
    const shape = peers.map((peer) => peer.address).join(" ");
    if (rows.dataset.shape !== shape) {
      rows.dataset.shape = shape;
      rows.replaceChildren(...peers.map((peer) => el("tr", { "data-peer": peer.address },
        el("th", { scope: "row" }, el("a", { href: `http://${peer.address}/`, onclick: (event) => follow(event, peer) })),
        ...Array.from({ length: 6 }, () => el("td")))));
    }
    peers.forEach((peer, i) => fill(rows.children[i], peer));
    sum(peers);
  }
}

function fill(row, peer) {
  const [name, state, ready, calls, inFlight, p95, version] = row.children;
  row.dataset.level = peer.problem ? "gone" : peer.level;
  setText(name.firstElementChild, peer.host ? `${peer.host} (${peer.address})` : peer.address);
  setText(state, peer.problem ? `does not respond: ${peer.problem}` : `${peer.state}${peer.self ? " (this one)" : ""}`);
  if (peer.problem) {
    [ready, calls, inFlight, p95, version].forEach((cell) => setText(cell, ""));
    return;
  }
  setText(ready, peer.ready == null ? "–" : peer.ready ? "ready" : "not ready");
  setText(calls, `${rate(peer.callsPerSecond)}/s`);
  setText(inFlight, `${count(peer.inFlight)} of ${count(peer.limit)}`);
  setText(p95, `p95 ${millis(peer.p95)}`);
  setText(version, peer.version ?? "–");
}

function sum(peers) {
  const add = (name) => peers.reduce((all, peer) => all + (peer[name] ?? 0), 0);
  const answering = peers.filter((peer) => !peer.problem);
  const slowest = answering.map((peer) => peer.p95).filter((p95) => p95 != null);
  setText(byId("peers-sum"), peers.length ? `${answering.filter((peer) => peer.ready).length} of ${peers.length} ready, `
    + `${rate(add("callsPerSecond"))} calls/s, ${count(add("inFlight"))} of ${count(add("limit"))} in flight, `
    + `highest p95 ${millis(slowest.length ? Math.max(...slowest) : null)}` : "asking…");
}

/**
 * Whether this browser reaches the addresses that replicas have for each other: it does where it has opened this page at
 * one. Through a tunnel, an ingress or a host name, the page can't know.
 */
const reaches = (peer) => location.protocol === "http:" && ADDRESS.test(location.hostname)
  && LOOPBACK.test(location.hostname) === LOOPBACK.test(peer.address);

/** Opens the peer's console, or tells how to reach it. */
function follow(event, peer) {
  if (reaches(peer)) {
    return;
  }
  event.preventDefault();
  const port = peer.address.slice(peer.address.lastIndexOf(":") + 1);
  const dialog = byId("peer");
  const to = peer.host ?? peer.address;
  dialog.replaceChildren(
    el("h2", { id: "peer-title" }, `The console of ${to}`),
    el("p", {}, `You opened this page at ${location.hostname}, so it is not known whether your browser reaches ${peer.address}. If not, forward a port to it:`),
    el("ul", { class: "ways" },
      el("li", { class: "code" }, `kubectl port-forward pod/${peer.host ?? "NAME"} 9001:${port}`),
      el("li", { class: "code" }, `ssh -L 9001:${LOOPBACK.test(peer.address) ? `127.0.0.1:${port} THE_MACHINE` : `${peer.address} A_MACHINE_THERE`}`)),
    el("p", {}, "Then open ", el("a", { href: "http://localhost:9001/" }, "http://localhost:9001/"), "."),
    el("p", { class: "buttons" },
      el("a", { class: "button", href: `http://${peer.address}/` }, `Try ${peer.address} anyway`),
      el("button", { type: "button", class: "primary", onclick: () => dialog.close() }, "Close")));
  dialog.showModal();
}
