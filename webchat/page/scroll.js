// Where in the chat somebody is: at the newest message, or reading further up.

import { byId, make } from "./dom.js";
import { say } from "./words.js";

const NEAR = 80;
const GLIDE_MS = 600;
const REST_MS = 1200;
const STILL = matchMedia("(prefers-reduced-motion: reduce)");
const list = byId("messages");
const scroller = byId("scroller");
const button = byId("to-bottom");
const badge = make("b", { className: "badge", hidden: true });

// Follow the newest message until somebody scrolls up; scrolling down by itself does not stop it.
let following = true;
let top = 0;
let glidingUntil = 0;
let missed = 0;
let resting = 0;

/** Whether the newest message is in view. */
const isAtBottom = () => scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < NEAR;

/** Bring the newest message into view, and keep it there. */
export function toBottom({ gently = false } = {}) {
  following = true;
  const far = scroller.scrollHeight - scroller.scrollTop > 3 * scroller.clientHeight;
  if (gently) glidingUntil = performance.now() + GLIDE_MS;
  const smooth = performance.now() < glidingUntil && !far && !STILL.matches;
  scroller.scrollTo({ top: scroller.scrollHeight, behavior: smooth ? "smooth" : "instant" });
}

/** Read further up or down, by most of what is in view. */
export const turnPages = (by) => scroller.scrollBy({ top: by * 0.85 * scroller.clientHeight, behavior: STILL.matches ? "instant" : "smooth" });

/** Something new has come: go there, unless somebody reads further up, who is told how much waits. */
export function arrived({ own }) {
  if (following || own) return toBottom({ gently: true });
  missed += 1;
  return look();
}

/** Change the list above what is in view, without moving what is in view. */
export function keepPlace(change) {
  const fromBottom = scroller.scrollHeight - scroller.scrollTop;
  change();
  scroller.scrollTo({ top: scroller.scrollHeight - fromBottom, behavior: "instant" });
}

/** Let the button back to the newest message say what waits there. */
export function look() {
  button.hidden = isAtBottom();
  if (button.hidden) missed = 0;
  const label = [say("newest"), missed && say("unreadHere", { n: missed })].filter(Boolean).join(", ");
  if (label === button.ariaLabel) return;
  button.ariaLabel = label;
  badge.hidden = !missed;
  badge.textContent = missed;
}

/** Of the days that stand at the top, only the last is to be seen. */
const atTop = new IntersectionObserver((changes) => {
  for (const { target, boundingClientRect, rootBounds } of changes) {
    target.classList.toggle("stuck", boundingClientRect.top < rootBounds.top);
  }
  const stuck = list.querySelectorAll(".day.stuck");
  stuck.forEach((day, number) => day.classList.toggle("past", number < stuck.length - 1));
}, { root: scroller, rootMargin: "-9px 0px 0px", threshold: 1 });

/** Let a day between the messages stay at the top while one reads what was said then. */
export const holdAtTop = (day) => atTop.observe(day);

/** The day at the top shows while somebody scrolls. */
function showDay() {
  clearTimeout(resting);
  list.classList.add("scrolling");
  resting = setTimeout(() => list.classList.remove("scrolling"), REST_MS);
}

button.append(badge);
button.onclick = () => toBottom({ gently: true });
scroller.addEventListener("scroll", () => {
  following = isAtBottom() || (following && scroller.scrollTop >= top);
  top = scroller.scrollTop;
  look();
  showDay();
}, { passive: true });
const grown = new ResizeObserver(() => following && toBottom());
grown.observe(scroller);
grown.observe(list);
