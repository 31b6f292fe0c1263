"""Typed readers of the environment: what is unclear is refused (itsm/env.py)."""

from pathlib import Path

import pytest

from itsm.env import Environment, Misconfigured


@pytest.mark.parametrize("raw", ["1", "true", "TRUE", "yes", "on"])
def test_a_clear_yes_is_true(raw: str) -> None:
    assert Environment({"X": raw}).boolean("X", False, "") is True


@pytest.mark.parametrize("raw", ["0", "false", "No", "off"])
def test_a_clear_no_is_false(raw: str) -> None:
    assert Environment({"X": raw}).boolean("X", True, "") is False


@pytest.mark.parametrize("raw", ["maybe", "2", "y", "-"])
def test_an_unclear_switch_is_refused_by_name(raw: str) -> None:
    with pytest.raises(Misconfigured, match="X="):
        Environment({"X": raw}).boolean("X", True, "")


def test_what_is_empty_or_missing_takes_the_default() -> None:
    env = Environment({"EMPTY": " "})
    assert env.text("EMPTY", "given", "") == "given"
    assert env.integer("MISSING", 7, "") == 7
    assert env.words("MISSING", ["a"], "") == ["a"]


@pytest.mark.parametrize("raw", ["no", "1.5", "0", "65536"])
def test_a_number_outside_its_range_is_refused(raw: str) -> None:
    with pytest.raises(Misconfigured):
        Environment({"PORT": raw}).integer("PORT", 8000, "", least=1, most=65535)


def test_a_list_is_read_without_blanks() -> None:
    assert Environment({"X": " a, b ,,"}).words("X", [], "") == ["a", "b"]


def test_a_word_must_be_among_the_known_ones() -> None:
    assert Environment({"X": "b"}).choice("X", "a", "", among=["a", "b"]) == "b"
    with pytest.raises(Misconfigured, match="one of a, b"):
        Environment({"X": "c"}).choice("X", "a", "", among=["a", "b"])


def test_a_folder_is_made_absolute(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    assert Environment({"X": "here"}).folder("X", Path("/"), "", shown="") == tmp_path.resolve() / "here"


def test_a_secret_comes_from_its_file(tmp_path: Path) -> None:
    (tmp_path / "key").write_text("hush\n")
    assert Environment({"KEY_FILE": str(tmp_path / "key")}).secret("KEY", "", "") == "hush"


def test_a_secret_given_twice_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Misconfigured, match="both set"):
        Environment({"KEY": "a", "KEY_FILE": str(tmp_path)}).secret("KEY", "", "")


def test_a_secret_whose_file_cannot_be_read_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Misconfigured, match="KEY_FILE"):
        Environment({"KEY_FILE": str(tmp_path / "none")}).secret("KEY", "", "")


def test_every_read_is_remembered_in_order_and_secrets_are_marked() -> None:
    env = Environment({})
    env.text("A", "", "the  first")
    env.secret("B", "", "the second")
    assert [(each.name, each.is_secret, each.about) for each in env.settings] == [
        ("A", False, "the first"),
        ("B", True, "the second"),
    ]
