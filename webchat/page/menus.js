// A menu that pops up beside what it is about.

import { byId, icon, make } from "./dom.js";
import { say } from "./words.js";

const menu = byId("menu-here");
let opener = null;

/**
 * Offer a few things to do, each a word, which is its icon's name too, and what it does.
 * The place is a rectangle in the window; `anchor`, if any, is the button that opened the menu.
 */
export function openMenu(items, place, anchor = null) {
  closeMenu();
  opener = { anchor, focus: document.activeElement };
  menu.replaceChildren(...items.map(([word, run]) => {
    const item = make("button", { type: "button", tabIndex: -1, attributes: { role: "menuitem" } }, icon(word), say(word));
    item.onclick = () => (closeMenu(), run());
    return item;
  }));
  menu.hidden = false;
  anchor?.setAttribute("aria-expanded", "true");
  const below = place.bottom + menu.offsetHeight + 8 <= innerHeight;
  const top = below ? place.bottom + 4 : (place.top ?? place.bottom) - menu.offsetHeight - 4;
  menu.style.left = `${Math.max(8, Math.min(place.left, innerWidth - menu.offsetWidth - 8))}px`;
  menu.style.top = `${Math.max(8, top)}px`;
  menu.firstChild.focus();
}

/** Take the menu away; the focus goes back where it was. */
function closeMenu() {
  if (!opener) return;
  const { anchor, focus } = opener;
  opener = null;
  menu.hidden = true;
  anchor?.setAttribute("aria-expanded", "false");
  (anchor ?? focus)?.focus({ preventScroll: true });
}

menu.onkeydown = (event) => {
  const items = [...menu.children];
  const at = items.indexOf(document.activeElement);
  const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[event.key];
  if (next !== undefined) items.at(next % items.length).focus();
  else if (["Escape", "Tab"].includes(event.key)) closeMenu();
  else return;
  event.preventDefault();
  event.stopPropagation();
};
document.addEventListener("pointerdown", (event) => menu.contains(event.target) || closeMenu(), true);
