// Messages -> elements.

import { byId, copy, hue, icon, make } from "./dom.js";
import { pollBox } from "./polls.js";
import { richText } from "./richtext.js";
import { fileUrl } from "./server.js";
import { locale, say } from "./words.js";

/**
 * A message as a list item.
 * `doing` holds what its parts do: send(text), press(message, button, element), vote(message, options),
 * menu(message, element) and jump(message_id).
 */
export function bubble(message, doing) {
  const group = message.chat.type !== "private";
  const content = make("div", { className: "bubble" }, ...parts(message, group, doing));
  if (!message.sticker) content.prepend(tail());
  if (isMediaOnly(message)) content.classList.add("media-only");
  content.oncontextmenu = (event) => {
    if (event.target.closest("a, img, audio, video")) return;
    event.preventDefault();
    doing.menu(message, content);
  };
  const more = make("button", { type: "button", className: "more icon", onclick: () => doing.menu(message, more) }, icon("more"));
  more.setAttribute("aria-label", say("more"));
  more.setAttribute("aria-haspopup", "menu");
  const item = make("li", { className: message.own ? "own" : "other", id: `m${message.message_id}` });
  item.dataset.author = message.from.id;
  if (group && !message.own) item.append(avatar(message.from.first_name));
  item.append(make("div", { className: "stack" }, content, keyboard(message, doing)), more);
  return item;
}

/** A round picture with the first letter of a name. */
export function avatar(name) {
  const box = make("span", { className: `avatar ${hue(name)}` }, [...name][0].toUpperCase());
  box.setAttribute("aria-hidden", "true");
  return box;
}

/** What a message says in one line. */
export function summary(message) {
  if (message.text ?? message.caption) return (message.text ?? message.caption).replaceAll(/\s+/g, " ");
  if (message.poll) return message.poll.question;
  if (message.document) return message.document.file_name;
  if (message.photo) return say("photo");
  if (message.animation ?? message.video) return say("video");
  if (message.voice ?? message.audio) return say("voice");
  return say("noText");
}

function isMediaOnly(message) {
  return Boolean((message.photo ?? message.animation ?? message.video ?? message.sticker) && !message.caption);
}

function tail() {
  const svg = icon("tail");
  svg.classList.add("tail");
  return svg;
}

function parts(message, group, doing) {
  const text = message.text ?? message.caption;
  return [
    make("span", { className: "visually-hidden" }, `${message.own ? say("you") : message.from.first_name}: `),
    group && !message.own ? make("div", { className: `author ${hue(message.from.first_name)}` }, message.from.first_name) : null,
    message.reply_to_message ? quoted(message.reply_to_message, doing) : null,
    ...media(message),
    message.poll ? pollBox(message.poll, message.chosen, (options) => doing.vote(message, options)) : null,
    text ? make("div", { className: "text" }, ...richText(text, message.entities ?? message.caption_entities, doing.send)) : null,
    stamp(message),
  ];
}

function stamp(message) {
  const date = new Date(message.date * 1000);
  const time = make("time", { dateTime: date.toISOString(), title: date.toLocaleString(locale) },
    date.toLocaleTimeString(locale, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }));
  return make("span", { className: "stamp" }, message.edit_date ? `${say("edited")} ` : "", time);
}

function quoted(message, doing) {
  return make("button", { type: "button", className: `quoted ${hue(message.from.first_name)}`, onclick: () => doing.jump(message.message_id) },
    make("b", {}, message.from.first_name), make("span", {}, summary(message)));
}

function media(message) {
  if (message.photo) return [photo(message.photo.at(-1), message.caption)];
  if (message.sticker) return [make("img", { className: "sticker", src: fileUrl(message.sticker), alt: message.sticker.emoji ?? "" })];
  const moving = message.animation ?? message.video;
  if (moving) return [film(moving, Boolean(message.animation))];
  const sound = message.voice ?? message.audio;
  if (sound) return [make("audio", { controls: true, preload: "metadata", src: fileUrl(sound), attributes: { "aria-label": say("voice") } })];
  return message.document ? [file(message.document)] : [];
}

/** Height and width are known beforehand, so that nothing jumps when the picture arrives. */
function sized(element, { width, height }) {
  element.width = width;
  element.height = height;
  element.style.aspectRatio = `${width} / ${height}`;
  return element;
}

function photo(size, caption) {
  const image = sized(make("img", { src: fileUrl(size), alt: caption ?? say("photo") }), size);
  const button = make("button", { type: "button", className: "photo", onclick: () => enlarge(image) }, image);
  button.setAttribute("aria-label", [say("enlarge"), caption].filter(Boolean).join(": "));
  return button;
}

function enlarge(image) {
  const dialog = byId("picture");
  const large = dialog.querySelector("img");
  large.src = image.src;
  large.alt = image.alt;
  dialog.showModal();
}

function film(moving, silent) {
  if ((moving.mime_type ?? "").startsWith("image/")) return sized(make("img", { className: "film", src: fileUrl(moving), alt: "" }), moving);
  const video = make("video", { className: "film", src: fileUrl(moving), loop: silent, muted: silent, autoplay: silent, controls: !silent, playsInline: true });
  return sized(video, moving);
}

function file(document) {
  const name = document.file_name;
  const link = make("a", { className: "file", href: fileUrl(document), download: name },
    make("i", {}, icon("file")), make("span", {}, make("b", {}, name), make("small", {}, bytes(document.file_size))));
  link.setAttribute("aria-label", say("downloadFile", { name }));
  return link;
}

function bytes(size) {
  const [unit, scale] = size < 1e3 ? ["B", 1] : size < 1e6 ? ["kB", 1e3] : ["MB", 1e6];
  return `${(size / scale).toLocaleString(locale, { maximumFractionDigits: 1 })} ${unit}`;
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
  key.onclick = () => (button.copy_text ? copy(button.copy_text.text, say("copied")) : doing.press(message, button, key));
  return key;
}
