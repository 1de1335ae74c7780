"""The settings: environment variables, or a `.env` file in the working directory."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

from platformdirs import user_data_path
from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

from handlers.logs import TOKEN

_ADDRESS = r"^https?://[^\s/]\S*$"
FORMS: Mapping[str, str] = {
    "TELEGRAM_BOT_TOKEN": "a bot token: digits, a colon and 35 characters."
    " Copy it again from @BotFather, or unset it to use the web chat",
    "TELEGRAM_BASE_URL": "an address such as https://api.telegram.org/bot",
    "TELEGRAM_BASE_FILE_URL": "an address such as https://api.telegram.org/file/bot",
    "EPOCHBOT_CLUSTER": "the address of a Dask scheduler such as tcp://127.0.0.1:8786",
    "EPOCHBOT_PORT": "a whole number from 0 to 65535",
}
"""What each setting that can be refused must be."""


class Settings(BaseSettings):
    """What can be set from outside; every field is an environment variable.

    Attributes:
        token: the bot's token; without one the web chat is started.
        base_url: another Bot API server, as python-telegram-bot takes it.
        base_file_url: where that server keeps files.
        home: the directory of the store.
        port: the web chat's port.
        cluster: the Dask scheduler whose workers train; without one this machine does.
    """

    model_config = SettingsConfigDict(
        env_file=".env",
        env_ignore_empty=True,
        extra="ignore",
        hide_input_in_errors=True,
        str_strip_whitespace=True,
    )

    token: Annotated[
        str | None, Field(pattern=f"^{TOKEN.pattern}$", validation_alias="TELEGRAM_BOT_TOKEN")
    ] = None
    base_url: Annotated[str, Field(pattern=_ADDRESS, validation_alias="TELEGRAM_BASE_URL")] = (
        "https://api.telegram.org/bot"
    )
    base_file_url: Annotated[
        str, Field(pattern=_ADDRESS, validation_alias="TELEGRAM_BASE_FILE_URL")
    ] = "https://api.telegram.org/file/bot"
    home: Annotated[Path, Field(validation_alias="EPOCHBOT_HOME")] = user_data_path("epochbot")
    cluster: Annotated[
        str | None,
        Field(pattern=r"^(tcp|tls|ws|wss)://[^\s/:]+:\d+$", validation_alias="EPOCHBOT_CLUSTER"),
    ] = None
    port: Annotated[int, Field(ge=0, le=65535, validation_alias="EPOCHBOT_PORT")] = 8080

    @property
    def shelf(self) -> Path:
        """Where data sets are kept that do not come with the bot."""
        return self.home / "datasets"
