"""The command line: `ask` and `train` as other programs rely on them.

Each way to use it is tried once as a process of its own; the rest runs in that of the test.
"""

import io
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import bot
from trainer.config import RunConfig
from trainer.script import write
from trainer.shelf import SHELF

ROOT = Path(__file__).parents[1]
ENGLISH = "60,000 images, batch size 128, 10 epochs: how many iterations?"
CHINESE = "训练集有60000张图片，batch size为128，训练10个epoch，一共迭代多少次？"


Done = subprocess.CompletedProcess[str]
Run = Callable[..., Done]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """The command line in this process: what it prints and its exit status."""

    def here(*arguments: str, given: str = "") -> Done:
        monkeypatch.setattr(sys, "stdin", io.StringIO(given))
        monkeypatch.setattr(SHELF, "folder", None)
        try:
            status = bot.main(arguments)
        except SystemExit as ended:
            status = int(ended.code or 0)
        said = capsys.readouterr()
        return Done(arguments, status, said.out, said.err)

    return here


def _start(*arguments: str, given: str = "") -> Done:
    return subprocess.run(
        [sys.executable, str(ROOT / "bot.py"), *arguments],
        capture_output=True,
        text=True,
        input=given,
        check=False,
    )


def test_a_question_is_answered() -> None:
    """`ask TEXT` prints the answer."""
    done = _start("ask", ENGLISH)
    assert done.returncode == 0
    assert "4,690" in done.stdout.split("\n")[0]


def test_a_training_is_told_as_a_command(run: Run) -> None:
    """A sentence that asks for a training is answered with the command that runs it."""
    done = run("ask", "train a CNN on digits with batch size 64 for 5 epochs")
    command = "python bot.py train --dataset digits --model cnn --batch-size 64 --epochs 5"
    assert command in done.stdout


def test_a_comparison_is_told_as_a_command(run: Run) -> None:
    """A sentence that compares trainings is answered with the command that runs them."""
    done = run("ask", "dropout 0.5 vs none on iris, 5 epochs")
    command = "train --dataset iris --model mlp --epochs 5 --compare dropout=0.5,0.0"
    assert command in done.stdout


def test_the_language_of_the_answer_can_be_chosen(run: Run) -> None:
    """`--lang zh` answers an English question in Chinese."""
    assert "总迭代次数" in run("ask", ENGLISH, "--lang", "zh").stdout


def test_questions_on_standard_input() -> None:
    """Each line is answered in order; a line that is a JSON string may hold line breaks."""
    broken = json.dumps(ENGLISH.replace(": ", ":\n"))
    done = _start("ask", "--json", given=f"{CHINESE}\n\n{broken}\nHello!\n")
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert [answer["kind"] for answer in answers] == ["solution", "solution", "out_of_scope"]
    assert [answer["language"] for answer in answers] == ["zh", "en", "en"]
    assert answers[1]["answers"][0]["value"] == 4690


@pytest.mark.parametrize("text", ["", "  ", "🎉🎉"])
def test_a_question_without_words(run: Run, text: str) -> None:
    """A question with neither word nor number is refused; on standard input it has its answer."""
    refused = _start("ask", text)
    assert (refused.returncode, refused.stdout) == (2, "")
    assert refused.stderr.count("\n") == 1
    assert "no words" in refused.stderr
    answered = run("ask", "--json", given=json.dumps(text))
    assert answered.returncode == 0
    assert [json.loads(line)["kind"] for line in answered.stdout.splitlines()] == ["out_of_scope"]


@pytest.mark.parametrize(
    ("text", "said"),
    [("What is the capital of France?", "outside"), ("明天天气怎么样", "超出")],
)
def test_a_question_about_something_else(run: Run, text: str, said: str) -> None:
    """A question outside the subject hears so, and what can be asked instead."""
    answer = json.loads(run("ask", "--json", text).stdout)
    assert answer["kind"] == "out_of_scope"
    assert said in answer["text"]
    assert "python bot.py train" in answer["text"]


def test_a_training_that_names_nothing(run: Run) -> None:
    """Who only wants to train gets the command of the usual training."""
    assert "python bot.py train --dataset digits --model mlp" in run("ask", "train").stdout


def test_a_reader_who_leaves() -> None:
    """When nobody reads the answers any more, the program ends without a word."""
    program = [sys.executable, str(ROOT / "bot.py"), "ask", "--json"]
    with subprocess.Popen(
        program, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdin
        assert process.stdout
        assert process.stderr
        process.stdin.write(f"{ENGLISH}\n")
        process.stdin.flush()
        assert "4690" in process.stdout.readline()
        process.stdout.close()
        process.stdin.write(f"{ENGLISH}\n")
        process.stdin.close()
        assert process.stderr.read() == ""
    assert process.returncode == 0


def test_every_object_has_the_same_fields(run: Run) -> None:
    """Whatever was asked, the object has all fields of the contract."""
    questions = [ENGLISH, "1000 samples, 10 epochs: how many iterations?", "Hello!", "train a CNN"]
    done = run("ask", "--json", given="\n".join(questions))
    fields = {
        "kind",
        "language",
        "text",
        "answers",
        "knowns",
        "derived",
        "verdict",
        "missing",
        "conflicts",
        "topics",
    }
    assert all(json.loads(line).keys() == fields for line in done.stdout.splitlines())


def test_answering_loads_nothing_heavy() -> None:
    """Importing the bot, its chat included, and answering loads neither torch nor plotting.

    The chat listens before SymPy is loaded, which answers need and which takes as long as the rest.
    """
    script = f"""
import sys
import bot, command_line.talking, handlers.application, webchat
assert "sympy" not in sys.modules
from handlers.asking.plain import answer
assert "4,690" in answer({ENGLISH!r}, None)["text"]
print({{"torch", "matplotlib", "sklearn"}} & sys.modules.keys())
"""
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert done.stdout == "set()\n"


def test_a_training_with_its_chart(tmp_path: Path) -> None:
    """`train --json` prints the whole run, whose counts agree, and writes chart and film."""
    config = tmp_path / "run.yaml"
    config.write_text("data: two moons\nbatch_size: 300\nmax_epochs: 9\nbeta2: 0.99\n")
    chart, film = tmp_path / "chart.png", tmp_path / "film.mp4"
    pictures = ("--chart", str(chart), "--film", str(film))
    done = _start("train", "--config", str(config), "--epochs", "2", *pictures, "--json")
    run = json.loads(done.stdout)
    assert done.stderr == "Trained without: beta2.\n"
    assert run["config"]["batch_size"] == 300
    assert len(run["history"]) == 2
    assert run["counts"] == {
        "train_size": 800,
        "val_size": 200,
        "batches_per_epoch": 3,
        "iterations_per_epoch": 3,
        "total_iterations": 6,
        "last_batch_size": 200,
        "measured_iterations": 6,
        "measured_samples": 1600,
    }
    assert chart.read_bytes().startswith(b"\x89PNG")
    assert film.read_bytes()[4:8] == b"ftyp"
    assert (run["stopped_by"], run["diagnosis"], run["chart"]) == (None, [], str(chart))


def test_a_comparison_with_its_picture(run: Run, tmp_path: Path) -> None:
    """`train --compare` prints every run with its name and counts, and draws one picture."""
    picture = tmp_path / "chart.png"
    arguments = ("--dataset", "moons", "--epochs", "2", "--compare", "batch_size=200,400")
    done = run("train", *arguments, "--chart", str(picture), "--json")
    told = json.loads(done.stdout)
    assert (told["varied"], told["chart"]) == (["batch_size"], str(picture))
    assert [run["name"] for run in told["runs"]] == ["batch size 200", "batch size 400"]
    assert [run["counts"]["measured_iterations"] for run in told["runs"]] == [8, 4]
    assert picture.read_bytes().startswith(b"\x89PNG")


def test_a_training_is_diagnosed(run: Run) -> None:
    """A training whose loss blows up is said to do so, as data and as a line to read."""
    diverging = ("train", "--dataset", "sine", "--optimizer", "sgd", "--learning-rate", "5")
    (found,) = json.loads(run(*diverging, "--json").stdout)["diagnosis"]
    assert (found["finding"], found["epoch"], found["likelihood"]) == ("divergence", 1, "surely")
    assert found["evidence"]["learning_rate"] == 5
    assert "Divergence (surely)" in run(*diverging).stdout


def test_a_training_as_a_script(run: Run, tmp_path: Path) -> None:
    """`train --script` writes the training as a script, too, in the language of the chart."""
    script = tmp_path / "run.py"
    arguments = ["--dataset", "iris", "--epochs", "1", "--lang", "zh", "--script", str(script)]
    assert run("train", *arguments).returncode == 0
    assert script.read_text("utf-8") == write(RunConfig("iris", epochs=1), "zh")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["train", "--script", "no/such/folder/run.py", "--epochs", "1"], "no/such/folder"),
        (["train", "--batch-size", "0"], "batch size"),
        (["train", "--dataset", "unicorns", "--epochs", "0"], "unicorns"),
        (["train", "--epochs", "3.5"], "--epochs"),
        (["train", "--config", "no-such-file.json"], "no-such-file.json"),
        (["train", "--chart", "no/such/folder/chart.png", "--epochs", "1"], "no/such/folder"),
        (["ask", ENGLISH, "--lang", "fr"], "--lang"),
        (["dance"], "dance"),
    ],
)
def test_bad_input(run: Run, arguments: list[str], said: str) -> None:
    """What cannot be used is said on standard error, with exit status 2 and no traceback."""
    done = run(*arguments)
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""


def test_an_experiment_is_run(run: Run) -> None:
    """`train --experiment KEY` runs it and says whether its claim shows; a wrong key lists all."""
    done = run("train", "--experiment", "momentum", "--json")
    told = json.loads(done.stdout)
    assert told["experiment"]["shown"] is True
    assert [run["name"] for run in told["runs"]] == ["SGD", "SGD with momentum"]
    refused = run("train", "--experiment", "unicorns")
    assert refused.returncode == 2
    assert "momentum" in refused.stderr
    refused = run("train", "--experiment", "momentum", "--epochs", "3")
    assert refused.returncode == 2
    assert "--epochs" in refused.stderr
