from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from records.markdown import to_html, to_plain

HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[x](javascript:alert(1))",
    "![x](https://elsewhere.example/pixel.png)",
    "<a href='data:text/html,x'>x</a>",
    "<style>body{display:none}</style>",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_becomes_harmless(text: str) -> None:
    made = to_html(text).lower()
    assert "<script" not in made and "<style" not in made and "<img src=" not in made
    assert (
        'href="javascript' not in made and 'href="data' not in made and "elsewhere.example" not in made.replace("&", "")
    )


@given(st.text(max_size=300))
def test_no_text_makes_a_script_or_breaks_the_renderer(text: str) -> None:
    assert "<script" not in to_html(text)
    assert "\n" not in to_plain(text)


def test_plain_text_keeps_the_words() -> None:
    assert to_plain("**Kasir** mati & _gelap_\n\n- satu") == "Kasir mati & gelap satu"
