// The header: which chat this is, and what is going on in it.

import { byId, hue } from "./dom.js";
import { say } from "./words.js";

const ACTION_MS = 5000;
let usual = "";
let timer = 0;

/** Show a chat's name, and what is told of it when nothing goes on. */
export function showHeader(name, told) {
  byId("title").textContent = document.title = name;
  byId("avatar").textContent = [...name][0].toUpperCase();
  byId("avatar").className = `avatar ${hue(name)}`;
  usual = told;
  atRest();
}

/** Show for some seconds what the bot is doing. */
export function showAction(action) {
  showState(say(action));
  timer = setTimeout(atRest, ACTION_MS);
}

/** Show what goes on until it is over. */
export function showState(text) {
  clearTimeout(timer);
  byId("status").textContent = text;
  byId("status").classList.add("busy");
}

/** Nothing goes on. */
export function atRest() {
  clearTimeout(timer);
  byId("status").textContent = usual;
  byId("status").classList.remove("busy");
}
