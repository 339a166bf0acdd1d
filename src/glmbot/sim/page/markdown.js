// Discord Markdown as DOM nodes; names of people and channels come from the lookup that is handed in.

import { el, outerLink } from "./dom.js";
import { blocks } from "./markdown-blocks.js";
import { inline } from "./markdown-inline.js";
import { full, mark } from "./times.js";

const TAGS = { bold: "strong", italic: "em", underline: "u", strike: "s" };

/** A whole message text. */
export function richText(text, lookup) {
  return blocks(text).map((node) => block(node, lookup));
}

/** One line of text, as in a title: no blocks. */
export function richLine(text, lookup) {
  return inline(text).map((node) => piece(node, lookup));
}

/** The text without its marks, for previews and for readers of the screen. */
export function plainText(text, lookup) {
  return richText(text, lookup).map((node) => node.textContent).join(" ").replace(/\s+/g, " ").trim();
}

function block(node, lookup) {
  const inner = () => node.children.map((child) => piece(child, lookup));
  switch (node.type) {
    case "paragraph": return el("p", {}, inner());
    case "heading": return el("p", { class: `heading-${node.level}`, role: "heading", "aria-level": String(node.level + 2) }, inner());
    case "subtext": return el("p", { class: "subtext" }, inner());
    case "quote": return el("blockquote", {}, node.children.map((child) => block(child, lookup)));
    case "codeblock": return codeBlock(node);
    default: return list(node, lookup);
  }
}

function codeBlock(node) {
  return el("pre", { tabindex: "0", "aria-label": node.language ? `Code, ${node.language}` : "Code" }, el("code", { text: node.text }));
}

function list(node, lookup) {
  const items = node.items.map((children) => el("li", {}, children.map((child) => block(child, lookup))));
  return el(node.ordered ? "ol" : "ul", node.ordered && node.start !== 1 ? { start: node.start } : {}, items);
}

function piece(node, lookup) {
  const inner = () => node.children.map((child) => piece(child, lookup));
  switch (node.type) {
    case "text": return node.text;
    case "code": return el("code", { text: node.text });
    case "link": return outerLink(node.address, node.title ? { title: node.title } : {}, inner());
    case "spoiler": return spoiler(inner());
    case "user": return mention(`@${lookup.user(node.id)?.name ?? "unknown-user"}`, node.id === lookup.me ? "mention me" : "mention");
    case "role": return mention("@role");
    case "everyone": return mention(`@${node.name}`);
    case "channel": return channelMention(node.id, lookup);
    case "command": return mention(`/${node.name}`);
    case "emoji": return el("span", { text: `:${node.name}:` });
    case "time": return time(node);
    default: return el(TAGS[node.type], {}, inner());
  }
}

const mention = (text, style = "mention") => el("span", { class: style, text });

function channelMention(id, lookup) {
  const channel = lookup.channel(id);
  if (!channel) return mention("#unknown");
  return el("button", { type: "button", class: "mention", text: `#${channel.name}`, on: { click: () => lookup.open(id) } });
}

function time(node) {
  const at = node.seconds * 1000;
  const known = Math.abs(at) <= 8.64e15;
  return el("time", known ? { datetime: new Date(at).toISOString(), title: full(at) } : {}, mark(node.seconds, node.style));
}

function spoiler(children) {
  const inner = el("span", { "aria-hidden": "true" }, children);
  const node = el("span", { class: "spoiler", role: "button", tabindex: "0", "aria-label": "Spoiler, press to show" }, inner);
  const reveal = () => {
    node.classList.add("shown");
    for (const name of ["role", "tabindex", "aria-label"]) node.removeAttribute(name);
    inner.removeAttribute("aria-hidden");
  };
  node.addEventListener("click", reveal);
  node.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    reveal();
  });
  return node;
}
