// What is under the messages: the input, the command menu, attachments and the bot's keyboard.

import { byId, icon, make } from "./dom.js";
import { say } from "./words.js";
import { summary } from "./bubbles.js";

const KEYBOARD_KINDS = ["keyboard", "remove_keyboard", "force_reply"];

/** Bring the composer to life; `doing` has send(text), edit(message, text) and upload(file, kind, caption). */
export function composer(doing) {
  const parts = {};
  for (const id of ["composer", "commands", "replying", "menu", "attach", "attach-menu", "input", "show-keys", "send", "keys", "file", "line", "start"]) {
    parts[id] = byId(id);
  }
  const state = { doing, parts, commands: [], about: null, editing: false, keyboard: null, keysOpen: false };
  listenToInput(state);
  listenToMenus(state);
  listenToFiles(state);
  return {
    translate: () => translate(state),
    setCommands: (commands) => setCommands(state, commands),
    reply: (message) => point(state, message, false),
    edit: (message) => point(state, message, true),
    reset: () => point(state, null, false),
    update: (messages, person) => update(state, messages, person),
    isTouched: () => Boolean(state.about || parts.input.value),
    showStart: (shown) => showStart(state, shown),
  };
}

function translate({ parts }) {
  parts.input.placeholder = say("placeholder");
  const labels = { input: "placeholder", attach: "attach", send: "send", "show-keys": "keyboard", commands: "menu", "attach-menu": "attach" };
  for (const [id, word] of Object.entries(labels)) parts[id].setAttribute("aria-label", say(word));
  parts.replying.querySelector("button").setAttribute("aria-label", say("cancel"));
  const kinds = ["photo", "file"].map((kind) =>
    make("button", { type: "button", dataset: { kind }, attributes: { role: "menuitem" } }, icon(kind), say(kind)));
  parts["attach-menu"].replaceChildren(...kinds);
}

// --- writing

function listenToInput(state) {
  const { input, composer: form } = state.parts;
  form.onsubmit = (event) => {
    event.preventDefault();
    submit(state);
  };
  input.oninput = () => {
    grow(state);
    suggest(state);
  };
  input.onkeydown = (event) => {
    if (event.isComposing || event.keyCode === 229) return;
    if (moveInCommands(state, event)) return;
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      submit(state);
    } else if (event.key === "Escape") {
      point(state, null, false);
    }
  };
  state.parts.replying.querySelector("button").onclick = () => point(state, null, false);
  grow(state);
}

function submit(state) {
  const text = state.parts.input.value.trim();
  if (text) deliver(state, text);
}

function deliver(state, text) {
  const { doing, parts, about, editing } = state;
  parts.input.value = "";
  closeMenus(state);
  grow(state);
  point(state, null, false);
  if (editing) doing.edit(about, text);
  else doing.send(text, about?.message_id);
  parts.input.focus();
}

function grow({ parts }) {
  const { input, send } = parts;
  input.style.height = "auto";
  input.style.height = `${input.scrollHeight}px`;
  send.classList.toggle("ready", Boolean(input.value.trim()));
}

function point(state, message, editing) {
  const { replying, input } = state.parts;
  if (editing || state.editing) input.value = editing ? message.text : "";
  Object.assign(state, { about: message, editing });
  replying.hidden = !message;
  if (message) {
    replying.querySelector("b").textContent = editing ? say("editing") : message.from.first_name;
    replying.querySelector("span").textContent = summary(message);
    input.focus();
  }
  grow(state);
}

// --- commands

function setCommands(state, commands) {
  state.commands = commands;
  state.parts.menu.hidden = !commands.length;
  closeMenus(state);
}

function suggest(state) {
  const typed = state.parts.input.value;
  const fitting = /^\/\w*$/.test(typed) ? state.commands.filter(({ command }) => command.startsWith(typed.slice(1))) : [];
  showCommands(state, fitting, typed !== "");
}

function showCommands(state, commands, first) {
  const { commands: list, menu } = state.parts;
  list.replaceChildren(...commands.map(({ command, description }, number) => {
    const item = make("li", { id: `command-${number}`, onclick: () => deliver(state, `/${command}`) }, make("b", {}, `/${command}`), make("span", {}, description));
    item.setAttribute("role", "option");
    item.setAttribute("aria-selected", first && number === 0);
    return item;
  }));
  list.hidden = !commands.length;
  menu.setAttribute("aria-expanded", !list.hidden);
}

function moveInCommands(state, event) {
  const { commands: list, input } = state.parts;
  if (list.hidden) return false;
  const items = [...list.children];
  const at = items.findIndex((item) => item.getAttribute("aria-selected") === "true");
  if (event.key === "Escape") closeMenus(state);
  else if (event.key === "Enter" && at >= 0) items[at].click();
  else if (event.key === "Tab" && at >= 0) input.value = items[at].querySelector("b").textContent;
  else if (["ArrowDown", "ArrowUp"].includes(event.key)) {
    const next = items.at((at + (event.key === "ArrowDown" ? 1 : at < 0 ? 0 : -1)) % items.length);
    items.forEach((item) => item.setAttribute("aria-selected", item === next));
    input.setAttribute("aria-activedescendant", next.id);
    next.scrollIntoView({ block: "nearest" });
  } else return false;
  event.preventDefault();
  return true;
}

function closeMenus({ parts }) {
  for (const [menu, button] of [["commands", "menu"], ["attach-menu", "attach"]]) {
    parts[menu].hidden = true;
    parts[button].setAttribute("aria-expanded", "false");
  }
  parts.input.removeAttribute("aria-activedescendant");
}

function listenToMenus(state) {
  const { parts } = state;
  parts.menu.onclick = () => {
    const open = parts.commands.hidden;
    closeMenus(state);
    if (open) showCommands(state, state.commands, false);
    parts.input.focus();
  };
  parts.attach.onclick = () => {
    const open = parts["attach-menu"].hidden;
    closeMenus(state);
    parts["attach-menu"].hidden = !open;
    parts.attach.setAttribute("aria-expanded", open);
    if (open) parts["attach-menu"].querySelector("button").focus();
  };
  parts["attach-menu"].onkeydown = (event) => {
    if (event.key === "Escape") closeMenus(state), parts.attach.focus();
  };
  parts["show-keys"].onclick = () => {
    state.keysOpen = !state.keysOpen;
    showKeys(state);
  };
  document.addEventListener("pointerdown", (event) => {
    if (!parts.composer.contains(event.target)) closeMenus(state);
  });
}

// --- files

function listenToFiles(state) {
  const { parts } = state;
  parts["attach-menu"].onclick = (event) => {
    const kind = event.target.closest("button")?.dataset.kind;
    if (!kind) return;
    closeMenus(state);
    parts.file.accept = kind === "photo" ? "image/*" : "";
    parts.file.dataset.kind = kind === "photo" ? "photo" : "document";
    parts.file.click();
  };
  parts.file.onchange = () => {
    attach(state, parts.file.files, () => parts.file.dataset.kind);
    parts.file.value = "";
  };
  parts.input.onpaste = (event) => {
    attach(state, event.clipboardData.files, (file) => (file.type.startsWith("image/") ? "photo" : "document"));
    if (event.clipboardData.files.length) event.preventDefault();
  };
}

/** Send files; what is written already goes along as the caption of the first. */
function attach(state, files, kindOf) {
  const { doing, parts, editing } = state;
  const caption = editing ? "" : parts.input.value.trim();
  [...files].forEach((file, place) => doing.upload(file, kindOf(file), place ? "" : caption));
  if (files.length && caption) {
    parts.input.value = "";
    grow(state);
  }
}

// --- the bot's keyboard

function update(state, messages, person) {
  const asking = messages.findLast((message) => asks(message, person));
  const markup = asking?.reply_markup;
  const answered = asking && messages.at(-1) !== asking && messages.slice(messages.indexOf(asking)).some((message) => message.from.id === person);
  state.keyboard = markup?.keyboard ? markup : null;
  state.keysOpen = Boolean(state.keyboard) && !(markup.one_time_keyboard && answered);
  state.parts.input.placeholder = (!answered && markup?.input_field_placeholder) || say("placeholder");
  if (markup?.force_reply && !answered && state.about !== asking) point(state, asking, false);
  showKeys(state);
}

function asks(message, person) {
  const markup = message.reply_markup;
  if (!message.from.is_bot || !markup || !KEYBOARD_KINDS.some((kind) => markup[kind])) return false;
  return !markup.selective || message.chat.type === "private" || message.reply_to_message?.from.id === person;
}

function showKeys(state) {
  const { keys, "show-keys": toggle } = state.parts;
  toggle.hidden = !state.keyboard;
  toggle.setAttribute("aria-expanded", state.keysOpen);
  keys.hidden = !state.keysOpen;
  keys.classList.toggle("tall", !state.keyboard?.resize_keyboard);
  const rows = state.keyboard?.keyboard ?? [];
  keys.replaceChildren(...rows.map((row) => make("div", {}, ...row.map((key) => {
    const text = key.text ?? key;
    return make("button", { type: "button", onclick: () => deliver(state, text) }, text);
  }))));
}

function showStart({ parts, doing }, shown) {
  parts.start.hidden = !shown;
  parts.line.hidden = shown;
  parts.start.onclick = () => doing.send("/start");
}
