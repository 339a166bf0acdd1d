// The bot's commands as plain values: what can be run here, what matches, what an option allows, what is sent.

export const TYPE = { GROUP: 2, SUBCOMMAND: 1, STRING: 3, INTEGER: 4, BOOLEAN: 5, USER: 6, CHANNEL: 7, ROLE: 8, MENTIONABLE: 9, NUMBER: 10, ATTACHMENT: 11 };
const CHAT_INPUT = 1;
const [IN_GUILD, IN_DIRECT, IN_PRIVATE] = [0, 1, 2];
const BY_USER = 1;
const NEAREST = { "en-US": "en-GB", "en-GB": "en-US", "es-419": "es-ES" };

/** A text in a language, else in the one nearest to it, else as the bot wrote it. */
const inLanguage = (texts, locale, plain) => texts?.[locale] ?? texts?.[NEAREST[locale]] ?? plain;

/** A choice, or a menu command, under its name in a language. */
export const named = (thing, locale) => ({ ...thing, name: inLanguage(thing.name_localizations, locale, thing.name) });

/** A command or an option with descriptions and choices in a language; its name stays, as it is typed and sent. */
function described(thing, locale) {
  return {
    ...thing,
    description: inLanguage(thing.description_localizations, locale, thing.description),
    options: thing.options?.map((option) => described(option, locale)),
    choices: thing.choices?.map((choice) => named(choice, locale)),
  };
}

function leaves(command, options, path, description) {
  const nested = (options ?? []).filter((option) => option.type === TYPE.SUBCOMMAND || option.type === TYPE.GROUP);
  if (!nested.length) return [{ command, path, name: path.join(" "), description, options: sorted(options ?? []) }];
  return nested.flatMap((option) => leaves(command, option.options, [...path, option.name], option.description));
}

/** Required options first; else the order that the bot gave. */
const sorted = (options) => [...options.filter((option) => option.required), ...options.filter((option) => !option.required)];

function offered(command, channel, moderator) {
  const direct = channel?.kind === "dm";
  const context = direct ? IN_DIRECT : channel?.guild ? IN_GUILD : IN_PRIVATE;
  if (command.contexts && !command.contexts.includes(context)) return false;
  if (channel?.foreign && !command.integration_types?.includes(BY_USER)) return false;
  if (direct && (command.dm_permission === false || command.guild_id)) return false;
  return context !== IN_GUILD || moderator || command.default_member_permissions == null;
}

/** The commands of a type that the acting user may use in the open channel, in that person's language. */
export function usable(store, type) {
  const moderator = store.actor?.role === "moderator";
  const found = store.commands.filter((command) => (command.type ?? CHAT_INPUT) === type && offered(command, store.channel, moderator));
  return found.map((command) => (type === CHAT_INPUT ? described : named)(command, store.actor?.locale));
}

/** Everything that can be run in the open channel: commands, and each subcommand by its full name. */
export function runnable(store) {
  return usable(store, CHAT_INPUT).flatMap((command) => leaves(command, command.options, [command.name], command.description));
}

/** The commands that a typed beginning matches, best first: by start of name, by part of name, by description. */
export function matching(list, typed) {
  const wanted = typed.toLowerCase().trim();
  const rank = (leaf) => {
    if (leaf.name.startsWith(wanted)) return 0;
    if (leaf.name.includes(wanted)) return 1;
    return wanted.length > 2 && leaf.description?.toLowerCase().includes(wanted) ? 2 : 3;
  };
  return list.map((leaf) => [rank(leaf), leaf]).filter(([place]) => place < 3).sort((a, b) => a[0] - b[0]).map(([, leaf]) => leaf);
}

/** The command that a text names in full, with what is typed after it; null while the name is not complete. */
export function typedCommand(list, text) {
  const found = list.filter((leaf) => text === `/${leaf.name} ` || text.startsWith(`/${leaf.name} `));
  const leaf = found.sort((a, b) => b.name.length - a.name.length)[0];
  return leaf ? { leaf, rest: text.slice(leaf.name.length + 2) } : null;
}

/** `who signed jurisdiction: France` → values by option; words before any name go to the first option. */
export function typedOptions(leaf, rest) {
  const names = leaf.options.map((option) => option.name).join("|");
  if (!names || !rest.trim()) return {};
  const pieces = rest.split(new RegExp(`(?:^|\\s)(${names}):`, "u"));
  const values = pieces[0].trim() ? { [leaf.options[0].name]: pieces[0].trim() } : {};
  for (let at = 1; at < pieces.length; at += 2) values[pieces[at]] = pieces[at + 1].trim();
  return values;
}

function numberProblem(option, text) {
  const value = Number(text);
  if (option.type === TYPE.INTEGER && !/^[+-]?\d+$/.test(text)) return "A whole number is needed.";
  if (!Number.isFinite(value)) return "A number is needed.";
  if (option.min_value != null && value < option.min_value) return `At least ${option.min_value}.`;
  return option.max_value != null && value > option.max_value ? `At most ${option.max_value}.` : "";
}

function stringProblem(option, text) {
  const length = [...text].length;
  if (option.min_length != null && length < option.min_length) return `At least ${option.min_length} characters.`;
  const most = option.max_length ?? 6000;
  return length > most ? `At most ${most} characters; this has ${length}.` : "";
}

/** Why a value cannot be sent, or "" if it can. `picked` is the choice that was picked, if any. */
export function problem(option, text, picked) {
  const typed = text.trim();
  if (!typed) return option.required ? "This option is needed." : "";
  if (picked) return "";
  if (option.choices?.length) return "Pick one of the choices.";
  if (option.type === TYPE.BOOLEAN) return "True or False.";
  if (option.type === TYPE.INTEGER || option.type === TYPE.NUMBER) return numberProblem(option, typed);
  if (option.type === TYPE.STRING) return stringProblem(option, typed);
  if (option.type === TYPE.ATTACHMENT) return "Files cannot be sent from here.";
  return /^\d+$/.test(typed) ? "" : "Pick one from the list.";
}

/** The value as it goes on the wire. */
export function wireValue(option, text, picked) {
  if (picked) return picked.value;
  const typed = text.trim();
  return option.type === TYPE.INTEGER || option.type === TYPE.NUMBER ? Number(typed) : typed;
}

/** Options wrapped in the subcommand (and its group) that they belong to. */
export function nested(leaf, options) {
  const inner = leaf.path.slice(1);
  return inner.reduceRight(
    (wrapped, name, at) => [{ name, type: at === inner.length - 1 ? TYPE.SUBCOMMAND : TYPE.GROUP, options: wrapped }],
    options,
  );
}

/** The choices that an option has by itself: fixed ones, True and False, people, channels; null if it has none. */
export function ownChoices(option, store) {
  if (option.choices?.length) return option.choices;
  const people = () => [...store.users.map((user) => ({ name: user.name, value: user.id })), ...(store.bot ? [{ name: store.bot.username, value: store.bot.id }] : [])];
  switch (option.type) {
    case TYPE.BOOLEAN: return [{ name: "True", value: true }, { name: "False", value: false }];
    case TYPE.USER:
    case TYPE.MENTIONABLE: return people();
    case TYPE.CHANNEL: return store.guildChannels(option.channel_types).map((one) => ({ name: one.name, value: one.id }));
    default: return null;
  }
}
