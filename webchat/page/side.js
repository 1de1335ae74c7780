// The side panel: which chat, which person, which language.

import { avatar } from "./bubbles.js";
import { byId, make } from "./dom.js";
import { LANGUAGE_CODES, say } from "./words.js";

/** Show the panel; `doing` has open(chat), become(person) and speak(language code). */
export function showSide({ person, people, bot, chats }, here, unread, doing) {
  byId("chats").replaceChildren(...chats.map((chat) => chatItem(chat, bot, chat.id === here, unread.get(chat.id) ?? 0, doing)));
  byId("people").setAttribute("aria-label", say("youAre"));
  byId("people").replaceChildren(...people.map((someone) => personItem(someone, someone.id === person.id, doing)));
  const codes = { ...LANGUAGE_CODES, [person.language_code]: LANGUAGE_CODES[person.language_code] ?? person.language_code };
  const select = byId("language");
  select.replaceChildren(...Object.entries(codes).map(([code, name]) => make("option", { value: code, selected: code === person.language_code }, `${name} (${code})`)));
  select.onchange = () => doing.speak(select.value);
  byId("open-side").classList.toggle("news", [...unread.values()].some(Boolean));
}

function chatItem(chat, bot, current, unread, doing) {
  const name = chat.title ?? bot.first_name;
  const button = make("button", { type: "button", onclick: () => doing.open(chat.id) }, avatar(name), make("span", {}, name), unread ? make("b", { className: "badge" }, `${unread}`) : null);
  if (current) button.setAttribute("aria-current", "true");
  return make("li", {}, button);
}

function personItem(someone, current, doing) {
  const input = make("input", { type: "radio", name: "person", checked: current, onchange: () => doing.become(someone.id) });
  return make("label", {}, input, avatar(someone.first_name), make("span", {}, someone.first_name));
}

/** Open or close the panel where it is not always there. */
export function openSide(open) {
  document.body.classList.toggle("side-open", open);
  byId("open-side").setAttribute("aria-expanded", open);
  if (open) byId("side").querySelector("button").focus();
}
