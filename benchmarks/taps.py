"""How long a tap takes: to the first live line, the picture, another chart, the film.

    .venv/bin/python -m benchmarks.taps [--starts 3]

Starts `bot.py` as its users do and presses the buttons of its web chat. The training is the one
that /train offers, an MLP on digits for ten epochs; live figures are those of one that takes longer
than the pause which Telegram wants between two edits.
"""

import argparse
import os
import statistics
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from benchmarks.running_bot import RunningBot
from benchmarks.table import Row, show
from trainer.config import RunConfig
from trainer.link import encode

STARTS, WARM = 3, 2
GLANCE = 0.01
"""Seconds between two looks at the chat."""
PAUSE = 3.0
"""Seconds that a person lets pass between two taps."""
PATIENCE = 180.0
LONG = RunConfig(epochs=200)
BAR = "▱"

Message = Mapping[str, Any]
Times = defaultdict[str, list[float]]

REACH: Mapping[str, str] = {
    "right after the start, tap to first line": "",
    "right after the start, tap to figures": "4 s",
    "right after the start, tap to picture": "",
    "warm, tap to first line": "",
    "warm, tap to figures": "0.5 s",
    "warm, tap to picture": "3 s",
    "warm, another chart": "0.3 s",
    "warm, film": "4 s",
}


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--starts", type=int, default=STARTS, help="how often the bot is started")
    show(_rows(parser.parse_args().starts), "median")
    print(f"load of the machine {os.getloadavg()[0]:.1f}")


def _rows(starts: int) -> Iterator[Row]:
    times: Times = defaultdict(list)
    for _ in range(starts):
        with RunningBot() as bot:
            _figures(_Chat(bot), "right after the start", times)
        with RunningBot() as bot:
            chat = _Chat(bot)
            _picture(chat, "right after the start", times)
            for _ in range(WARM):
                _looks(chat, _picture(chat, "warm", times), times)
                _figures(chat, "warm", times)
    for what, reach in REACH.items():
        yield what, f"{statistics.median(times[what]):.2f} s", reach


def _picture(chat: "_Chat", when: str, times: Times) -> Message:
    """Start the training of /train and follow it to its picture."""
    panel, tapped = chat.start(RunConfig())
    chat.wait(panel, lambda one: one.get("text") != panel["text"])
    times[f"{when}, tap to first line"].append(time.perf_counter() - tapped)
    picture = chat.wait(panel, lambda one: "photo" in one)
    times[f"{when}, tap to picture"].append(time.perf_counter() - tapped)
    time.sleep(PAUSE)
    return picture


def _figures(chat: "_Chat", when: str, times: Times) -> None:
    """Start a long training, and cancel it as soon as it shows how far it is."""
    panel, tapped = chat.start(LONG)
    live = chat.wait(panel, lambda one: BAR in one.get("text", ""))
    times[f"{when}, tap to figures"].append(time.perf_counter() - tapped)
    chat.press(live, "stop:")
    time.sleep(PAUSE)


def _looks(chat: "_Chat", picture: Message, times: Times) -> None:
    """Have a run drawn by iterations, and filmed."""
    tapped = chat.press(picture, "view:", "iteration")
    redrawn = chat.wait(picture, lambda one: one["photo"] != picture["photo"])
    times["warm, another chart"].append(time.perf_counter() - tapped)
    time.sleep(PAUSE)
    tapped = chat.press(redrawn, "film:")
    chat.wait(None, lambda one: "animation" in one)
    times["warm, film"].append(time.perf_counter() - tapped)
    time.sleep(PAUSE)


class _Chat:
    """Somebody's chat with the bot, as its page shows it."""

    def __init__(self, bot: RunningBot) -> None:
        self._bot = bot
        self._person, self._chat = bot.somebody()

    def start(self, config: RunConfig) -> tuple[Message, float]:
        """Tap on a start button under /train's panel; the panel, and when that was."""
        who = {"person": self._person, "chat": self._chat}
        sent = self._bot.post("api/send", {**who, "text": "/train"})[-1]
        panel = self.wait(None, lambda one: one["message_id"] > sent)
        return panel, self._tap(panel, f"begin:{self._person}:{encode(config)}:en")

    def press(self, message: Message, *parts: str) -> float:
        """Tap on the button whose data has these parts; when that was."""
        rows = message["reply_markup"]["inline_keyboard"]
        data = [button["callback_data"] for row in rows for button in row]
        return self._tap(message, next(one for one in data if all(part in one for part in parts)))

    def wait(self, message: Message | None, fits: Callable[[Message], bool]) -> Message:
        """The message, or the newest where none is named, as soon as it is as it should be.

        Raises:
            TimeoutError: it does not become so.
        """
        ends, shown = time.perf_counter() + PATIENCE, self._messages()
        while time.perf_counter() < ends:
            wanted = shown[-1]["message_id"] if message is None else message["message_id"]
            found = next((one for one in shown if one["message_id"] == wanted), None)
            if found and fits(found):
                return found
            time.sleep(GLANCE)
            shown = self._messages()
        raise TimeoutError(f"the chat stands at {shown[-1]!r}")

    def _tap(self, message: Message, data: str) -> float:
        who = {"person": self._person, "chat": self._chat, "message_id": message["message_id"]}
        tapped = time.perf_counter()
        self._bot.post("api/press", {**who, "data": data})
        return tapped

    def _messages(self) -> list[Message]:
        found: list[Message] = self._bot.get(
            f"api/messages?person={self._person}&chat={self._chat}"
        )
        return found


if __name__ == "__main__":
    main()
