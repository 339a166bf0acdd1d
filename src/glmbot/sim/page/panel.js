// The right side: the wire, the faults that can be set off, and the process of the bot.

import { el, fill } from "./dom.js";
import { rove } from "./roving.js";
import { duration } from "./times.js";
import { WireLog } from "./wire-log.js";

const MEBIBYTE = 1024 * 1024;

export class Panel {
  constructor(root, store, link) {
    this.store = store;
    this.link = link;
    this.hint = el("p", { class: "fault-hint", "data-testid": "fault-hint", "aria-live": "polite" });
    this.grid = el("div", { class: "fault-grid", role: "group", "aria-label": "Faults" });
    this.facts = el("div", { class: "facts", "data-testid": "process" });
    this.buttons = el("div", { class: "process-buttons", role: "group", "aria-label": "Bot process" });
    this.log = el("pre", { class: "log", tabindex: "0", "aria-label": "Log of the bot", "data-testid": "log" });
    const faults = el("section", { class: "panel-group" }, el("h3", { text: "Faults" }), this.hint, this.grid);
    const details = el("details", { class: "log-box", on: { toggle: () => this.#followLog() } }, el("summary", { text: "Log" }), this.log);
    const head = el("div", { class: "panel-head" }, el("h3", { text: "Bot process" }), this.buttons);
    const process = el("section", { class: "panel-group" }, head, this.facts, details);
    root.append(new WireLog(store).node, process, faults);
    rove(this.grid, "button");
    store.on("snapshot", () => this.#drawFaults());
    for (const topic of ["snapshot", "process", "status"]) store.on(topic, () => this.#gotProcess());
    setInterval(() => this.#tick(), 1000);
  }

  #drawFaults() {
    fill(this.grid, this.store.faults.map((fault) => (fault.takes ? this.#valued(fault) : this.#button(fault, () => this.#send(fault)))));
    this.#say("");
  }

  #button(fault, press) {
    const tell = () => this.#say(fault.hint);
    return el("button", { type: "button", class: fault.name === "clear" ? "fault clear" : "fault", title: fault.hint ?? "", data: { fault: fault.name, testid: "fault" }, on: { click: press, focus: tell, pointerenter: tell } }, fault.label);
  }

  /** A fault with its value; an empty field leaves the value to the server. */
  #valued(fault) {
    const number = fault.takes === "number";
    const input = el("input", { type: "text", inputmode: number ? "numeric" : null, class: "fault-input", "aria-label": `Value for ${fault.label}`, placeholder: fault.default ?? (number ? "N" : "…"), data: { testid: `fault-value-${fault.name}` } });
    const press = () => {
      const typed = input.value.trim();
      const wrong = number && Number.isNaN(Number(typed));
      input.setAttribute("aria-invalid", String(wrong));
      if (wrong) return input.focus();
      return this.#send(fault, typed === "" ? undefined : number ? Number(typed) : typed);
    };
    input.addEventListener("keydown", (event) => event.key === "Enter" && press());
    input.addEventListener("focus", () => this.#say(fault.hint));
    return el("div", { class: "fault-pair" }, this.#button(fault, press), input);
  }

  #send(fault, value) {
    const sent = this.link.send("fault", value === undefined ? { name: fault.name } : { name: fault.name, value });
    this.#say(sent ? `Set off: ${fault.label}. ${fault.hint ?? ""}` : "Not connected: nothing was set off.");
  }

  #say(text) {
    this.hint.textContent = text || "Break something, and watch how the bot takes it.";
  }

  #gotProcess() {
    this.upSince = this.store.process.up_seconds == null ? null : Date.now() - this.store.process.up_seconds * 1000;
    this.#drawFacts();
    this.#drawButtons();
    const text = this.store.process.log?.join("\n") || "Nothing yet.";
    if (this.log.textContent === text) return;
    this.log.textContent = text;
    this.#followLog();
  }

  #followLog() {
    this.log.scrollTop = this.log.scrollHeight;
  }

  #drawFacts() {
    const { process, bot } = this.store;
    const running = process.state === "running";
    const link = bot?.online ? "connected" : "not connected";
    const parts = [
      process.pid ? `pid ${process.pid}` : null,
      this.upSince === null || !running ? null : `up ${duration((Date.now() - this.upSince) / 1000)}`,
      process.rss_bytes ? `${Math.round(process.rss_bytes / MEBIBYTE)} MiB` : null,
      `${process.reconnects} reconnect${process.reconnects === 1 ? "" : "s"}`,
    ];
    const state = el("p", { class: `state state-${process.state}`, text: running ? `running, ${link}` : process.state });
    fill(this.facts, state, el("p", { class: "quiet", text: parts.filter(Boolean).join(" · ") }));
  }

  #drawButtons() {
    const state = this.store.process.state;
    const up = state === "running" || state === "starting";
    const held = this.buttons.contains(document.activeElement);
    const names = up ? ["restart", "stop"] : ["start"];
    if (this.buttons.dataset.names === names.join()) return;
    this.buttons.dataset.names = names.join();
    fill(this.buttons, names.map((name) => el("button", { type: "button", class: "text-button", text: name, data: { testid: `process-${name}` }, on: { click: () => this.link.send("process", { do: name }) } })));
    if (held) this.buttons.firstElementChild.focus();
  }

  #tick() {
    if (this.store.process.state === "running") this.#drawFacts();
  }
}
