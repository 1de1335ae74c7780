// Buttons that were pressed and wait for the bot's answer.

import { alertBox, toast } from "./dom.js";

const ANSWER_MS = 15000;
const waiting = new Map();
const early = new Set(); // queries answered before their own call returned

/** Let a button show that it waits; `ask` tells the bot, and gives the query. */
export async function press(key, ask) {
  key.classList.add("waiting");
  const pressed = await ask();
  const done = () => key.classList.remove("waiting");
  if (!pressed || early.delete(pressed.query)) return done();
  waiting.set(pressed.query, done);
  setTimeout(done, ANSWER_MS);
}

/** The bot has answered: nothing, a short notice, an alert or a page. */
export function answered({ query, text, alert, url }) {
  if (waiting.has(query)) waiting.get(query)();
  else early.add(query);
  waiting.delete(query);
  if (url) window.open(url, "_blank", "noopener");
  if (text) (alert ? alertBox : toast)(text);
}
