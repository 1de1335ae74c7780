// Polls and quizzes.

import { icon, make } from "./dom.js";
import { richText } from "./richtext.js";
import { say } from "./words.js";

const SOON = 6; // seconds

/** A poll as it stands for this person; `vote` is called with the chosen options' numbers. */
export function pollBox(poll, chosen, vote) {
  const open = !chosen.length && !poll.is_closed;
  const many = poll.allows_multiple_answers;
  const box = make("div", { className: "poll" },
    make("p", { className: "question" }, ...richText(poll.question, poll.question_entities)),
    poll.description ? make("p", { className: "description" }, ...richText(poll.description, poll.description_entities)) : null,
    make("p", { className: "kind" }, make("span", {}, kind(poll)), open ? countdown(poll) : null));
  const list = make(open ? "div" : "ul", { className: "options", attributes: { "aria-label": poll.question } });
  if (open) list.setAttribute("role", many ? "group" : "radiogroup");
  list.append(...(open ? (many ? boxes(poll) : radios(poll, vote)) : results(poll, chosen)));
  box.append(list);
  if (open && many) box.append(sender(list, vote));
  if (!open && poll.explanation) box.append(explanation(poll, chosen));
  if (!open || poll.type === "regular") box.append(make("p", { className: "votes" }, votes(poll)));
  return box;
}

function kind(poll) {
  if (poll.is_closed) return say("pollOver");
  if (poll.type === "quiz") return say(poll.is_anonymous ? "anonymousQuiz" : "quiz");
  return say(poll.is_anonymous ? "anonymousPoll" : "poll");
}

function votes(poll) {
  return poll.total_voter_count ? say("voted", { n: poll.total_voter_count }) : say("notVoted");
}

/** What is left of the time, second by second, for as long as it is shown. */
function countdown(poll) {
  if (!poll.close_date) return null;
  const box = make("span", { className: "countdown", attributes: { role: "timer", "aria-live": "off" } });
  const total = poll.open_period ?? 60;
  const tick = () => {
    const left = Math.max(0, Math.ceil(poll.close_date - Date.now() / 1000));
    box.textContent = `${Math.floor(left / 60)}:${`${left % 60}`.padStart(2, "0")}`;
    box.style.setProperty("--left", left / total);
    box.classList.toggle("soon", left < SOON);
    if (!box.isConnected || !left) clearInterval(ticking);
  };
  const ticking = setInterval(tick, 1000);
  tick();
  return box;
}

/** One answer is given at once; with the arrow keys one looks at the others first. */
function radios(poll, vote) {
  const options = poll.options.map((option, number) => {
    const radio = make("button", { type: "button", className: "option", tabIndex: number ? -1 : 0, attributes: { role: "radio", "aria-checked": "false" } },
      make("i", { className: "ring" }), make("span", {}, ...richText(option.text, option.text_entities)));
    radio.onclick = () => {
      radio.classList.add("waiting");
      radio.setAttribute("aria-checked", "true");
      vote([number]);
    };
    return radio;
  });
  const keys = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 };
  options.forEach((radio, number) => (radio.onkeydown = (event) => {
    if (!(event.key in keys)) return;
    event.preventDefault();
    const next = options.at((number + keys[event.key]) % options.length);
    options.forEach((other) => (other.tabIndex = other === next ? 0 : -1));
    next.focus();
  }));
  return options;
}

function boxes(poll) {
  return poll.options.map((option) =>
    make("label", { className: "option" }, make("input", { type: "checkbox" }), make("span", {}, ...richText(option.text, option.text_entities))));
}

function sender(list, vote) {
  const button = make("button", { type: "button", className: "vote", disabled: true }, say("vote"));
  const marked = () => [...list.querySelectorAll("input")].flatMap((box, number) => (box.checked ? [number] : []));
  list.onchange = () => (button.disabled = !marked().length);
  button.onclick = () => vote(marked());
  return button;
}

function results(poll, chosen) {
  return poll.options.map((option, number) => {
    const share = Math.round((100 * option.voter_count) / Math.max(poll.total_voter_count, 1));
    const verdict = judge(poll, chosen, number);
    const row = make("li", { className: `option result ${verdict}` },
      make("b", {}, `${share}%`),
      make("span", {}, ...richText(option.text, option.text_entities), mark(verdict, chosen.includes(number))),
      make("i", { className: "bar" }));
    row.style.setProperty("--share", `${share}%`);
    return row;
  });
}

function judge(poll, chosen, number) {
  const picked = chosen.includes(number);
  if (poll.type !== "quiz") return picked ? "picked" : "";
  if ((poll.correct_option_ids ?? []).includes(number)) return "correct";
  return picked ? "wrong" : "";
}

/** What the colours show, in words. */
function mark(verdict, picked) {
  const word = { correct: "quizCorrect", wrong: "quizWrong" }[verdict];
  const words = [word && say(word), picked && say("yourAnswer")].filter(Boolean);
  return words.length ? make("span", { className: "visually-hidden" }, ` (${words.join(", ")})`) : null;
}

function explanation(poll, chosen) {
  const right = chosen.every((number) => (poll.correct_option_ids ?? []).includes(number));
  return make("details", { className: "explanation", open: !right },
    make("summary", {}, icon("bulb"), say("explanation")),
    make("p", {}, ...richText(poll.explanation, poll.explanation_entities)));
}
