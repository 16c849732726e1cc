/** The tasks: the fields of each, and a preview of what a run would change. */

import { hasCredentials } from "./api.js";
import { bytes } from "./format.js";

const LEVELS = ["", "ERROR", "WARN", "INFO", "DEBUG", "TRACE", "OFF"];

const EXPLAINED = {
  "set-limit": "Smart refuses calls above the limit at once. Calls in flight continue.",
  "set-timeout": "Applies to new calls. A bare number is seconds; 500ms works too.",
  "set-hedging": "Applies to new calls. Extra attempts add load to the backend, up to the budget.",
};

const TITLES = { "set-limit": "Change the limit", "set-timeout": "Change the timeout", "set-hedging": "Change hedging" };

const CHOICES = { "hedging.enabled": ["true", "false"], "hedging.onFailure": ["HEDGE_NOW", "WAIT"],
  "limit.mode": ["fixed", "adaptive"] };

/** The settings whose parameter is called value. */
const VALUES = ["limit.maxInFlight", "backend.timeout"];

const ACTIONS = {
  drain: ({ ready, service }) => ({
    title: "Drain this replica",
    text: "The load balancer stops sending calls here. Smart still serves those that arrive, and closes their connections.",
    button: "Drain",
    changes: () => (service.draining ? [] : [["draining", "no", "yes"], ...(ready.ready ? [["ready", "yes", "no"]] : [])]),
  }),
  resume: ({ ready, service }) => {
    const others = ready.why.map((one) => one.check).filter((check) => check !== "drain");
    return {
      title: "Resume",
      text: others.length
        ? `The replica stays not ready after that: ${others.join(", ")}.`
        : "The load balancer sends calls here again when it sees that this replica is ready.",
      button: "Resume",
      changes: () => (service.draining ? [["draining", "yes", "no"], ...(others.length ? [] : [["ready", "no", "yes"]])] : []),
    };
  },
  "clear-error-log": (now) => ({
    title: "Clear the error log",
    text: `Deletes all notes in ${now.errorLog.file} for good. Download them first if you may need them.`,
    button: "Clear the error log",
    danger: true,
    changes: () => [["error log", bytes(now.errorLog.bytes), "empty"]],
  }),
  gc: (now) => ({
    title: "Collect garbage",
    text: "Runs a full garbage collection. All calls wait for it, usually some tens of milliseconds.",
    button: "Collect garbage",
    changes: () => [["heap", bytes(now.jvm.heapUsed), "what is in use"]],
  }),
  "log-level": () => ({
    title: "Change a log level",
    text: "Lasts until the next change or restart. DEBUG slows a busy service down.",
    button: "Change the level",
    fields: [
      { name: "logger", label: "Logger", value: "smart.service", hint: "a package or class; ROOT for all" },
      { name: "level", label: "Level", value: "", choices: LEVELS, hint: "empty: inherits its parent's level" },
    ],
    parameters: ({ logger, level }) => ({ logger, ...(level ? { level } : {}) }),
    changes: ({ logger, level }) => (logger ? [[logger, "its current level", level || "its parent's level"]] : []),
  }),
};

/** Describes a task now; fields have a name, label, value, and choices where only those are allowed. */
export function describe(name, now) {
  if (ACTIONS[name]) {
    return { name, fields: [], parameters: (values) => values, problem: () => "", ...ACTIONS[name](now) };
  }
  const settings = now.settings.filter((setting) => setting.task === name);
  const fields = settings.map((setting) => ({
    name: VALUES.includes(setting.key) ? "value" : setting.key.slice(setting.key.lastIndexOf(".") + 1),
    key: setting.key,
    label: setting.key,
    value: setting.value || "none",
    choices: CHOICES[setting.key],
    hint: `now ${setting.value || "none"}, from: ${setting.source}${setting.source === "environment" ? ` ${setting.variable}` : ""}`,
  }));
  const changed = (values) => fields.filter((field) => values[field.name] !== field.value);
  return {
    name,
    title: TITLES[name] ?? name,
    text: EXPLAINED[name] ?? "",
    button: "Change",
    fields,
    changes: (values) => changed(values).map((field) => [field.key, field.value, values[field.name] || "?"]),
    parameters: (values) => Object.fromEntries(changed(values).map(({ name }) => [name, values[name]])),
    problem: (values) => {
      const empty = fields.find((field) => !values[field.name]);
      const none = empty?.name === "percentile" ? ": enter none for no percentile" : "";
      return empty ? `${empty.key} must not be empty${none}.` : "";
    },
  };
}

/** Shows on each task button whether the task can run. */
export function showAccess({ access, why }) {
  const off = access === "off";
  const note = off ? `${why[0].toUpperCase()}${why.slice(1)}.`
    : access === "credentials" && !hasCredentials() ? "Changes need a sign-in." : "";
  for (const element of document.querySelectorAll("main button[data-task]")) {
    element.disabled = off;
    element.title = note;
  }
  for (const element of document.querySelectorAll("[data-access]")) {
    element.textContent = note;
    element.hidden = !note;
  }
}
