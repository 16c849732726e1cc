/** The dialog of a task: its fields, the preview and the result; and the dialog for credentials. */

import * as api from "./api.js";
import { byId, el, setText } from "./dom.js";
import { notify } from "./notices.js";
import { nameOf } from "./service.js";
import { describe } from "./tasks.js";

/** The open dialog's function that takes the new state of the service, since values may change elsewhere. */
let shown = null;

export function refresh(now) {
  if (shown && byId("task").open) {
    shown(now);
  }
}

/**
 * Opens the dialog of a task, at the field of the setting `focus`, with the values of `preset` filled in. It is about the
 * process that answers now, and never runs the task in another one. `done` is called after each run.
 */
export function open(name, now, { focus, preset }, done) {
  let task = describe(name, now);
  const { service } = now;
  const dialog = byId("task");
  const text = el("p", {}, task.text);
  const fields = task.fields.map((field) => ({
    ...field, input: input(field), note: el("span", { class: "quiet", id: `field-${field.name}-hint` }, field.hint),
  }));
  const changes = el("ul", { class: "changes", "aria-live": "polite" });
  const problem = el("p", { class: "problem", role: "alert" });
  const confirm = el("button", { class: `primary${task.danger ? " danger" : ""}` }, task.button);
  const values = () => Object.fromEntries(fields.map((field) => [field.name, field.input.value.trim()]));

  const preview = () => {
    const rows = task.changes(values());
    const key = JSON.stringify(rows);
    if (key !== changes.dataset.key) {
      changes.dataset.key = key;
      changes.replaceChildren(...(rows.length ? rows.map(change) : [el("li", { class: "quiet" }, "Nothing changes yet.")]));
    }
    const wrong = task.problem(values());
    confirm.disabled = !rows.length || Boolean(wrong) || running || Boolean(other);
    setText(problem, other || wrong || refused);
  };
  let running = false;
  let refused = "";
  let other = "";
  /** An untouched field follows the setting. */
  const take = (fresh) => {
    if (other || fresh.service.id !== service.id) {
      other ||= `Another process answers now: ${nameOf(fresh.service)}. Close this, and look at it first.`;
      preview();
      return;
    }
    const before = task;
    task = describe(name, fresh);
    setText(text, task.text);
    fields.forEach((field, i) => {
      const [was, is] = [before.fields[i], task.fields[i]];
      if (is && is.value !== was.value && field.input.value === was.value) {
        field.input.value = is.value;
      }
      if (is) {
        setText(field.note, is.hint);
      }
    });
    preview();
  };
  shown = take;
  const isShown = () => shown === take && dialog.open;
  const run = async (event) => {
    event.preventDefault();
    running = true;
    refused = "";
    preview();
    try {
      const answer = await withCredentials(() => api.task(name, task.parameters(values()), service.id), isShown);
      if (answer != null) {
        if (isShown()) {
          dialog.close();
        }
        notify(answer || `${task.title}: done.`);
        done();
        return;
      }
    } catch (error) {
      refused = error.status ? error.message : "The service does not respond. The task may or may not have run.";
      if (!isShown()) {
        notify(`${task.title}: ${refused}`);
      }
    }
    running = false;
    preview();
  };

  dialog.replaceChildren(el("form", { method: "dialog", oninput: () => {
    refused = "";
    preview();
  }, onsubmit: run },
    el("h2", { id: "task-title" }, task.title),
    el("p", { class: "quiet" }, nameOf(service)),
    text,
    fields.length ? el("div", { class: `fields${fields.length > 3 ? " many" : ""}` }, ...fields.map(labelled)) : null,
    el("h3", {}, "What will change"), changes, problem,
    el("p", { class: "buttons" }, el("button", { type: "button", onclick: () => dialog.close() }, "Cancel"), confirm)));
  fields.filter((field) => preset.has(field.name)).forEach((field) => (field.input.value = preset.get(field.name)));
  preview();
  dialog.showModal();
  const first = fields.find((field) => field.key === focus) ?? fields[0];
  (first?.input ?? confirm).focus();
  first?.input.select?.();
}

function input(field) {
  const id = `field-${field.name}`;
  if (field.choices) {
    return el("select", { id, name: field.name, "aria-describedby": `${id}-hint` },
      ...field.choices.map((choice) => el("option", { value: choice, selected: choice === field.value }, choice || "(inherited)")));
  }
  return el("input", {
    id, name: field.name, value: field.value, "aria-describedby": `${id}-hint`, autocomplete: "off", spellcheck: "false",
  });
}

const labelled = (field) => el("div", {},
  el("label", { for: field.input.id }, field.label), field.input, field.note);

const change = ([what, from, to]) => el("li", {},
  el("span", {}, what), el("del", {}, from), el("span", { class: "arrow", "aria-label": "to" }, "→"), el("ins", {}, to));

/** Runs the task, and asks for credentials until they are right, as long as `asking()`. Null if the user cancels. */
async function withCredentials(run, asking) {
  for (let message = ""; ; message = "The service did not accept these credentials.") {
    try {
      return await run();
    } catch (error) {
      if (error.status !== 401 || !asking()) {
        throw error;
      }
      api.forgetCredentials();
      if (!(await askCredentials(message))) {
        return null;
      }
    }
  }
}

function askCredentials(message) {
  const dialog = byId("credentials");
  const user = el("input", { id: "user", autocomplete: "username", required: true, value: api.user() });
  const password = el("input", { id: "password", type: "password", autocomplete: "current-password", required: true });
  return new Promise((resolve) => {
    let given = false;
    const submit = () => {
      given = true;
      api.useCredentials(user.value, password.value);
    };
    dialog.replaceChildren(el("form", { method: "dialog", onsubmit: submit },
      el("h2", { id: "credentials-title" }, "Sign in to change something"),
      el("p", {}, "Only this page keeps the credentials, until you close it."),
      el("div", { class: "fields" },
        el("div", {}, el("label", { for: "user" }, "User"), user),
        el("div", {}, el("label", { for: "password" }, "Password"), password)),
      el("p", { class: "problem", role: "alert" }, message),
      el("p", { class: "buttons" },
        el("button", { type: "button", onclick: () => dialog.close() }, "Cancel"),
        el("button", { class: "primary" }, "Sign in"))));
    dialog.addEventListener("close", () => {
      dialog.replaceChildren();
      resolve(given);
    }, { once: true });
    dialog.showModal();
    (api.user() ? password : user).focus();
  });
}
