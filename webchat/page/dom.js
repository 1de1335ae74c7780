// Small helpers to build elements, and to say something over the chat.

/** An element with properties, attributes (as `attributes`) and children, which are nodes or texts. */
export function make(tag, { attributes = {}, dataset = {}, ...properties } = {}, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  Object.assign(element.dataset, dataset);
  element.append(...children.filter((child) => child !== null && child !== undefined && child !== ""));
  return element;
}

/** One of the icons in the page. */
export function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  use.setAttribute("href", `#i-${name}`);
  svg.append(use);
  return svg;
}

/** The element with an id. */
export const byId = (id) => document.getElementById(id);

/** A colour that belongs to a name, out of Telegram's seven. */
export function hue(name) {
  const mixed = [...name].reduce((total, character) => (31 * total + character.codePointAt(0)) % 9973, 0);
  return ["red", "orange", "violet", "green", "cyan", "blue", "pink"][mixed % 7];
}

/** A round picture with the first letter of a name. */
export function avatar(name) {
  return make("span", { className: `avatar ${hue(name)}`, attributes: { "aria-hidden": "true" } }, [...name][0].toUpperCase());
}

let toastTimer = 0;

/** Show a short notice over the chat. */
export function toast(text) {
  const box = byId("toast");
  box.textContent = text;
  box.hidden = false;
  clearTimeout(toastTimer);
  toastTimer = setTimeout(() => (box.hidden = true), 1500 + text.length * 50);
}

/** Show a notice that must be closed. */
export function alertBox(text) {
  const dialog = byId("alert");
  dialog.querySelector("p").textContent = text;
  dialog.showModal();
}

/** Put a text on the clipboard and say so. */
export async function copy(text, notice) {
  await navigator.clipboard.writeText(text);
  toast(notice);
}
