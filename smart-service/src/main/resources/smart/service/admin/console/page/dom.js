/** Elements are made here and nowhere else; what comes from the service only ever becomes text. */

/** An element with attributes, listeners ({@code onclick: f}) and children (nodes or text). */
export function el(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) {
      element.addEventListener(key.slice(2), value);
    } else if (value === true) {
      element.setAttribute(key, "");
    } else if (value !== false && value != null) {
      element.setAttribute(key, value);
    }
  }
  element.append(...children.filter((child) => child != null));
  return element;
}

export const byId = (id) => document.getElementById(id);

/** Sets the text where it differs, so that a screen reader hears only what has changed. */
export function setText(element, text) {
  if (element.textContent !== text) {
    element.textContent = text;
  }
}

/** Whether the user has selected text within the element, perhaps to copy it. */
export function hasSelection(element) {
  const selection = document.getSelection();
  return Boolean(selection) && !selection.isCollapsed && element.contains(selection.anchorNode);
}

/** Puts rows of a name and a value into a list of definitions, keeping the elements that are there. */
export function setFacts(list, facts) {
  while (list.children.length > facts.length) {
    list.lastElementChild.remove();
  }
  facts.forEach(([name, value], i) => {
    if (!list.children[i]) {
      list.append(el("div", {}, el("dt"), el("dd")));
    }
    setText(list.children[i].firstElementChild, name);
    setText(list.children[i].lastElementChild, value);
  });
}
