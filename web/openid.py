"""The identity provider, by OpenID Connect: authorization code with PKCE, by Authlib. Nothing it says is believed
before its signature, issuer, audience, time and nonce are checked (OpenID Connect Core 1.0, 3.1.3.7)."""

from __future__ import annotations

import ipaddress
import os
from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import urlsplit

import requests
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.requests_client import OAuth2Session
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet
from joserfc.jws import JWSRegistry

from models.errors import InvalidSettingError, ProviderUnavailableError, SignInRefusedError
from models.settings import Settings
from models.store.flows import Flow

_SIGNED: Final = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"]
"""Signatures by a key that the provider alone has: never ``none``, and never our own secret (HS256)."""
_SECONDS: Final = 10.0  # for an answer
_CLOCKS: Final = 60  # seconds that two machines' clocks may differ
_LARGEST: Final = 1024 * 1024  # bytes of an answer; keys and tokens have some thousands
_WELL_KNOWN: Final = "/.well-known/openid-configuration"


class Provider:
    """One provider, as the settings name it. Its description is fetched when it is first needed."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self.issuer = settings.oidc_issuer
        if not settings.oidc_client_id:
            raise InvalidSettingError("[oidc] issuer är satt men inte client_id")
        _check_address(self.issuer)
        self._described: dict[str, Any] = {}

    def address(self, flow: Flow, back: str) -> str:
        """Where the browser is sent. Raises :class:`ProviderUnavailableError`."""
        client, asked = self._client(back), {"acr_values": self._settings.oidc_acr} if self._settings.oidc_acr else {}
        url, _state = client.create_authorization_url(
            self._endpoint("authorization_endpoint"),
            state=flow.state,
            nonce=flow.nonce,
            code_verifier=flow.verifier,
            **asked,
        )
        return str(url)

    def claims(self, flow: Flow, back: str, answer: Mapping[str, str]) -> dict[str, Any]:
        """Who came back, in the provider's own checked words. ``answer`` is what the browser brought.

        Raises :class:`SignInRefusedError` for whatever does not hold, and :class:`ProviderUnavailableError`.
        """
        if "error" in answer or "code" not in answer:
            raise SignInRefusedError("Identitetsleverantören släppte inte in någon")
        if "iss" in answer and answer["iss"] != self.issuer:  # RFC 9207: another provider's answer
            raise SignInRefusedError("Svaret kommer från en annan identitetsleverantör")
        token = self._token(flow, back, answer["code"])
        if not isinstance(token.get("id_token"), str):
            raise SignInRefusedError("Identitetsleverantören gav ingen identitet")
        return self._checked(token["id_token"], flow, str(token.get("access_token", "")))

    def _token(self, flow: Flow, back: str, code: str) -> dict[str, Any]:
        try:
            token = self._client(back).fetch_token(
                self._endpoint("token_endpoint"),
                code=code,
                code_verifier=flow.verifier,
                grant_type="authorization_code",
                allow_redirects=False,
            )
        except requests.HTTPError as error:
            raise ProviderUnavailableError("Identitetsleverantören svarar med fel") from error
        except (requests.ConnectionError, requests.Timeout) as error:
            raise ProviderUnavailableError("Identitetsleverantören svarar inte") from error
        except (AuthlibBaseError, ValueError, requests.RequestException) as error:
            raise SignInRefusedError("Identitetsleverantören godtog inte koden") from error
        return dict(token)

    def _checked(self, id_token: str, flow: Flow, access_token: str) -> dict[str, Any]:
        registry = JWSRegistry(algorithms=_SIGNED, strict_check_header=False)
        try:
            found: Any = self._fetch(self._endpoint("jwks_uri"))  # anew each time: keys are changed
            keys = KeySet.import_key_set(found)
            decoded = jwt.decode(id_token, keys, registry=registry)
            options: Any = {
                "iss": {"essential": True, "value": self.issuer},
                "aud": {"essential": True, "value": self._settings.oidc_client_id},
                "sub": {"essential": True},
                "exp": {"essential": True},
                "iat": {"essential": True},
                "nonce": {"essential": True, "value": flow.nonce},
            }
            if strengths := self._settings.oidc_acr.split():
                options["acr"] = {"essential": True, "values": strengths}
            params = {"nonce": flow.nonce, "client_id": self._settings.oidc_client_id, "access_token": access_token}
            claims = CodeIDToken(decoded.claims, decoded.header, options, params)
            claims.validate(leeway=_CLOCKS)
        except (JoseError, ValueError, TypeError, KeyError) as error:
            raise SignInRefusedError(f"Identiteten håller inte ({type(error).__name__})") from error
        return dict(claims)

    def _endpoint(self, name: str) -> str:
        if not self._described:
            found = self._fetch(self.issuer.rstrip("/") + _WELL_KNOWN)
            if found.get("issuer") != self.issuer:
                raise SignInRefusedError("Identitetsleverantören säger sig vara en annan")
            self._described = found
        address = str(self._described.get(name, ""))
        _check_address(address)
        return address

    def _fetch(self, address: str) -> dict[str, Any]:
        try:
            with self._client("") as client:
                answer = client.get(address, withhold_token=True, allow_redirects=False)
            answer.raise_for_status()
            found = answer.json() if len(answer.content) <= _LARGEST else None
        except (requests.RequestException, ValueError) as error:
            raise ProviderUnavailableError("Identitetsleverantören svarar inte") from error
        if not isinstance(found, dict):
            raise ProviderUnavailableError("Identitetsleverantören svarar inte begripligt")
        return found

    def _client(self, back: str) -> OAuth2Session:
        settings = self._settings
        client = OAuth2Session(
            settings.oidc_client_id,
            settings.oidc_client_secret or None,
            scope=settings.oidc_scopes,
            redirect_uri=back,
            code_challenge_method="S256",
            default_timeout=_SECONDS,
        )
        client.trust_env = False  # no proxy and no password of the environment's
        client.verify = os.environ.get("SSL_CERT_FILE") or True
        return client


def _check_address(address: str) -> None:
    """Raises :class:`InvalidSettingError` for one that is not over TLS, loopback aside."""
    parts = urlsplit(address)
    try:
        near = parts.hostname == "localhost" or ipaddress.ip_address(parts.hostname or "").is_loopback
    except ValueError:
        near = False
    if not parts.hostname or not (parts.scheme == "https" or (parts.scheme == "http" and near)):
        raise InvalidSettingError("[oidc] issuer och dess adresser ska börja med https://")
