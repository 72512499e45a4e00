"""LiveKit tokens: what opens the door and what does not, each refusal with its stable code."""

from __future__ import annotations

import pytest
from livekit import api

from signaling.auth import ApiKey, GrantClaims, mint, refreshed, verify
from signaling.errors import TokenRefused
from signaling.rights import PublishRights

KEY = ApiKey("key", "a secret that is longer than thirty-two bytes, for tests")
OTHER = ApiKey("key", "another secret, also longer than thirty-two bytes")


def code_of(token: str, key: ApiKey = KEY, **options: object) -> str:
    with pytest.raises(TokenRefused) as caught:
        verify(key, token, **options)  # type: ignore[arg-type]
    return caught.value.code


def test_a_minted_token_says_again_what_it_was_given() -> None:
    claims = GrantClaims(
        "site-A", "demo", "Hà Giang", rights=PublishRights(camera=True), attributes={"a": "b"}
    )
    found = verify(KEY, mint(KEY, claims, now=1000), now=1001)
    assert (found.identity, found.room, found.name, found.rights) == (
        "site-A",
        "demo",
        "Hà Giang",
        PublishRights(camera=True),
    )
    assert found.issued_at == 1000
    assert dict(found.attributes) == {"a": "b"}


def test_a_token_of_livekits_own_library_is_taken() -> None:
    grants = api.VideoGrants(room_join=True, room="demo", can_publish_sources=["microphone"])
    token = api.AccessToken(KEY.key, KEY.secret).with_identity("bot").with_grants(grants).to_jwt()
    claims = verify(KEY, token)
    assert (claims.identity, claims.room, claims.rights) == ("bot", "demo", PublishRights(microphone=True))


def test_our_token_is_taken_by_livekits_own_library() -> None:
    token = mint(KEY, GrantClaims("bot", "demo", hidden=True))
    claims = api.TokenVerifier(KEY.key, KEY.secret).verify(token)
    assert claims.video is not None
    assert (claims.identity, claims.video.room, claims.video.hidden) == ("bot", "demo", True)


def test_no_rights_at_all_are_kept_apart_from_every_right() -> None:
    token = mint(KEY, GrantClaims("x", "demo", can_publish=False, rights=PublishRights()))
    assert verify(KEY, token).rights == PublishRights()
    assert verify(KEY, mint(KEY, GrantClaims("x", "demo"))).rights == PublishRights.all()


@pytest.mark.parametrize(
    ("token", "code"),
    [
        ("", "token.missing"),
        ("no token", "token.malformed"),
        ("a.b.c", "token.malformed"),
        ("x" * 5000, "token.malformed"),
        (mint(OTHER, GrantClaims("x", "demo")), "token.signature"),
        (mint(ApiKey("stranger", KEY.secret), GrantClaims("x", "demo")), "token.signature"),
        (mint(KEY, GrantClaims("", "demo")), "token.malformed"),
        (mint(KEY, GrantClaims("x", "")), "token.no_join"),
        ("eyJhbGciOiJub25lIiwidHlwIjoiSldUIn0.eyJzdWIiOiJ4In0.", "token.malformed"),
    ],
)
def test_a_bad_token_is_refused_with_its_code(token: str, code: str) -> None:
    assert code_of(token) == code


def test_a_token_ends() -> None:
    token = mint(KEY, GrantClaims("x", "demo"), ttl_s=60, now=1000)
    assert verify(KEY, token, now=1059).identity == "x"
    assert code_of(token, now=1000 + 60 + 31) == "token.expired"
    assert code_of(token, now=1000 - 31) == "token.expired"


def test_another_rooms_token_is_refused() -> None:
    token = mint(KEY, GrantClaims("x", "demo"))
    assert verify(KEY, token, room="demo").room == "demo"
    assert code_of(token, room="other") == "token.other_room"


def test_a_token_is_renewed_with_the_same_life_and_grants_once_half_of_it_has_gone() -> None:
    rights = PublishRights()
    claims = GrantClaims("site-A", "demo", can_publish=False, rights=rights, hidden=True, token_id="abc")
    old = verify(KEY, mint(KEY, claims, ttl_s=600, now=1000), now=1000)
    assert refreshed(old, 1299) is None
    newer = refreshed(old, 1300)
    assert newer is not None
    again = verify(KEY, mint(KEY, newer, ttl_s=600, now=1300), now=1800)
    assert (again.issued_at, again.expires_at) == (1300, 1900)
    same = ("identity", "room", "rights", "can_publish", "can_publish_data", "hidden", "token_id")
    assert [getattr(again, name) for name in same] == [getattr(old, name) for name in same]


def test_a_token_that_does_not_say_when_it_was_issued_is_not_renewed() -> None:
    assert refreshed(GrantClaims("site-A", "demo", expires_at=2000), 1999) is None


def test_a_token_is_never_dated_after_it_was_made() -> None:
    made_at = 1_795_000_000.123_9
    token = mint(KEY, GrantClaims("x", "demo"), now=made_at)
    assert verify(KEY, token, now=made_at).issued_at <= made_at


def test_a_token_dated_by_a_clock_that_was_set_since_is_not_too_early() -> None:
    hour = 3600.0
    token = mint(KEY, GrantClaims("site-HG", "demo"), now=1_000_000.0 + hour)
    with pytest.raises(TokenRefused):
        verify(KEY, token, now=1_000_000.0)
    assert verify(KEY, token, now=1_000_000.0, newest=1_000_000.0 + hour).identity == "site-HG"


def test_a_newer_clock_does_not_lengthen_a_tokens_life() -> None:
    token = mint(KEY, GrantClaims("site-HG", "demo"), ttl_s=60, now=1_000_000.0)
    with pytest.raises(TokenRefused):
        verify(KEY, token, now=1_000_200.0, newest=1_000_000.0)
