"""The faces cover the scripts that people write in, and letters of joined scripts are joined."""

import pytest
import uharfbuzz

from typesetting import faces


def shaped(words: str, face: str) -> list[int]:
    font = uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(faces.path_of(face)))))
    buffer = uharfbuzz.Buffer()
    buffer.add_str(words)
    buffer.guess_segment_properties()
    uharfbuzz.shape(font, buffer)
    return [glyph.codepoint for glyph in buffer.glyph_infos]


@pytest.mark.parametrize(
    ("words", "face"),
    [
        ("Paweł Święcicki", None),
        ("Nguyễn Ẹ̀ṣọ́ Ελλάδα Україна Şükrü", None),
        ("محمد علي الحسن", "noto-naskh-arabic"),
        ("پاکستان کردستان", "noto-naskh-arabic"),
        ("陳美玲", "noto-sans-sc"),
        ("王小明 闫 さくら", "noto-sans-sc"),
        ("עברית", "noto-sans-hebrew"),
        ("हिन्दी", "noto-sans-devanagari"),
        ("বাংলা", "noto-sans-bengali"),
        ("ਪੰਜਾਬੀ", "noto-sans-gurmukhi"),
        ("தமிழ்", "noto-sans-tamil"),
        ("አማርኛ", "noto-sans-ethiopic"),
    ],
)
def test_names_of_many_scripts_are_set_without_boxes(words, face):
    needed, missing = faces.faces_for(words)

    assert missing == []
    assert needed == ([face] if face else [])
    for bare in words.split():
        assert 0 not in shaped(bare, face or faces.MAIN)
    if face is None:
        assert 0 not in shaped(words, faces.BOLD)


def test_arabic_letters_are_joined():
    apart = [shaped(letter, "noto-naskh-arabic")[0] for letter in "محمد"]

    assert shaped("محمد", "noto-naskh-arabic")[::-1] != apart
