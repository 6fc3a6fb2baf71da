"""The file of a copy: whole or not there, and nothing of it is believed that its list does not say."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from trajecten.safekeeping import archive, keeping
from trajecten.safekeeping.archive import BadArchive, Contents
from trajecten.tests.archives import changed, with_contents


@pytest.fixture
def media(tmp_path) -> Path:
    folder = tmp_path / "bestanden"
    (folder / "2026").mkdir(parents=True)
    (folder / "2026" / "kaart.pdf").write_bytes(b"%PDF een kaart")
    return folder


@pytest.fixture
def database(tmp_path) -> Path:
    path = tmp_path / "databank.dump"
    path.write_bytes(b"alle rijen" * 500)
    return path


@pytest.fixture
def copy(tmp_path, media, database) -> Path:
    target = tmp_path / "kopie.tar"
    archive.write(target, Contents("2026-11-30T07:00:00+00:00", "sqlite", [], {}, {}), database, media)
    return target


def unpacked(copy: Path, folder: Path) -> dict[str, bytes]:
    folder.mkdir()
    archive.unpack(copy, archive.read_contents(copy), folder)
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_what_went_in_comes_out(copy, tmp_path):
    assert unpacked(copy, tmp_path / "uit") == {
        "databank.dump": b"alle rijen" * 500,
        "bestanden/2026/kaart.pdf": b"%PDF een kaart",
    }


def test_link_to_another_place_is_not_taken_along(tmp_path, media, database):
    (media / "sleutels").symlink_to("/etc/passwd")
    contents = archive.write(tmp_path / "nog.tar", Contents("", "sqlite", [], {}, {}), database, media)
    assert sorted(contents.files) == ["bestanden/2026/kaart.pdf", "databank.dump"]


def test_one_changed_byte_is_noticed(copy, tmp_path):
    broken = changed(copy, "databank.dump", lambda name, text: (name, text[:-1] + "?"))
    with pytest.raises(BadArchive, match=r"databank\.dump in anders\.tar is beschadigd"):
        unpacked(broken, tmp_path / "uit")


def test_file_that_is_listed_and_missing_is_noticed(copy, tmp_path):
    renamed = changed(copy, "databank.dump", lambda _name, text: ("iets.anders", text))
    with pytest.raises(BadArchive, match=r"anders\.tar mist databank\.dump"):
        unpacked(renamed, tmp_path / "uit")


def test_half_a_copy_is_refused(copy):
    copy.write_bytes(copy.read_bytes()[: copy.stat().st_size // 3])
    with pytest.raises(BadArchive, match=r"kopie\.tar is geen volledige reservekopie"):
        archive.read_contents(copy)


def test_other_file_and_no_file_get_a_sentence(tmp_path):
    (tmp_path / "brief.txt").write_text("Dag")
    with pytest.raises(BadArchive, match=r"brief\.txt is geen reservekopie"):
        archive.read_contents(tmp_path / "brief.txt")
    with pytest.raises(BadArchive, match="bestaat niet"):
        archive.read_contents(tmp_path / "weg.tar")


def test_later_form_of_the_file_is_refused(copy):
    with pytest.raises(BadArchive, match="nieuwere versie van Trajecten"):
        archive.read_contents(with_contents(copy, format=2))


def test_name_that_leads_out_of_the_folder_is_refused(copy, tmp_path):
    name = "bestanden/2026/kaart.pdf"
    listed = archive.read_contents(copy).files
    digest = listed.pop(name)
    renamed = changed(copy, name, lambda _name, text: ("../../uit.pdf", text)).rename(copy)
    twisted = with_contents(renamed, files={**listed, "../../uit.pdf": digest})
    with pytest.raises(BadArchive, match="geen naam van een bestand"):
        unpacked(twisted, tmp_path / "uit")
    assert list(tmp_path.parent.rglob("uit.pdf")) == []


def test_copy_that_could_not_be_made_leaves_nothing(tmp_path, media, database, monkeypatch):
    def full(*_args):
        raise OSError("No space left on device")

    monkeypatch.setattr(archive, "_add", full)
    with pytest.raises(OSError, match="No space left"):
        archive.write(tmp_path / "kopie.tar", Contents("", "sqlite", [], {}, {}), database, media)
    assert list(tmp_path.glob("kopie*")) == []


def test_old_copies_go_and_the_newest_always_stays(tmp_path):
    def made(*days: int) -> list[Path]:
        paths = [tmp_path / (timezone.now() - timedelta(days=n)).strftime(keeping.PATTERN) for n in days]
        for path in paths:
            path.touch()
        return paths

    (tmp_path / "trajecten-van-mij.tar").touch()
    old, older, kept = made(36, 90, 34)
    assert keeping.throw_away(tmp_path, 35) == [older.name, old.name]
    assert (kept.exists(), (tmp_path / "trajecten-van-mij.tar").exists()) == (True, True)
    kept.unlink()
    [only] = made(90)
    assert keeping.throw_away(tmp_path, 35) == []
    assert only.exists()
