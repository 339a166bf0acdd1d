// Builds DOM nodes; text only ever becomes text nodes, so no message can turn into markup.

const SVG = "http://www.w3.org/2000/svg";

const ICONS = {
  menu: "M4 7h16M4 12h16M4 17h16",
  panel: "M4 5h16v14H4zM14 5v14M17 9h.01M17 12h.01",
  reply: "M10 8 5 13l5 5M5 13h9a5 5 0 0 1 5 5v1",
  edit: "M5 19l1-4L16 5l3 3L9 18zM14 7l3 3",
  trash: "M5 7h14M10 7V5h4v2M7 7l1 12h8l1-12M10.5 11v5M13.5 11v5",
  react: "M12 4a8 8 0 1 0 8 8M8.5 14.5a4.5 4.5 0 0 0 7 0M9 10h.01M15 10h.01M19 3v6M16 6h6",
  more: "M6 12h.01M12 12h.01M18 12h.01",
  close: "M6 6l12 12M18 6 6 18",
  text: "M9 4 7 20M17 4l-2 16M4 9h16M3.5 15h16",
  thread: "M6 5v7a4 4 0 0 0 4 4h9M15 12l4 4-4 4",
  voice: "M5 10v4h3l4 4V6L8 10zM16 9a4 4 0 0 1 0 6M18.5 6.5a8 8 0 0 1 0 11",
  announcement: "M4 10v4h3l9 4V6l-9 4zM19.5 10v4",
  forum: "M4 5h12v9H9l-3 3v-3H4zM19 9v8h-2v3l-3-3h-4",
  send: "M4 5l16 7-16 7 3-7zM7 12h6",
  caret: "M7 10l5 5 5-5",
  external: "M13 5h6v6M19 5l-9 9M17 14v5H5V7h5",
  down: "M12 5v13M6 12l6 6 6-6",
  eye: "M3 12s3.5-6 9-6 9 6 9 6-3.5 6-9 6-9-6-9-6zM12 9.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5z",
  file: "M7 4h7l4 4v12H7zM14 4v4h4",
  help: "M9 9a3 3 0 1 1 4.5 2.6c-1 .6-1.5 1.1-1.5 2.4M12 17.5h.01",
  language: "M4 12a8 8 0 1 0 16 0 8 8 0 1 0-16 0M4 12h16M12 4c2.4 2.2 3.5 4.9 3.5 8s-1.1 5.8-3.5 8c-2.4-2.2-3.5-4.9-3.5-8s1.1-5.8 3.5-8",
  check: "M5 12.5l4.5 4.5L19 7.5",
};

const SPECIAL = {
  class: (node, value) => (node.className = value),
  text: (node, value) => (node.textContent = value),
  value: (node, value) => (node.value = value),
  on: (node, value) => Object.entries(value).forEach(([type, listener]) => node.addEventListener(type, listener)),
  data: (node, value) => Object.entries(value).forEach(([key, item]) => item != null && (node.dataset[key] = item)),
};

function assign(node, name, value) {
  if (SPECIAL[name]) SPECIAL[name](node, value);
  else if (value === true) node.setAttribute(name, "");
  else if (value !== false && value != null) node.setAttribute(name, value);
}

/** An element with its properties and children; null children are left out. */
export function el(tag, properties = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) assign(node, name, value);
  node.append(...children.flat().filter((child) => child != null && child !== false));
  return node;
}

/** A drawn icon; it is decoration, the control that holds it carries the name. */
export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", ICONS[name] ?? ICONS.text);
  svg.append(path);
  return svg;
}

/** A button that shows an icon and is named by its label. */
export function iconButton(name, label, press, properties = {}) {
  const { class: extra = "", ...rest } = properties;
  return el(
    "button",
    { type: "button", class: `icon-button ${extra}`.trim(), "aria-label": label, title: label, on: { click: press }, ...rest },
    icon(name),
  );
}

/** The address if it is http or https, else null: nothing else may become a link. */
export function safeAddress(address) {
  try {
    const url = new URL(address);
    return url.protocol === "http:" || url.protocol === "https:" ? url.href : null;
  } catch {
    return null;
  }
}

/** A link to another site, or plain content where the address is not one that may be followed. */
export function outerLink(address, properties, ...children) {
  const href = safeAddress(address);
  if (!href) return el("span", properties, ...children);
  return el("a", { href, target: "_blank", rel: "noreferrer noopener", ...properties }, ...children);
}

/** Replaces all children of a node. */
export function fill(node, ...children) {
  node.replaceChildren(...children.flat().filter((child) => child != null && child !== false));
  return node;
}

/** Makes the children of a node these nodes, moving none that already stands right: focus and scroll stay. */
export function reconcile(node, children) {
  const wanted = new Set(children);
  for (const child of [...node.childNodes]) if (!wanted.has(child)) child.remove();
  children.forEach((child, at) => {
    if (node.childNodes[at] !== child) node.insertBefore(child, node.childNodes[at] ?? null);
  });
}

const hue = (name) => [...name].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 997, 7) % 6;

/** A drawn avatar: the initial on a colour that follows from the name. */
export function avatar(person, size = "") {
  const name = person.name ?? person.username ?? "?";
  const kind = person.bot ? "avatar-bot" : `avatar-${hue(name)}`;
  const initial = [...name][0] ?? "?";
  return el("span", { class: `avatar ${kind} ${size}`.trim(), "aria-hidden": "true", text: person.bot ? initial : initial.toUpperCase() });
}
