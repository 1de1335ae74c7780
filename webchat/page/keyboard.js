// The bot's keyboard under the input, and what else its newest message asks of the input.

import { byId, make } from "./dom.js";

const KINDS = ["keyboard", "remove_keyboard", "force_reply"];
const keys = byId("keys");
const toggle = byId("show-keys");
let open = false;

/** What the bot's newest markup asks of a person: its message, its markup, and whether that is done. */
export function wish(messages, person) {
  const asking = messages.findLast((message) => asks(message, person));
  const after = asking ? messages.slice(messages.indexOf(asking) + 1) : [];
  return { asking, markup: asking?.reply_markup, answered: after.some((message) => message.from.id === person) };
}

function asks(message, person) {
  const markup = message.reply_markup;
  if (!message.from.is_bot || !markup || !KINDS.some((kind) => markup[kind])) return false;
  return !markup.selective || message.chat.type === "private" || message.reply_to_message?.from.id === person;
}

/** Show the keyboard that is wished for, if any; its keys say their text. */
export function showKeyboard({ markup, answered }, say) {
  const rows = markup?.keyboard ?? [];
  toggle.hidden = !rows.length;
  keys.classList.toggle("tall", !markup?.resize_keyboard);
  keys.replaceChildren(...rows.map((row) => make("div", {}, ...row.map((key) => {
    const text = key.text ?? key;
    return make("button", { type: "button", className: "key", onclick: () => say(text) }, text);
  }))));
  unfold(Boolean(rows.length) && !(markup.one_time_keyboard && answered));
}

function unfold(wanted) {
  open = wanted;
  keys.hidden = !open;
  toggle.setAttribute("aria-expanded", open);
}

toggle.onclick = () => unfold(!open);
