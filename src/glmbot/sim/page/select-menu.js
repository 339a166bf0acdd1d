// A Discord select: a button that opens a list of options; one closes on choice, several on "Done" or Escape.

import { SIGNS, tree } from "./channels.js";
import { el, icon } from "./dom.js";
import { popover } from "./popover.js";

function entityOptions(item, store) {
  const people = () => [...store.users.map((user) => ({ label: user.name, value: user.id })), { label: store.bot?.username, value: store.bot?.id }];
  const channels = () => tree(store.guildChannels(item.channel_types)).map((one) => ({ label: `#${one.name}`, name: one.name, sign: SIGNS[one.kind], value: one.id }));
  const found = item.type === 8 ? channels() : item.type === 6 ? [] : people();
  return found.map((option) => ({ ...option, default: item.default_values?.some((one) => one.id === option.value) }));
}

const optionsOf = (item, store) => (item.type === 3 ? (item.options ?? []) : entityOptions(item, store));

function optionNode(option, chosen, several) {
  const description = option.description ? el("span", { class: "option-description", text: option.description }) : null;
  const emoji = option.emoji?.name ? `${option.emoji.name} ` : "";
  return el(
    "li",
    { role: "option", class: "option", tabindex: "-1", "aria-selected": String(chosen), data: { value: option.value } },
    option.sign ? icon(option.sign) : null,
    el("span", { class: "option-text" }, el("span", { class: "option-label", text: option.name ?? emoji + option.label }), description),
    several ? el("span", { class: "option-box" }, icon("check")) : null,
  );
}

/** The select of one component; `context.press(custom_id, values)` is called with what was chosen. */
export function selectMenu(item, context) {
  const options = optionsOf(item, context.store);
  const preset = options.filter((option) => option.default);
  const face = preset.length ? preset.map((option) => option.label).join(", ") : (item.placeholder ?? "Make a selection");
  const control = el(
    "button",
    {
      type: "button",
      class: preset.length ? "select chosen" : "select",
      role: "combobox",
      "aria-haspopup": "listbox",
      "aria-expanded": "false",
      "aria-label": item.placeholder ?? "Select",
      disabled: Boolean(item.disabled),
      data: { custom: item.custom_id, testid: "select" },
    },
    el("span", { class: "select-face", text: face }),
    icon("caret"),
  );
  control.addEventListener("click", () => openList(control, item, options, context));
  control.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    event.preventDefault();
    control.click();
  });
  return control;
}

function openList(control, item, options, context) {
  const several = (item.max_values ?? 1) > 1;
  const chosen = new Set(options.filter((option) => option.default).map((option) => option.value));
  const nodes = options.map((option) => optionNode(option, chosen.has(option.value), several));
  const list = el(
    "ul",
    { role: "listbox", class: "options", "aria-label": item.placeholder ?? "Options", "aria-multiselectable": several ? "true" : null },
    nodes,
  );
  const done = several ? el("button", { type: "button", class: "button button-primary done", text: "Done" }) : null;
  const least = item.min_values ?? 1;
  const finish = () => {
    if (chosen.size < least || chosen.size > (item.max_values ?? 1)) return;
    shown.close();
    context.press(item.custom_id, options.map((option) => option.value).filter((value) => chosen.has(value)));
  };
  const choose = (node) => {
    const value = node.dataset.value;
    const leaves = chosen.has(value) && (several || least === 0);
    if (!several) chosen.clear();
    if (leaves) chosen.delete(value);
    else if (chosen.size < (item.max_values ?? 1)) chosen.add(value);
    node.setAttribute("aria-selected", String(chosen.has(value)));
    if (several) done.disabled = chosen.size < least;
    else finish();
  };
  for (const node of nodes) node.addEventListener("click", () => choose(node));
  done?.addEventListener("click", finish);
  if (done) done.disabled = chosen.size < least;
  const box = el("div", { class: "popover select-list", "data-testid": "select-list" }, list, done);
  box.addEventListener("keydown", (event) => keys(event, nodes, choose));
  const shown = popover(control, box, { width: control.offsetWidth });
  (nodes.find((node) => node.getAttribute("aria-selected") === "true") ?? nodes[0])?.focus();
}

function keys(event, nodes, choose) {
  const at = nodes.indexOf(document.activeElement);
  if (at < 0) return;
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: nodes.length - 1 }[event.key];
  if (to !== undefined) nodes[(to + nodes.length) % nodes.length].focus();
  else if (event.key === "Enter" || event.key === " ") choose(nodes[at]);
  else if (event.key.length === 1) nodes.find((node) => node.textContent.toLowerCase().startsWith(event.key.toLowerCase()))?.focus();
  else return;
  event.preventDefault();
}
