// Files on their way into the chat: chosen, pasted or dropped, looked at, and sent.

import { byId, make } from "./dom.js";
import { openMenu } from "./menus.js";
import { bytes, say } from "./words.js";

const dialog = byId("sending");
const caption = byId("caption");
const chooser = byId("file");
const button = byId("attach");
const input = byId("input");
let waiting = [];
let deliver = () => {};

/** Bring the ways in to life; `upload` is called with a file, its kind and its caption, `taken` when the input's text went along. */
export function listenToFiles(upload, taken) {
  button.onclick = () => openMenu([["photo", () => choose("photo")], ["file", () => choose("document")]], button.getBoundingClientRect(), button);
  chooser.onchange = () => {
    offer(chooser.files, () => chooser.dataset.kind);
    chooser.value = "";
  };
  input.onpaste = ({ clipboardData }) => offer(clipboardData.files, fitting);
  listenToDrops(byId("main"));
  deliver = () => {
    waiting.forEach(({ file, kind }, place) => upload(file, kind, place ? "" : caption.value.trim()));
    taken();
  };
}

const fitting = (file) => (file.type.startsWith("image/") ? "photo" : "document");

function choose(kind) {
  chooser.accept = kind === "photo" ? "image/*" : "";
  chooser.dataset.kind = kind;
  chooser.click();
}

function listenToDrops(place) {
  let depth = 0; // one for each element in one another that the file is over
  const over = (by) => {
    depth = by ? depth + by : 0;
    byId("drop").hidden = !depth;
  };
  const withFiles = (event) => event.dataTransfer?.types.includes("Files") && (event.preventDefault(), true);
  place.ondragenter = (event) => withFiles(event) && over(1);
  place.ondragleave = (event) => withFiles(event) && over(-1);
  place.ondragover = withFiles;
  place.ondrop = (event) => {
    if (!withFiles(event)) return;
    over(0);
    offer(event.dataTransfer.files, fitting);
  };
}

/** Show what is about to be sent; what is written already becomes its caption. */
function offer(files, kindOf) {
  if (!files.length) return;
  waiting = [...files].map((file) => ({ file, kind: kindOf(file) }));
  const photos = waiting.every(({ kind }) => kind === "photo");
  dialog.querySelector("h2").textContent = say(photos ? "sendPhotos" : "sendFiles", { n: waiting.length });
  dialog.querySelector("ul").replaceChildren(...waiting.map(preview));
  caption.value = input.value;
  dialog.returnValue = "";
  dialog.showModal();
  caption.focus();
}

function preview({ file, kind }) {
  if (kind !== "photo") return make("li", {}, make("b", {}, file.name), " ", make("small", {}, bytes(file.size)));
  const image = make("img", { src: URL.createObjectURL(file), alt: file.name });
  image.onload = () => URL.revokeObjectURL(image.src);
  return make("li", {}, image);
}

caption.onkeydown = (event) => {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  dialog.close("send");
};
dialog.onclose = () => {
  if (dialog.returnValue === "send") deliver();
  dialog.querySelector("ul").replaceChildren();
  input.focus();
};
