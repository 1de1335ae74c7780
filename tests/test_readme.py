"""The README tells the truth: its transcripts are run, its settings and pictures exist."""

import re
import shlex
from pathlib import Path

import pytest

import bot
from settings import Settings

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def transcripts() -> list[tuple[str, str]]:
    """The commands of the README's transcripts, each with the output that it promises."""
    blocks = re.findall(r"```console\n(.*?)```", README, re.DOTALL)
    return [
        (command, output.strip())
        for block in blocks
        for command, output in re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", block, re.MULTILINE)
    ]


@pytest.mark.parametrize(("command", "output"), transcripts())
def test_a_transcript_shows_what_the_command_prints(
    command: str, output: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Every command in the README prints, word for word, what stands below it."""
    program, *arguments = shlex.split(command)[1:]
    assert program == "bot.py"
    assert bot.main(arguments) == 0
    assert capsys.readouterr().out.strip() == output


def test_there_are_transcripts() -> None:
    """The README shows real sessions in both languages."""
    commands = " ".join(command for command, _ in transcripts())
    assert "ask" in commands
    assert re.search(r"[一-鿿]", commands)


def test_every_picture_is_there() -> None:
    """Every picture that the README shows is in the repository."""
    pictures = re.findall(r'src="([^"]+)"', README)
    assert pictures
    assert all((ROOT / picture).is_file() for picture in pictures)


def test_every_setting_is_described() -> None:
    """Every setting that the program reads stands in the README."""
    for name, field in Settings.model_fields.items():
        variable = str(field.validation_alias or field.alias or f"epochbot_{name}").upper()
        assert f"`{variable}`" in README
