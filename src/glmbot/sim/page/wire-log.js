// The wire: every event and request between the bot and this server, newest last.

import { el, fill } from "./dom.js";
import { Follower } from "./follow.js";
import { clockSeconds, milliseconds } from "./times.js";

const SHOWN = 200;
const SHORT = 100;
const QUIET = /HEARTBEAT|^op 1?1$/;

/** `POST /channels/1/messages` is shown as `POST …/messages`; the whole stands in the title. */
function brief(what) {
  const [method, path, ...rest] = what.split(" ");
  if (!path?.startsWith("/")) return what;
  const last = path.split("/").filter((part) => part && !/^(\d+|…)$/.test(part)).at(-1) ?? path;
  return [method, path.split("/").length > 2 ? `…/${last}` : path, ...rest].join(" ");
}

function entryNode(entry) {
  const out = entry.direction === "out";
  const detail = entry.detail === "None" ? null : entry.detail;
  const long = detail?.length > SHORT || detail?.includes("\n");
  const head = [
    el("time", { text: clockSeconds(entry.at) }),
    el("span", { class: out ? "arrow out" : "arrow in", title: out ? "from the bot" : "to the bot", text: out ? "▶" : "◀" }),
    el("span", { class: "what", title: [entry.what, detail].filter(Boolean).join("\n") }, brief(entry.what), detail && !long ? el("i", { text: ` ${detail}` }) : null),
    entry.status ? el("span", { class: entry.status >= 400 ? "bad" : "good", text: `${entry.status}${entry.code ? ` ${entry.code}` : ""}` }) : null,
    entry.ms != null ? el("span", { class: "ms", text: milliseconds(entry.ms) }) : null,
  ];
  if (!long) return el("li", { class: "wire-entry", "data-testid": "wire-entry" }, el("div", { class: "wire-head" }, head));
  return el("li", { class: "wire-entry", "data-testid": "wire-entry" }, el("details", {}, el("summary", { class: "wire-head" }, head), el("pre", { text: detail })));
}

export class WireLog {
  #heartbeats = false;

  constructor(store) {
    this.store = store;
    this.list = el("ol", { class: "wire", tabindex: "0", "aria-label": "The wire", "data-testid": "wire" });
    const box = el("input", { type: "checkbox", on: { change: (event) => this.#show(event.target.checked) } });
    this.node = el("section", { class: "panel-group wire-group" }, el("div", { class: "panel-head" }, el("h3", { text: "The wire" }), el("label", { class: "check" }, box, "heartbeats")), this.list);
    this.follower = new Follower(this.list);
    store.on("snapshot", () => this.draw());
    store.on("wire", (entry) => this.#add(entry));
  }

  #show(heartbeats) {
    this.#heartbeats = heartbeats;
    this.draw();
  }

  #wanted(entry) {
    return this.#heartbeats || !QUIET.test(entry.what);
  }

  draw() {
    const entries = this.store.wire.filter((entry) => this.#wanted(entry)).slice(-SHOWN);
    fill(this.list, entries.length ? entries.map(entryNode) : el("li", { class: "quiet", text: "Nothing yet." }));
    this.follower.toEnd();
  }

  #add(entry) {
    if (!this.#wanted(entry)) return;
    if (this.list.firstElementChild?.matches(".quiet")) fill(this.list);
    this.list.append(entryNode(entry));
    if (this.list.children.length > SHOWN) this.list.firstElementChild.remove();
    this.follower.keep();
  }
}
