// The left side: channels and threads, direct messages, and who speaks.

import { avatar, el, fill, icon } from "./dom.js";
import { rove } from "./roving.js";
import { about, nameOf } from "./texts.js";

export const SIGNS = { text: "text", thread: "thread", voice: "voice", announcement: "announcement", "forum-post": "forum", forum: "forum" };
const ASIDES = { voice: "voice", "forum-post": "forum post" };
const LANGUAGES = [["en-US", "English"], ["es-ES", "Español"], ["fr", "Français"]];

/** Channels in the order given, each followed by its threads; without direct messages. */
export function tree(channels) {
  const tops = channels.filter((channel) => channel.kind !== "dm" && !channels.some((other) => other.id === channel.parent));
  return tops.flatMap((top) => [top, ...channels.filter((channel) => channel.parent === top.id)]);
}

export class Channels {
  constructor(root, store, actions) {
    Object.assign(this, { root, store, actions });
    for (const topic of ["snapshot", "view", "channels", "users", "unread", "status"]) store.on(topic, () => this.draw());
    rove(root, "button");
    document.addEventListener("keydown", (event) => this.#step(event));
  }

  draw() {
    const { store, root } = this;
    const held = root.contains(document.activeElement) ? document.activeElement.dataset.key : null;
    const visible = store.visibleChannels();
    fill(
      root,
      this.#group(store.guild?.name ?? "Channels", tree(visible).map((channel) => this.#channel(channel))),
      this.#group("Direct messages", visible.filter((channel) => channel.kind === "dm").map((channel) => this.#direct(channel))),
      this.#group("You speak as", [this.#people(), this.#language()]),
    );
    if (held) [...root.querySelectorAll("[data-key]")].find((node) => node.dataset.key === held)?.focus();
    document.title = `${store.unread.size ? `(${store.unread.size}) ` : ""}${store.title || "Local Discord"} · ${this.#nameOf(store.channel)}`;
  }

  #nameOf(channel) {
    if (!channel) return "local Discord";
    return nameOf(channel, this.store.bot);
  }

  #group(title, nodes) {
    if (!nodes.length) return null;
    return el("section", { class: "side-group", role: "group", "aria-label": title }, el("h3", { "aria-hidden": "true", text: title }), nodes);
  }

  #entry(channel, ...children) {
    const open = channel.id === this.store.channelId;
    const unread = this.store.unread.has(channel.id);
    const nested = this.store.visibleChannels().some((other) => other.id === channel.parent);
    return el(
      "button",
      {
        type: "button",
        class: `side-item${nested ? " nested" : ""}${unread ? " unread" : ""}`,
        "aria-current": open ? "page" : null,
        title: [about(channel, this.store.actor), channel.topic].filter(Boolean).join(": ") || null,
        data: { key: `channel-${channel.id}`, testid: "channel", channel: channel.id, kind: channel.kind },
        on: { click: () => this.store.open(channel.id) },
      },
      children,
      unread ? el("span", { class: "visually-hidden", text: " (new messages)" }) : null,
    );
  }

  #channel(channel) {
    const aside = channel.foreign ? "no bot" : (ASIDES[channel.kind] ?? null);
    return this.#entry(channel, icon(SIGNS[channel.kind] ?? "text"), el("span", { class: "cut", text: channel.name }), aside ? el("small", { text: aside }) : null);
  }

  #direct(channel) {
    const bot = this.store.person(this.store.bot?.id);
    return this.#entry(channel, bot ? avatar(bot, "tiny") : null, el("span", { class: "cut", text: bot?.name ?? channel.name }));
  }

  #people() {
    return el("div", { class: "side-people", role: "radiogroup", "aria-label": "Speak as" }, this.store.users.map((user) => this.#person(user)));
  }

  /** The language of the one who speaks, also where a script has set another than those offered. */
  #language() {
    const { actor } = this.store;
    if (!actor) return null;
    const known = LANGUAGES.some(([locale]) => locale === actor.locale);
    const offered = known ? LANGUAGES : [...LANGUAGES, [actor.locale, actor.locale]];
    const options = offered.map(([locale, name]) => el("option", { value: locale, lang: locale, selected: locale === actor.locale, text: name }));
    const name = `Language of ${actor.name}`;
    const choose = (event) => this.actions.send("language", { locale: event.target.value }) ?? this.draw();
    const select = el("select", { class: "quiet-select", "aria-label": name, title: name, data: { key: "language", testid: "language" }, on: { change: choose } }, options);
    return el("div", { class: "side-language" }, icon("language"), el("span", { "aria-hidden": "true", text: `${actor.name} speaks` }), select, icon("caret"));
  }

  #person(user) {
    const speaks = user.id === this.store.actor?.id;
    return el(
      "button",
      {
        type: "button",
        class: "side-item",
        role: "radio",
        "aria-checked": String(speaks),
        data: { key: `user-${user.id}`, testid: "speak-as", user: user.name },
        on: { click: () => this.store.act(user.id) },
      },
      avatar(user, "tiny"),
      el("span", { class: "cut", text: user.name }),
      el("small", { text: user.role === "moderator" ? "manager" : "member" }),
    );
  }

  /** Alt with an arrow key opens the channel before or after. */
  #step(event) {
    const step = event.altKey ? { ArrowUp: -1, ArrowDown: 1 }[event.key] : 0;
    if (!step) return;
    event.preventDefault();
    const visible = this.store.visibleChannels();
    const order = [...tree(visible), ...visible.filter((channel) => channel.kind === "dm")];
    const at = order.findIndex((channel) => channel.id === this.store.channelId);
    this.store.open(order[(at + step + order.length) % order.length]?.id);
  }
}
