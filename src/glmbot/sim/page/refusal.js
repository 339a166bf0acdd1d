// What went wrong, where it happened: in red what Discord would have refused, and notices to one person alone.

import { el, icon } from "./dom.js";
import { clock } from "./times.js";

function pathLine(error) {
  return el("li", {}, error.path ? el("code", { text: error.path }) : null, error.path ? ": " : null, error.message ?? error.code ?? "");
}

/** The list item of a refusal. */
export function refusalNode(refusal) {
  const errors = refusal.errors ?? [];
  return el(
    "li",
    { class: "message refusal", tabindex: "-1", "data-testid": "refusal", "aria-label": `Refused: ${refusal.status}, ${refusal.message}` },
    el("div", { class: "gutter" }, el("span", { class: "avatar avatar-refused", "aria-hidden": "true", text: "!" })),
    el(
      "div",
      { class: "body" },
      el("p", { class: "byline" }, el("b", { text: "Discord would refuse this" }), el("time", { text: clock(refusal.at) })),
      el(
        "div",
        { class: "refusal-card" },
        el("p", { class: "refusal-head" }, el("b", { text: `REFUSED ${refusal.status} / ${refusal.code}` }), ` ${refusal.message}`),
        errors.length ? el("ul", {}, errors.map(pathLine)) : null,
        el("p", { class: "refusal-route", text: refusal.route ?? "" }),
      ),
    ),
  );
}

/** The list item of a notice that only the acting user sees, as "The application did not respond". */
export function noticeNode(notice, store) {
  const dismiss = () => store.forget(notice.id);
  return el(
    "li",
    { class: "message notice", tabindex: "-1", "data-testid": "notice" },
    el("div", { class: "gutter" }, el("span", { class: "avatar avatar-refused", "aria-hidden": "true", text: "!" })),
    el(
      "div",
      { class: "body" },
      el("p", { class: "byline" }, el("b", { text: notice.title }), el("time", { text: clock(notice.at) })),
      el("p", { text: notice.text }),
      el("p", { class: "ephemeral-note" }, icon("eye"), "Only you can see this · ", el("button", { type: "button", class: "text-button", text: "dismiss", on: { click: dismiss } })),
    ),
  );
}
