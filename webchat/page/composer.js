// The input: what is written, what it answers or corrects, and where that goes.

import { summary } from "./bubbles.js";
import { commandKey, hideCommands, listenToCommands, setCommands, suggest } from "./commands.js";
import { byId } from "./dom.js";
import { listenToFiles } from "./files.js";
import { inlineMode } from "./inline.js";
import { showKeyboard, wish } from "./keyboard.js";
import { say } from "./words.js";

const LABELS = { input: "placeholder", attach: "attach", send: "send", "show-keys": "keyboard", commands: "menu", menu: "menu", caption: "addCaption" };
const input = byId("input");
const replying = byId("replying");

/** Bring the composer to life; `doing` has send(text, reply), edit(message, text), upload(file, kind, caption) and lastOwn(). */
export function composer(doing) {
  const state = { doing, about: null, editing: false, forced: 0, chat: 0, drafts: new Map() };
  state.inline = inlineMode(input, doing);
  listen(state);
  listenToCommands((command) => deliver(state, command));
  listenToFiles(doing.upload, () => write(state.editing ? input.value : ""));
  write("");
  return {
    translate,
    setCommands,
    reply: (message) => point(state, message, false),
    edit: (message) => point(state, message, true),
    moveTo: (chat) => moveTo(state, chat),
    offer: (data) => state.inline.offer(data),
    update: (messages, person) => update(state, messages, person),
    showStart: (shown) => {
      byId("start").hidden = !shown;
      byId("line").hidden = shown;
    },
  };
}

function translate() {
  for (const [id, word] of Object.entries(LABELS)) byId(id).setAttribute("aria-label", say(word));
  byId("caption").placeholder = say("addCaption");
  byId("drop").querySelector("span").textContent = say("dropHere");
  replying.querySelector("button").setAttribute("aria-label", say("cancel"));
}

function listen(state) {
  byId("composer").onsubmit = (event) => {
    event.preventDefault();
    submit(state);
  };
  byId("start").onclick = () => state.doing.send("/start");
  replying.querySelector("button").onclick = () => point(state, null, false);
  input.oninput = () => {
    grow();
    suggest(input.value);
    state.inline.typed();
  };
  input.onkeydown = (event) => {
    if (event.isComposing || event.keyCode === 229) return;
    if (commandKey(event) || state.inline.key(event) || plainKey(state, event)) event.preventDefault();
  };
}

/** Whether a key was for more than the text; the arrow up corrects what was said last, as in Telegram. */
function plainKey(state, { key, shiftKey }) {
  if (key === "Enter" && !shiftKey) submit(state);
  else if (key === "Escape" && state.about) point(state, null, false);
  else if (key === "ArrowUp" && !input.value && state.doing.lastOwn()) point(state, state.doing.lastOwn(), true);
  else return false;
  return true;
}

function submit(state) {
  const text = input.value.trim();
  if (text) deliver(state, text);
}

/** What could not be sent is put back, unless something else is written by then. */
async function deliver(state, text) {
  const { doing, about, editing } = state;
  hideCommands();
  state.inline.close();
  point(state, null, false);
  write("");
  input.focus();
  const sent = await (editing ? doing.edit(about, text) : doing.send(text, about?.message_id));
  if (sent !== undefined || input.value) return;
  if (about) point(state, about, editing);
  write(text);
}

function write(text) {
  input.value = text;
  grow();
}

function grow() {
  input.style.height = "auto";
  input.style.height = `${input.scrollHeight}px`;
  byId("send").classList.toggle("ready", Boolean(input.value.trim()));
}

function point(state, message, editing) {
  if (editing || state.editing) write(editing ? message.text : "");
  Object.assign(state, { about: message, editing });
  replying.hidden = !message;
  if (!message) return;
  replying.querySelector("use").setAttribute("href", editing ? "#i-edit" : "#i-reply");
  replying.querySelector("b").textContent = editing ? say("editing") : message.from.first_name;
  replying.querySelector("span").textContent = summary(message);
  input.focus();
}

/** Each chat keeps what is half written in it. */
function moveTo(state, chat) {
  state.inline.close();
  if (!state.editing) state.drafts.set(state.chat, input.value);
  point(state, null, false);
  state.chat = chat;
  write(state.drafts.get(chat) ?? "");
}

function update(state, messages, person) {
  const wished = wish(messages, person);
  const { asking, markup, answered } = wished;
  input.placeholder = (!answered && markup?.input_field_placeholder) || say("placeholder");
  if (markup?.force_reply && !answered && state.forced !== asking.message_id) {
    state.forced = asking.message_id;
    point(state, asking, false);
  }
  showKeyboard(wished, (text) => deliver(state, text));
}
