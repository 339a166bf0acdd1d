// A list of suggestions over a text field: the field keeps the focus, arrow keys move, Tab and Enter choose.

import { el, fill } from "./dom.js";

let count = 0;

export class Listbox {
  #items = [];
  #nodes = [];
  #active = -1;

  /** `pick(item)` is called with the chosen item, `draw(item)` gives the children of its row. */
  constructor(host, { label, pick, draw, testid }) {
    count += 1;
    this.id = `suggestions-${count}`;
    this.pick = pick;
    this.drawItem = draw;
    this.list = el("ul", { role: "listbox", id: this.id, "aria-label": label, class: "suggestions", "data-testid": testid, hidden: true });
    this.list.addEventListener("pointerdown", (event) => event.preventDefault());
    host.append(this.list);
  }

  get open() {
    return !this.list.hidden;
  }

  get active() {
    return this.#items[this.#active] ?? null;
  }

  /** Ties the list to the field it helps; one of several lines may have no other role than its own (ARIA in HTML). */
  serve(field) {
    this.field = field;
    const role = field.localName === "input" ? { role: "combobox", "aria-expanded": "false" } : { "aria-haspopup": "listbox" };
    for (const [name, value] of Object.entries({ ...role, "aria-autocomplete": "list", "aria-controls": this.id })) {
      field.setAttribute(name, value);
    }
  }

  #tell() {
    if (this.field?.hasAttribute("aria-expanded")) this.field.setAttribute("aria-expanded", String(this.open));
  }

  show(items, { first = true, heading = null } = {}) {
    this.#items = items;
    this.#nodes = items.map((item, at) => this.#row(item, at));
    fill(this.list, heading ? el("li", { class: "suggestions-heading", role: "presentation", text: heading }) : null, this.#nodes);
    this.list.hidden = !items.length && !heading;
    this.#tell();
    this.#activate(first && items.length ? 0 : -1);
  }

  hide() {
    this.#items = [];
    this.list.hidden = true;
    this.#tell();
    this.#activate(-1);
  }

  #row(item, at) {
    return el("li", { role: "option", id: `${this.id}-${at}`, class: "suggestion", "aria-selected": "false", on: { click: () => this.pick(item) } }, this.drawItem(item));
  }

  #activate(at) {
    this.#nodes[this.#active]?.setAttribute("aria-selected", "false");
    this.#active = at;
    const node = this.#nodes[at];
    node?.setAttribute("aria-selected", "true");
    node?.scrollIntoView({ block: "nearest" });
    if (node) this.field.setAttribute("aria-activedescendant", node.id);
    else this.field?.removeAttribute("aria-activedescendant");
  }

  /** A key of the field; true when the list took it. */
  key(event) {
    if (!this.open) return false;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && this.#items.length) {
      const from = this.#active < 0 && step < 0 ? 0 : this.#active;
      this.#activate((from + step + this.#items.length) % this.#items.length);
    } else if (event.key === "Escape") this.hide();
    else if ((event.key === "Enter" || event.key === "Tab") && !event.shiftKey && this.active) this.pick(this.active);
    else return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  }
}
