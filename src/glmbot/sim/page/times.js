// Times as people read them: of messages, of `<t:…>` marks, and durations.

const format = (options) => new Intl.DateTimeFormat(undefined, options);

const STYLES = {
  t: { timeStyle: "short" },
  T: { timeStyle: "medium" },
  d: { dateStyle: "short" },
  D: { dateStyle: "long" },
  f: { dateStyle: "long", timeStyle: "short" },
  F: { dateStyle: "full", timeStyle: "short" },
};

const UNITS = [
  ["year", 31557600],
  ["month", 2629800],
  ["week", 604800],
  ["day", 86400],
  ["hour", 3600],
  ["minute", 60],
  ["second", 1],
];

/** Hours and minutes, always with two digits, as in a chat. */
export const clock = (at) => format({ hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(at);

/** Hours, minutes and seconds, for the wire. */
export const clockSeconds = (at) =>
  format({ hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" }).format(at);

export const day = (at) => format({ dateStyle: "long" }).format(at);

export const full = (at) => format({ dateStyle: "full", timeStyle: "medium" }).format(at);

/** "3 days ago", from seconds since 1970. */
export function relative(seconds, now = Date.now() / 1000) {
  const distance = seconds - now;
  const [unit, length] = UNITS.find(([, size]) => Math.abs(distance) >= size) ?? ["second", 1];
  return new Intl.RelativeTimeFormat(undefined, { numeric: "auto" }).format(Math.round(distance / length), unit);
}

/** A `<t:seconds:style>` mark. */
export function mark(seconds, style = "f") {
  if (!Number.isFinite(seconds) || Math.abs(seconds) > 8.64e12) return "Invalid date";
  if (style === "R") return relative(seconds);
  return format(STYLES[style] ?? STYLES.f).format(seconds * 1000);
}

/** "3 min 5 s", from seconds. */
export function duration(seconds) {
  const whole = Math.max(0, Math.floor(seconds));
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min`;
  return `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`;
}

/** "3 ms" or "1.2 s", from milliseconds. */
export function milliseconds(ms) {
  if (ms < 10) return `${Math.round(ms * 10) / 10} ms`;
  return ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`;
}
