// Dialogs on the native element, which holds the focus and closes on Escape: forms of the bot, thread names, help.

import { el } from "./dom.js";
import { selectMenu } from "./select-menu.js";

/** Shows a dialog; `submit` gets the form and returns false to stay open. */
export function dialog(title, body, { action = null, submit = null, testid = "dialog" } = {}) {
  const before = document.activeElement;
  const cancel = el("button", { type: "button", class: "button button-secondary", text: action ? "Cancel" : "Close", on: { click: () => node.close() } });
  const send = action ? el("button", { type: "submit", class: "button button-primary", text: action }) : null;
  const form = el("form", { method: "dialog", novalidate: true }, el("h2", { text: title, id: "dialog-title" }), el("div", { class: "dialog-body" }, body), el("div", { class: "dialog-actions" }, cancel, send));
  const node = el("dialog", { "aria-labelledby": "dialog-title", "data-testid": testid }, form);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (submit?.(form) !== false) node.close();
  });
  node.addEventListener("close", () => {
    node.remove();
    (before?.isConnected ? before : document.getElementById("composer-text")).focus();
  });
  document.body.append(node);
  node.showModal();
  (node.querySelector("input, textarea, [role=combobox]") ?? cancel).focus();
  return node;
}

function textInput(item, label) {
  const id = `field-${item.custom_id}`;
  const properties = { id, name: item.custom_id, class: "field-input", placeholder: item.placeholder ?? "", maxlength: item.max_length, required: item.required !== false, data: { least: item.min_length }, value: item.value ?? "" };
  const control = item.style === 2 ? el("textarea", { rows: "4", ...properties }) : el("input", { type: "text", ...properties });
  return el("p", { class: "form-field" }, el("label", { for: id, text: `${label ?? item.label ?? item.custom_id}${properties.required ? " *" : ""}` }), control, el("span", { class: "problem", role: "alert" }));
}

/** The fields of a modal's component tree: rows and labels hold inputs, text stands as it is. */
function fieldsOf(list, values, store, label) {
  return (list ?? []).flatMap((item) => {
    if (item.type === 1) return fieldsOf(item.components, values, store, label);
    if (item.type === 18) return fieldsOf([item.component], values, store, item.label);
    if (item.type === 4) return [textInput(item, label)];
    if (item.type === 10) return [el("p", { text: item.content })];
    if (item.type !== 3 && !(item.type >= 5 && item.type <= 8)) return [el("p", { class: "quiet", text: `(a field of type ${item.type}, not drawn here)` })];
    const chosen = el("span", { class: "quiet" });
    const press = (id, list) => {
      values[id] = list;
      chosen.textContent = list.join(", ");
    };
    return [el("div", { class: "form-field" }, el("span", { text: label ?? item.placeholder ?? "" }), selectMenu(item, { store, press }), chosen)];
  });
}

function problemOf(control) {
  const length = [...control.value].length;
  if (control.required && !control.value.trim()) return "This is needed.";
  const least = Number(control.dataset.least ?? 0);
  return length && length < least ? `At least ${least} characters.` : "";
}

/** A modal that the bot opened; `send` gets the values by custom_id. */
export function modal(frame, store, send) {
  const values = {};
  const submit = (form) => {
    const controls = [...form.querySelectorAll(".field-input")];
    for (const control of controls) {
      control.parentElement.querySelector(".problem").textContent = problemOf(control);
      values[control.name] = control.value;
    }
    const wrong = controls.find(problemOf);
    wrong?.focus();
    if (wrong) return false;
    send(values);
    return true;
  };
  dialog(frame.title, fieldsOf(frame.components, values, store), { action: "Submit", submit, testid: "modal" });
}

/** Asks for one line of text. */
export function askLine(title, label, action, done) {
  const input = el("input", { type: "text", class: "field-input", id: "asked-line", maxlength: "100", required: true });
  const submit = () => {
    if (!input.value.trim()) return false;
    done(input.value.trim());
    return true;
  };
  dialog(title, el("p", { class: "form-field" }, el("label", { for: "asked-line", text: label }), input), { action, submit });
}

const KEYS = [
  ["Enter · Shift+Enter", "send · new line"],
  ["/", "commands of the bot"],
  ["@ · #", "complete a person or a channel"],
  ["↑ in an empty box", "edit your last message"],
  ["Tab · Shift+Tab", "next option of a command · the one before"],
  ["Escape", "close a list, give up a reply or a command"],
  ["Alt+↑ · Alt+↓", "channel before · after"],
  ["On a message: ↑ ↓", "walk through the messages"],
  ["R · E · Delete · +", "reply · edit · delete · react"],
  ["Enter or right click", "all actions, with the bot's own"],
];

export function help() {
  dialog("Keyboard", el("dl", { class: "keys" }, KEYS.flatMap(([key, what]) => [el("dt", {}, el("kbd", { text: key })), el("dd", { text: what })])));
}
