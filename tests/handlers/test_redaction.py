"""The token stays out of everything that is said."""

import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import psutil

TOKEN = "123456789:AAbbCCddEEffGGhhIIjjKKllMMnnOOppQQr"  # noqa: S105 (made up)
SECRET = TOKEN.partition(":")[2]
ROOT = Path(__file__).parents[2]

SCRIPT = f"""
import asyncio, gc, logging, sys, threading, warnings
from contextlib import suppress
from urllib.parse import quote

import aiohttp, httpx
from aiohttp import web

from handlers.operations.logs import configure_logging

TOKEN = {TOKEN!r}
configure_logging(sys.argv[1])
log = logging.getLogger("library")
later = logging.StreamHandler(sys.stdout)
later.setFormatter(logging.Formatter("%(levelname)s %(name)s %(message)s %(__dict__)s"))
later.formatter.format = lambda record: logging.Formatter.format(
    later.formatter, record) + repr(record.__dict__)
later.formatter._style._fmt = "%(levelname)s %(name)s %(message)s"
logging.getLogger().addHandler(later)
for name in ("httpx", "aiohttp", "aiohttp.access", "library"):
    logging.getLogger(name).setLevel(logging.DEBUG)


class Unprintable:
    def __del__(self):
        raise ValueError(TOKEN)


def raise_it():
    raise ConnectionError(f"no way to https://api.telegram.org/bot{{TOKEN}}/getMe")


async def talk():
    async def served(request):
        return web.Response(status=404)

    application = web.Application()
    application.router.add_get("/{{path:.*}}", served)
    runner = web.AppRunner(application, access_log=logging.getLogger("aiohttp.access"))
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    port = site._server.sockets[0].getsockname()[1]
    address = f"http://127.0.0.1:{{port}}/bot{{TOKEN}}/getMe"
    async with httpx.AsyncClient() as client:
        await client.get(address)
    async with aiohttp.ClientSession() as session:
        reply = await session.get(address)
        try:
            reply.raise_for_status()
        except aiohttp.ClientResponseError as error:
            assert TOKEN in str(error)
            log.exception("refused %s", error)
    asyncio.get_running_loop().call_soon(raise_it)
    lost = asyncio.get_running_loop().create_future()
    lost.set_exception(ValueError(TOKEN))
    del lost
    gc.collect()
    await asyncio.sleep(0.01)
    await runner.cleanup()


asyncio.run(talk())
number, _, key = TOKEN.partition(":")
log.warning("split %s:%s", number, key)
log.warning("quoted %s", quote(TOKEN))
log.warning("with fields", extra={{"url": TOKEN, "inner": {{"deep": [TOKEN]}}, "count": 7}})
warnings.warn(f"old address {{TOKEN}}")
Unprintable()
thread = threading.Thread(target=raise_it)
thread.start()
thread.join()
try:
    try:
        raise_it()
    except ConnectionError as cause:
        raise RuntimeError(TOKEN) from cause
except RuntimeError:
    log.exception("chained")
print("reached the end")
raise_it()
"""


def test_no_library_log_warning_or_error_shows_the_token() -> None:
    """Real requests by httpx and aiohttp, errors of every origin: nowhere is the token shown."""
    for form in ("text", "json"):
        done = subprocess.run(
            [sys.executable, "-c", SCRIPT, form],
            capture_output=True,
            text=True,
            check=False,
            cwd=ROOT,
        )
        said = done.stdout + done.stderr
        assert "reached the end" in said, said
        assert done.returncode == 1
        assert SECRET not in said
        assert re.search(r"INFO httpx .*<token>", done.stdout)
        assert re.search(r"INFO aiohttp.access .*<token>", done.stdout)
        for told in ("refused 404", "split <token>", "quoted <token>", "old address <token>"):
            assert told in done.stdout, told
        assert "'inner': {'deep': ['<token>']}, 'count': 7" in done.stdout
        assert done.stdout.count("CRITICAL epochbot unhandled") == 3


def test_no_process_of_the_bot_shows_the_token(tmp_path: Path) -> None:
    """The token is in no argument, in no worker's environment and in nothing that is printed."""
    given = {
        **os.environ,
        "TELEGRAM_BOT_TOKEN": TOKEN,
        "TELEGRAM_BASE_URL": "http://127.0.0.1:9/bot",
    }
    given |= {"EPOCHBOT_HOME": str(tmp_path)}
    bot = subprocess.Popen(
        [sys.executable, "bot.py"],
        cwd=ROOT,
        env=given,
        stderr=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    said = []
    try:
        while "no answer from the server" not in "".join(said[-1:]):
            said.append(bot.stderr.readline() if bot.stderr else "")
            assert said[-1], said
        workers = psutil.Process(bot.pid).children(recursive=True)
        assert len(workers) >= 2
        for one in (psutil.Process(bot.pid), *workers):
            assert SECRET not in " ".join(one.cmdline())
        assert all(SECRET not in str(one.environ()) for one in workers)
    finally:
        bot.send_signal(signal.SIGTERM)
        said += bot.communicate(timeout=20)
    assert SECRET not in "".join(said)
