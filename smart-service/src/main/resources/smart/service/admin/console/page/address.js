/** What is shown is in the address, so that a link shows the same: the range, a part of it, the filter of the notes. */

const KEYS = ["range", "from", "to", "kind", "text"];

export function read() {
  const query = new URLSearchParams(location.search);
  return Object.fromEntries(KEYS.map((key) => [key, query.get(key) ?? ""]));
}

/** Puts some of them into the address; an empty one is left out. */
export function write(changes) {
  const all = { ...read(), ...changes };
  const query = new URLSearchParams(KEYS.filter((key) => all[key]).map((key) => [key, all[key]])).toString();
  const address = `${location.pathname}${query && `?${query}`}${location.hash}`;
  if (address !== location.pathname + location.search + location.hash) {
    history.replaceState(null, "", address);
  }
}
