// Photos, albums, films and files -> elements.

import { icon, make } from "./dom.js";
import { fileUrl } from "./server.js";
import { showPicture } from "./viewer.js";
import { voiceNote } from "./voice.js";
import { bytes, say } from "./words.js";

const STILL = matchMedia("(prefers-reduced-motion: reduce)");

/** What is to be seen or heard in the messages of an album, which are mostly one. */
export function media(album) {
  if (album.length > 1 && album.every((message) => message.photo ?? message.video)) {
    return make("div", { className: "album" }, ...album.map(single));
  }
  return single(album[0]);
}

/** Whether a message is a picture or a film, whose edges are the bubble's. */
export const isShot = (message) => Boolean(message.photo ?? message.animation ?? message.video);

function single(message) {
  if (message.photo) return photo(message);
  const moving = message.animation ?? message.video;
  if (moving) return film(message, moving);
  const sound = message.voice ?? message.audio;
  if (sound) return voiceNote(sound);
  if (message.sticker) {
    return make("img", { className: "sticker", src: fileUrl(message.sticker), alt: message.sticker.emoji ?? "" });
  }
  return message.document ? file(message.document) : null;
}

/** Height and width are known beforehand, so that nothing jumps when the picture arrives. */
function sized(element, { width, height }) {
  element.style.setProperty("--width", width);
  element.style.setProperty("--ratio", width / height);
  return element;
}

function photo(message) {
  const size = message.photo.at(-1);
  const image = make("img", { src: fileUrl(size), alt: message.caption ?? say("photo"), width: size.width, height: size.height, decoding: "async" });
  const button = make("button", { type: "button", className: "shot photo", onclick: () => showPicture(button) }, image);
  button.setAttribute("aria-label", [say("enlarge"), message.caption].filter(Boolean).join(": "));
  button.dataset.by = message.from.first_name;
  button.dataset.at = message.date;
  return sized(button, size);
}

function film(message, moving) {
  const name = message.caption ?? say("video");
  if ((moving.mime_type ?? "").startsWith("image/")) {
    const image = make("img", { src: fileUrl(moving), alt: name, width: moving.width, height: moving.height });
    return sized(make("div", { className: "shot" }, image), moving);
  }
  const silent = Boolean(message.animation);
  const video = make("video", { src: fileUrl(moving), loop: silent, muted: silent, autoplay: silent && !STILL.matches, controls: !silent, playsInline: true });
  video.setAttribute("aria-label", name);
  return sized(silent ? player(video) : make("div", { className: "shot" }, video), moving);
}

/** A film without a sound plays by itself; a press stops it. */
function player(video) {
  const mark = make("span", { className: "playing-mark" });
  const button = make("button", { type: "button", className: "shot" }, video, mark);
  button.onclick = () => (video.paused ? video.play() : video.pause());
  const told = () => {
    mark.textContent = video.paused ? "▶ GIF" : "GIF";
    button.setAttribute("aria-label", `${say(video.paused ? "play" : "pause")}: ${video.getAttribute("aria-label")}`);
  };
  video.onplay = video.onpause = told;
  told();
  return button;
}

function file(document) {
  const name = document.file_name;
  const kind = /\.([a-z0-9]{1,4})$/i.exec(name)?.[1];
  const link = make("a", { className: "file", href: fileUrl(document), download: name },
    make("i", {}, kind ?? icon("file")), make("span", {}, make("b", {}, name), make("small", {}, bytes(document.file_size))));
  link.setAttribute("aria-label", `${say("downloadFile", { name })}, ${bytes(document.file_size)}`);
  return link;
}
