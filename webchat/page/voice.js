// A voice note: a button, the shape of the sound, and how long it is.

import { icon, make } from "./dom.js";
import { fileUrl } from "./server.js";
import { say } from "./words.js";

const BARS = 40;

/** A sound that can be played, and its place chosen. */
export function voiceNote(sound) {
  const audio = make("audio", { preload: "metadata", src: fileUrl(sound) });
  const play = make("button", { type: "button", className: "play", onclick: () => (audio.paused ? start(audio) : audio.pause()) });
  const place = make("input", { type: "range", min: 0, max: 1, step: "any", value: 0, attributes: { "aria-label": say("voice") } });
  const bars = Array.from({ length: BARS }, () => make("i"));
  const time = make("time", {}, clock(sound.duration));
  const length = () => (Number.isFinite(audio.duration) ? audio.duration : sound.duration) || 1;
  const told = () => {
    play.replaceChildren(icon(audio.paused ? "play" : "pause"));
    play.setAttribute("aria-label", `${say(audio.paused ? "play" : "pause")}: ${say("voice")}`);
    const heard = audio.currentTime / length();
    bars.forEach((bar, number) => bar.classList.toggle("heard", number < heard * BARS));
    place.value = heard;
    place.setAttribute("aria-valuetext", `${clock(audio.currentTime)} / ${clock(length())}`);
    time.textContent = clock(audio.currentTime || length());
  };
  audio.onplay = audio.onpause = audio.ontimeupdate = audio.onloadedmetadata = told;
  audio.onended = () => ((audio.currentTime = 0), told());
  place.oninput = () => ((audio.currentTime = place.value * length()), told());
  told();
  shape(sound).then((peaks) => bars.forEach((bar, number) => bar.style.setProperty("--peak", peaks[number])), () => {});
  return make("div", { className: "voice" }, audio, play, make("div", { className: "wave" }, ...bars, place), time);
}

/** Only one sound plays at a time. */
function start(audio) {
  document.querySelectorAll("audio").forEach((other) => other !== audio && other.pause());
  audio.play();
}

const clock = (seconds) => `${Math.floor(seconds / 60)}:${`${Math.round(seconds) % 60}`.padStart(2, "0")}`;

/** How loud each part is, from 0 to 1. */
async function shape(sound) {
  const data = await (await fetch(fileUrl(sound))).arrayBuffer();
  const samples = (await new OfflineAudioContext(1, 1, 8000).decodeAudioData(data)).getChannelData(0);
  const part = Math.ceil(samples.length / BARS);
  const loud = Array.from({ length: BARS }, (_, number) =>
    samples.subarray(number * part, (number + 1) * part).reduce((most, each) => Math.max(most, Math.abs(each)), 0));
  const loudest = Math.max(...loud, 1e-3);
  return loud.map((each) => each / loudest);
}
