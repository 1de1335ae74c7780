// The page's way to the server: small JSON calls, and events.

import { toast } from "./dom.js";

/** Read something. */
export async function read(what, parameters) {
  const response = await fetch(`/api/${what}?${new URLSearchParams(parameters)}`);
  return response.json();
}

/** Do something as a person; a refusal is shown and gives undefined. */
export async function act(what, body) {
  const form = body instanceof FormData;
  const response = await fetch(`/api/${what}`, {
    method: "POST",
    body: form ? body : JSON.stringify(body),
    headers: form ? {} : { "Content-Type": "application/json" },
  });
  const answer = await response.json();
  if (answer.ok) return answer.result;
  toast(answer.description);
  return undefined;
}

/** Where a file is. */
export const fileUrl = (media) => `/api/file?id=${encodeURIComponent(media.file_id)}`;

/** Hear what happens, for one person; connects again by itself. */
export function listen(person, { event, state }) {
  const source = new EventSource(`/api/events?person=${person}`);
  source.onopen = () => state(true);
  source.onerror = () => state(false);
  source.onmessage = (message) => event(JSON.parse(message.data));
  return source;
}
