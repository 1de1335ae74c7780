// The bot's commands: all of them from the menu button, or those that fit what is typed after a slash.

import { byId, make } from "./dom.js";

const list = byId("commands");
const button = byId("menu");
const input = byId("input");
let all = [];
let choose = () => {};

/** Bring the list to life; `chosen` is called with a command. */
export function listenToCommands(chosen) {
  choose = chosen;
  button.onclick = () => {
    if (list.hidden) show(all, false);
    else hideCommands();
    input.focus();
  };
  document.addEventListener("pointerdown", (event) => byId("composer").contains(event.target) || hideCommands());
}

/** Which commands there are in this chat. */
export function setCommands(commands) {
  all = commands;
  button.hidden = !commands.length;
  hideCommands();
}

/** Offer what fits what is typed. */
export function suggest(typed) {
  const fitting = /^\/\w*$/.test(typed) ? all.filter(({ command }) => command.startsWith(typed.slice(1))) : [];
  show(fitting, true);
}

/** Take the list away. */
export function hideCommands() {
  show([], false);
}

function show(commands, first) {
  list.replaceChildren(...commands.map(({ command, description }, number) =>
    make("li", { id: `command-${number}`, onclick: () => choose(`/${command}`), attributes: { role: "option", "aria-selected": "false" } },
      make("b", {}, `/${command}`), make("span", {}, description))));
  list.hidden = !commands.length;
  button.setAttribute("aria-expanded", !list.hidden);
  input.removeAttribute("aria-activedescendant");
  if (first && commands.length) mark(list.firstChild);
}

function mark(chosen) {
  for (const item of list.children) item.setAttribute("aria-selected", item === chosen);
  input.setAttribute("aria-activedescendant", chosen.id);
  chosen.scrollIntoView({ block: "nearest" });
}

/** Whether a key that was pressed in the input was for the list. */
export function commandKey({ key }) {
  if (list.hidden) return false;
  const items = [...list.children];
  const at = items.findIndex((item) => item.getAttribute("aria-selected") === "true");
  if (key === "Escape") hideCommands();
  else if (key === "ArrowDown") mark(items[(at + 1) % items.length]);
  else if (key === "ArrowUp") mark(items.at(at < 1 ? -1 : at - 1));
  else if (key === "Enter" && at >= 0) items[at].click();
  else if (key === "Tab" && at >= 0) {
    input.value = `${items[at].querySelector("b").textContent} `;
    hideCommands();
  } else return false;
  return true;
}
