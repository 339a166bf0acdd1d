// Message components as DOM: rows of buttons and selects, and the Components V2 layout.

import { el, icon, outerLink } from "./dom.js";
import { colour, picture } from "./embed.js";
import { richText } from "./markdown.js";
import { selectMenu } from "./select-menu.js";

const STYLES = { 1: "primary", 2: "secondary", 3: "success", 4: "danger", 5: "link", 6: "secondary" };

/** Draws components; `context` has `lookup`, `store` and `press(custom_id, values)`. */
export function components(list, context) {
  return (list ?? []).map((item) => component(item, context));
}

const DRAW = {
  1: (item, context) => el("div", { class: "row", "data-testid": "row" }, components(item.components, context)),
  2: button,
  3: selectMenu,
  5: selectMenu,
  6: selectMenu,
  7: selectMenu,
  8: selectMenu,
  9: section,
  10: (item, context) => el("div", { class: "rich text-display" }, richText(item.content ?? "", context.lookup)),
  11: (item) => picture(item.media?.url, item.description ?? "thumbnail"),
  12: (item) => el("div", { class: "gallery" }, (item.items ?? []).map((one) => picture(one.media?.url, one.description))),
  13: (item) => el("p", { class: "attachment" }, icon("file"), item.name ?? item.file?.url ?? "file"),
  14: (item) => el("hr", { class: `separator ${item.divider === false ? "blank" : ""} ${item.spacing === 2 ? "wide" : ""}` }),
  17: container,
};

function component(item, context) {
  const draw = DRAW[item.type];
  return draw ? draw(item, context) : el("p", { class: "quiet", text: `(a component of type ${item.type}, not drawn here)` });
}

function label(item) {
  const name = item.emoji?.name;
  const emoji = name ? el("span", { class: "emoji", text: item.emoji.id ? `:${name}:` : name }) : null;
  return [emoji, item.label ? el("span", { text: item.label }) : null];
}

function button(item, context) {
  const style = `button button-${STYLES[item.style] ?? "secondary"}`;
  if (item.style === 5) {
    if (item.disabled) return el("button", { type: "button", class: style, disabled: true }, label(item), icon("external"));
    return outerLink(item.url, { class: style, "data-testid": "link-button" }, label(item), icon("external"));
  }
  return el(
    "button",
    {
      type: "button",
      class: style,
      disabled: Boolean(item.disabled),
      "aria-label": item.label ? null : item.emoji?.name,
      data: { custom: item.custom_id, testid: "button" },
      on: { click: () => context.press(item.custom_id) },
    },
    label(item),
  );
}

function section(item, context) {
  return el(
    "div",
    { class: "section" },
    el("div", { class: "section-text" }, components(item.components, context)),
    item.accessory ? el("div", { class: "section-side" }, component(item.accessory, context)) : null,
  );
}

function container(item, context) {
  const inner = components(item.components, context);
  const node = el("section", { class: "container", "data-testid": "container" }, inner);
  const bar = colour(item.accent_color);
  if (bar) node.style.setProperty("--bar", bar);
  if (!item.spoiler) return node;
  const details = el("details", { class: "spoiler-box" }, el("summary", { text: "Spoiler" }), node);
  return details;
}
