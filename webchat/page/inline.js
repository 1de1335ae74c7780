// What the bot offers above the input for "@bot something", as Telegram's clients show it.

import { byId, make } from "./dom.js";
import { say } from "./words.js";

const TYPING_MS = 250;
const MOST = 256;

/** Watch an input; `doing` has bot(), ask(text), choose(query, result) and start(parameter). */
export function inlineMode(input, doing) {
  const state = { input, doing, box: byId("inline"), asked: null, early: new Map(), timer: 0 };
  document.addEventListener("pointerdown", (event) => byId("composer").contains(event.target) || close(state));
  return {
    typed: () => typed(state),
    key: (event) => key(state, event),
    close: () => close(state),
    offer: (data) => (data.query === state.asked ? show(state, data) : state.early.set(data.query, data)),
  };
}

function typed(state) {
  const query = queryIn(state);
  clearTimeout(state.timer);
  if (query === null) close(state);
  else state.timer = setTimeout(() => ask(state, query), TYPING_MS);
}

function queryIn({ input, doing }) {
  const [name, ...rest] = input.value.split(/\s/);
  if (!rest.length || name.toLowerCase() !== `@${doing.bot()}`.toLowerCase()) return null;
  return input.value.slice(name.length).trim().slice(0, MOST);
}

async function ask(state, query) {
  const asked = await state.doing.ask(query);
  if (!asked || queryIn(state) !== query) return;
  state.asked = asked.query;
  if (state.early.has(state.asked)) show(state, state.early.get(state.asked));
  state.early.clear();
}

function show(state, { query, results, button }) {
  const { box, doing } = state;
  const choose = (run) => () => {
    state.input.value = "";
    state.input.dispatchEvent(new Event("input"));
    close(state);
    run();
  };
  const above = button ? [option(0, choose(() => doing.start(button.start_parameter)), make("b", {}, button.text))] : [];
  above.forEach((item) => item.classList.add("lead"));
  const items = results.map(({ id, title, description }, place) =>
    option(place + above.length, choose(() => doing.choose(query, id)), make("b", {}, title), description ? make("span", {}, description) : null));
  box.replaceChildren(...above, ...items);
  box.setAttribute("aria-label", say("inlineResults"));
  box.hidden = !box.children.length;
  box.scrollTop = 0;
  state.input.setAttribute("aria-controls", box.hidden ? "commands" : "inline");
  state.input.removeAttribute("aria-activedescendant");
}

function option(place, onclick, ...children) {
  return make("li", { id: `inline-${place}`, onclick, attributes: { role: "option", "aria-selected": "false" } }, ...children);
}

/** Move and choose with the keyboard; false where a key is not for the list. */
function key(state, event) {
  const { box, input } = state;
  if (box.hidden) return false;
  const items = [...box.children];
  const at = items.findIndex((item) => item.getAttribute("aria-selected") === "true");
  if (event.key === "Escape") close(state);
  else if (event.key === "Enter" && at >= 0) items[at].click();
  else if (["ArrowDown", "ArrowUp"].includes(event.key)) {
    const next = items.at((at + (event.key === "ArrowDown" ? 1 : at < 0 ? 0 : -1)) % items.length);
    items.forEach((item) => item.setAttribute("aria-selected", item === next));
    input.setAttribute("aria-activedescendant", next.id);
    next.scrollIntoView({ block: "nearest" });
  } else return false;
  return true;
}

function close(state) {
  const { box, input } = state;
  clearTimeout(state.timer);
  state.asked = null;
  if (box.hidden) return;
  box.hidden = true;
  box.replaceChildren();
  input.setAttribute("aria-controls", "commands");
  input.removeAttribute("aria-activedescendant");
}
