// Starts the page: joins the connection, what is known and the views of it.

import { Actions } from "./actions.js";
import { Channels } from "./channels.js";
import { Composer } from "./composer.js";
import { help } from "./dialogs.js";
import { el, fill, icon } from "./dom.js";
import { Link } from "./link.js";
import { remember, remembered } from "./memory.js";
import { Panel } from "./panel.js";
import { Store } from "./store.js";
import { about, nameOf } from "./texts.js";
import { Timeline } from "./timeline.js";

const TOAST_MS = 6000;
const SLOW_START_MS = 800;
const byId = (id) => document.getElementById(id);

function drawHead(store) {
  const { channel, bot } = store;
  byId("title").textContent = store.title || "Local Discord";
  byId("tagline").textContent = `local Discord · real bot, real client, no token, nothing leaves ${location.hostname}`;
  const count = store.commands.length;
  const parts = [store.status, count ? `${count} command${count === 1 ? "" : "s"} synced` : null].filter(Boolean);
  fill(byId("status"), el("span", { class: bot?.online ? "lamp on" : "lamp", title: bot?.online ? "The bot is connected" : "The bot is not connected" }), parts.join(" · "));
  if (!channel) return;
  fill(byId("channel-name"), nameOf(channel, bot));
  byId("channel-topic").textContent = channel.topic ?? about(channel, store.actor);
}

function drawBanner(store, link) {
  const banner = byId("banner");
  const lost = link.state === "lost" || (link.state === "connecting" && store.ready);
  banner.hidden = !lost && (store.ready || performance.now() < SLOW_START_MS);
  document.body.classList.toggle("offline", lost);
  if (!lost) return fill(banner, "Connecting to the local Discord…");
  const seconds = Math.max(0, Math.ceil((link.retryAt - Date.now()) / 1000));
  const text = link.state === "lost" ? `Connection to the local Discord lost. Trying again${seconds ? ` in ${seconds} s` : ""}…` : "Connection lost. Trying again…";
  return fill(banner, text, " ", el("button", { type: "button", class: "text-button", text: "Try now", on: { click: () => link.connect() } }));
}

function toast(text) {
  const node = el("p", { class: "toast", text });
  byId("toasts").append(node);
  setTimeout(() => node.remove(), TOAST_MS);
}

/** The lab (wire, process, faults, and the measure under answers) is folded away until it is asked for. */
function lab() {
  const wide = matchMedia("(min-width: 1081px)");
  const show = (open) => {
    document.body.classList.toggle("lab", open);
    byId("toggle-panel").setAttribute("aria-expanded", String(open));
  };
  const draw = () => show(wide.matches && remembered("lab", new URLSearchParams(location.search).has("lab")));
  wide.addEventListener("change", draw);
  draw();
  return { wide, show };
}

/** On a narrow window the sides are drawers, one open at a time. */
function drawers() {
  const pairs = [["toggle-channels", "channels"], ["toggle-panel", "panel"]];
  const { wide, show: showLab } = lab();
  const show = (wanted) => {
    for (const [toggle, side] of pairs) {
      const open = side === wanted;
      byId(side).classList.toggle("open", open);
      if (side === "channels") byId(toggle).setAttribute("aria-expanded", String(open));
      else if (!wide.matches) showLab(open);
    }
    byId("scrim").classList.toggle("open", Boolean(wanted));
  };
  for (const [toggle, side] of pairs) {
    byId(toggle).addEventListener("click", () => {
      if (side === "panel" && wide.matches) {
        const open = !document.body.classList.contains("lab");
        remember("lab", open);
        showLab(open);
        return;
      }
      const open = !byId(side).classList.contains("open");
      show(open ? side : null);
      if (open) byId(side).querySelector('button[tabindex="0"], button, [tabindex="0"]')?.focus();
    });
    byId(side).addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !byId(side).classList.contains("open")) return;
      show(null);
      byId(toggle).focus();
    });
  }
  byId("scrim").addEventListener("click", () => show(null));
  return show;
}

/** Letters typed while nothing has the focus go to the message box. */
function typeAnywhere(event, composer) {
  if (event.target !== document.body || event.key.length !== 1 || event.ctrlKey || event.metaKey || event.altKey) return;
  composer.focus();
}

function icons() {
  for (const [id, name] of [["toggle-channels", "menu"], ["open-help", "help"]]) byId(id).append(icon(name));
  byId("open-help").addEventListener("click", help);
}

function start() {
  const store = new Store();
  const link = new Link(store);
  const actions = new Actions(store, link);
  const showDrawer = drawers();
  icons();
  new Channels(byId("channels"), store, actions);
  const timeline = new Timeline(byId("timeline"), store, actions);
  const composer = new Composer(byId("composer"), store, link, actions);
  actions.join(timeline, composer);
  new Panel(byId("panel"), store, link);
  for (const topic of ["snapshot", "view", "status", "commands", "channels"]) store.on(topic, () => drawHead(store));
  for (const topic of ["connection", "snapshot"]) store.on(topic, () => drawBanner(store, link));
  store.on("view", () => showDrawer(null));
  store.on("toast", toast);
  timeline.root.addEventListener("contextmenu", (event) => actions.contextMenu(event));
  setTimeout(() => drawBanner(store, link), SLOW_START_MS + 50);
  document.addEventListener("keydown", (event) => typeAnywhere(event, composer));
  setInterval(() => link.state === "lost" && drawBanner(store, link), 1000);
  link.connect();
  composer.focus();
}

start();
