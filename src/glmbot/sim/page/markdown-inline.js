// Discord's inline Markdown: text in, a tree of plain values out.

const DEEPEST = 12;

const wrap = (type, group = 1) => (match, depth) => ({ type, children: inline(match[group], depth + 1) });
const leaf = (type, read) => (match) => ({ type, ...read(match) });

/** Discord drops a closing bracket that the address itself does not open. */
function bareAddress(match) {
  let address = match[0];
  while (address.endsWith(")") && address.split(")").length > address.split("(").length) address = address.slice(0, -1);
  return { type: "link", address, children: [{ type: "text", text: address }], length: address.length };
}

const MASKED =
  /\[((?:\\.|[^[\]\\]|\[[^[\]]*\])+)\]\(\s*<?(https?:\/\/(?:[^\s()<>]|\([^\s()<>]*\))+)>?(?:\s+"([^"]*)")?\s*\)/iy;

/** By first character: the rules to try there, in order. */
const RULES = {
  "\\": [[/\\([^0-9A-Za-z\s])/y, leaf("text", (match) => ({ text: match[1] }))]],
  "*": [
    [/\*\*((?:\\[\s\S]|[^\\])+?)\*\*(?!\*)/y, wrap("bold")],
    [/\*(?=\S)((?:\*\*|\\[\s\S]|\s+(?:\\[\s\S]|[^\s*\\]|\*\*)|[^\s*\\])+?)\*(?!\*)/y, wrap("italic")],
  ],
  _: [
    [/__((?:\\[\s\S]|[^\\])+?)__(?!_)/y, wrap("underline")],
    [/\b_((?:__|\\[\s\S]|[^\\_])+?)_\b/y, wrap("italic")],
  ],
  "~": [[/~~([\s\S]+?)~~(?!_)/y, wrap("strike")]],
  "|": [[/\|\|([\s\S]+?)\|\|/y, wrap("spoiler")]],
  "`": [[/(`+)([\s\S]*?[^`])\1(?!`)/y, leaf("code", (match) => ({ text: match[2].trim() }))]],
  "[": [[MASKED, (match, depth) => ({ type: "link", address: match[2], title: match[3], children: inline(match[1], depth + 1, false) })]],
  "<": [
    [/<@!?(\d+)>/y, leaf("user", (match) => ({ id: match[1] }))],
    [/<@&(\d+)>/y, leaf("role", (match) => ({ id: match[1] }))],
    [/<#(\d+)>/y, leaf("channel", (match) => ({ id: match[1] }))],
    [/<\/([-_'\w ]{1,100}):(\d+)>/uy, leaf("command", (match) => ({ name: match[1] }))],
    [/<t:(-?\d{1,17})(?::([tTdDfFR]))?>/y, leaf("time", (match) => ({ seconds: Number(match[1]), style: match[2] }))],
    [/<a?:(\w{2,32}):(\d+)>/y, leaf("emoji", (match) => ({ name: match[1] }))],
    [/<(https?:\/\/[^\s<>]+)>/iy, leaf("link", (match) => ({ address: match[1], children: [{ type: "text", text: match[1] }] }))],
  ],
  h: [[/https?:\/\/[^\s<]+[^<.,:;"'\]\s]/iy, bareAddress]],
  "@": [[/@(everyone|here)\b/y, leaf("everyone", (match) => ({ name: match[1] }))]],
};

function firstMatch(text, position, depth, links) {
  for (const [pattern, build] of RULES[text[position]] ?? []) {
    pattern.lastIndex = position;
    const match = pattern.exec(text);
    if (!match) continue;
    const node = build(match, depth);
    if (node.type === "link" && !links) return null;
    return { node, length: node.length ?? match[0].length };
  }
  return null;
}

function add(nodes, node) {
  const last = nodes.at(-1);
  if (node.type === "text" && last?.type === "text") last.text += node.text;
  else nodes.push(node);
}

/** The inline nodes of a text. Inside a link no other link is read. */
export function inline(text, depth = 0, links = true) {
  const nodes = [];
  if (depth > DEEPEST) return [{ type: "text", text }];
  let position = 0;
  while (position < text.length) {
    const found = firstMatch(text, position, depth, links);
    add(nodes, found ? { ...found.node } : { type: "text", text: text[position] });
    position += found?.length ?? 1;
  }
  return nodes;
}
