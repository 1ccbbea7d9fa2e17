"""What may be attached to an item, by its content and its name; and what it is called."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nscp_desktop.errors import Refused
from nscp_desktop.rules.attached_papers import (
    LARGEST,
    MANY,
    OPENS,
    Look,
    PaperKind,
    check_look,
    check_size,
    ending_of,
    file_name,
    many_words,
    plain_name,
    recognised,
    size_words,
    title_of,
)
from nscp_desktop.rules.paper_content import What, what_is
from tests.hostile import TEXTS, Typed, is_sentence
from tests.paper_files import letter, old_office, packed, pdf, png, word

ODF = "application/vnd.oasis.opendocument."


def named(value: object) -> str | None:
    """What a case is called: never by the bytes of its file."""
    return "" if isinstance(value, bytes) else None


JPEG = b"\xff\xd8\xff\xe0\0\x10JFIF"


@pytest.mark.parametrize(
    ("name", "content", "kind", "called"),
    [
        ("Chronology.pdf", pdf(), PaperKind.PDF, "Chronology.pdf"),
        ("Chronology.PDF", b"\n\n" + pdf(), PaperKind.PDF, "Chronology.pdf"),
        ("plan.png", png(), PaperKind.PICTURE, "plan.png"),
        ("plan.JPEG", JPEG, PaperKind.PICTURE, "plan.jpeg"),
        # What this program shows itself gets the name it should have had.
        ("Chronology.docx", pdf(), PaperKind.PDF, "Chronology.pdf"),
        ("Chronology", pdf(), PaperKind.PDF, "Chronology.pdf"),
        ("scan.pdf", JPEG, PaperKind.PICTURE, "scan.jpg"),
        ("v1.2 final", png(), PaperKind.PICTURE, "v1.2 final.png"),
        ("Report.docx", word(), PaperKind.DOCUMENT, "Report.docx"),
        ("Report.doc", old_office("WordDocument"), PaperKind.DOCUMENT, "Report.doc"),
        ("Report.doc", b"{\\rtf1 plain}", PaperKind.DOCUMENT, "Report.doc"),
        ("Report.rtf", b"{\\rtf1 plain}", PaperKind.DOCUMENT, "Report.rtf"),
        ("Report.odt", packed("content.xml", mimetype=ODF + "text"), PaperKind.DOCUMENT, "Report.odt"),
        ("Figures.xlsx", packed("[Content_Types].xml", "xl/workbook.xml"), PaperKind.SPREADSHEET, "Figures.xlsx"),
        ("Figures.xls", old_office("Workbook"), PaperKind.SPREADSHEET, "Figures.xls"),
        ("Figures.ods", packed("content.xml", mimetype=ODF + "spreadsheet"), PaperKind.SPREADSHEET, "Figures.ods"),
        ("Slides.pptx", packed("[Content_Types].xml", "ppt/a.xml"), PaperKind.SLIDES, "Slides.pptx"),
        ("Slides.ppt", old_office("PowerPoint Document"), PaperKind.SLIDES, "Slides.ppt"),
        ("Slides.odp", packed("content.xml", mimetype=ODF + "presentation"), PaperKind.SLIDES, "Slides.odp"),
        ("Figures.csv", b"Group,2026\nBreckland,12\n", PaperKind.TEXT, "Figures.csv"),
        ("Notes.txt", "Zoë’s notes\n".encode("utf-16"), PaperKind.TEXT, "Notes.txt"),
        ("Notes.txt", b"\xef\xbb\xbfNote: see page 3\n\nFrom: nobody", PaperKind.TEXT, "Notes.txt"),
        ("Notes.txt", b"MZ and 7 others were here", PaperKind.TEXT, "Notes.txt"),
        ("Re papers.eml", letter(), PaperKind.EMAIL, "Re papers.eml"),
        ("Re papers.msg", old_office("__substg1.0_0037001F"), PaperKind.EMAIL, "Re papers.msg"),
    ],
    ids=named,
)  # fmt: skip
def test_what_may_be_attached_is_known_by_its_content(
    name: str, content: bytes, kind: PaperKind, called: str
) -> None:
    found = recognised(name, content)
    assert (found.kind, found.file_name) == (kind, called)
    assert (kind in OPENS) == (called.rsplit(".", maxsplit=1)[-1] in {"pdf", "png", "jpg", "jpeg"})


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("setup.exe", b"MZ\x90\0\3", "a program or a script"),
        ("Chronology.pdf.exe", pdf(), "a program or a script"),
        ("Chronology.pdf", b"MZ\x90\0\3", "a program or a script"),
        ("run.sh", b"echo", "a program or a script"),
        ("notes.txt", b"#!/bin/sh\necho", "a program or a script"),
        ("notes.txt", b"\x7fELF\2", "a program or a script"),
        ("link.lnk", b"x", "a program or a script"),
        ("papers.zip", packed("a.txt"), "an archive"),
        ("papers.docx", packed("a.txt"), "an archive"),
        ("papers.docx", packed("[Content_Types].xml", "fixed/a.xml"), "an archive"),
        ("papers.docx", packed("content.xml", mimetype=ODF + "chart"), "an archive"),
        ("papers.odt", packed("content.xml", mimetype=ODF + "text" * 99), "an archive"),
        ("papers.pdf", b"Rar!\x1a\7", "an archive"),
        ("page.html", b"<p>x", "a web page"),
        ("page.txt", b"\n<HTML><script>x</script>", "a web page"),
        ("page.txt", "<html>".encode("utf-16"), "a web page"),
        ("page.pdf", b"<!DOCTYPE html> %PDF-1.4", "a web page"),
        ("drawing.svg", b"<svg/>", "a web page"),
        ("Report.docm", word(), "holds macros"),
        ("Report.docx", packed("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"), "holds macros"),
        ("Report.docx", packed("[Content_Types].xml", "word/activeX/a.bin"), "holds macros"),
        ("Report.odt", packed("content.xml", "Basic/x.xml", mimetype=ODF + "text"), "holds macros"),
        ("Report.doc", old_office("WordDocument", "_VBA_PROJECT"), "holds macros"),
        ("Report.rtf", b"{\\rtf1 {\\object\\objdata 0105}}", "holds another file"),
        ("Report.docx", old_office("EncryptedPackage"), "protected by a password"),
        ("scan.tiff", b"II*\0", "PNG or JPEG"),
        ("scan.png", b"GIF89a", "PNG or JPEG"),
        ("scan.jpg", b"RIFF\0\0\0\0WEBPVP8 ", "PNG or JPEG"),
        ("Report.docx", b"PK\3\4broken", "is damaged"),
        ("film.mp4", b"\0\0\0\x18ftypmp42", "of a kind that is not attached"),
        ("LICENSE", b"words", "of a kind that is not attached"),
        ("Report.pdf", word(), "is called a PDF, but what is in it is a document"),
        ("Report.docx", b"words only", "is called a document, but what is in it is plain text"),
        ("Report.pdf", b"\0\1\2", "is called a PDF, but what is in it is something else"),
        ("Report.xls", old_office("Whatever"), "is called a spreadsheet, but what is in it is something else"),
        ("Report.txt", b"\xff\xfe\0", "is called plain text, but what is in it is something else"),
        ("Report.txt", letter().replace(b"From", b"\0"), "is called plain text"),
        ("Report.eml", b"hello", "is called an e-mail, but what is in it is plain text"),
        ("Report.pptx", letter(), "is called a set of slides, but what is in it is an e-mail"),
        ("empty.pdf", b"", "is empty"),
    ],
    ids=named,
)  # fmt: skip
def test_what_may_not_be_attached_is_refused_with_the_reason(name: str, content: bytes, says: str) -> None:
    with pytest.raises(Refused, match=re.escape(says)) as refused:
        recognised(name, content)
    assert is_sentence(str(refused.value))
    assert str(refused.value).endswith("Nothing has been attached.")


def test_a_file_that_is_too_large_is_refused_by_its_size_alone() -> None:
    check_size("Slides.pdf", LARGEST)
    with pytest.raises(Refused, match="“Slides.pdf” has 80 MB; a paper can have up to 20 MB") as refused:
        check_size("Slides.pdf", 80_000_000)
    assert is_sentence(str(refused.value))


@pytest.mark.parametrize(
    ("kind", "look", "says"),
    [
        (PaperKind.PDF, Look(pages=3), ""),
        (PaperKind.PDF, Look(), "has no page that can be shown"),
        (PaperKind.PDF, Look(locked=True), "protected by a password"),
        (PaperKind.PICTURE, Look(width=4_000, height=3_000), ""),
        (PaperKind.PICTURE, Look(width=40), "is damaged"),
        (PaperKind.PICTURE, Look(height=40), "is damaged"),
        (PaperKind.PICTURE, Look(width=30_000, height=30_000), "has 900 million points; up to 50 million"),
        (PaperKind.TEXT, Look(), ""),
    ],
)
def test_what_cannot_be_shown_is_refused(kind: PaperKind, look: Look, says: str) -> None:
    if not says:
        check_look("paper", kind, look)
        return
    with pytest.raises(Refused, match=says) as refused:
        check_look("paper", kind, look)
    assert is_sentence(str(refused.value))


@pytest.mark.parametrize(
    ("name", "title", "ending"),
    [
        ("Serious_case_review.pdf", "Serious case review", "pdf"),
        ("C:\\fake\\path\\Chronology.PDF", "Chronology", "pdf"),
        ("../../etc/passwd", "passwd", ""),
        ("harmless\u202efdp.exe", "harmless fdp", "exe"),
        ("two\nlines\t.pdf", "two lines", "pdf"),
        ("\udcff.pdf", "Paper", "pdf"),
        (".pdf", "Paper", "pdf"),
        ("Report. ", "Report", ""),
        ("Report.pdf. ", "Report", "pdf"),
        ("Minutes 14.01.2027", "Minutes 14.01.2027", "2027"),
        ("Policy.of the whole county", "Policy.of the whole county", "of the whole county"),
        ("n\u200cm.pdf", "n\u200cm", "pdf"),
        ("", "Paper", ""),
        ("x" * 400 + ".pdf", "x" * 200, "pdf"),
    ],
)
def test_a_title_and_an_ending_come_from_any_name(name: str, title: str, ending: str) -> None:
    assert (title_of(name), ending_of(name)) == (title, ending)


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Chronology of visits", "Chronology of visits.pdf"),
        ('Who? What: a/b\\c <draft>*|"x"', "Who What a b c draft x.pdf"),
        ("CON", "Paper CON.pdf"),
        ("com1.notes", "Paper com1.notes.pdf"),
        ("Conference", "Conference.pdf"),
        ("...", "Paper.pdf"),
        ("Report. ", "Report.pdf"),
        ("y" * 300, "y" * 120 + ".pdf"),
        ("\u202egpj", "gpj.pdf"),
    ],
)
def test_every_system_takes_the_name_of_a_copy(title: str, name: str) -> None:
    assert file_name(title, "pdf") == name


@pytest.mark.parametrize(
    ("size", "words"),
    [
        (1, "1 byte"), (640, "640 bytes"), (83_400, "83 KB"), (999_400, "999 KB"), (999_600, "1 MB"),
        (2_430_000, "2.4 MB"), (2_000_000, "2 MB"), (19_999_999, "20 MB"), (80_000_000, "80 MB"),
        (1_200_000_000, "1,200 MB"),
    ],
)  # fmt: skip
def test_sizes_are_said_as_people_say_them(size: int, words: str) -> None:
    assert size_words(size) == words


def test_a_store_with_many_papers_is_warned_of() -> None:
    assert many_words(MANY - 1) == ""
    assert is_sentence(many_words(MANY))


@pytest.mark.parametrize("typed", TEXTS, ids=repr)
def test_any_name_gives_a_title_and_a_name_that_can_be_shown(typed: Typed) -> None:
    for name in (typed.text, typed.text + ".pdf"):
        said = (title_of(name), file_name(title_of(name), "pdf"), plain_name(name))
        for one in said:
            one.encode("utf-8")
            assert not any(sign in one for sign in "\0\n\r\t\u202e\u2066\u2028")
        assert said[0]
        assert not set('<>:"/\\|?*') & set(said[1])


@given(
    st.binary(max_size=400),
    st.sampled_from([b"", b"PK\3\4", b"%PDF-", b"\xff\xfe", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"]),
)
def test_any_content_is_something(content: bytes, begins: bytes) -> None:
    assert what_is(begins + content) in What


@given(st.binary(max_size=60), st.integers(0, 200))
def test_a_package_with_a_fault_anywhere_never_raises(noise: bytes, at: int) -> None:
    whole = packed("content.xml", "[Content_Types].xml", mimetype=ODF + "text")
    assert what_is(whole[:at] + noise + whole[at + len(noise) :]) in What
