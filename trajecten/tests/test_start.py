"""`make run` a second time: a sentence in the terminal, never a traceback, and what runs is left alone."""

import socket

import pytest
from django.core.management import CommandError, call_command

from trajecten.management.commands.start import only_one_in


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.VAR_DIR = tmp_path
    return tmp_path


@pytest.fixture
def taken():
    """A port of this machine on which something listens."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        yield other.getsockname()[1]


def test_start_beside_one_in_the_same_folder_says_so(folder):
    with only_one_in(folder), pytest.raises(CommandError, match="draait al in de map"):
        call_command("start")


def test_start_on_a_taken_port_says_which_and_names_another(taken):
    with pytest.raises(CommandError, match=f"Poort {taken} is al in gebruik.*PORT={taken + 1} make run"):
        call_command("start", port=taken)


def test_start_after_one_that_ended_is_free_again(folder):
    with only_one_in(folder):
        pass
    with only_one_in(folder):
        pass
