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

/** No response has come, or not all of it. */
class Silent extends Error {
  constructor(cause) {
    super(cause.name === "TimeoutError" ? `no response within ${TIMEOUT / 1000} s` : "no connection");
  }
}

const SIGN_IN = 302;

/**
 * The body of the response, of that media type. Cookies go along, for a proxy in front of Smart that wants a sign-in. It
 * may redirect a request, or respond with a page of its own.
 */
async function ask(path, type, options = {}) {
  const response = await fetch(path, {
    cache: "no-store", credentials: "same-origin", redirect: "manual", signal: AbortSignal.timeout(TIMEOUT), ...options,
  }).catch((error) => {
    throw new Silent(error);
  });
  if (response.type === "opaqueredirect") {
    throw new Refused(SIGN_IN, "something in front of the service redirects the request, perhaps to a sign-in");
  }
  const body = await response.text().catch((error) => {
    throw new Silent(error);
  });
  const given = response.headers.get("Content-Type") ?? "";
  if (!response.ok) {
    throw new Refused(response.status, words(given, body.trim()));
  }
  if (!given.startsWith(type)) {
    throw new Refused(SIGN_IN, "something in front of the service responds with a page of its own, perhaps a sign-in");
  }
  return body;
}

/** A refusal of ours is plain text, or a problem (RFC 9457) whose detail is the text. Others may send whole pages. */
function words(type, body) {
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

const json = async (path) => JSON.parse(await ask(path, "application/json"));

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
  const output = await ask(`/tasks/${name}${query && `?${query}`}`, "text/plain", {
    method: "POST",
    signal: AbortSignal.timeout(60000),
    headers: { "Smart-Service-Id": id, ...(authorization ? { Authorization: authorization } : {}) },
  });
  return output.trim();
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
