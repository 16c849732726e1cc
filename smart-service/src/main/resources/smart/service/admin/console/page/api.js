/** All requests of the page. Only this module's memory holds the credentials. */

const TIMEOUT = 10000;

let authorization = null;
let lastUser = "";

/** A refusal by the service, with its status and its message. */
export class Refused extends Error {
  constructor(status, text) {
    super(text || `the service responded with ${status}`);
    this.status = status;
  }
}

/** No response has come. */
class Silent extends Error {}

/** Cookies go along, for a proxy in front of Smart that wants a sign-in. It may redirect a request to its own page. */
async function ask(path, options = {}) {
  const response = await fetch(path, {
    cache: "no-store", credentials: "same-origin", redirect: "manual", signal: AbortSignal.timeout(TIMEOUT), ...options,
  }).catch((error) => {
    throw new Silent(error.name === "TimeoutError" ? `no response within ${TIMEOUT / 1000} s` : "no connection");
  });
  if (response.type === "opaqueredirect") {
    throw new Refused(302, "something in front of the service redirects the request, perhaps to a sign-in");
  }
  if (!response.ok) {
    throw new Refused(response.status, await words(response));
  }
  return response;
}

/** A refusal of ours is plain text, or a problem (RFC 9457) whose detail is the text. Others may send whole pages. */
async function words(response) {
  const type = response.headers.get("Content-Type") ?? "";
  const body = (await response.text()).trim();
  if (/^application\/(problem\+)?json\b/.test(type)) {
    try {
      const problem = JSON.parse(body);
      return problem.detail ?? problem.title ?? "";
    } catch {
      return "";
    }
  }
  return type.startsWith("text/plain") ? body.slice(0, 500) : "";
}

/** Why something failed, in words. */
export function reasonOf(error) {
  if (error instanceof Refused || error instanceof Silent) {
    return error.message.replace(/\.$/, "");
  }
  console.error(error);
  return `this page has a bug: ${error.message}`;
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

/** Runs a task of the process with that id; resolves to its output. If another process answers, it refuses. */
export async function task(name, parameters, id) {
  const query = new URLSearchParams(parameters).toString();
  const response = await ask(`/tasks/${name}${query && `?${query}`}`, {
    method: "POST",
    signal: AbortSignal.timeout(60000),
    headers: { "Smart-Service-Id": id, ...(authorization ? { Authorization: authorization } : {}) },
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
