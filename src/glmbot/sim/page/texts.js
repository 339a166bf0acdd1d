// Typed text and the text on the wire: `@name` and `#channel` stand for `<@id>` and `<#id>`.

const escaped = (name) => name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

function named(store) {
  const people = [store.person(store.bot?.id), ...store.users].filter(Boolean).map((one) => ["@", one.name, `<@${one.id}>`]);
  const channels = store.channels.filter((one) => one.kind !== "dm").map((one) => ["#", one.name, `<#${one.id}>`]);
  return [...people, ...channels].sort((a, b) => b[1].length - a[1].length);
}

/** What is typed → what is sent. */
export function encode(text, store) {
  return named(store).reduce(
    (sent, [sign, name, mark]) => sent.replace(new RegExp(`(?<![\\w<])${sign}${escaped(name)}(?![\\w-])`, "giu"), mark),
    text,
  );
}

/** What was sent → what is typed, for editing. */
export function decode(text, store) {
  return named(store).reduce((typed, [sign, name, mark]) => typed.replaceAll(mark, `${sign}${name}`), text);
}

/** The lookup that Markdown needs: who and what an id is, and whose view it is. */
export const lookupOf = (store) => ({
  user: (id) => store.person(id),
  channel: (id) => store.findChannel(id),
  open: (id) => store.open(id),
  get me() {
    return store.actor?.id;
  },
});

const SIGNED = new Set(["text", "announcement", "forum"]);

/** A channel by its name: only what Discord itself writes with "#" has one; a direct message is named by its other end. */
export function nameOf(channel, bot) {
  if (channel.kind === "dm") return bot?.username ?? channel.name;
  return SIGNED.has(channel.kind) && channel.guild ? `#${channel.name}` : channel.name;
}

const KINDS = { thread: "a thread", voice: "the text of a voice channel", "forum-post": "a post of a forum" };

/** What a channel is, in a few words, where its name alone does not tell. */
export function about(channel, actor) {
  if (channel.kind === "dm") return `a direct message between ${actor?.name ?? "you"} and the bot`;
  if (channel.foreign) return channel.guild ? "a server that the bot is not in" : "a group that the bot is not in";
  return KINDS[channel.kind] ?? "";
}
