// Where a person writes: the text with its mention, completion of names and commands, replies, and the command form.

import { CommandForm } from "./command-form.js";
import { matching, runnable, typedCommand, typedOptions } from "./commands.js";
import { avatar, el, fill, icon, iconButton } from "./dom.js";
import { Listbox } from "./listbox.js";
import { authorOf, words } from "./message.js";
import { encode, lookupOf, nameOf } from "./texts.js";

const MOST = 2000;
const TALLEST_PX = 220;

export class Composer {
  #drafts = new Map();
  #shownIn = null;
  #reply = null;
  #mention = true;

  constructor(root, store, link, actions) {
    Object.assign(this, { root, store, link, actions });
    this.over = el("div", { class: "over" });
    this.replyBar = el("div", { class: "reply-bar", hidden: true, "data-testid": "reply-bar" });
    this.chip = el("button", { type: "button", class: "mention-chip", "data-testid": "mention-chip", on: { click: () => this.#setMention(!this.#mention) } });
    this.text = el("textarea", { id: "composer-text", rows: "1", autocomplete: "off", "aria-label": "Message", "data-testid": "message-box" });
    this.sendButton = iconButton("send", "Send", () => this.#enter(), { class: "send", "data-testid": "send" });
    this.plain = el("div", { class: "plain" }, this.chip, this.text);
    this.hint = el("p", { class: "hint", "data-testid": "hint" });
    this.field = el("div", { class: "field-box" }, this.plain, this.sendButton);
    root.append(this.over, this.replyBar, this.field, this.hint);
    this.palette = new Listbox(this.over, { label: "Suggestions", testid: "palette", pick: (item) => item.pick(), draw: (item) => item.draw() });
    this.palette.serve(this.text);
    const back = (text) => this.#back(text);
    this.form = new CommandForm(this.over, this.field, { store, link, actions, leave: back, sent: () => back("") });
    this.#listen();
  }

  #listen() {
    this.text.addEventListener("input", () => this.#typed());
    this.text.addEventListener("keydown", (event) => this.#key(event));
    this.text.addEventListener("blur", () => this.palette.hide());
    this.text.addEventListener("click", () => this.#suggest());
    for (const topic of ["snapshot", "view", "status"]) this.store.on(topic, () => this.refresh());
  }

  /** The composer as it is for the open channel and the acting user; a draft stays with its channel. */
  refresh() {
    const { store } = this;
    if (this.#shownIn !== store.channelId) {
      if (this.#shownIn) this.#drafts.set(this.#shownIn, this.text.value);
      this.#shownIn = store.channelId;
      this.text.value = this.#drafts.get(store.channelId) ?? "";
      this.#reply = null;
      this.#mention = true;
      this.palette.hide();
    }
    const direct = store.isDirect();
    const where = store.channel ? nameOf(store.channel, store.bot) : "";
    this.text.placeholder = direct ? `Message ${where ?? ""}` : `Ask in ${where}`;
    this.#draw();
  }

  #needsMention() {
    return Boolean(this.store.bot) && !this.store.isDirect() && !this.store.channel?.foreign;
  }

  #isCommand() {
    return this.text.value.startsWith("/");
  }

  #draw() {
    const filling = this.form.open;
    this.plain.hidden = filling;
    this.chip.hidden = !this.#needsMention() || this.#isCommand();
    this.chip.textContent = `@${this.store.bot?.username ?? ""}`;
    this.chip.setAttribute("aria-pressed", String(this.#mention));
    this.chip.title = this.#mention ? "The message mentions the bot. Press to leave it out." : "Press to mention the bot.";
    this.#drawHint(filling);
    this.#drawReply();
    this.#grow();
  }

  #drawHint(filling) {
    const { bot } = this.store;
    const length = [...this.text.value].length;
    this.hint.classList.toggle("warn", length > MOST);
    if (length > MOST) this.hint.textContent = `${length} of ${MOST} characters: Discord will refuse this.`;
    else if (this.store.channel?.foreign) this.hint.textContent = `${bot?.username ?? "The bot"} is not here: it answers only the commands that go with a person.`;
    else if (bot && !bot.online) this.hint.textContent = `${bot.username} is not connected; it will not see this yet.`;
    else if (filling) this.hint.textContent = "Tab: next option · Enter: send · Escape: give up";
    else if (this.#needsMention() && !this.#mention && !this.#pings()) this.hint.textContent = `Without a mention ${bot.username} does not see what is written here.`;
    else fill(this.hint, el("kbd", { text: "/" }), " commands · ", el("kbd", { text: "Enter" }), " send · ", el("kbd", { text: "Shift+Enter" }), " new line");
  }

  /** A reply with ping to a message of the bot reaches it without a mention, unless that message answered a command. */
  #pings() {
    const reply = this.#reply;
    return Boolean(reply?.ping && reply.message.author.id === this.store.bot?.id && !reply.message.interaction_metadata);
  }

  #drawReply() {
    this.replyBar.hidden = !this.#reply;
    if (!this.#reply) return;
    const { message, ping } = this.#reply;
    const author = authorOf(message, this.store);
    const toggle = el("button", { type: "button", class: "text-button", "aria-pressed": String(ping), text: ping ? "@ on" : "@ off", on: { click: () => this.#setReply(message, !ping) } });
    fill(this.replyBar, icon("reply"), avatar(author, "tiny"), el("b", { text: author.name }), el("span", { class: "cut", text: words(message, lookupOf(this.store)) }), toggle, iconButton("close", "Give up the reply", () => this.#setReply(null)));
  }

  #setReply(message, ping = true) {
    this.#reply = message ? { message, ping } : null;
    this.#mention = !this.#pings();
    this.#draw();
    this.text.focus();
  }

  reply(message) {
    if (this.form.open) this.form.close();
    this.#setReply(message);
  }

  #setMention(on) {
    this.#mention = on;
    this.#draw();
    this.text.focus();
  }

  focus() {
    if (!this.form.open) this.text.focus();
  }

  insert(text) {
    this.text.setRangeText(text, this.text.selectionStart, this.text.selectionEnd, "end");
    this.text.focus();
    this.#typed();
  }

  /** Sends a text as if it had been typed here. */
  ask(text) {
    this.text.value = text;
    this.#say();
  }

  #back(text) {
    this.text.value = text;
    this.#draw();
    this.text.focus();
    if (text) this.#suggest();
  }

  #grow() {
    this.text.style.setProperty("height", "auto");
    this.text.style.setProperty("height", `${Math.min(TALLEST_PX, this.text.scrollHeight)}px`);
  }

  #typed() {
    const typed = typedCommand(runnable(this.store), this.text.value);
    if (typed) return this.#start(typed.leaf, typedOptions(typed.leaf, typed.rest));
    this.#draw();
    return this.#suggest();
  }

  #start(leaf, values) {
    this.text.value = "";
    this.palette.hide();
    this.form.start(leaf, values);
    this.#draw();
  }

  /** What the text before the caret asks to be completed: a command, a person or a channel. */
  #suggest() {
    const before = this.text.value.slice(0, this.text.selectionStart);
    const command = /^\/([^\n]*)$/.exec(before);
    const name = /(?:^|\s)([@#])([\w.-]*)$/u.exec(before);
    if (command) this.#suggestCommands(command[1]);
    else if (name) this.#suggestNames(name[1], name[2]);
    else this.palette.hide();
  }

  #suggestCommands(typed) {
    const found = matching(runnable(this.store), typed);
    const draw = (leaf) => [el("span", { class: "suggestion-name", text: `/${leaf.name}` }), el("span", { class: "suggestion-about", text: leaf.description ?? "" }), el("span", { class: "suggestion-owner", text: this.store.bot?.username ?? "" })];
    const items = found.map((leaf) => ({ pick: () => this.#start(leaf, {}), draw: () => draw(leaf) }));
    this.palette.show(items, { heading: items.length ? null : "No command of the bot matches" });
  }

  #suggestNames(sign, typed) {
    const { store } = this;
    const all = sign === "@" ? [store.person(store.bot?.id), ...store.users].filter(Boolean) : store.channels.filter((one) => one.kind !== "dm");
    const found = all.filter((one) => one.name.toLowerCase().startsWith(typed.toLowerCase()));
    const put = (one) => {
      const end = this.text.selectionStart;
      this.text.setRangeText(`${sign}${one.name} `, end - typed.length - 1, end, "end");
      this.#typed();
    };
    const draw = (one) => [sign === "@" ? avatar(one, "tiny") : icon("text"), el("span", { class: "suggestion-name", text: one.name }), one.bot ? el("span", { class: "badge", text: "APP" }) : null];
    this.palette.show(found.map((one) => ({ pick: () => put(one), draw: () => draw(one) })));
  }

  #key(event) {
    if (event.isComposing || this.palette.key(event)) return;
    const empty = !this.text.value;
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      this.#enter();
    } else if (event.key === "Escape" && this.#reply) this.#setReply(null);
    else if (event.key === "ArrowUp" && empty) this.#editLast(event);
    else if (event.key === "Backspace" && empty && this.#needsMention()) this.#setMention(false);
  }

  #editLast(event) {
    const mine = this.store.visibleMessages().filter((message) => message.author.id === this.store.actor?.id);
    if (!mine.length) return;
    event.preventDefault();
    this.actions.edit(mine.at(-1));
  }

  #enter() {
    if (this.form.open) this.form.submit();
    else this.#say();
  }

  #say() {
    const typed = encode(this.text.value.trim(), this.store);
    const mark = `<@${this.store.bot?.id}>`;
    const adds = this.#needsMention() && this.#mention && !this.#isCommand() && !typed.includes(mark);
    if (!typed) return;
    const reply = this.#reply ? { reply_to: this.#reply.message.id, mention_reply: this.#reply.ping } : {};
    if (!this.actions.send("say", { content: adds ? `${mark} ${typed}` : typed, ...reply })) return;
    this.text.value = "";
    this.#reply = null;
    this.#mention = true;
    this.#draw();
  }
}
