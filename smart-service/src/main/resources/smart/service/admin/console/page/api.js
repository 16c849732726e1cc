/** All requests of the page. Only this module's memory holds the credentials. */

let authorization = null;
let lastUser = "";

/** A refusal by the service, with its status and its message. */
export class Refused extends Error {
  constructor(status, text) {
    super(text || `The service responded with ${status}.`);
    this.status = status;
  }
}

async function ask(path, options = {}) {
  // Omitting the browser's own credentials keeps it from opening its own password dialog.
  const response = await fetch(path, {
    cache: "no-store", credentials: "omit", redirect: "error", signal: AbortSignal.timeout(10000), ...options,
  });
  if (!response.ok) {
    throw new Refused(response.status, words(await response.text()));
  }
  return response;
}

/** A refusal is plain text, or a problem (RFC 9457) whose detail is the text. */
function words(body) {
  try {
    const problem = JSON.parse(body);
    return problem.detail ?? problem.title ?? "";
  } catch {
    return body.trim().slice(0, 500);
  }
}

const json = async (path) => (await ask(path)).json();

export const now = () => json("/console/now");

export const history = (range, after) =>
  json(`/console/history?range=${range}${after == null ? "" : `&after=${after}`}`);

export const events = () => json("/console/events");

export const peers = () => json("/console/peers");

export const errors = (filter) => json(`/console/errors?${new URLSearchParams(filter)}`);

/** The error notes, grouped by text. */
export const errorGroups = (filter) => json(`/console/errors/groups?${new URLSearchParams(filter)}`);

/** Runs a task; resolves to its output. */
export async function task(name, parameters) {
  const query = new URLSearchParams(parameters).toString();
  const response = await ask(`/tasks/${name}${query && `?${query}`}`, {
    method: "POST",
    signal: AbortSignal.timeout(60000),
    headers: authorization ? { Authorization: authorization } : {},
  });
  return (await response.text()).trim();
}

export function useCredentials(user, password) {
  lastUser = user;
  const utf8 = new TextEncoder().encode(`${user}:${password}`);
  authorization = `Basic ${btoa(String.fromCharCode(...utf8))}`;
}

export const hasCredentials = () => authorization != null;

/** The last user name, even if the service did not accept it. */
export const user = () => lastUser;

export function forgetCredentials() {
  authorization = null;
}
