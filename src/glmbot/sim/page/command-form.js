// The composer while a command is filled in: its name, one chip an option, what is missing, and the sending.

import { named, nested } from "./commands.js";
import { el, fill } from "./dom.js";
import { Listbox } from "./listbox.js";
import { OptionChip } from "./option-chip.js";

export class CommandForm {
  #chips = [];
  #serving = null;

  /** Hints go over the field and chips into it. `leave(text)` is called when the command is given up, with the text to go on with; `sent()` after sending. */
  constructor(over, field, { store, link, actions, leave, sent }) {
    Object.assign(this, { store, link, actions, leave, sent });
    this.about = el("p", { class: "chip-about", "data-testid": "option-about" });
    this.problems = el("div", { class: "problems", role: "alert" });
    this.line = el("div", { class: "command-line", role: "group", hidden: true, "data-testid": "command-form" });
    this.list = new Listbox(over, { label: "Choices", testid: "choices", pick: (choice) => this.#serving?.pick(choice), draw: (choice) => [el("span", { class: "suggestion-name", text: choice.name })] });
    this.node = el("div", { class: "command", hidden: true }, this.about, this.problems);
    over.append(this.node);
    field.prepend(this.line);
  }

  get open() {
    return !this.line.hidden;
  }

  #show(shown) {
    this.node.hidden = !shown;
    this.line.hidden = !shown;
    if (!shown) this.list.hide();
  }

  start(leaf, values = {}) {
    this.leaf = leaf;
    this.#chips = [];
    for (const option of leaf.options) if (option.required || values[option.name] !== undefined) this.#add(option, values[option.name]);
    this.#show(true);
    this.line.setAttribute("aria-label", `Command ${leaf.name}`);
    this.#draw();
    this.#focusNext();
  }

  #add(option, text) {
    const chip = new OptionChip(option, this, this.store);
    if (text) chip.set(text);
    this.#chips.push(chip);
    return chip;
  }

  #draw() {
    const left = this.leaf.options.filter((option) => !this.#chips.some((chip) => chip.option === option));
    const more = left.map((option) =>
      el("button", { type: "button", class: "chip-add", title: option.description ?? "", "data-testid": `add-${option.name}`, on: { click: () => this.#open(option), keydown: (event) => this.#addKey(event), focus: () => this.#tell(option) } }, `+ ${option.name}`),
    );
    this.name = el("button", { type: "button", class: "command-name", title: this.leaf.description ?? "", text: `/${this.leaf.name}`, on: { click: () => this.#focusNext(), keydown: (event) => this.#addKey(event) } });
    fill(this.line, this.name, this.#chips.map((chip) => chip.node), more);
    fill(this.problems, this.#chips.map((chip) => chip.warning));
  }

  #addKey(event) {
    if (event.key === "Escape") this.cancel(event);
    else if (event.key === "Enter" && event.currentTarget === this.name) this.submit(event);
    else if (event.key === "Backspace") this.left(null, event);
  }

  #open(option) {
    const chip = this.#add(option);
    this.#draw();
    chip.field.focus();
  }

  /** To the first required option that is empty, else the last one filled, else the name itself. */
  #focusNext() {
    const empty = this.#chips.find((chip) => !chip.text.trim());
    const target = empty?.field ?? this.#chips.at(-1)?.field ?? this.name;
    target.focus();
    if (target.value) target.setSelectionRange(target.value.length, target.value.length);
    if (target === this.name) this.about.textContent = this.leaf.description ?? "";
  }

  #tell(option) {
    fill(this.about, el("b", { text: option.name }), ` ${option.description ?? ""}`, option.required ? null : el("i", { text: " · optional" }));
  }

  serve(chip) {
    this.#serving = chip;
    this.list.serve(chip.field);
    this.#tell(chip.option);
  }

  unserve(chip) {
    if (this.#serving !== chip) return;
    this.list.hide();
    this.#serving = null;
  }

  suggest(chip, choices, first) {
    if (this.#serving !== chip) return;
    if (choices.length) this.list.show(choices, { first });
    else this.list.hide();
  }

  listKey(event) {
    return this.list.key(event);
  }

  /** A choice was picked: on to the next empty option, if there is one. */
  complete(chip) {
    this.list.hide();
    const next = this.#chips.slice(this.#chips.indexOf(chip) + 1).find((other) => !other.text.trim());
    (next ?? chip).field.focus({ preventScroll: true });
    if (!next) this.list.hide();
  }

  /** Backspace in an empty option removes it, or gives the command up if it is the first or a required one. */
  left(chip, event) {
    event.preventDefault();
    const at = this.#chips.indexOf(chip);
    if (chip && !chip.option.required) {
      this.#chips.splice(at, 1);
      this.#draw();
      (this.#chips[Math.max(0, at - 1)]?.field ?? this.name).focus();
    } else if (at > 0) this.#chips[at - 1].field.focus();
    else this.cancel(event, `/${this.leaf.name}`);
  }

  cancel(event, text = "") {
    event?.preventDefault();
    event?.stopPropagation();
    this.close();
    this.leave(text);
  }

  close() {
    this.#show(false);
  }

  #filled() {
    return this.#chips.map((chip) => chip.filled).filter(Boolean);
  }

  /** The choices that the bot offers for what stands in the fields now. */
  async autocomplete(chip) {
    const options = this.#filled().filter((filled) => filled.name !== chip.option.name);
    options.push({ name: chip.option.name, type: chip.option.type, value: chip.text, focused: true });
    const fields = { as: this.store.actor?.id, channel_id: this.store.channelId, command_id: this.leaf.command.id, options: nested(this.leaf, options) };
    const answer = await this.link.ask("autocomplete", fields);
    if (answer?.failed) this.#late(chip);
    return answer?.op === "choices" ? answer.choices.map((choice) => named(choice, this.store.actor?.locale)) : [];
  }

  #late(chip) {
    if (this.#serving === chip) this.about.append(" · ", el("i", { class: "bad", text: "the bot offered nothing in time" }));
  }

  submit(event) {
    event?.preventDefault();
    const wrong = this.#chips.filter((chip) => !chip.check(true));
    if (wrong.length) return wrong[0].field.focus();
    if (!this.actions.run(this.leaf.command, nested(this.leaf, this.#filled()), `/${this.leaf.name}`)) return null;
    this.close();
    return this.sent();
  }
}
