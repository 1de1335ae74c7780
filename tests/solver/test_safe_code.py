"""Our code names nothing that runs a text, hands no text to SymPy and fills no foreign template."""

import ast
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGES = ("solver", "handlers", "quiz", "knowledge", "trainer", "data")
FILES = [file for package in PACKAGES for file in sorted((ROOT / package).rglob("*.py"))]

RUNS_TEXT = {
    *("eval", "exec", "compile", "__import__", "import_module", "run_path", "run_module", "runpy"),
    *("sympify", "parse_expr", "lambdify", "nsimplify", "S", "sympy_parser", "parse_latex"),
    *(
        "autowrap",
        "ufuncify",
        "unsafe_load",
        "full_load",
        "UnsafeLoader",
        "FullLoader",
        "pickle",
        "marshal",
        "shelve",
        "dill",
    ),
    *("system", "popen"),
}
"""Names of what runs, or imports, a text that it is given."""
TAKES_NAMES = {"Symbol", "Dummy"}
"""What SymPy makes of a text without reading it."""
TEMPLATES = {
    ("solver/language.py", "template"),
    ("data/words/__init__.py", "words(language)[key]"),
    ("data/reviews_schema.py", "moment"),
    ("handlers/together/class_screens.py", "data"),
    ("handlers/personal/export.py", "ARCHIVE"),
    ("handlers/personal/export.py", "DECK"),
    ("handlers/together/round_screens.py", "data"),
    ("quiz/charts.py", "label['met']"),
    ("quiz/charts.py", "label['since' if mistake.answers else 'made']"),
    ("quiz/curve_items.py", "text.answers[key].text"),
    ("quiz/curve_items.py", "text.question"),
    ("quiz/curve_items.py", "text.tried"),
    ("quiz/numeric.py", "hint"),
    ("quiz/numeric.py", "step"),
    ("quiz/numeric.py", "text.blocks[story]"),
    ("quiz/numeric.py", "text.shown"),
    ("quiz/numeric.py", "text.stories[story]"),
    ("quiz/render.py", "say[grade.outcome]"),
    ("trainer/choices/__init__.py", "Phrase('{} ({})', '{}（{}）').say(language)"),
    ("trainer/charts.py", "look.write"),
    ("trainer/comparison_table.py", "SECONDS_WRITTEN.say(language)"),
    ("trainer/comparison_words.py", "BATCH.say(language)"),
    ("trainer/comparison_words.py", "EPOCHS.say(language)"),
    ("trainer/comparison_words.py", "RATE.say(language)"),
    ("trainer/experiments/measures.py", "self.form"),
    ("trainer/film.py", "look.write"),
    ("trainer/script/networks.py", "_NORMALIZATIONS[config.normalization][place]"),
    ("trainer/script/networks.py", "draw"),
    ("handlers/operations/logs.py", "super()"),
    ("handlers/files/photo_screens.py", "label"),
    ("handlers/rich/settings.py", "data"),
    ("data/moments.py", "_AHEAD"),
}
"""Where a template is filled that does not stand on the spot: all are texts of ours."""
BETWEEN_OUR_PROCESSES = {
    ("trainer/engines/cluster_job.py", "pickle"),
    ("trainer/engines/dask.py", "pickle"),
}
"""What only carries messages between our own processes on a cluster, never a person's text."""
PRELOADED = {
    ("trainer/warm.py", "import_module"),
    ("handlers/operations/loading.py", "import_module"),
}
"""Load modules whose names stand in our own files."""


@cache
def _trees() -> Sequence[tuple[str, ast.Module]]:
    return [
        (file.relative_to(ROOT).as_posix(), ast.parse(file.read_text("utf-8"))) for file in FILES
    ]


def _harmless(tree: ast.AST) -> Iterator[ast.AST]:
    """The names in `re.compile`, and in `model.eval()`, which takes no text."""
    for node in ast.walk(tree):
        match node:
            case ast.Attribute(value=ast.Name(id="re"), attr="compile"):
                yield node
            case ast.Call(func=ast.Attribute(attr="eval") as named, args=[], keywords=[]):
                yield named


def _dangers(tree: ast.AST) -> Iterator[str]:
    """Names in code that run a text."""
    harmless = set(_harmless(tree))
    for node in ast.walk(tree):
        match node:
            case ast.Attribute() if node in harmless:
                pass
            case ast.Name(id=name) | ast.Attribute(attr=name):
                yield from {name} & RUNS_TEXT
            case ast.alias(name=name) | ast.ImportFrom(module=str(name)):
                yield from set(name.split(".")) & RUNS_TEXT


def test_no_code_of_ours_names_what_runs_a_text() -> None:
    """Neither `eval` nor any of its kin is called, imported or passed on."""
    found = {(name, danger) for name, tree in _trees() for danger in _dangers(tree)}
    assert FILES
    assert found == BETWEEN_OUR_PROCESSES | PRELOADED


@pytest.mark.parametrize(
    "code",
    [
        "eval(text)",
        "run = exec",
        "compile(text, '', 'eval')",
        "from sympy import sympify",
        "from sympy.parsing.sympy_parser import standard_transformations",
        "sympy.S(text)",
        "frame.eval(text)",
        "eval(text).eval()",
        "getattr(builtins, name).eval(text)",
        "yaml.unsafe_load(text)",
        "import pickle",
    ],
)
def test_the_search_for_such_names_finds_them(code: str) -> None:
    """The test above fails as soon as somebody writes one of these."""
    assert list(_dangers(ast.parse(code)))


def _texts_for_sympy(name: str, tree: ast.Module) -> Iterator[tuple[str, str]]:
    """Calls that hand a text to SymPy, which would run it."""
    imports = [n for n in ast.walk(tree) if isinstance(n, ast.ImportFrom)]
    modules = [one for one in imports if (one.module or "").split(".")[0] == "sympy"]
    named = {alias.asname or alias.name for one in modules for alias in one.names} - TAKES_NAMES
    for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
        by_name = isinstance(call.func, ast.Name) and call.func.id in named
        method = isinstance(call.func, ast.Attribute) and call.func.attr in {"subs", "evalf"}
        given = [*call.args, *(keyword.value for keyword in call.keywords)]
        if (by_name or method) and any(_is_text(one) for one in given):
            yield name, ast.unparse(call)


def _is_text(node: ast.expr) -> bool:
    match node:
        case ast.Constant(value=str()) | ast.JoinedStr():
            return True
        case ast.Call(func=ast.Name(id="str" | "repr" | "format")):
            return True
        case ast.Call(func=ast.Attribute(attr="group" | "strip" | "lower" | "replace" | "join")):
            return True
        case ast.Attribute(attr="text" | "id" | "name") | ast.Name(id="text" | "name" | "word"):
            return True
        case ast.Subscript(value=ast.Name(id="match" | "text" | "matched")):
            return True
    return False


def test_no_text_is_handed_to_sympy() -> None:
    """SymPy's classes would run a text; they are only made of numbers and expressions."""
    assert not [found for name, tree in _trees() for found in _texts_for_sympy(name, tree)]


@pytest.mark.parametrize("call", ["Eq(match['left'], 1)", "Integer(text)", "ceiling(f'{n}/{b}')"])
def test_the_search_for_texts_finds_them(call: str) -> None:
    """The test above fails as soon as somebody hands a text to one of SymPy's classes."""
    code = f"from sympy import Eq, Integer, ceiling\n{call}"
    assert list(_texts_for_sympy("", ast.parse(code)))


def test_only_texts_of_ours_are_templates() -> None:
    """A template is a literal, or stands in the list above: words from our own files."""
    found = {
        (name, ast.unparse(node.func.value))
        for name, tree in _trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "format"
        and not isinstance(node.func.value, ast.Constant)
    }
    assert found <= TEMPLATES
