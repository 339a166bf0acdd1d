// All that the page knows: frames from the server go in, the views are told which topic changed.

import { remember, remembered } from "./memory.js";

export const EPHEMERAL = 64;
export const LOADING = 128;
export const COMPONENTS_V2 = 1 << 15;
const WIRE_KEPT = 500;
const TYPING_MS = 10_000;

const EMPTY = {
  title: "", status: "", examples: [], bot: null, users: [], guild: null, channels: [], commands: [], faults: [], wire: [], refused: [],
  process: { pid: null, up_seconds: null, rss_bytes: null, reconnects: 0, state: "starting", log: [] },
};

export class Store {
  #listeners = new Map();

  constructor() {
    Object.assign(this, EMPTY);
    this.messages = new Map();
    this.typing = new Map();
    this.unread = new Set();
    this.notices = [];
    this.dismissed = new Set(remembered("dismissed", []));
    this.actorId = remembered("actor", null);
    this.channelId = remembered("channel", null);
    this.ready = false;
  }

  on(topic, listener) {
    if (!this.#listeners.has(topic)) this.#listeners.set(topic, []);
    this.#listeners.get(topic).push(listener);
  }

  tell(topic, detail) {
    for (const listener of this.#listeners.get(topic) ?? []) listener(detail);
  }

  /** Applies one frame of the server. */
  apply(frame) {
    const name = `_${frame.op}`;
    if (typeof this[name] === "function") this[name](frame);
    else this.tell(frame.op, frame);
  }

  get actor() {
    return this.users.find((user) => user.id === this.actorId) ?? this.users[0] ?? null;
  }

  get channel() {
    return this.channels.find((channel) => channel.id === this.channelId) ?? null;
  }

  /** A person or the bot by id, with `name`; null where unknown. */
  person(id) {
    if (this.bot && id === this.bot.id) return { ...this.bot, name: this.bot.username, bot: true };
    return this.users.find((user) => user.id === id) ?? null;
  }

  findChannel(id) {
    return this.channels.find((channel) => channel.id === id) ?? null;
  }

  isDirect(channel = this.channel) {
    return channel?.kind === "dm";
  }

  /** The channels that the acting user can open. */
  visibleChannels() {
    const held = this.channels.filter((channel) => channel.kind !== "forum");
    return held.filter((channel) => channel.kind !== "dm" || !channel.for || channel.for === this.actor?.id);
  }

  /** The channels of the guild of the open channel, of these types where some are asked for; a forum is one of them. */
  guildChannels(types) {
    const guild = this.channel?.guild;
    return this.channels.filter((one) => guild && one.guild === guild && (!types?.length || types.includes(one.type)));
  }

  /** The messages of a channel that the acting user sees, oldest first. */
  visibleMessages(channelId = this.channelId) {
    return [...(this.messages.get(channelId)?.values() ?? [])].filter((message) => this.sees(message));
  }

  sees(message) {
    if (this.dismissed.has(message.id)) return false;
    return !message._visible_to || message._visible_to === this.actor?.id;
  }

  message(channelId, messageId) {
    return this.messages.get(channelId)?.get(messageId) ?? null;
  }

  typingIn(channelId) {
    const now = Date.now();
    const people = [...(this.typing.get(channelId) ?? [])].filter(([, until]) => until > now);
    return people.map(([id]) => this.person(id)).filter((person) => person && person.id !== this.actor?.id);
  }

  open(channelId) {
    if (!this.visibleChannels().some((channel) => channel.id === channelId)) return;
    this.channelId = channelId;
    this.unread.delete(channelId);
    remember("channel", channelId);
    this.tell("view");
  }

  act(userId) {
    this.actorId = userId;
    remember("actor", userId);
    this.#settle();
    this.tell("view");
  }

  dismiss(messageId) {
    this.dismissed.add(messageId);
    remember("dismissed", [...this.dismissed]);
    this.tell("gone", { message_id: messageId, channel_id: this.channelId });
  }

  /** A notice in the open channel to the acting user; it is this tab's own and no message. */
  notice(title, text) {
    this.notices.push({ id: crypto.randomUUID(), at: Date.now(), channel_id: this.channelId, user_id: this.actor?.id, title, text });
    this.tell("notice");
  }

  forget(noticeId) {
    this.notices = this.notices.filter((notice) => notice.id !== noticeId);
    this.tell("notice");
  }

  /** Keeps acting user and channel among those that exist; a direct channel follows the person. */
  #settle() {
    if (!this.users.some((user) => user.id === this.actorId)) this.actorId = this.users[0]?.id ?? null;
    const open = this.visibleChannels();
    if (open.some((channel) => channel.id === this.channelId)) return;
    const other = this.channel?.kind === "dm" ? open.find((channel) => channel.kind === "dm") : null;
    this.channelId = (other ?? open.find((channel) => channel.kind === "text") ?? open[0])?.id ?? null;
    remember("channel", this.channelId);
  }

  _snapshot(frame) {
    for (const key of Object.keys(EMPTY)) this[key] = frame[key] ?? EMPTY[key];
    this.wire = [...this.wire];
    this.refused = [...this.refused];
    this.messages = new Map();
    for (const [channelId, list] of Object.entries(frame.messages ?? {})) {
      this.messages.set(channelId, new Map(list.map((message) => [message.id, message])));
    }
    this.ready = true;
    this.#settle();
    this.tell("snapshot");
  }

  _message({ message }) {
    if (!this.messages.has(message.channel_id)) this.messages.set(message.channel_id, new Map());
    const channel = this.messages.get(message.channel_id);
    const fresh = !channel.has(message.id);
    channel.set(message.id, message);
    this.typing.get(message.channel_id)?.delete(message.author.id);
    if (fresh && message.channel_id !== this.channelId && this.sees(message)) this.#markUnread(message.channel_id);
    this.tell("message", { message, fresh });
  }

  #markUnread(channelId) {
    if (this.unread.has(channelId)) return;
    this.unread.add(channelId);
    this.tell("unread");
  }

  _gone(frame) {
    this.messages.get(frame.channel_id)?.delete(frame.message_id);
    this.tell("gone", frame);
  }

  _channel({ channel }) {
    this.channels = [...this.channels.filter((other) => other.id !== channel.id), channel];
    this.tell("channels", channel);
  }

  _user({ user }) {
    this.users = this.users.map((other) => (other.id === user.id ? user : other));
    this.tell("users");
  }

  _typing(frame) {
    if (!this.typing.has(frame.channel_id)) this.typing.set(frame.channel_id, new Map());
    this.typing.get(frame.channel_id).set(frame.user_id, Date.now() + TYPING_MS);
    this.tell("typing");
    setTimeout(() => this.tell("typing"), TYPING_MS + 50);
  }

  _commands(frame) {
    this.commands = frame.commands;
    this.tell("commands");
  }

  _wire({ entry }) {
    this.wire.push(entry);
    if (this.wire.length > WIRE_KEPT) this.wire.splice(0, this.wire.length - WIRE_KEPT);
    this.tell("wire", entry);
  }

  _refused({ entry }) {
    this.refused.push(entry);
    this.tell("refused", entry);
  }

  _process(frame) {
    this.process = frame.process;
    this.tell("process");
  }

  _status(frame) {
    this.title = frame.title ?? this.title;
    this.status = frame.status ?? this.status;
    this.bot = frame.bot ?? this.bot;
    this.tell("status");
  }
}
