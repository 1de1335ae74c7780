// The chat page: who is here, which chat is open, and what happens in it.

import { composer } from "./composer.js";
import { alertBox, byId, copy, hue, icon, make, toast } from "./dom.js";
import * as log from "./log.js";
import { act, listen, read } from "./server.js";
import { openSide, showSide } from "./side.js";
import { say, speak } from "./words.js";

const ACTION_MS = 5000;
const ANSWER_MS = 15000;

const here = { state: null, chat: 0, messages: [], unread: new Map(), waiting: new Map(), source: null, actionTimer: 0, older: true };
const early = new Set(); // queries answered before their own call returned
let turn = Promise.resolve();
// One after another, so that what happens while the messages are read is not lost.
const inTurn = (task) => (turn = turn.then(task, task));
const me = () => here.state.person.id;
const inChat = (what) => ({ person: me(), chat: here.chat, ...what });

const doing = {
  send: (text, reply) => act("send", inChat({ text, ...(reply && { reply_to: reply }) })),
  edit: (message, text) => act("edit", inChat({ message_id: message.message_id, text })),
  vote: (message, options) => act("vote", inChat({ message_id: message.message_id, options })),
  jump: log.jump,
  press,
  upload,
  menu: openBubbleMenu,
};
const writing = composer(doing);

// --- opening

async function become(person) {
  here.source?.close();
  await refresh(person);
  sessionStorage.person = localStorage.person = me();
  const wanted = Number(sessionStorage.chat);
  here.source = listen(me(), { event: (event) => inTurn(() => happen(event)), state: connected });
  await open(here.state.chats.some((chat) => chat.id === wanted) ? wanted : here.state.chats[0].id);
}

async function refresh(person) {
  here.state = await read("state", { person });
  speak(here.state.person.language_code);
  document.querySelectorAll("[data-word]").forEach((element) => (element.textContent = say(element.dataset.word)));
  const labels = { "open-side": "openChats", "to-bottom": "newest", messages: "messages", side: "openChats" };
  for (const [id, word] of Object.entries(labels)) byId(id).setAttribute("aria-label", say(word));
  byId("picture").querySelector("button").setAttribute("aria-label", say("close"));
  writing.translate();
}

async function open(chat) {
  here.chat = chat;
  sessionStorage.chat = chat;
  here.unread.set(chat, 0);
  here.messages = [];
  writing.reset();
  writing.setCommands(here.state.commands[chat]);
  await inTurn(reload);
  openSide(false);
  byId("app").removeAttribute("aria-busy");
}

async function reload() {
  here.messages = await read("messages", inChat());
  here.older = true;
  header();
  log.showAll(here.messages, doing);
  settle();
}

function header() {
  const { bot, chats } = here.state;
  const name = chats.find((chat) => chat.id === here.chat).title ?? bot.first_name;
  byId("title").textContent = document.title = name;
  byId("avatar").textContent = [...name][0].toUpperCase();
  byId("avatar").className = `avatar ${hue(name)}`;
  status();
  showSide(here.state, here.chat, here.unread, { open, become, speak: choose });
}

function settle() {
  writing.update(here.messages, me());
  const empty = !here.messages.length && here.chat > 0;
  writing.showStart(empty);
  const { description, bot } = here.state;
  byId("about").hidden = !empty;
  byId("about").replaceChildren(make("h2", {}, say("whatCan")), make("p", {}, description || `@${bot.username}`));
  byId("to-bottom").hidden = log.isAtBottom();
}

function status(text) {
  const group = here.chat < 0;
  byId("status").textContent = text ?? (group ? say("members", { n: here.state.people.length + 1 }) : say("alone"));
  byId("status").classList.toggle("busy", Boolean(text));
}

async function choose(code) {
  await act("language", { person: me(), language_code: code });
}

// --- what happens

let wasConnected = true;

function connected(yes) {
  if (yes && !wasConnected) inTurn(() => refresh(me()).then(reload));
  wasConnected = yes;
  if (!yes) status(say("connecting"));
}

function happen(event) {
  if (event.kind === "answer") return answered(event.data);
  if (event.kind === "profile") return refresh(me()).then(() => (writing.setCommands(here.state.commands[here.chat]), reload()));
  if (event.chat !== here.chat) return elsewhere(event);
  if (event.kind === "action") return showAction(event.data);
  if (event.kind === "deleted") {
    here.messages = here.messages.filter((message) => message.message_id !== event.message_id);
    log.remove(event.message_id, here.messages);
  } else {
    take(event.message);
  }
  return settle();
}

function take(message) {
  const at = here.messages.findIndex((other) => other.message_id === message.message_id);
  if (at >= 0) here.messages[at] = message;
  else if (message.message_id > (here.messages.at(-1)?.message_id ?? 0)) here.messages.push(message);
  else return;
  if (message.from.is_bot) status();
  log.showOne(message, here.messages, doing);
}

function elsewhere(event) {
  if (event.kind !== "message" || event.message.own) return;
  here.unread.set(event.chat, (here.unread.get(event.chat) ?? 0) + 1);
  header();
}

function showAction(action) {
  status(say(action));
  clearTimeout(here.actionTimer);
  here.actionTimer = setTimeout(status, ACTION_MS);
}

// --- what the person does

async function press(message, button, key) {
  key.classList.add("waiting");
  const pressed = await act("press", inChat({ message_id: message.message_id, data: button.callback_data ?? "" }));
  const done = () => key.classList.remove("waiting");
  if (!pressed || early.has(pressed.query)) return done();
  here.waiting.set(pressed.query, done);
  setTimeout(done, ANSWER_MS);
}

function answered({ query, text, alert, url }) {
  const done = here.waiting.get(query);
  if (done) done();
  else early.add(query);
  here.waiting.delete(query);
  if (url) window.open(url, "_blank", "noopener");
  if (text) (alert ? alertBox : toast)(text);
}

async function upload(file, kind, caption) {
  const form = new FormData();
  for (const [name, value] of Object.entries(inChat({ kind, caption }))) form.append(name, value);
  form.append("file", file, file.name);
  await act("upload", form);
}

function openBubbleMenu(message, anchor) {
  const menu = byId("bubble-menu");
  const text = message.text ?? message.caption;
  const items = [["reply", () => writing.reply(message)]];
  if (text) items.push(["copy", () => copy(text, say("copied"))]);
  if (message.own && message.text) items.push(["edit", () => writing.edit(message)]);
  menu.replaceChildren(...items.map(([name, run]) => {
    const item = make("button", { type: "button", onclick: () => ((menu.hidden = true), run()) }, icon(name), say(name));
    item.setAttribute("role", "menuitem");
    return item;
  }));
  menu.hidden = false;
  const at = anchor.getBoundingClientRect();
  menu.style.left = `${Math.max(8, Math.min(at.left, innerWidth - menu.offsetWidth - 8))}px`;
  menu.style.top = `${Math.max(8, Math.min(at.bottom, innerHeight - menu.offsetHeight - 8))}px`;
  menu.firstChild.focus();
}

function followLink(event) {
  const link = event.target.closest("a[href]");
  if (!link) return;
  const url = new URL(link.href, location.href);
  const ours = url.host === "t.me" && url.pathname === `/${here.state.bot.username}`;
  if (!ours) return;
  event.preventDefault();
  start(url.searchParams.get("start"));
}

async function start(payload) {
  if (here.chat < 0) await open(here.state.chats[0].id);
  doing.send(payload ? `/start ${payload}` : "/start");
}

// --- the page

async function older() {
  if (!here.older || byId("scroller").scrollTop > 200 || !here.messages.length) return;
  here.older = false;
  const before = await read("messages", inChat({ before: here.messages[0].message_id }));
  here.messages.unshift(...before);
  log.showOlder(before, here.messages, doing);
  here.older = before.length > 0;
}

byId("scroller").addEventListener("scroll", () => {
  byId("to-bottom").hidden = log.isAtBottom();
  older();
}, { passive: true });
byId("to-bottom").onclick = log.toBottom;
byId("open-side").onclick = () => openSide(!document.body.classList.contains("side-open"));
byId("veil").onclick = () => openSide(false);
byId("messages").addEventListener("click", followLink);
byId("picture").onclick = () => byId("picture").close();
document.addEventListener("pointerdown", (event) => {
  if (!byId("bubble-menu").contains(event.target)) byId("bubble-menu").hidden = true;
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  byId("bubble-menu").hidden = true;
  openSide(false);
});

const asked = new URLSearchParams(location.search);
await become(asked.get("person") ?? sessionStorage.person ?? localStorage.person ?? 0);
if (asked.has("start")) {
  history.replaceState(null, "", "/");
  await start(asked.get("start"));
}
