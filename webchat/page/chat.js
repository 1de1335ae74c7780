// The chat page: who is here, which chat is open, and what happens in it.

import { composer } from "./composer.js";
import { byId, copy, make } from "./dom.js";
import { atRest, showAction, showHeader, showState } from "./header.js";
import * as log from "./log.js";
import { openMenu } from "./menus.js";
import { answered, press } from "./presses.js";
import { look, turnPages } from "./scroll.js";
import { Unreachable, act, listen, read } from "./server.js";
import { openSide, showSide } from "./side.js";
import { say, speak } from "./words.js";

const LABELS = { "open-side": "openChats", log: "messages", side: "openChats", previous: "previous", next: "next", save: "save", close: "close", viewer: "photo", "menu-here": "more" };

const here = { state: null, chat: 0, messages: [], unread: new Map(), newest: new Map(), source: null, older: true };
let turn = Promise.resolve();
// One after another, so that what happens while the messages are read is not lost.
const inTurn = (task) => {
  turn = turn.then(task, task);
  turn.catch(notThere);
  return turn;
};
const me = () => here.state.person.id;
const inChat = (what) => ({ person: me(), chat: here.chat, ...what });

const doing = {
  send: (text, reply) => act("send", inChat({ text, ...(reply && { reply_to: reply }) })),
  edit: (message, text) => act("edit", inChat({ message_id: message.message_id, text })),
  vote: (message, options) => act("vote", inChat({ message_id: message.message_id, options })),
  lastOwn: () => here.messages.findLast(canEdit),
  bot: () => here.state.bot.username,
  ask: (query) => act("inline", inChat({ query })),
  choose: (query, result) => act("choose", inChat({ query, result })),
  start,
  jump: log.jump,
  press: (message, { callback_data: data = "" }, key) => press(key, () => act("press", inChat({ message_id: message.message_id, data }))),
  upload,
  menu: openBubbleMenu,
};
const writing = composer(doing);

// --- opening

async function become(person) {
  here.source?.close();
  here.newest.clear();
  await refresh(person);
  sessionStorage.person = localStorage.person = me();
  const wanted = Number(sessionStorage.chat);
  here.source = listen(me(), { event: (event) => inTurn(() => happen(event)), state: connected });
  await open(here.state.chats.some((chat) => chat.id === wanted) ? wanted : here.state.chats[0].id);
  await Promise.all(here.state.chats.map(glance));
  header();
}

/** Learn what was said last in a chat that is not open. */
async function glance({ id }) {
  if (!here.newest.has(id)) here.newest.set(id, (await read("messages", inChat({ chat: id }))).at(-1));
}

async function refresh(person) {
  here.state = await read("state", { person });
  speak(here.state.person.language_code);
  document.querySelectorAll("[data-word]").forEach((element) => (element.textContent = say(element.dataset.word)));
  for (const [id, word] of Object.entries(LABELS)) byId(id).setAttribute("aria-label", say(word));
  writing.translate();
}

async function open(chat) {
  here.chat = chat;
  sessionStorage.chat = chat;
  here.unread.set(chat, 0);
  here.messages = [];
  writing.moveTo(chat);
  writing.setCommands(here.state.commands[chat]);
  await inTurn(reload);
  openSide(false);
  byId("app").removeAttribute("aria-busy");
}

async function reload() {
  here.messages = await read("messages", inChat());
  here.older = true;
  log.showAll(here.messages, doing);
  settle();
}

function header() {
  const { bot, chats, people } = here.state;
  const name = chats.find((chat) => chat.id === here.chat).title ?? bot.first_name;
  showHeader(name, here.chat < 0 ? say("members", { n: people.length + 1 }) : say("alone"));
  showSide(here.state, here, { open, become, speak: choose });
}

function settle() {
  here.newest.set(here.chat, here.messages.at(-1));
  header();
  writing.update(here.messages, me());
  const empty = !here.messages.length && here.chat > 0;
  writing.showStart(empty);
  const { description, bot } = here.state;
  byId("about").hidden = !empty;
  byId("about").replaceChildren(make("h2", {}, say("whatCan")), make("p", {}, description || `@${bot.username}`));
  look();
}

async function choose(code) {
  await act("language", { person: me(), language_code: code });
}

// --- what happens

let wasConnected = true;

/** What could not be read is read at the next connection. */
function notThere(error) {
  if (!(error instanceof Unreachable)) throw error;
}

function connected(yes) {
  if (yes && !wasConnected) inTurn(() => refresh(me()).then(reload));
  wasConnected = yes;
  if (!yes) showState(say("connecting"));
}

function happen(event) {
  if (event.kind === "answer") return answered(event.data);
  if (event.kind === "inline") return writing.offer(event.data);
  if (event.kind === "profile") return refresh(me()).then(() => (writing.setCommands(here.state.commands[here.chat]), reload()));
  if (event.chat !== here.chat) return elsewhere(event);
  if (event.kind === "action") return showAction(event.data);
  if (event.kind === "deleted") drop(event.message_id);
  else take(event.message);
  return settle();
}

function take(message) {
  const at = here.messages.findIndex((other) => other.message_id === message.message_id);
  if (at >= 0) here.messages[at] = message;
  else if (message.message_id > (here.messages.at(-1)?.message_id ?? 0)) here.messages.push(message);
  else return;
  if (message.from.is_bot) atRest();
  log.showOne(message, here.messages, doing);
}

function drop(number) {
  const gone = here.messages.find((message) => message.message_id === number);
  if (!gone) return;
  here.messages = here.messages.filter((message) => message !== gone);
  log.remove(gone, here.messages, doing);
}

function elsewhere(event) {
  if (event.kind !== "message") return;
  here.newest.set(event.chat, event.message);
  if (!event.message.own) here.unread.set(event.chat, (here.unread.get(event.chat) ?? 0) + 1);
  header();
}

// --- what the person does

async function upload(file, kind, caption) {
  const form = new FormData();
  for (const [name, value] of Object.entries(inChat({ kind, caption }))) form.append(name, value);
  form.append("file", file, file.name);
  await act("upload", form);
}

const canEdit = (message) => message.own && Boolean(message.text) && !message.via_bot;

function openBubbleMenu(message, place, anchor) {
  const text = message.text ?? message.caption;
  const items = [["reply", () => writing.reply(message)]];
  if (text) items.push(["copy", () => copy(text, say("copied"))]);
  if (canEdit(message)) items.push(["edit", () => writing.edit(message)]);
  openMenu(items, place, anchor);
}

function followLink(event) {
  const link = event.target.closest("a[href]");
  if (!link) return;
  const url = new URL(link.href, location.href);
  if (url.host === "t.me" && url.pathname === "/share/url") {
    event.preventDefault();
    copy(url.searchParams.get("url"), say("copied"));
  }
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

function older() {
  if (!here.older || byId("scroller").scrollTop > 400 || !here.messages.length) return;
  here.older = false;
  inTurn(readOlder);
}

async function readOlder() {
  const before = await read("messages", inChat({ before: here.messages[0].message_id }));
  here.messages.unshift(...before);
  log.showOlder(before, here.messages, doing);
  here.older = before.length > 0;
}

byId("scroller").addEventListener("scroll", older, { passive: true });
byId("open-side").onclick = () => openSide(true);
byId("veil").onclick = () => openSide(false);
byId("messages").addEventListener("click", followLink);
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") openSide(false);
  const pages = { PageUp: -1, PageDown: 1 }[event.key];
  if (pages && event.target === byId("input")) turnPages(pages);
  // Whoever begins to type writes, wherever the focus is lost.
  const types = event.key.length === 1 && event.key !== " " && !event.ctrlKey && !event.metaKey && !event.altKey;
  if (types && [document.body, byId("scroller")].includes(document.activeElement)) byId("input").focus();
});

const asked = new URLSearchParams(location.search);
await become(asked.get("person") ?? sessionStorage.person ?? localStorage.person ?? 0);
if (asked.has("start")) {
  history.replaceState(null, "", "/");
  await start(asked.get("start"));
}
