// What a person can do to a message: reply, edit, delete, react, thread, press, and run the bot's own message commands.

import { usable } from "./commands.js";
import { askLine, modal } from "./dialogs.js";
import { el, iconButton } from "./dom.js";
import { replaceInner } from "./message.js";
import { menu } from "./popover.js";
import { EPHEMERAL } from "./store.js";
import { decode, encode, lookupOf } from "./texts.js";

const EMOJI = ["👍", "👎", "❤️", "😄", "🎉", "🤔", "👀", "✅", "❌", "❓"];
const BUSY_MS = 3500;
const KEPT_MS = 10_000;
const [USER_COMMAND, MESSAGE_COMMAND] = [2, 3];

export class Actions {
  #pending = new Map();
  #wanted = null;

  constructor(store, link) {
    this.store = store;
    this.link = link;
    this.lookup = lookupOf(store);
    store.on("message", ({ message }) => this.#settle(message));
    store.on("error", (frame) => this.#failed(frame));
    store.on("modal", (frame) => this.#modal(frame));
    store.on("wire", (entry) => this.#acknowledged(entry));
    store.on("channels", (channel) => this.#openWanted(channel));
  }

  /** The timeline and the composer are made with this object and then told to it. */
  join(timeline, composer) {
    this.timeline = timeline;
    this.composer = composer;
  }

  /** Sends a frame as the acting user in a channel (the open one); says so when there is no connection. */
  send(op, fields = {}, channelId = this.store.channelId) {
    const nonce = this.link.send(op, { as: this.store.actor?.id, channel_id: channelId, ...fields });
    if (!nonce) this.store.tell("error", { text: "Not connected: nothing was sent." });
    return nonce;
  }

  /** Runs a command; what goes wrong with it is told in the channel. */
  run(command, options, label, targetId = null) {
    const target = targetId ? { target_id: targetId } : {};
    const nonce = this.send("command", { command_id: command.id, options, ...target });
    if (nonce) this.#remember({ nonce, label, channelId: this.store.channelId });
    return nonce;
  }

  press(message, customId, values) {
    const chosen = values ? { values } : {};
    const nonce = this.send("press", { message_id: message.id, custom_id: customId, ...chosen }, message.channel_id);
    if (!nonce) return;
    this.#busy(message.id, true);
    const timer = setTimeout(() => this.#busy(message.id, false), BUSY_MS);
    this.#remember({ nonce, messageId: message.id, channelId: message.channel_id, timer });
  }

  #busy(messageId, busy) {
    const node = this.timeline.node(messageId);
    node?.classList.toggle("busy", busy);
    if (busy && node) node.querySelector(".failed").hidden = true;
  }

  /** Any message of the bot in the channel shows that it is alive to what was asked there. */
  #settle(message) {
    if (message.author.id !== this.store.bot?.id) return;
    for (const pending of this.#pending.values()) if (pending.channelId === message.channel_id) this.#done(pending);
  }

  /** An acknowledgement without a message is seen on the wire only. */
  #acknowledged(entry) {
    if (!entry.what.endsWith("/callback") || entry.status >= 400) return;
    for (const pending of this.#pending.values()) this.#done(pending);
  }

  #openWanted(channel) {
    if (!this.#wanted || channel?.name !== this.#wanted) return;
    this.#wanted = null;
    this.store.open(channel.id);
  }

  /** Kept for a while beyond the answer, so that a failure still finds where it belongs. */
  #remember(pending) {
    const nonce = pending.nonce;
    this.#pending.set(nonce, pending);
    setTimeout(() => this.#pending.delete(nonce), KEPT_MS);
  }

  #done(pending) {
    clearTimeout(pending.timer);
    if (pending.messageId) this.#busy(pending.messageId, false);
  }

  #failed(frame) {
    const pending = this.#pending.get(frame.nonce);
    if (!pending && frame.nonce && !this.link.owns(frame.nonce)) return null;
    if (!pending) return this.store.tell("toast", frame.text);
    this.#pending.delete(frame.nonce);
    this.#done(pending);
    if (pending.label) return this.store.notice(pending.label, frame.text);
    const line = this.timeline.node(pending.messageId)?.querySelector(".failed");
    if (!line) return this.store.tell("toast", frame.text);
    line.textContent = frame.text;
    line.hidden = false;
    return null;
  }

  #modal(frame) {
    if (!this.link.owns(frame.nonce)) return;
    const pending = this.#pending.get(frame.nonce);
    if (pending) this.#done(pending);
    const channelId = frame.channel_id ?? pending?.channelId ?? this.store.channelId;
    modal(frame, this.store, (values) => this.send("submit", { custom_id: frame.custom_id, values, nonce: frame.nonce }, channelId));
  }

  react(message, emoji, mine) {
    this.send(mine ? "unreact" : "react", { message_id: message.id, emoji }, message.channel_id);
  }

  jump(messageId) {
    this.timeline.jump(messageId);
  }

  #owns(message) {
    return message.author.id === this.store.actor?.id;
  }

  #mayDelete(message) {
    return this.#owns(message) || this.store.actor?.role === "moderator";
  }

  /** The buttons that appear on a message; nothing but "more" on one that only one person sees. */
  toolbar(message) {
    const secret = message.flags & EPHEMERAL;
    const buttons = [
      secret ? null : iconButton("react", "Add reaction", (event) => this.#pickEmoji(event.currentTarget, message), { "aria-haspopup": "menu", "aria-expanded": "false" }),
      secret ? null : iconButton("reply", "Reply", () => this.composer.reply(message)),
      this.#owns(message) ? iconButton("edit", "Edit", () => this.edit(message)) : null,
      this.#owns(message) ? iconButton("trash", "Delete", () => this.delete(message)) : null,
      iconButton("more", "More", (event) => this.#more(event.currentTarget, message), { "aria-haspopup": "menu", "aria-expanded": "false" }),
    ];
    return el("div", { class: "toolbar", role: "group", "aria-label": "Message actions", "data-testid": "toolbar" }, buttons);
  }

  #pickEmoji(anchor, message) {
    const me = this.store.actor?.id;
    const mine = (emoji) => message.reactions?.some((one) => one.emoji?.name === emoji && (one.users ? one.users.includes(me) : one.me));
    menu(anchor, EMOJI.map((emoji) => ({ label: emoji, run: () => this.react(message, emoji, mine(emoji)) })), "Reactions", "emoji-menu");
  }

  #apps(type, targetId) {
    const commands = usable(this.store, type);
    if (!commands.length) return [];
    const items = commands.map((command) => ({ label: command.name, name: command.name, run: () => this.run(command, [], command.name, targetId) }));
    return [{ heading: "Apps" }, ...items];
  }

  #more(anchor, message) {
    const secret = message.flags & EPHEMERAL;
    const inGuild = !this.store.isDirect() && this.store.channel?.kind !== "thread";
    menu(
      anchor,
      [
        !secret && { label: "Reply", icon: "reply", key: "R", run: () => this.composer.reply(message) },
        !secret && { label: "Add reaction", icon: "react", key: "+", run: () => this.#pickEmoji(anchor, message) },
        this.#owns(message) && { label: "Edit", icon: "edit", key: "E", run: () => this.edit(message) },
        !secret && inGuild && { label: "Create thread", icon: "thread", run: () => this.#thread(message) },
        { label: "Copy text", icon: "file", run: () => navigator.clipboard?.writeText(message.content || message.embeds?.[0]?.description || "") },
        !secret && this.#mayDelete(message) && { label: "Delete", icon: "trash", key: "Del", danger: true, run: () => this.delete(message) },
        ...this.#apps(MESSAGE_COMMAND, message.id),
      ].filter(Boolean),
      "Message actions",
    );
  }

  authorMenu(anchor, author) {
    const mention = { label: `Mention @${author.name}`, run: () => this.composer.insert(`@${author.name} `) };
    menu(anchor, [mention, ...this.#apps(USER_COMMAND, author.id)], author.name);
  }

  #thread(message) {
    askLine("Create thread", "Thread name", "Create", (name) => {
      this.#wanted = name;
      this.send("thread", { message_id: message.id, name }, message.channel_id);
    });
  }

  delete(message) {
    this.send("delete", { message_id: message.id }, message.channel_id);
  }

  edit(message) {
    const node = this.timeline.node(message.id);
    if (!node) return;
    const box = el("textarea", { class: "edit-box", rows: "2", "aria-label": "Edit message", "data-testid": "edit-box", value: decode(message.content, this.store) });
    const leave = () => {
      this.timeline.redraw(message.id);
      this.composer.focus();
    };
    box.addEventListener("keydown", (event) => {
      event.stopPropagation();
      if (event.key === "Escape") leave();
      if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      const content = encode(box.value.trim(), this.store);
      if (content && content !== message.content) this.send("edit", { message_id: message.id, content }, message.channel_id);
      leave();
    });
    replaceInner(node, box, el("p", { class: "quiet", text: "Enter saves · Escape gives up" }));
    box.focus();
    box.setSelectionRange(box.value.length, box.value.length);
  }

  /** A key on a focused message; true when it did something. */
  messageKey(event, messageId) {
    const message = this.store.message(this.store.channelId, messageId);
    if (!message) return false;
    const node = this.timeline.node(messageId);
    const more = () => this.#more(node.querySelector(".toolbar").lastElementChild, message);
    const secret = message.flags & EPHEMERAL;
    const act = {
      r: () => !secret && this.composer.reply(message),
      e: () => this.#owns(message) && this.edit(message),
      Delete: () => !secret && this.#mayDelete(message) && this.delete(message),
      "+": () => !secret && this.#pickEmoji(node.querySelector(".toolbar").firstElementChild, message),
      Escape: () => this.composer.focus(),
      Enter: more,
      ContextMenu: more,
    }[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    act?.();
    return Boolean(act);
  }

  /** A right click on a message opens its actions, except on a link or in a text box. */
  contextMenu(event) {
    const node = event.target.closest("li.message[data-id]");
    if (!node || event.target.closest("a, textarea, input")) return;
    event.preventDefault();
    node.focus();
    this.messageKey({ key: "ContextMenu" }, node.dataset.id);
  }
}
