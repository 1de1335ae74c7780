// The list of messages: in order, in groups, and at the right place.

import { bubble } from "./bubbles.js";
import { byId, make } from "./dom.js";
import { locale } from "./words.js";

const NEAR = 80;
const RUN_SECONDS = 600;
const list = byId("messages");
const scroller = byId("scroller");

// Follow the newest message until somebody scrolls up; scrolling down by itself does not stop it.
let following = true;
let top = 0;
scroller.addEventListener("scroll", () => {
  following = isAtBottom() || (following && scroller.scrollTop >= top);
  top = scroller.scrollTop;
}, { passive: true });
const grown = new ResizeObserver(() => following && toBottom());
grown.observe(scroller);
grown.observe(list);

/** Show these messages, and no others; the newest in view. */
export function showAll(messages, doing) {
  list.replaceChildren(...messages.map((message) => bubble(message, doing)));
  arrange(messages);
  toBottom();
}

/** Show one message, new or changed, without moving what somebody reads. */
export function showOne(message, messages, doing) {
  const old = byId(`m${message.message_id}`);
  const item = bubble(message, doing);
  if (old) exchange(old, item);
  else {
    item.classList.add("new");
    list.append(item);
  }
  arrange(messages);
  if (following || message.own) toBottom();
}

/** Show older messages above, the place staying where it is. */
export function showOlder(older, messages, doing) {
  const fromBottom = scroller.scrollHeight - scroller.scrollTop;
  list.prepend(...older.map((message) => bubble(message, doing)));
  arrange(messages);
  scroller.scrollTop = scroller.scrollHeight - fromBottom;
}

/** Take a message away. */
export function remove(number, messages) {
  byId(`m${number}`)?.remove();
  arrange(messages);
}

/** Whether the newest message is in view. */
export const isAtBottom = () => scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < NEAR;

/** Bring the newest message into view, and keep it there. */
export function toBottom() {
  following = true;
  scroller.scrollTop = scroller.scrollHeight;
}

/** Show where a message is. */
export function jump(number) {
  const item = byId(`m${number}`);
  if (!item) return;
  item.scrollIntoView({ block: "center" });
  item.classList.remove("found");
  void item.offsetWidth;
  item.classList.add("found");
}

/** Put the new element in the old one's place; who was on one of its buttons stays there. */
function exchange(old, item) {
  const buttons = [...old.querySelectorAll("button")];
  const at = buttons.indexOf(document.activeElement);
  const folds = [...old.querySelectorAll(".foldable")].map((quote) => quote.classList.contains("open"));
  old.replaceWith(item);
  item.querySelectorAll(".foldable").forEach((quote, number) => folds[number] && quote.querySelector(".fold").click());
  if (at >= 0) ([...item.querySelectorAll("button")][at] ?? item.querySelector("button"))?.focus({ preventScroll: true });
}

/** Days between messages, and which messages stand together. */
function arrange(messages) {
  list.querySelectorAll(".day").forEach((day) => day.remove());
  messages.forEach((message, number) => {
    const item = byId(`m${message.message_id}`);
    const [before, after] = [messages[number - 1], messages[number + 1]];
    item.classList.toggle("first", !together(before, message));
    item.classList.toggle("last", !together(message, after));
    if (!before || dayOf(before) !== dayOf(message)) item.before(day(message));
  });
}

function together(one, other) {
  return Boolean(one && other) && one.from.id === other.from.id && dayOf(one) === dayOf(other) && other.date - one.date < RUN_SECONDS;
}

const dayOf = (message) => new Date(message.date * 1000).toDateString();

function day(message) {
  const date = new Date(message.date * 1000);
  const ago = Math.round((new Date(new Date().toDateString()) - new Date(date.toDateString())) / 864e5);
  const text = ago < 2
    ? new Intl.RelativeTimeFormat(locale, { numeric: "auto" }).format(-ago, "day")
    : date.toLocaleDateString(locale, { month: "long", day: "numeric", year: date.getFullYear() === new Date().getFullYear() ? undefined : "numeric" });
  return make("li", { className: "day" }, make("span", {}, text));
}
