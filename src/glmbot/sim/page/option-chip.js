// One option of a command being filled: its name, a field that grows, its choices or live autocomplete, its problem.

import { ownChoices, problem, wireValue } from "./commands.js";
import { el } from "./dom.js";

const WAIT_MS = 120;

export class OptionChip {
  #picked = null;
  #timer = null;
  #asked = 0;

  /** `form` answers `complete(chip)` and `left(chip, event)`, and owns the list of suggestions. */
  constructor(option, form, store) {
    this.option = option;
    this.form = form;
    this.store = store;
    const problemId = `problem-${option.name}`;
    this.field = el("textarea", {
      rows: "1", class: "chip-field", spellcheck: "false", autocomplete: "off", name: option.name, "aria-label": `${option.name}: ${option.description ?? ""}`,
      "aria-describedby": problemId, "aria-required": String(Boolean(option.required)), "data-testid": `option-${option.name}`,
    });
    this.node = el("span", { class: option.required ? "chip required" : "chip", "data-testid": "option" }, el("span", { class: "chip-name", text: option.name }), this.field);
    this.warning = el("span", { class: "problem", id: problemId, "data-testid": "problem" });
    this.node.addEventListener("click", () => this.field.focus());
    this.field.addEventListener("input", () => this.#typed());
    this.field.addEventListener("keydown", (event) => this.#key(event));
    this.field.addEventListener("focus", () => this.#focused());
    this.field.addEventListener("blur", () => this.#left());
  }

  get text() {
    return this.field.value;
  }

  get problem() {
    return problem(this.option, this.text, this.#picked);
  }

  get value() {
    return wireValue(this.option, this.text, this.#picked);
  }

  /** As the server takes it; null when nothing is filled in. */
  get filled() {
    return this.text.trim() ? { name: this.option.name, type: this.option.type, value: this.value } : null;
  }

  set(text) {
    this.field.value = text;
    this.#picked = this.#exact(text);
    this.check(false);
  }

  /** Shows the problem, or clears it; an empty required option is only complained about on sending. */
  check(sending) {
    const found = this.text.trim() || sending ? this.problem : "";
    this.warning.textContent = found ? `${this.option.name}: ${found}` : "";
    this.node.classList.toggle("wrong", Boolean(found));
    this.field.setAttribute("aria-invalid", String(Boolean(found)));
    return !found;
  }

  pick(choice) {
    this.#quiet();
    this.field.value = choice.name;
    this.#picked = choice;
    this.check(false);
    this.form.complete(this);
  }

  /** A choice typed out in full counts as picked; this holds for an option's own choices only. */
  #exact(text) {
    const wanted = text.trim().toLowerCase();
    return ownChoices(this.option, this.store)?.find((choice) => choice.name.toLowerCase() === wanted) ?? null;
  }

  #typed() {
    if (this.field.value.includes("\n")) this.field.value = this.field.value.replace(/\s*\n\s*/g, " ");
    this.#picked = this.#exact(this.text);
    this.check(false);
    this.#suggest(WAIT_MS);
  }

  #focused() {
    this.form.serve(this);
    this.#suggest(0);
  }

  /** Answers that are still on their way are not shown any more. */
  #quiet() {
    clearTimeout(this.#timer);
    this.#asked += 1;
  }

  #left() {
    this.#quiet();
    this.check(false);
    this.form.unserve(this);
  }

  #suggest(wait) {
    clearTimeout(this.#timer);
    const own = ownChoices(this.option, this.store);
    if (own) {
      const wanted = this.#picked ? "" : this.text.trim().toLowerCase();
      this.form.suggest(this, own.filter((choice) => choice.name.toLowerCase().includes(wanted)), !this.#picked);
    } else if (this.option.autocomplete) this.#timer = setTimeout(() => this.#askBot(), wait);
  }

  async #askBot() {
    this.#asked += 1;
    const asked = this.#asked;
    const choices = await this.form.autocomplete(this);
    if (asked === this.#asked && this.field === document.activeElement) this.form.suggest(this, choices, false);
  }

  #key(event) {
    if (event.isComposing || this.form.listKey(event)) return;
    if (event.key === "Backspace" && !this.field.value) this.form.left(this, event);
    else if (event.key === "Enter") this.form.submit(event);
    else if (event.key === "Escape") this.form.cancel(event);
  }
}
