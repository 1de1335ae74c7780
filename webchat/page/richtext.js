// Text and its entities -> elements. Offsets count UTF-16 units, as JavaScript's strings do.

import { copy, icon, make } from "./dom.js";
import { locale, say } from "./words.js";

const BLOCKS = new Set(["pre", "blockquote", "expandable_blockquote"]);
const TAGS = { bold: "strong", italic: "em", underline: "u", strikethrough: "s" };

/** A text as nodes; `send` is called with a command that is tapped. */
export function richText(text, entities = [], send) {
  return stretch(text, entities, 0, text.length, send);
}

function stretch(text, entities, start, end, send) {
  const nodes = [];
  let position = start;
  while (entities.length) {
    const [entity, ...rest] = entities;
    const from = Math.max(entity.offset, position);
    const to = Math.min(entity.offset + entity.length, end);
    const inner = rest.filter((other) => other.offset < to);
    entities = rest.filter((other) => other.offset >= to);
    if (from >= to) continue;
    if (from > position) nodes.push(...between(text.slice(position, from), nodes.at(-1), entity));
    nodes.push(wrap(entity, text.slice(from, to), stretch(text, inner, from, to, send), send));
    position = to;
  }
  if (position < end) nodes.push(...between(text.slice(position, end), nodes.at(-1)));
  return nodes;
}

/** Text beside a block, which stands on lines of its own: one line feed at its edge is not shown. */
function between(text, before, after) {
  if (before?.matches?.("blockquote, .code")) text = text.replace(/^\n/, "");
  if (after && BLOCKS.has(after.type)) text = text.replace(/\n$/, "");
  return text ? [text] : [];
}

function wrap(entity, text, nodes, send) {
  if (entity.type in TAGS) return make(TAGS[entity.type], {}, ...nodes);
  const build = WRAPPERS[entity.type];
  return build ? build(entity, text, nodes, send) : make("span", {}, ...nodes);
}

const WRAPPERS = {
  code: (_entity, text, nodes) => make("code", { title: say("copy"), onclick: () => copy(text, say("copied")) }, ...nodes),
  pre: codeBlock,
  spoiler,
  blockquote: (_entity, _text, nodes) => make("blockquote", {}, ...nodes),
  expandable_blockquote: folded,
  url: (_entity, text, nodes) => link(text, nodes),
  text_link: (entity, _text, nodes) => link(entity.url, nodes),
  bot_command: (_entity, text, nodes, send) =>
    make("button", { type: "button", className: "link", onclick: () => send(text) }, ...nodes),
  mention: (_entity, _text, nodes) => make("span", { className: "mention" }, ...nodes),
  date_time: (entity) =>
    make("time", {}, new Date(entity.unix_time * 1000).toLocaleString(locale, { dateStyle: "medium", timeStyle: "short" })),
};

function link(href, nodes) {
  return make("a", { href, target: "_blank", rel: "noopener noreferrer" }, ...nodes);
}

function codeBlock(entity, text, nodes) {
  const button = make("button", { type: "button", onclick: () => copy(text, say("copied")) }, say("copy"));
  button.setAttribute("aria-label", say("copyCode"));
  const head = entity.language && make("div", { className: "code-head" }, entity.language, button);
  return make("div", { className: "code" }, head, make("pre", { tabIndex: 0 }, make("code", {}, ...nodes)));
}

function spoiler(_entity, _text, nodes) {
  const box = make("span", { className: "spoiler", tabIndex: 0 }, make("span", {}, ...nodes));
  box.setAttribute("role", "button");
  box.setAttribute("aria-label", say("spoiler"));
  const reveal = () => {
    box.classList.add("shown");
    for (const name of ["role", "aria-label", "tabindex"]) box.removeAttribute(name);
  };
  box.onclick = reveal;
  box.onkeydown = (event) => ["Enter", " "].includes(event.key) && (event.preventDefault(), reveal());
  return box;
}

function folded(_entity, _text, nodes) {
  const body = make("div", {}, ...nodes);
  const button = make("button", { type: "button", className: "fold" });
  const quote = make("blockquote", { className: "foldable" }, body, button);
  const set = (open) => {
    quote.classList.toggle("open", open);
    button.replaceChildren(say(open ? "showLess" : "showMore"), icon("down"));
    button.setAttribute("aria-expanded", open);
  };
  button.onclick = () => set(!quote.classList.contains("open"));
  set(false);
  // Only a quote that is really longer than its fold needs the button.
  new ResizeObserver((_changes, observer) => {
    if (quote.classList.contains("open") || !body.clientHeight) return;
    button.hidden = body.scrollHeight <= body.clientHeight + 2;
    if (!button.hidden) observer.disconnect();
  }).observe(body);
  return quote;
}
