"""Making and revoking an access token, with and without JavaScript."""

from __future__ import annotations

import pytest

from tests.browser.conftest import PHONE, Visit
from tests.cast import Cast

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("scripts", [True, False])
def test_a_token_is_made_copied_once_and_revoked(visit: Visit, accessible, real_cast: Cast, scripts: bool) -> None:  # type: ignore[no-untyped-def]
    page = visit("agent@cast.example", viewport=PHONE, java_script_enabled=scripts)
    page.goto("/account/tokens/")
    page.fill("[name=name]", "Monitor")
    page.check("[name=scopes][value=write]")
    page.click("text=Make a token")
    secret = page.locator("[data-secret] input").input_value()
    assert secret.startswith("tgp_")
    if scripts:
        accessible(page)
    page.click("text=I have kept it")
    assert secret not in page.content()
    page.click("button:has-text('Revoke')")
    page.wait_for_selector("text=revoked")
