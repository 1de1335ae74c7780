// The side panel: which chat, which person, which language.

import { summary } from "./bubbles.js";
import { avatar, byId, make } from "./dom.js";
import { LANGUAGE_CODES, say, shortly } from "./words.js";

/**
 * Show the panel. `here` has the open chat's number, and by chat the newest message and how many are unread;
 * `doing` has open(chat), become(person) and speak(language code).
 */
export function showSide({ person, people, bot, chats }, here, doing) {
  byId("chats").replaceChildren(...chats.map((chat) => chatItem(chat, chat.title ?? bot.first_name, here, doing)));
  byId("people").setAttribute("aria-label", say("youAre"));
  byId("people").replaceChildren(...people.map((someone) => personItem(someone, someone.id === person.id, doing)));
  const codes = { ...LANGUAGE_CODES, [person.language_code]: LANGUAGE_CODES[person.language_code] ?? person.language_code };
  const select = byId("language");
  select.replaceChildren(...Object.entries(codes).map(([code, name]) => make("option", { value: code, selected: code === person.language_code }, `${name} (${code})`)));
  select.onchange = () => doing.speak(select.value);
  byId("open-side").classList.toggle("news", [...here.unread.values()].some(Boolean));
}

function chatItem(chat, name, here, doing) {
  const newest = here.newest.get(chat.id);
  const unread = here.unread.get(chat.id) ?? 0;
  const button = make("button", { type: "button", onclick: () => doing.open(chat.id) }, avatar(name), make("b", {}, name),
    newest ? make("time", {}, shortly(newest.date)) : null,
    make("span", { className: "preview" }, newest ? preview(newest) : ""),
    unread ? make("span", { className: "badge" }, `${unread}`, make("span", { className: "visually-hidden" }, ` ${say("unread")}`)) : null);
  if (chat.id === here.chat) button.setAttribute("aria-current", "true");
  return make("li", {}, button);
}

function preview(message) {
  const author = message.own ? say("you") : message.chat.type === "private" ? "" : message.from.first_name;
  return author ? `${author}: ${summary(message)}` : summary(message);
}

function personItem(someone, current, doing) {
  const input = make("input", { type: "radio", name: "person", checked: current, onchange: () => doing.become(someone.id) });
  return make("label", {}, input, avatar(someone.first_name), make("span", {}, someone.first_name));
}

/** Open or close the panel where it is not always there; the focus goes in, and back again. */
export function openSide(open) {
  if (open === document.body.classList.contains("side-open")) return;
  document.body.classList.toggle("side-open", open);
  byId("open-side").setAttribute("aria-expanded", open);
  byId("main").inert = open;
  if (open) byId("chats").querySelector("[aria-current]").focus();
  else byId("open-side").focus();
}
