// One picture over the whole window, and the way to the others.

import { byId, make } from "./dom.js";
import { when } from "./words.js";

const dialog = byId("viewer");
let photos = [];
let at = 0;

/** Show the picture of a photo in the chat; the arrows lead to the others. */
export function showPicture(photo) {
  photos = [...document.querySelectorAll("#messages .photo")];
  show(photos.indexOf(photo));
  dialog.showModal();
}

function show(number) {
  at = number;
  const { dataset, firstChild: image } = photos[at];
  const large = dialog.querySelector("img");
  large.src = byId("save").href = image.src;
  large.alt = image.alt;
  byId("save").download = `photo-${dataset.at}`;
  dialog.querySelector("p").replaceChildren(make("b", {}, dataset.by), make("time", {}, when(dataset.at)));
  dialog.querySelector("figcaption").textContent = photos[at].nextSibling?.querySelector(".text")?.textContent ?? "";
  byId("previous").hidden = !at;
  byId("next").hidden = at === photos.length - 1;
}

const step = (by) => photos[at + by] && show(at + by);

dialog.onclick = (event) => {
  if (event.target.closest("#previous")) step(-1);
  else if (event.target.closest("#next")) step(1);
  else if (!event.target.closest("#save, figcaption, p")) dialog.close();
};
dialog.onkeydown = (event) => {
  if (event.key === "ArrowLeft") step(-1);
  if (event.key === "ArrowRight") step(1);
};
// Who walked on to another picture comes back to that one.
dialog.onclose = () => photos[at].focus({ preventScroll: true });
