// Messages -> elements.

import { avatar, copy, hue, icon, make } from "./dom.js";
import { isShot, media } from "./media.js";
import { pollBox } from "./polls.js";
import { plainOf, richMessage } from "./rich.js";
import { richText } from "./richtext.js";
import { hour, languageOf, say, when } from "./words.js";

const FEW_EMOJI = /^(?:\p{Extended_Pictographic}[\u{FE0F}\u{200D}\p{Emoji_Modifier}]{0,3}){1,3}$/u;

/**
 * A message as a list item; an album is one item, with all its messages.
 * `doing` holds what its parts do: send(text), press(message, button, element), vote(message, options),
 * menu(message, place) and jump(message_id).
 */
export function bubble(message, doing, album = [message]) {
  const group = message.chat.type !== "private";
  const content = make("div", { className: "bubble" }, ...parts(message, group, doing, album));
  content.oncontextmenu = (event) => {
    if (event.target.closest("a, img, audio, video") || getSelection().toString()) return;
    event.preventDefault();
    doing.menu(message, { left: event.clientX, bottom: event.clientY });
  };
  if (isShot(message)) content.classList.add("has-media", ...(album.some(({ caption }) => caption) ? [] : ["media-only"]));
  const item = make("li", { className: message.own ? "own" : "other", id: `m${message.message_id}` });
  if (FEW_EMOJI.test(message.text ?? "")) item.classList.add("emoji-only");
  item.append(make("div", { className: "stack" }, content, keyboard(message, doing)), moreButton(message, doing));
  return item;
}

/** What a message says in one line. */
export function summary(message) {
  if (message.text ?? message.caption) return (message.text ?? message.caption).replaceAll(/\s+/g, " ");
  if (message.rich_message) return plainOf(message.rich_message);
  if (message.poll) return message.poll.question;
  if (message.document) return message.document.file_name;
  if (message.photo) return say("photo");
  if (message.animation ?? message.video) return say("video");
  if (message.voice ?? message.audio) return say("voice");
  return say("noText");
}

function parts(message, group, doing, album) {
  const other = group && !message.own;
  return [
    message.sticker ? null : drawn("tail"),
    other ? avatar(message.from.first_name) : null,
    make("span", { className: "visually-hidden" }, `${message.own ? say("you") : message.from.first_name}: `),
    author(message, other),
    message.reply_to_message ? quoted(message.reply_to_message, doing) : null,
    media(album),
    message.poll ? pollBox(message.poll, message.chosen, (options) => doing.vote(message, options)) : null,
    make("div", { className: "body" }, words(album.find(({ caption }) => caption) ?? message, doing), reaction(message), stamp(message)),
  ];
}

function author(message, other) {
  const via = message.via_bot ? say("via", { bot: `@${message.via_bot.username}` }) : null;
  if (!other && !via) return null;
  return make("div", { className: `author ${hue(message.from.first_name)}` }, other ? `${message.from.first_name} ` : null, via ? make("span", {}, via) : null);
}

function words(message, doing) {
  if (message.rich_message) return richMessage(message.rich_message);
  const text = message.text ?? message.caption;
  if (!text) return null;
  return make("div", { className: "text", lang: languageOf(text) }, ...richText(text, message.entities ?? message.caption_entities, doing.send));
}

/** The bot's reaction to the message. */
function reaction(message) {
  return message.reaction ? make("span", { className: "reaction" }, message.reaction) : null;
}

/** An icon that is found by its name. */
function drawn(name) {
  const svg = icon(name);
  svg.classList.add(name);
  return svg;
}

function moreButton(message, doing) {
  const more = make("button", { type: "button", className: "more icon" }, icon("more"));
  more.onclick = () => doing.menu(message, more.getBoundingClientRect(), more);
  for (const [name, value] of [["label", say("more")], ["haspopup", "menu"], ["expanded", "false"]]) more.setAttribute(`aria-${name}`, value);
  return more;
}

function stamp(message) {
  const time = make("time", { dateTime: new Date(message.date * 1000).toISOString(), title: when(message.date) }, hour(message.date));
  const ticks = message.own ? [drawn("tick"), drawn("ticks")] : [];
  return make("span", { className: "stamp" }, message.edit_date ? say("edited") : null, time, ...ticks);
}

function quoted(message, doing) {
  return make("button", { type: "button", className: `quoted ${hue(message.from.first_name)}`, onclick: () => doing.jump(message.message_id) },
    make("b", {}, message.from.first_name), make("span", {}, summary(message)));
}

function keyboard(message, doing) {
  const rows = message.reply_markup?.inline_keyboard ?? [];
  if (!rows.length) return null;
  return make("div", { className: "inline-keys" },
    ...rows.map((row) => make("div", {}, ...row.map((button) => inlineButton(message, button, doing)))));
}

function inlineButton(message, button, doing) {
  const style = button.style ? ` ${button.style}` : "";
  if (button.url) {
    return make("a", { className: `key${style}`, href: button.url, target: "_blank", rel: "noopener noreferrer" }, button.text, icon("link"));
  }
  const key = make("button", { type: "button", className: `key${style}` }, button.text, button.copy_text ? icon("copy") : null);
  key.onpointerdown = ({ offsetX, offsetY }) => {
    key.style.setProperty("--x", `${offsetX}px`);
    key.style.setProperty("--y", `${offsetY}px`);
  };
  key.onclick = () => (button.copy_text ? copy(button.copy_text.text, say("copied")) : doing.press(message, button, key));
  return key;
}
