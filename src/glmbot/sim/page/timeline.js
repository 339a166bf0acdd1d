// The messages of the open channel: kept in step with the store, followed to the end, walked by arrow keys.

import { el, fill, icon, reconcile } from "./dom.js";
import { Follower } from "./follow.js";
import { authorOf, messageNode, words } from "./message.js";
import { closePopover } from "./popover.js";
import { noticeNode, refusalNode } from "./refusal.js";
import { nameOf } from "./texts.js";
import { day } from "./times.js";

const SHOWN_AT_FIRST = 120;
const TOGETHER_MS = 7 * 60_000;

const time = (item) => (item.message ? Date.parse(item.message.timestamp) : item.source.at);

export class Timeline {
  #shown = SHOWN_AT_FIRST;
  #nodes = new Map();
  #planned = null;

  constructor(root, store, context) {
    this.root = root;
    this.store = store;
    this.context = context;
    this.list = el("ol", { class: "messages", "data-testid": "messages" });
    this.typing = el("p", { class: "typing", "data-testid": "typing", "aria-live": "polite" });
    this.newest = el("button", { type: "button", class: "newest", hidden: true, on: { click: () => this.follower.toEnd() } }, icon("down"), "Newest");
    this.scroller = el("div", { class: "scroller" }, this.list);
    root.append(this.scroller, this.newest, this.typing);
    this.follower = new Follower(this.scroller, (following) => (this.newest.hidden = following));
    this.list.addEventListener("keydown", (event) => this.#keys(event));
    this.list.addEventListener("focusin", (event) => this.#rove(event.target.closest("li.message")));
    this.#listen();
  }

  #listen() {
    for (const topic of ["snapshot", "view"]) this.store.on(topic, () => this.rebuild());
    this.store.on("message", ({ message, fresh }) => this.#message(message, fresh));
    for (const topic of ["refused", "notice", "channels"]) this.store.on(topic, () => this.draw());
    this.store.on("gone", (frame) => this.#gone(frame.message_id));
    this.store.on("typing", () => this.#typing());
  }

  /** Everything anew: another channel, another person, or a new snapshot. */
  rebuild() {
    closePopover();
    this.#shown = SHOWN_AT_FIRST;
    this.#nodes.clear();
    this.draw();
    this.follower.toEnd();
  }

  #items() {
    const { store } = this;
    const messages = store.visibleMessages().map((message) => ({ key: message.id, source: message, message }));
    const here = (entry) => !entry.channel_id || entry.channel_id === store.channelId;
    const refusals = store.refused.map((source, at) => ({ key: `refusal-${at}`, source, draw: () => refusalNode(source) }));
    const notices = store.notices.map((source) => ({ key: `notice-${source.id}`, source, draw: () => noticeNode(source, store) }));
    const mine = notices.filter(({ source }) => source.user_id === store.actor?.id);
    return [...messages, ...[...refusals, ...mine].filter(({ source }) => here(source))].sort((a, b) => time(a) - time(b));
  }

  draw() {
    const items = this.#items();
    const shown = items.slice(-this.#shown);
    const held = this.#heldFocus();
    const nodes = [];
    if (shown.length < items.length) nodes.push(this.#earlier(items.length - shown.length));
    shown.forEach((item, at) => nodes.push(...this.#draw(item, shown[at - 1])));
    reconcile(this.list, nodes.length ? nodes : this.#welcome());
    for (const key of this.#nodes.keys()) if (!shown.some((item) => item.key === key)) this.#nodes.delete(key);
    this.#rove(this.list.querySelector('li.message[tabindex="0"]') ?? this.list.querySelector("li.message:last-of-type"));
    held?.();
    this.#typing();
    this.follower.keep();
  }

  #draw(item, before) {
    const newDay = !before || new Date(time(before)).toDateString() !== new Date(time(item)).toDateString();
    const continued = Boolean(item.message && !newDay && this.#continues(item.message, before?.message));
    const kept = this.#nodes.get(item.key);
    const same = kept && kept.source === item.source && kept.continued === continued;
    const node = same ? kept.node : item.message ? messageNode(item.message, continued, this.context) : item.draw();
    this.#nodes.set(item.key, { node, source: item.source, continued });
    return newDay ? [el("li", { class: "day" }, el("span", { role: "separator", text: day(time(item)) })), node] : [node];
  }

  #continues(message, before) {
    if (!before || before.author.id !== message.author.id || message.message_reference || message._via) return false;
    if ((before.flags ^ message.flags) & 64 || ![0, 19, 20].includes(message.type ?? 0)) return false;
    return Date.parse(message.timestamp) - Date.parse(before.timestamp) < TOGETHER_MS;
  }

  #welcome() {
    const channel = this.store.channel;
    if (!channel) return [];
    const { bot, examples } = this.store;
    const direct = channel.kind === "dm";
    const how = direct ? "Write, and the bot reads it: no mention is needed here." : channel.foreign ? "Type / to see its commands." : "Mention the bot to ask it, or type / to see its commands.";
    const asked = channel.foreign ? [] : examples;
    const ask = (text) => el("li", {}, el("button", { type: "button", class: "example", text, data: { testid: "example" }, on: { click: () => this.context.composer.ask(text) } }));
    return [
      el(
        "li",
        { class: "welcome", data: { testid: "welcome" } },
        el("h3", { text: direct ? `This is the beginning of your messages with ${nameOf(channel, bot)}` : `This is the beginning of ${nameOf(channel, bot)}` }),
        el("p", { text: how }),
        asked.length ? el("p", { class: "quiet", text: "Ask, for example:" }) : null,
        asked.length ? el("ul", { class: "examples" }, asked.map(ask)) : null,
      ),
    ];
  }

  #earlier(count) {
    const more = () => {
      this.#shown += SHOWN_AT_FIRST * 2;
      this.follower.release();
      this.draw();
    };
    return el("li", { class: "earlier" }, el("button", { type: "button", class: "text-button", text: `Show earlier messages (${count})`, on: { click: more } }));
  }

  /** Many messages at once are drawn once, with the next picture. */
  #soon() {
    if (this.#planned) return;
    this.#planned = requestAnimationFrame(() => {
      this.#planned = null;
      this.draw();
    });
  }

  /** What replies to a deleted message is drawn anew, since it says so. */
  #gone(id) {
    for (const [key, { source }] of this.#nodes) if (source.message_reference?.message_id === id) this.#nodes.delete(key);
    this.draw();
  }

  #message(message, fresh) {
    if (message.channel_id !== this.store.channelId || !this.store.sees(message)) return;
    if (fresh && this.#concernsMe(message)) this.follower.toEnd();
    this.#soon();
    if (fresh && message.author.id !== this.store.actor?.id) this.#announce(message);
  }

  /** What one wrote oneself, and what answers it, is always brought into view. */
  #concernsMe(message) {
    const sources = [message.author, message.interaction_metadata?.user, message.referenced_message?.author];
    return sources.some((person) => person && person.id === this.store.actor?.id);
  }

  #announce(message) {
    const live = document.getElementById("live");
    live.textContent = `${authorOf(message, this.store).name}: ${words(message, this.context.lookup).slice(0, 400)}`;
  }

  #typing() {
    const names = this.store.typingIn(this.store.channelId).map((person) => person.name);
    const dots = el("span", { class: "dots", "aria-hidden": "true" }, el("i"), el("i"), el("i"));
    const text = `${names.join(" and ")} ${names.length > 1 ? "are" : "is"} typing…`;
    fill(this.typing, names.length ? [dots, text] : []);
  }

  /** After a redraw the focus goes back to the same control of the same message. */
  #heldFocus() {
    const active = document.activeElement;
    const item = active?.closest?.("li.message");
    if (!item || !this.list.contains(item)) return null;
    const { id } = item.dataset;
    const custom = active.dataset.custom;
    return () => {
      if (active.isConnected) return active.focus({ preventScroll: true });
      const node = this.node(id);
      const control = custom ? [...(node?.querySelectorAll("[data-custom]") ?? [])].find((one) => one.dataset.custom === custom) : null;
      return (control && !control.disabled ? control : node)?.focus({ preventScroll: true });
    };
  }

  node(id) {
    return this.#nodes.get(id)?.node ?? null;
  }

  /** Shows a message again as it is in the store, as after an edit was given up. */
  redraw(id) {
    this.#nodes.delete(id);
    this.draw();
  }

  jump(id) {
    const node = this.node(id);
    if (!node) return;
    node.scrollIntoView({ block: "center" });
    node.focus({ preventScroll: true });
    node.classList.add("found");
    setTimeout(() => node.classList.remove("found"), 1500);
  }

  #rove(node) {
    if (!node) return;
    for (const other of this.list.querySelectorAll('li.message[tabindex="0"]')) if (other !== node) other.tabIndex = -1;
    node.tabIndex = 0;
  }

  #keys(event) {
    const node = event.target;
    if (!node.matches("li.message") || event.altKey || event.ctrlKey || event.metaKey) return;
    const all = [...this.list.querySelectorAll("li.message")];
    const at = all.indexOf(node);
    const to = { ArrowUp: at - 1, ArrowDown: at + 1, Home: 0, End: all.length - 1 }[event.key];
    if (to !== undefined) all[Math.max(0, Math.min(to, all.length - 1))].focus();
    else if (!this.context.messageKey(event, node.dataset.id)) return;
    event.preventDefault();
  }
}
