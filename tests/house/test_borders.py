"""The layers and their borders, checked on the source and in fresh processes."""

from __future__ import annotations

import ast
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FOLDERS = {"db": "lacsec.db", "import": "lacsec.importer", "tui": "lacsec.tui"}
ALLOWED = {
    "db": {"lacsec.db"},
    "import": {"lacsec.db", "lacsec.importer"},
    "tui": {"lacsec.db", "lacsec.importer", "lacsec.tui"},
}
LONGEST_MODULE = 400
LONGEST_FUNCTION = 50


def modules(folder: str) -> list[Path]:
    return sorted((ROOT / folder).rglob("*.py"))


def imported(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module)
    return names


@pytest.mark.parametrize("folder", FOLDERS)
def test_each_layer_imports_only_those_below_it(folder: str) -> None:
    for path in modules(folder):
        ours = {".".join(n.split(".")[:2]) for n in imported(path) if n.startswith("lacsec")}
        assert ours <= ALLOWED[folder], f"{path.relative_to(ROOT)} imports {ours}"


@pytest.mark.parametrize("folder", ["db", "import"])
def test_textual_stays_in_the_app(folder: str) -> None:
    for path in modules(folder):
        heads = {name.split(".")[0] for name in imported(path)}
        assert not heads & {"textual", "rich"}, path.relative_to(ROOT)


def test_sql_stays_in_db() -> None:
    for folder in ("import", "tui"):
        for path in modules(folder):
            heads = {name.split(".")[0] for name in imported(path)}
            assert not heads & {"sqlite3", "sqlite_utils"}, path.relative_to(ROOT)


@pytest.mark.parametrize("folder", FOLDERS)
def test_modules_and_functions_are_short(folder: str) -> None:
    for path in modules(folder):
        text = path.read_text(encoding="utf-8")
        assert text.count("\n") <= LONGEST_MODULE, path.relative_to(ROOT)
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                length = (node.end_lineno or node.lineno) - node.lineno + 1
                assert length <= LONGEST_FUNCTION, f"{path.relative_to(ROOT)}:{node.name}"


def test_every_package_is_installed() -> None:
    setup = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    listed = set(setup["tool"]["setuptools"]["packages"])
    found = set()
    for folder, package in FOLDERS.items():
        for init in (ROOT / folder).rglob("__init__.py"):
            below = init.parent.relative_to(ROOT / folder).parts
            found.add(".".join([package, *below]))
    assert listed == found


def test_top_level_is_as_the_user_drew_it() -> None:
    tracked = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False
    ).stdout.split("\n")
    if not any(tracked):
        pytest.skip("not a git checkout")
    top = {name.split("/")[0] for name in tracked if name}
    drawn = {"pyproject.toml", "README.md", "LICENSE", "CHANGELOG.md", "tests", *FOLDERS}
    assert {name for name in top if not name.startswith(".")} <= drawn


@pytest.mark.parametrize("subcommand", ["import", "search", "show", "export", "check"])
def test_subcommands_start_without_textual(subcommand: str) -> None:
    code = (
        "import sys\n"
        "from lacsec.importer.cli import main\n"
        "try:\n"
        f"    main(['{subcommand}', '--help'])\n"
        "except SystemExit:\n"
        "    pass\n"
        "assert 'textual' not in sys.modules and 'rich' not in sys.modules\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert subcommand in done.stdout
