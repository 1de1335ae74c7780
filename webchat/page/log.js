// The list of messages: in order, in groups, with the days between.

import { bubble } from "./bubbles.js";
import { byId, make } from "./dom.js";
import { arrived, holdAtTop, keepPlace, toBottom } from "./scroll.js";
import { dayName } from "./words.js";

const RUN_SECONDS = 600;
const CALM_MS = 5000;
const list = byId("messages");

/** Show these messages, and no others; the newest in view. */
export function showAll(messages, doing) {
  list.classList.toggle("group", messages[0]?.chat.type === "supergroup");
  list.replaceChildren(...items(messages, doing));
  arrange(messages);
  toBottom();
}

/** Show one message, new or changed, without moving what somebody reads. */
export function showOne(message, messages, doing) {
  const album = albumOf(message, messages);
  const item = bubble(album[0], doing, album);
  const old = byId(item.id);
  const at = messages.indexOf(album[0]);
  if (old) {
    exchange(old, item);
    arrange(messages, at - 1, at + album.length);
  } else {
    item.classList.add("new");
    list.classList.toggle("group", message.chat.type === "supergroup");
    list.append(item);
    arrange(messages, messages.findLastIndex((other, number) => number < at && !other.own));
    arrived(message);
  }
}

/** Show older messages above, the place staying where it is. */
export function showOlder(older, messages, doing) {
  keepPlace(() => {
    list.prepend(...items(older, doing));
    arrange(messages, 0, older.length);
  });
}

/** Take a message away. */
export function remove(gone, messages, doing) {
  const album = messages.filter((other) => inOneAlbum(other, gone));
  const item = byId(`m${gone.message_id}`)?.closest("#messages > li");
  if (album.length) item?.replaceWith(bubble(album[0], doing, album));
  else item?.remove();
  list.querySelectorAll(".day").forEach((day) => day.remove());
  arrange(messages);
}

/** Show where a message is. */
export function jump(number) {
  const item = byId(`m${number}`)?.closest("#messages > li");
  if (!item) return;
  item.scrollIntoView({ block: "center" });
  item.classList.remove("found");
  void item.offsetWidth;
  item.classList.add("found");
}

const inOneAlbum = (one, other) =>
  Boolean(one.media_group_id) && one.media_group_id === other.media_group_id && Boolean(one.photo ?? one.video);

const albumOf = (message, messages) => (message.media_group_id ? messages.filter((other) => other === message || inOneAlbum(other, message)) : [message]);

/** An item for each message but those that an album before has taken in. */
function items(messages, doing) {
  return messages.flatMap((message) => {
    const album = albumOf(message, messages);
    return album[0] === message ? [bubble(message, doing, album)] : [];
  });
}

/** Put the new element in the old one's place; who was on one of its buttons stays there. */
function exchange(old, item) {
  const buttons = [...old.querySelectorAll("button")];
  const at = buttons.indexOf(document.activeElement);
  const folds = [...old.querySelectorAll(".foldable")].map((quote) => quote.classList.contains("open"));
  keepMedia(old, item);
  keepQuiet(old, item);
  old.replaceWith(item);
  item.querySelectorAll(".foldable").forEach((quote, number) => folds[number] && quote.querySelector(".fold").click());
  if (at >= 0) ([...item.querySelectorAll("button")][at] ?? item.querySelector("button"))?.focus({ preventScroll: true });
}

/** What plays goes on playing; a picture stays behind the next until that is there. */
function keepMedia(old, item) {
  const [before, after] = [old, item].map((each) => each.querySelector("audio, video, .photo img"));
  if (!before || !after || before.tagName !== after.tagName) return;
  if (before.tagName === "IMG") after.style.backgroundImage = `url("${before.src}")`;
  else if (before.src === after.src) after.closest(".voice, .shot").replaceWith(before.closest(".voice, .shot"));
}

/** A screen reader need not read every step of what changes all the time, nor what says the same as before. */
function keepQuiet(old, item) {
  const [before, after] = [old, item].map((each) => each.querySelector(".bubble .text")?.textContent);
  item.dataset.changed = Date.now();
  if (before === after || item.dataset.changed - (old.dataset.changed ?? 0) < CALM_MS) item.setAttribute("aria-live", "off");
}

/** Which messages stand together, which are answered, and where a day begins; from one place to another. */
function arrange(messages, from = 0, to = messages.length - 1) {
  const answered = messages.findLastIndex((message) => !message.own);
  for (let number = Math.max(from, 0); number <= Math.min(to, messages.length - 1); number += 1) {
    const message = messages[number];
    const item = byId(`m${message.message_id}`);
    if (item?.parentElement !== list) continue;
    const before = messages[number - 1];
    const after = messages[number + albumOf(message, messages).length];
    item.classList.toggle("first", !together(before, message));
    item.classList.toggle("last", !together(message, after));
    item.classList.toggle("read", message.own && number < answered);
    separate(item, before, message);
  }
}

function separate(item, before, message) {
  const begins = !before || dayOf(before) !== dayOf(message);
  const day = item.previousElementSibling?.matches(".day") ? item.previousElementSibling : null;
  if (!begins) day?.remove();
  if (!begins || day) return;
  const chip = make("li", { className: "day" }, make("span", {}, dayName(message.date)));
  item.before(chip);
  holdAtTop(chip);
}

function together(one, other) {
  return Boolean(one && other) && one.from.id === other.from.id && dayOf(one) === dayOf(other) && other.date - one.date < RUN_SECONDS;
}

const dayOf = (message) => new Date(message.date * 1000).toDateString();
