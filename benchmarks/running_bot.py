"""A running bot, talked to over HTTP as the page of its web chat does."""

import json
import os
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Self

ROOT = Path(__file__).resolve().parent.parent


class RunningBot:
    """A running `bot.py` with the web chat on a free port, in a data directory of its own."""

    def __init__(self) -> None:
        self.home = tempfile.TemporaryDirectory()
        environment = {k: v for k, v in os.environ.items() if not k.startswith("TELEGRAM")}
        self.started = time.perf_counter()
        self.process = subprocess.Popen(
            [sys.executable, "bot.py", "run"],
            cwd=ROOT,
            env=environment | {"EPOCHBOT_HOME": self.home.name, "EPOCHBOT_PORT": "0"},
            stdout=subprocess.PIPE,
            text=True,
        )
        line = self.process.stdout.readline() if self.process.stdout else ""
        self.ready = time.perf_counter() - self.started
        self.address = line.split("open ")[1].split()[0]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.process.terminate()
        self.process.wait()
        self.home.cleanup()

    def somebody(self) -> tuple[int, int]:
        """The first person of the web chat, and their chat with the bot."""
        state = self.get("api/state")
        person = state["people"][0]["id"]
        return person, self.get(f"api/state?person={person}")["chats"][0]["id"]

    def get(self, path: str) -> Any:
        """What the page would read at that path."""
        with urllib.request.urlopen(self.address + path) as reply:
            return json.load(reply)

    def post(self, path: str, body: Mapping[str, object]) -> Any:
        """Do what the page would do at that path; what came of it."""
        request = urllib.request.Request(
            self.address + path, json.dumps(body).encode(), {"Content-Type": "application/json"}
        )
        with urllib.request.urlopen(request) as reply:
            return json.load(reply)["result"]
