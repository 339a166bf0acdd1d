// An embed as DOM: author, title, description, fields, footer, and a bar in its colour.

import { el, outerLink } from "./dom.js";
import { richLine, richText } from "./markdown.js";
import { day, clock } from "./times.js";

/** A CSS colour for Discord's number, or null for none. */
export function colour(number) {
  return Number.isInteger(number) && number > 0 ? `#${(number & 0xffffff).toString(16).padStart(6, "0")}` : null;
}

/** A remote picture is never loaded, since the page asks no other host: its address is offered instead. */
export function picture(address, description) {
  let host = "";
  try {
    host = new URL(address).host;
  } catch {
    host = "no address";
  }
  return outerLink(address, { class: "picture" }, `Picture: ${description || host}`);
}

function author(embed) {
  if (!embed.author?.name) return null;
  const name = embed.author.url ? outerLink(embed.author.url, {}, embed.author.name) : embed.author.name;
  return el("p", { class: "embed-author" }, name);
}

function title(embed, lookup) {
  if (!embed.title) return null;
  const line = richLine(embed.title, lookup);
  return el("h3", { class: "embed-title" }, embed.url ? outerLink(embed.url, {}, line) : line);
}

function fields(embed, lookup) {
  if (!embed.fields?.length) return null;
  const list = embed.fields.map((field) =>
    el(
      "div",
      { class: field.inline ? "field inline" : "field" },
      el("dt", {}, richLine(field.name, lookup)),
      el("dd", { class: "rich" }, richText(field.value, lookup)),
    ),
  );
  return el("dl", { class: "fields" }, list);
}

function footer(embed) {
  const at = embed.timestamp ? new Date(embed.timestamp) : null;
  const known = at && !Number.isNaN(at.getTime());
  const parts = [embed.footer?.text, known ? `${day(at)}, ${clock(at)}` : null].filter(Boolean);
  return parts.length ? el("p", { class: "embed-footer", text: parts.join(" · ") }) : null;
}

/** One embed of a message. */
export function embedCard(embed, lookup) {
  const node = el(
    "article",
    { class: "embed", "data-testid": "embed", "aria-label": embed.title ?? "Embed" },
    author(embed),
    title(embed, lookup),
    embed.description ? el("div", { class: "embed-text rich", "data-testid": "embed-description" }, richText(embed.description, lookup)) : null,
    fields(embed, lookup),
    embed.thumbnail?.url ? picture(embed.thumbnail.url, "thumbnail") : null,
    embed.image?.url ? picture(embed.image.url, "image") : null,
    footer(embed),
  );
  const bar = colour(embed.color);
  if (bar) node.style.setProperty("--bar", bar);
  return node;
}
