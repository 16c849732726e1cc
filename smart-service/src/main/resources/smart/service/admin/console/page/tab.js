/** The tab's title and icon: they identify the console, and show when its data is not live. */

import { byId, setText } from "./dom.js";
import { clock } from "./format.js";

const COLOURS = { ok: "#1f9d5b", idle: "#6f8fb8", warn: "#e0a100", bad: "#d43d3d" };
const GREY = "#7d8793";

/** `state` is in words; `asOf` is its time if it is not current. */
export function showTab(host, state, level, asOf) {
  const known = asOf == null ? state : `${state} at ${clock(asOf)}, not live`;
  setText(document.querySelector("title"), [host, known].filter(Boolean).join(" · "));
  icon(asOf == null ? COLOURS[level] ?? GREY : GREY, asOf != null);
}

function icon(colour, hollow) {
  const disc = hollow
    ? `<circle cx="8" cy="8" r="5.5" fill="none" stroke="${colour}" stroke-width="3"/>`
    : `<circle cx="8" cy="8" r="7" fill="${colour}"/>`;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16">${disc}</svg>`;
  const address = `data:image/svg+xml,${encodeURIComponent(svg)}`;
  if (byId("icon").getAttribute("href") !== address) {
    byId("icon").setAttribute("href", address);
  }
}
