// Polls and quizzes.

import { icon, make } from "./dom.js";
import { richText } from "./richtext.js";
import { say } from "./words.js";

/** A poll as it stands for this person; `vote` is called with the chosen options' numbers. */
export function pollBox(poll, chosen, vote) {
  const open = !chosen.length && !poll.is_closed;
  const box = make("div", { className: "poll" },
    make("p", { className: "question" }, poll.question),
    poll.description ? make("p", { className: "description" }, ...richText(poll.description, poll.description_entities)) : null,
    make("p", { className: "kind" }, kind(poll)));
  const options = open ? openOptions(poll, vote) : results(poll, chosen);
  const list = make("div", { className: "options" }, ...options);
  list.setAttribute("role", "group");
  list.setAttribute("aria-label", poll.question);
  box.append(list);
  if (!open && poll.explanation) box.append(explanation(poll, chosen));
  if (!open || poll.type === "regular") box.append(make("p", { className: "votes" }, votes(poll)));
  return box;
}

function kind(poll) {
  if (poll.is_closed) return say("pollOver");
  const named = poll.type === "quiz" ? say(poll.is_anonymous ? "anonymousQuiz" : "quiz") : say(poll.is_anonymous ? "anonymousPoll" : "poll");
  return poll.open_period ? `${named} · ${say("seconds", { n: poll.open_period })}` : named;
}

function votes(poll) {
  return poll.total_voter_count ? say("voted", { n: poll.total_voter_count }) : say("notVoted");
}

function openOptions(poll, vote) {
  if (poll.allows_multiple_answers) return manyOptions(poll, vote);
  return poll.options.map((option, number) =>
    make("button", { type: "button", className: "option", onclick: () => vote([number]) },
      make("i", { className: "ring" }), make("span", {}, ...richText(option.text, option.text_entities))));
}

function manyOptions(poll, vote) {
  const send = make("button", { type: "button", className: "vote", disabled: true }, say("vote"));
  const boxes = poll.options.map(() => make("input", { type: "checkbox" }));
  const marked = () => boxes.flatMap((box, number) => (box.checked ? [number] : []));
  boxes.forEach((box) => (box.onchange = () => (send.disabled = !marked().length)));
  send.onclick = () => vote(marked());
  const labels = poll.options.map((option, number) => make("label", { className: "option" }, boxes[number], make("span", {}, option.text)));
  return [...labels, send];
}

function results(poll, chosen) {
  return poll.options.map((option, number) => {
    const share = Math.round((100 * option.voter_count) / Math.max(poll.total_voter_count, 1));
    const verdict = judge(poll, chosen, number);
    const row = make("div", { className: `option result ${verdict}` },
      make("b", {}, `${share}%`),
      make("span", {}, ...richText(option.text, option.text_entities), mark(verdict)),
      make("i", { className: "bar" }));
    row.style.setProperty("--share", `max(4px, ${share}%)`);
    return row;
  });
}

function judge(poll, chosen, number) {
  const picked = chosen.includes(number);
  if (poll.type !== "quiz") return picked ? "picked" : "";
  if ((poll.correct_option_ids ?? []).includes(number)) return "correct";
  return picked ? "wrong" : "";
}

function mark(verdict) {
  const word = { correct: "quizCorrect", wrong: "quizWrong" }[verdict];
  return word ? make("span", { className: "visually-hidden" }, ` (${say(word)})`) : null;
}

function explanation(poll, chosen) {
  const right = chosen.every((number) => (poll.correct_option_ids ?? []).includes(number));
  return make("details", { className: "explanation", open: !right },
    make("summary", {}, icon("bulb"), say("explanation")),
    make("p", {}, ...richText(poll.explanation, poll.explanation_entities)));
}
