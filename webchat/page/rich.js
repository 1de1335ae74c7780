// Rich messages -> elements: blocks of text, formulas, tables and folds.

import { copy, make } from "./dom.js";
import { languageOf, say, when } from "./words.js";

const MARKS = { bold: "strong", italic: "em", underline: "u", strikethrough: "s", code: "code", marked: "mark", subscript: "sub", superscript: "sup" };
const MATHML = "http://www.w3.org/1998/Math/MathML";
const MATH_TAGS = new Set(["math", "mrow", "mi", "mn", "mo", "mtext", "mspace", "mfrac", "msqrt", "mroot", "msub", "msup", "msubsup", "munder", "mover", "munderover", "mtable", "mtr", "mtd", "mstyle", "mpadded", "mphantom"]);
const MATH_ATTRIBUTES = new Set(["display", "displaystyle", "scriptlevel", "mathvariant", "stretchy", "fence", "form", "lspace", "rspace", "width", "height", "depth", "accent", "movablelimits", "minsize", "maxsize", "symmetric", "largeop", "linethickness"]);
const MATH_STYLES = new Set(["text-align", "justify-items", "padding-left", "padding-right"]);

/** A rich message as an element. */
export function richMessage(rich) {
  return make("div", { className: "rich", lang: languageOf(plainOf(rich)) }, ...blocks(rich.blocks));
}

/** What a rich message says in one line. */
export function plainOf(rich) {
  return rich.blocks.map(plain).filter(Boolean).join(" ").replaceAll(/\s+/g, " ");
}

function plain(part) {
  if (typeof part === "string") return part;
  if (Array.isArray(part)) return part.map(plain).join(part.some?.((one) => one?.type === "paragraph") ? " " : "");
  const { text, expression, summary, blocks: inner, items, cells } = part;
  return expression ?? [text, summary].filter(Boolean).map(plain).concat((inner ?? items ?? cells?.flat() ?? []).map(plain)).join(" ");
}

function blocks(list) {
  return list.map((one) => (BLOCKS[one.type] ?? BLOCKS.paragraph)(one));
}

const BLOCKS = {
  paragraph: ({ text }) => make("p", {}, ...inline(text)),
  heading: ({ text, size }) => make(`h${Math.min(size + 2, 6)}`, {}, ...inline(text)),
  footer: ({ text }) => make("p", { className: "footer" }, ...inline(text)),
  divider: () => make("hr"),
  pre: ({ text }) => make("pre", { tabIndex: 0 }, ...inline(text)),
  blockquote: (block) => make("blockquote", {}, ...blocks(block.blocks)),
  list: ({ items }) => make(items[0]?.label === "•" ? "ul" : "ol", {}, ...items.map((item) => make("li", {}, ...blocks(item.blocks)))),
  details: ({ summary, blocks: inner, is_open }) =>
    make("details", { open: Boolean(is_open) }, make("summary", {}, ...inline(summary)), make("div", {}, ...blocks(inner))),
  mathematical_expression: (block) => scrolling(formula(block, true), "formula"),
  table,
};

/** A box that scrolls sideways where its content is too wide, also with the keyboard. */
function scrolling(content, className) {
  return make("div", { className, tabIndex: 0 }, content);
}

function table({ cells, caption, is_bordered, is_striped }) {
  const rows = cells.map((row) => make("tr", {}, ...row.map(cell)));
  const body = make("table", {}, caption ? make("caption", {}, ...inline(caption)) : null, ...rows);
  body.classList.toggle("bordered", Boolean(is_bordered));
  body.classList.toggle("striped", Boolean(is_striped));
  return scrolling(body, "table");
}

function cell({ text, is_header, align, colspan, rowspan }) {
  const box = make(is_header ? "th" : "td", { colSpan: colspan ?? 1, rowSpan: rowspan ?? 1 }, ...inline(text ?? ""));
  box.classList.add(align ?? "left");
  if (is_header) box.scope = "col";
  return box;
}

/** Text with its formatting as nodes. */
function inline(text) {
  if (typeof text === "string") return text ? [text] : [];
  if (Array.isArray(text)) return text.flatMap(inline);
  if (text.type === "mathematical_expression") return [formula(text, false)];
  if (text.type in MARKS) return [mark(text)];
  if (text.type === "url") return [link(text)];
  if (text.type === "date_time") return [make("time", {}, when(text.unix_time))];
  return [make("span", {}, ...inline(text.text ?? ""))];
}

function mark({ type, text }) {
  const element = make(MARKS[type], {}, ...inline(text));
  if (type === "code") Object.assign(element, { title: say("copy"), onclick: () => copy(element.textContent, say("copied")) });
  return element;
}

function link({ text, url }) {
  const safe = /^(https?:|tg:|mailto:|tel:)/i.test(url);
  return make("a", safe ? { href: url, target: "_blank", rel: "noopener noreferrer" } : {}, ...inline(text));
}

/** A formula; its LaTeX where it cannot be drawn, as some of Telegram's clients do. */
function formula({ expression, mathml }, block) {
  // The page's policy forbids styles in markup, but not those that are set.
  const unstyled = mathml?.replaceAll(' style="', ' data-style="');
  const source = unstyled && new DOMParser().parseFromString(unstyled, "text/html").querySelector("math");
  if (!source) return make("code", {}, expression);
  const math = copyOf(source);
  math.setAttribute("display", block ? "block" : "inline");
  math.setAttribute("alttext", expression);
  return math;
}

/** MathML anew, with nothing else in it. */
function copyOf(node) {
  if (node.nodeType === Node.TEXT_NODE) return document.createTextNode(node.data);
  const element = document.createElementNS(MATHML, MATH_TAGS.has(node.localName) ? node.localName : "mrow");
  for (const { name, value } of node.attributes) if (MATH_ATTRIBUTES.has(name)) element.setAttribute(name, value);
  for (const [name, value] of (node.dataset.style ?? "").split(";").map((rule) => rule.split(":"))) {
    if (MATH_STYLES.has(name)) element.style.setProperty(name, value);
  }
  element.append(...[...node.childNodes].map(copyOf));
  return element;
}
