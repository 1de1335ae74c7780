"""What somebody writes is only ever read: it is never run, and never a template."""

import ast
import builtins
import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

import pytest
import sympy
from sympy.parsing import sympy_parser

from handlers.asking import road
from handlers.asking.plain import answer
from knowledge import meaning
from solver.equivalence import compare, evaluate
from solver.formula_equivalence import compare_formulas
from solver.results import Result
from trainer.request import read_request

FORBIDDEN = {"compile", "exec", "os.system", "os.exec", "os.posix_spawn", "subprocess.Popen"}
MODEL = meaning.encoder
"""What the tests of this folder go without."""
IMPORTING = "<frozen importlib._bootstrap>"


class Guard:
    """Sees, and stops, whatever compiles or runs a text while it is on."""

    def __init__(self) -> None:
        self.on = False
        self.seen: list[str] = []
        sys.addaudithook(self._hear)

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Watch for a while."""
        self.seen, self.on = [], True
        try:
            yield
        finally:
            self.on = False

    def stop(self, *given: object, **_: object) -> None:
        """Stand in for a function that must never be called."""
        if self.on:
            self.seen.append(f"called with {given!r:.100}")
            raise PermissionError

    def _hear(self, event: str, given: tuple[object, ...]) -> None:
        if self.on and event in FORBIDDEN and not _is_allowed(event):
            self.seen.append(f"{event} {given!r:.100}")
            raise PermissionError(event)


def _is_allowed(event: str) -> bool:
    """Imports of our own modules, and `ast.parse`, which reads code and never makes it."""
    frame = sys._getframe(2)
    if event == "compile" and frame.f_code is ast.parse.__code__:
        return frame.f_locals["flags"] == ast.PyCF_ONLY_AST
    return any(one.f_code.co_filename == IMPORTING for one in _frames(frame))


def _frames(frame: FrameType | None) -> Iterator[FrameType]:
    while frame:
        yield frame
        frame = frame.f_back


@pytest.fixture(scope="module")
def one_guard() -> Guard:
    """One for all tests: an audit hook stays as long as the process."""
    return Guard()


@pytest.fixture
def guard(one_guard: Guard, monkeypatch: pytest.MonkeyPatch) -> Guard:
    """The guard, also in the place of what SymPy reads texts with."""
    monkeypatch.setattr(sympy_parser, "parse_expr", one_guard.stop)
    monkeypatch.setattr(sys.modules["sympy.utilities.lambdify"], "lambdify", one_guard.stop)
    monkeypatch.setattr(sympy, "lambdify", one_guard.stop)
    return one_guard


CODE = (
    "__import__('os').system('id')",
    "().__class__.__bases__[0].__subclasses__()",
    "lambda: 1",
    "(lambda f: f(f))(lambda f: f(f))",
    "exec('1')",
    "open('/etc/passwd').read()",
    "[x for x in range(10**9)]",
    "9**9**9**9",
    "10**10**10",
    "2^2^2^2^2^2",
    "factorial(10**6)",
    "{0.__class__}",
    "{0.__class__.__init__.__globals__}",
    "{batch_size!r:>9999999}",
    "%(name)s %s %n",
    "${jndi:ldap://x}",
    "f'{1+1}'",
    "`id`",
    "Symbol('N').subs('N', 1)",
    "Integer(1).__class__",
    "sympify('1+1')",
    "N*B if E else 0",
    "N; import os",
    "!!python/object/apply:os.system ['id']",
    "E*ceil(N/B)",
    "__class__",
)
QUESTIONS = (
    "{}",
    "60,000 images, batch size {}, 10 epochs: how many iterations?",
    "{} samples, batch size 128, how many iterations per epoch? Is 469 right?",
    "训练集有{}张图片，batch size为128，训练{}个epoch，一共迭代多少次？",
    "1000 samples, {} = batch size 10, how many batches? {}",
    "on {}, batch size 32, steps per epoch?",
    "batch_size = {}\nfor epoch in range({}):\n    optimizer.step()\n# steps for 1000 samples?",
    '{{"train_batch_size": {}, "samples": 1000}} steps per epoch?',
    "epochs: {}\nbatch_size: 32\nsamples: 1000\nhow many steps?",
    "--num_train_epochs {} --per_device_train_batch_size 8, 1000 samples, total steps?",
    "Epoch 1/10 loss: {} 17/100 [00:11<00:52, 1.6it/s], how long?",
    "train a CNN on {} for 3 epochs",
    "what if the batch size is {}?",
)


def _asked(code: str) -> list[str]:
    """Questions with a piece of code where a number or a name is expected."""
    return [question.format(code, code) for question in QUESTIONS]


@pytest.mark.parametrize("code", CODE)
def test_code_in_a_question_is_text(code: str, guard: Guard) -> None:
    """A question that holds code is answered or declined, and nothing of it is run."""
    ordinary = answer(QUESTIONS[1].format(100), None)
    exercise = road.take(QUESTIONS[1].format(100))
    assert isinstance(exercise, Result)
    replies = []
    with guard.watching():
        for text in _asked(code):
            replies.append(answer(text, None))
            road.take(text, exercise.problem)
    assert not guard.seen
    assert all(reply.keys() == ordinary.keys() for reply in replies)
    assert all(reply["text"] for reply in replies)
    assert "<class" not in json.dumps(replies)


def test_code_is_text_to_the_model(guard: Guard, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where words leave doubts, the model reads the code as it reads any question."""
    monkeypatch.setattr(meaning, "encoder", MODEL)
    if MODEL() is None:
        pytest.skip("there is no model for this machine")
    with guard.watching():
        meant = [meaning.meaning(code) for code in CODE[::4]]
    assert not guard.seen
    assert all(one is not None and one.shape == (meaning.SIZE,) for one in meant)


@pytest.mark.parametrize("code", CODE)
def test_code_as_an_answer_is_text(code: str, guard: Guard) -> None:
    """A typed answer, or a request to train, that holds code has its verdict; nothing is run."""
    with guard.watching():
        for text in (code, f"= {code}", f"600 + {code}", f"ceil({code})", f"{code} 次"):
            compare(text, 600)
            evaluate(text)
            compare_formulas(text, "E*ceil(N/B)", ("epochs", "train_size", "batch_size"))
        read_request(f"train on digits with {code} for 3 epochs")
    assert not guard.seen


@pytest.mark.parametrize(
    "run",
    [
        lambda: eval("1 + 1"),  # noqa: S307 (the guard is to see it)
        lambda: exec("1"),  # noqa: S102 (as above)
        lambda: compile("1", "", "eval"),
        lambda: sympy.sympify("N + 1"),
        lambda: sympy.ceiling("N / B"),
        lambda: sympy.Symbol("N").subs(sympy.Symbol("N"), "1 + 1"),
        lambda: sympy.lambdify([], sympy.Integer(1)),
        lambda: builtins.__import__("os").system("true"),
    ],
)
def test_the_guard_sees_what_runs(run: Callable[[], object], guard: Guard) -> None:
    """The tests above fail as soon as a text is run in any of these ways."""
    with guard.watching(), pytest.raises((PermissionError, sympy.SympifyError)):
        run()
    assert guard.seen


def test_the_guard_lets_code_be_read(guard: Guard) -> None:
    """`ast.parse` reads code without making or running it, so it is no danger."""
    with guard.watching():
        tree = ast.parse("batch_size = 32")
    assert isinstance(tree, ast.Module)
    assert not guard.seen
