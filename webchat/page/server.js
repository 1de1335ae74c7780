// The page's way to the server: small JSON calls, and events.

import { toast } from "./dom.js";
import { say } from "./words.js";

/** The server is not there, or not any more. */
export class Unreachable extends Error {}

/** Read something. */
export async function read(what, parameters) {
  try {
    const response = await fetch(`/api/${what}?${new URLSearchParams(parameters)}`);
    return await response.json();
  } catch (error) {
    throw new Unreachable(what, { cause: error });
  }
}

/** Do something as a person; what is refused, or does not arrive, is said and gives undefined. */
export async function act(what, body) {
  const form = body instanceof FormData;
  try {
    const response = await fetch(`/api/${what}`, {
      method: "POST",
      body: form ? body : JSON.stringify(body),
      headers: form ? {} : { "Content-Type": "application/json" },
    });
    const answer = await response.json();
    if (answer.ok) return answer.result ?? null;
    toast(answer.description);
  } catch {
    toast(say("unreachable"));
  }
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
