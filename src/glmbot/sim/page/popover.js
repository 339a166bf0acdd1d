// One floating box at a time, placed at its anchor; Escape and a press outside close it and give the focus back.

import { el, icon } from "./dom.js";

const GAP = 6;
let current = null;

function place(anchor, box, width) {
  const room = anchor.getBoundingClientRect();
  if (width) box.style.setProperty("min-width", `${Math.min(width, window.innerWidth - 2 * GAP)}px`);
  const size = box.getBoundingClientRect();
  const below = window.innerHeight - room.bottom;
  const top = below > size.height + GAP || below > room.top ? room.bottom + GAP : room.top - size.height - GAP;
  const left = Math.min(room.left, window.innerWidth - size.width - GAP);
  box.style.setProperty("top", `${Math.max(GAP, Math.min(top, window.innerHeight - size.height - GAP))}px`);
  box.style.setProperty("left", `${Math.max(GAP, left)}px`);
}

/** Shows a box at an anchor and returns what closes it. */
export function popover(anchor, box, { width = 0 } = {}) {
  current?.close(false);
  box.id = "popover";
  document.getElementById("layer").append(box);
  anchor.setAttribute("aria-expanded", "true");
  anchor.setAttribute("aria-controls", box.id);
  place(anchor, box, width);
  const outside = (event) => !box.contains(event.target) && !anchor.contains(event.target) && close(false);
  const key = (event) => {
    if (event.key !== "Escape" && event.key !== "Tab") return;
    if (event.key === "Tab" && box.querySelector("button.done")) return;
    if (event.key === "Escape") event.preventDefault();
    event.stopPropagation();
    close(true);
  };
  function close(giveBack = true) {
    if (current !== shown) return;
    current = null;
    document.removeEventListener("pointerdown", outside, true);
    const held = box.contains(document.activeElement);
    box.remove();
    anchor.setAttribute("aria-expanded", "false");
    anchor.removeAttribute("aria-controls");
    if (giveBack && held && anchor.isConnected) anchor.focus();
  }
  box.addEventListener("keydown", key);
  document.addEventListener("pointerdown", outside, true);
  const shown = { close };
  current = shown;
  return shown;
}

export function closePopover() {
  current?.close(false);
}

function menuItem(item, close) {
  if (item.heading) return el("div", { class: "menu-heading", role: "presentation", text: item.heading });
  const press = () => {
    close();
    item.run();
  };
  return el(
    "button",
    { type: "button", role: "menuitem", tabindex: "-1", class: item.danger ? "menu-item danger" : "menu-item", "aria-label": item.name ?? item.label, on: { click: press } },
    el("span", { text: item.label }),
    item.icon ? icon(item.icon) : null,
    item.key ? el("kbd", { text: item.key }) : null,
  );
}

/** A menu of `{label, run, icon?, key?, danger?}` and `{heading}`; arrow keys move, Enter runs. */
export function menu(anchor, items, label, style = "") {
  let shown = null;
  const nodes = items.map((item) => menuItem(item, () => shown.close()));
  const box = el("div", { class: `popover menu ${style}`, role: "menu", "aria-label": label, "data-testid": "menu" }, nodes);
  shown = popover(anchor, box);
  const buttons = nodes.filter((node) => node.matches("button"));
  box.addEventListener("keydown", (event) => {
    const at = buttons.indexOf(document.activeElement);
    const to = { ArrowDown: at + 1, ArrowRight: at + 1, ArrowUp: at - 1, ArrowLeft: at - 1, Home: 0, End: -1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    buttons.at(to % buttons.length)?.focus();
  });
  buttons[0]?.focus();
}
