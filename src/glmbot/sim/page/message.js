// One message as DOM: byline, reply line, text, embeds, components, reactions, and the measure under a bot's answer.

import { components } from "./components.js";
import { avatar, el, fill, icon } from "./dom.js";
import { embedCard } from "./embed.js";
import { plainText, richText } from "./markdown.js";
import { measureLine } from "./measure.js";
import { COMPONENTS_V2, EPHEMERAL, LOADING } from "./store.js";
import { clock, full } from "./times.js";

const DONE = { button: ["pressed", "a button"], select: ["chose", "from a list"], modal: ["sent", "a form"] };
const NOT_PLAIN = new Set([1, 2, 6, 7, 8, 18, 21]);

/** The words of a message without marks: its text, else the title and text of its first embed, else its first text block. */
export function words(message, lookup) {
  const embed = message.embeds?.[0];
  const block = (message.components ?? []).flatMap((item) => [item, ...(item.components ?? [])]).find((item) => item.content);
  const source = message.content || [embed?.title, embed?.description].filter(Boolean).join(": ") || block?.content || "";
  return plainText(source, lookup) || (message.flags & LOADING ? "is thinking…" : "(no text)");
}

/** The name to show for an author: the known person's, else the message's own. */
export const authorOf = (message, store) =>
  store.person(message.author.id) ?? { ...message.author, name: message.author.global_name ?? message.author.username };

function byline(message, author, context) {
  const name = el(
    "button",
    { type: "button", class: "author", "aria-haspopup": "menu", "aria-expanded": "false", text: author.name, on: { click: (event) => context.authorMenu(event.currentTarget, author) } },
  );
  const badge = author.bot ? el("span", { class: "badge", text: "APP" }) : null;
  const at = new Date(message.timestamp);
  return el("p", { class: "byline" }, name, badge, el("time", { datetime: message.timestamp, title: full(at), text: clock(at) }), message.content ? null : editedMark(message));
}

function referenceLine(message, context) {
  const { store, lookup } = context;
  const id = message.message_reference?.message_id;
  if (!id && !message._gone_reference) return null;
  const source = store.message(message.message_reference?.channel_id ?? message.channel_id, id);
  if (message._gone_reference || !source) return el("p", { class: "reference" }, icon("reply"), el("i", { text: "the original message was deleted" }));
  const author = authorOf(source, store);
  return el(
    "button",
    { type: "button", class: "reference", "data-testid": "reference", on: { click: () => context.jump(source.id) } },
    icon("reply"),
    avatar(author, "tiny"),
    el("b", { text: author.name }),
    el("span", { class: "cut", text: words(source, lookup) }),
  );
}

function usedLine(message, context) {
  const metadata = message.interaction_metadata ?? message.interaction;
  if (!message._via || !metadata) return null;
  const [kind, ...rest] = message._via.split(" ");
  const person = context.store.person(metadata.user?.id);
  const [verb, what] = rest.length ? ["used", rest.join(" ")] : (DONE[kind] ?? ["used", kind]);
  return el("p", { class: "reference" }, icon("reply"), person ? avatar(person, "tiny") : null, el("b", { text: person?.name ?? "Someone" }), ` ${verb} `, el("span", { class: "used", text: what }));
}

function editedMark(message) {
  if (!message.edited_timestamp || message.flags & LOADING) return null;
  return el("span", { class: "edited", "data-testid": "edited", title: full(new Date(message.edited_timestamp)), text: "(edited)" });
}

/** Behind the text stands whether it was edited; a message without text says so in its byline. */
function content(message, lookup) {
  if (!message.content) return null;
  const edited = editedMark(message);
  const node = el("div", { class: "content rich", "data-testid": "content" }, richText(message.content, lookup));
  if (edited) (node.lastElementChild?.matches("p") ? node.lastElementChild : node).append(" ", edited);
  return node;
}

function systemLine(message, author) {
  const text = message.type === 18 ? `started a thread: ${message.content}` : message.content || "did something here";
  return el("p", { class: "system" }, icon("thread"), el("b", { text: author.name }), ` ${text}`);
}

function thinking(message, author) {
  if (!(message.flags & LOADING)) return null;
  const dots = el("span", { class: "dots", "aria-hidden": "true" }, el("i"), el("i"), el("i"));
  return el("p", { class: "thinking", "data-testid": "thinking" }, dots, `${author.name} is thinking…`);
}

function attachments(message) {
  if (!message.attachments?.length) return null;
  return el("div", { class: "attachments" }, message.attachments.map((file) => (PICTURES.has(file.content_type) ? shownFile(file) : listedFile(file))));
}

const PICTURES = new Set(["image/png", "image/jpeg", "image/gif", "image/webp"]);

function listedFile(file) {
  return el("a", { class: "attachment", href: localPath(file.url), download: file.filename }, icon("file"), el("span", { text: file.filename }), el("small", { text: size(file.size) }));
}

/** A picture as Discord shows one: itself, and what its description says to who can't see it. */
function shownFile(file) {
  const link = el("a", { class: "attached-picture", href: localPath(file.url), download: file.filename });
  const unreadable = () => link.replaceWith(listedFile(file));
  link.append(el("img", { src: localPath(file.url), alt: file.description ?? file.filename, width: file.width, height: file.height, on: { error: unreadable } }));
  return link;
}

/** Files are fetched from this server only, whatever host the address names. */
function localPath(address) {
  try {
    const url = new URL(address, location.href);
    return url.origin === location.origin || url.pathname.startsWith("/attachments/") ? url.pathname : null;
  } catch {
    return null;
  }
}

const size = (bytes) => (bytes < 1024 ? `${bytes} B` : `${(bytes / 1024).toFixed(1)} KiB`);

function reactions(message, context) {
  if (!message.reactions?.length) return null;
  const me = context.store.actor?.id;
  const one = (reaction) => {
    const name = reaction.emoji?.name ?? "?";
    const mine = reaction.users ? reaction.users.includes(me) : Boolean(reaction.me);
    return el(
      "button",
      { type: "button", class: "reaction", "aria-pressed": String(mine), "aria-label": `${name}, ${reaction.count}`, data: { testid: "reaction" }, on: { click: () => context.react(message, name, mine) } },
      el("span", { class: "emoji", text: name }),
      el("span", { text: String(reaction.count) }),
    );
  };
  return el("div", { class: "reactions" }, message.reactions.map(one));
}

function threadLink(message, context) {
  const thread = context.store.findChannel(message.id);
  if (!thread) return null;
  return el("button", { type: "button", class: "thread-link", on: { click: () => context.store.open(thread.id) } }, icon("thread"), thread.name);
}

function ephemeralNote(message, context) {
  if (!(message.flags & EPHEMERAL)) return null;
  const dismiss = el("button", { type: "button", class: "text-button", text: "dismiss", on: { click: () => context.store.dismiss(message.id) } });
  return el("p", { class: "ephemeral-note", "data-testid": "ephemeral" }, icon("eye"), "Only you can see this · ", dismiss);
}

function body(message, author, context) {
  if (NOT_PLAIN.has(message.type)) return [systemLine(message, author)];
  const draw = { lookup: context.lookup, store: context.store, press: (id, values) => context.press(message, id, values) };
  const parts = components(message.components, draw);
  const holder = parts.length ? el("div", { class: message.flags & COMPONENTS_V2 ? "components v2" : "components" }, parts) : null;
  return [
    content(message, context.lookup),
    thinking(message, author),
    attachments(message),
    ...(message.embeds ?? []).map((embed) => embedCard(embed, context.lookup)),
    holder,
    reactions(message, context),
    threadLink(message, context),
  ];
}

/** The list item of a message; `continued` leaves out avatar and name, as the one before is by the same author. */
export function messageNode(message, continued, context) {
  const author = authorOf(message, context.store);
  const head = [referenceLine(message, context) ?? usedLine(message, context), continued ? null : byline(message, author, context)];
  const looks = [continued && "continued", message.flags & EPHEMERAL && "ephemeral", message._failed && "unanswered"];
  const failed = el("p", { class: "failed", "data-testid": "failed", hidden: true });
  const node = el(
    "li",
    {
      class: ["message", ...looks].filter(Boolean).join(" "),
      tabindex: "-1",
      "aria-label": `${author.name}, ${clock(new Date(message.timestamp))}: ${words(message, context.lookup).slice(0, 200)}`,
      data: { testid: "message", id: message.id, author: author.name, kind: author.bot ? "bot" : "person" },
    },
    el("div", { class: "gutter" }, continued ? el("time", { class: "side-time", "aria-hidden": "true", text: clock(new Date(message.timestamp)) }) : avatar(author)),
    el("div", { class: "body" }, head, el("div", { class: "inner" }, body(message, author, context)), failed, measureLine(message, author), ephemeralNote(message, context)),
    context.toolbar(message, author),
  );
  if ((message.mentions ?? []).some((user) => user.id === context.store.actor?.id)) node.classList.add("mentions-me");
  return node;
}

/** Puts another node where the words of a message stand, as for editing. */
export function replaceInner(node, ...children) {
  fill(node.querySelector(".inner"), ...children);
}
