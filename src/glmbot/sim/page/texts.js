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
