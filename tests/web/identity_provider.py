"""A small identity provider, run as a process of its own on loopback: ``python -m tests.web.identity_provider PORT``.

It speaks OpenID Connect as the real ones do (discovery, authorization code with PKCE, signed tokens), lets whoever
comes in as the person it was told of, and can be told to lie: ``POST /told`` with ``lie`` and claims.
"""

from __future__ import annotations

import secrets
import sys
import time
from typing import Any
from urllib.parse import urlencode

from authlib.oauth2.rfc7636 import create_s256_code_challenge
from flask import Flask, Response, jsonify, redirect, request
from flask.typing import ResponseReturnValue
from joserfc import jwt
from joserfc.jwk import OctKey, RSAKey

CLIENT = "samsyn-prov"
SECRET = "en-hemlighet-mellan-program-lang-nog"
_KEY = RSAKey.generate_key(2048, {"kid": "1", "use": "sig"})
_OTHER = RSAKey.generate_key(2048, {"kid": "1", "use": "sig"})

app = Flask(__name__)
codes: dict[str, dict[str, str]] = {}
told: dict[str, Any] = {"lie": "", "claims": {"sub": "17", "preferred_username": "vera", "name": "Vera Vik"}}


def _issuer() -> str:
    return request.host_url.rstrip("/")


@app.post("/told")
def tell() -> ResponseReturnValue:
    told.update(request.get_json())
    return "", 204


@app.before_request
def astray() -> ResponseReturnValue | None:
    """Redirect, if told to, to the same answer at another address."""
    paths = {"description": "/.well-known/openid-configuration", "keys": "/keys", "token": "/token"}
    if request.path == paths.get(told["lie"].removeprefix("redirected ")) and "astray" not in request.args:
        return redirect(f"{request.path}?astray=1", 307)
    return None


@app.get("/.well-known/openid-configuration")
def describe() -> ResponseReturnValue:
    at = _issuer()
    issuer = "http://127.0.0.1:1" if told["lie"] == "described issuer" else at
    names = {"authorization_endpoint": "authorize", "token_endpoint": "token", "jwks_uri": "keys"}
    return jsonify(issuer=issuer, **{name: f"{at}/{path}" for name, path in names.items()})


@app.get("/keys")
def keys() -> ResponseReturnValue:
    return jsonify(keys=[_KEY.as_dict(private=False)])


@app.get("/authorize")
def authorize() -> ResponseReturnValue:
    asked = request.args
    assert asked["client_id"] == CLIENT
    assert asked["response_type"] == "code"
    assert asked["code_challenge_method"] == "S256"
    if told["lie"] == "denied":
        return redirect(f"{asked['redirect_uri']}?{urlencode({'error': 'access_denied', 'state': asked['state']})}")
    code = secrets.token_urlsafe(16)
    codes[code] = dict(asked)
    issuer = "http://127.0.0.1:1" if told["lie"] == "answering issuer" else _issuer()
    return redirect(f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state'], 'iss': issuer})}")


@app.post("/token")
def token() -> ResponseReturnValue:
    client = request.authorization
    if client is None or (client.username, client.password) != (CLIENT, SECRET):
        return jsonify(error="invalid_client"), 401
    asked = codes.pop(request.form["code"], None)  # each code once
    if asked is None or create_s256_code_challenge(request.form["code_verifier"]) != asked["code_challenge"]:
        return jsonify(error="invalid_grant"), 400
    if request.form["redirect_uri"] != asked["redirect_uri"]:
        return jsonify(error="invalid_grant"), 400
    answer = {"access_token": secrets.token_urlsafe(), "token_type": "Bearer", "expires_in": 300}
    if told["lie"] != "no identity":
        answer["id_token"] = _id_token(asked)
    return jsonify(answer)


def _id_token(asked: dict[str, str]) -> str:
    lie, now = told["lie"], int(time.time())
    claims = {"iss": _issuer(), "aud": CLIENT, "iat": now, "exp": now + 300, "nonce": asked["nonce"], **told["claims"]}
    changed: dict[str, dict[str, Any]] = {
        "issuer": {"iss": "http://127.0.0.1:1"},
        "audience": {"aud": "another"},
        "party": {"aud": [CLIENT, "another"], "azp": "another"},
        "expired": {"iat": now - 1000, "exp": now - 600},
        "early": {"nbf": now + 600},
        "nonce": {"nonce": "another"},
        "subject": {"sub": None},
        "access": {"at_hash": "another"},
    }
    claims |= changed.get(lie, {})
    claims = {
        name: value
        for name, value in claims.items()
        if value is not None and not (lie == "no nonce" and name == "nonce")
    }
    if lie == "signature":
        return jwt.encode({"alg": "RS256", "kid": "1"}, claims, _OTHER)
    if lie == "unsigned":
        header, body, _signature = jwt.encode({"alg": "none"}, claims, _KEY, algorithms=["none"]).split(".")
        return f"{header}.{body}."
    if lie == "shared secret":
        return jwt.encode({"alg": "HS256"}, claims, OctKey.import_key(SECRET), algorithms=["HS256"])
    return jwt.encode({"alg": "RS256", "kid": "1"}, claims, _KEY)


@app.after_request
def _plain(response: Response) -> Response:
    response.headers["Cache-Control"] = "no-store"
    return response


if __name__ == "__main__":
    from waitress.server import create_server

    server = create_server(app, host="127.0.0.1", port=int(sys.argv[1]))
    print(server.effective_port, flush=True)
    server.run()
