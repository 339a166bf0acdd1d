// Discord's block Markdown: code blocks, quotes, headings, subtext and lists, around the inline kind.

import { inline } from "./markdown-inline.js";

const FENCE = /```(?:([\w+\-.#]*)\n)?\n*([\s\S]+?)\n*```/g;
const QUOTE = /^ *> (.*)$/;
const QUOTE_REST = /^ *>>> ?/;
const HEADING = /^ *(#{1,3}) +(.+)$/;
const SUBTEXT = /^ *-# +(.+)$/;
const ITEM = /^( *)([-*]|\d{1,9}\.) +(.*)$/;

/** The block nodes of a text; `quotes` is false inside a quote, where Discord reads no second one. */
export function blocks(text, quotes = true) {
  if (quotes) {
    const rest = restQuote(text);
    if (rest) return [...blocks(rest.before), { type: "quote", children: blocks(rest.quoted, false) }];
  }
  const nodes = [];
  let end = 0;
  for (const match of text.matchAll(FENCE)) {
    nodes.push(...lines(text.slice(end, match.index), quotes, end > 0));
    nodes.push({ type: "codeblock", language: match[1] || null, text: match[2] });
    end = match.index + match[0].length;
  }
  nodes.push(...lines(text.slice(end), quotes, end > 0));
  return nodes;
}

/** `>>> ` quotes everything to the end, except inside a code block. */
function restQuote(text) {
  const match = /(^|\n) *>>> /.exec(text);
  if (!match || (text.slice(0, match.index).split("```").length - 1) % 2) return null;
  const start = match.index + match[1].length;
  return { before: text.slice(0, match.index), quoted: text.slice(start).replace(QUOTE_REST, "") };
}

/** `after` a code block the line break that ends it is not shown. */
function lines(text, quotes, after) {
  const rows = text.split("\n");
  const nodes = [];
  let plain = [];
  const flush = () => {
    const joined = plain.join("\n").replace(nodes.length || after ? /^\n/ : /^$/, "");
    if (joined.trim()) nodes.push({ type: "paragraph", children: inline(joined.replace(/\n+$/, "")) });
    plain = [];
  };
  for (let at = 0; at < rows.length; ) {
    const [node, taken] = special(rows, at, quotes);
    if (node) {
      flush();
      nodes.push(node);
    } else plain.push(rows[at]);
    at += taken;
  }
  flush();
  return nodes;
}

function special(rows, at, quotes) {
  const row = rows[at];
  if (quotes && QUOTE.test(row)) return quote(rows, at);
  const heading = HEADING.exec(row);
  if (heading) return [{ type: "heading", level: heading[1].length, children: inline(heading[2]) }, 1];
  const subtext = SUBTEXT.exec(row);
  if (subtext) return [{ type: "subtext", children: inline(subtext[1]) }, 1];
  return ITEM.test(row) ? list(rows, at) : [null, 1];
}

function quote(rows, at) {
  const inside = [];
  while (at + inside.length < rows.length) {
    const row = rows[at + inside.length];
    const match = QUOTE.exec(row) ?? (/^ *>$/.test(row) ? ["", ""] : null);
    if (!match) break;
    inside.push(match[1]);
  }
  return [{ type: "quote", children: blocks(inside.join("\n"), false) }, inside.length];
}

function list(rows, at) {
  const taken = [];
  for (const row of rows.slice(at)) {
    const match = ITEM.exec(row);
    if (!match || (taken.length && otherKind(taken[0], match))) break;
    taken.push(match);
  }
  return [nest(taken), taken.length];
}

/** On the level of the first item, a bullet after a number (or the reverse) begins another list. */
const otherKind = (first, item) => item[1].length <= first[1].length && /\d/.test(item[2]) !== /\d/.test(first[2]);

/** Items that are indented further belong to the item before them. */
function nest(matches) {
  const indent = matches[0][1].length;
  const marker = matches[0][2];
  const items = [];
  for (let at = 0; at < matches.length; ) {
    let next = at + 1;
    while (next < matches.length && matches[next][1].length > indent) next += 1;
    const children = [{ type: "paragraph", children: inline(matches[at][3]) }];
    if (next > at + 1) children.push(nest(matches.slice(at + 1, next)));
    items.push(children);
    at = next;
  }
  const ordered = /\d/.test(marker);
  return { type: "list", ordered, start: ordered ? Number.parseInt(marker, 10) : null, items };
}
