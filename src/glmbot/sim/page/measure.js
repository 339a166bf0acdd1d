// What lies beneath an answer: how fast it came, how many requests, and how near it is to Discord's limits.

import { el } from "./dom.js";
import { COMPONENTS_V2 } from "./store.js";
import { milliseconds } from "./times.js";

const ROWS = 5;
const LIMITS = { embeds: 6000, layout: 4000, content: 2000 };
const SLOW_MS = 1000;
const LOST_MS = 3000;

function limitOf(message) {
  if (message.flags & COMPONENTS_V2) return LIMITS.layout;
  return message.embeds?.length ? LIMITS.embeds : LIMITS.content;
}

const many = (count, word) => `${count} ${word}${count === 1 ? "" : "s"}`;

function speed(ms) {
  const grade = ms >= LOST_MS ? "bad" : ms >= SLOW_MS ? "slow" : "good";
  return ["answered in ", el("b", { class: grade, text: milliseconds(ms) })];
}

function parts(message) {
  const measure = message._measure;
  const list = [];
  if (message._ack_ms != null) list.push(speed(message._ack_ms));
  if (message._requests != null) list.push([many(message._requests, "request")]);
  if (measure && !(message.flags & COMPONENTS_V2)) list.push([`${measure.rows} of ${ROWS} rows`]);
  if (measure) list.push([`${measure.characters} of ${limitOf(message)} characters`]);
  return list;
}

/** The line under a bot's message, or null where nothing was measured. */
export function measureLine(message, author) {
  const list = author.bot ? parts(message) : [];
  if (!list.length) return null;
  return el("p", { class: "measure", "data-testid": "measure" }, list.flatMap((part, at) => (at ? [" · ", ...part] : part)));
}
