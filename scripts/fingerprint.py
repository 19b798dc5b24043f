#!/usr/bin/env python3
"""Fingerprints in a second language, with the standard library only.

    fingerprint.py KIND EDITION < value.json     prints the fingerprint of a value
    fingerprint.py --canonical < value.json      prints its canonical JSON
    fingerprint.py --check FILE                  checks committed vectors

A fingerprint is SHA-256 of `mutual-care/KIND/EDITION`, a zero byte, and the value as canonical JSON: RFC 8785 for
integers up to 2^53 - 1, with `null` left out wherever it stands. JSON does not say what is private (texts, dates of
birth, the `age` of a source), so that has to be taken out before: a field is left out, and what a variant holds becomes
`{}`. In a week in which a need asks for adults, `adults` is put in: of everybody who gives to such a need and has an
`age`, whether they are one ("yes", "no", "not_known"), by id.
"""

import hashlib
import json
import sys

EXACT = 2**53 - 1


def refuse(why):
    raise ValueError(why)


def integer(digits):
    number = int(digits)
    if digits == "-0":
        refuse("expected integers only: a floating point number has no canonical form here")
    if abs(number) > EXACT:
        refuse("expected integers up to 2^53 - 1")
    return number


def members(pairs):
    if len({key for key, _ in pairs}) != len(pairs):
        refuse("expected each key once")
    return dict(pairs)


def read(text):
    def no_float(_):
        refuse("expected integers only: a floating point number has no canonical form here")

    return json.loads(
        text, parse_int=integer, parse_float=no_float, parse_constant=no_float, object_pairs_hook=members
    )


def canonical(value):
    """The canonical text of a value; None for what is left out."""
    if value is None:
        return None
    if isinstance(value, dict):
        written = ((key, canonical(value[key])) for key in sorted(value, key=lambda key: key.encode("utf-16-be")))
        return "{" + ",".join(f"{canonical(key)}:{text}" for key, text in written if text is not None) + "}"
    if isinstance(value, list):
        return "[" + ",".join(text for text in map(canonical, value) if text is not None) + "]"
    return json.dumps(value, ensure_ascii=False)


def canonical_bytes(value):
    return (canonical(value) or "").encode("utf-8")


def fingerprint(kind, edition, value):
    hashed = f"mutual-care/{kind}/{edition}".encode("utf-8") + b"\0" + canonical_bytes(value)
    return hashlib.sha256(hashed).hexdigest()


def check(path):
    with open(path, encoding="utf-8") as file:
        vectors = read(file.read())
    for vector in vectors["vectors"]:
        written = canonical_bytes(vector["value"]).decode("utf-8")
        if written != vector["canonical"]:
            sys.exit(f"{vector['name']}: expected {vector['canonical']}, and it is {written}")
        found = fingerprint(vector["kind"], vector["edition"], vector["value"])
        if found != vector["fingerprint"]:
            sys.exit(f"{vector['name']}: expected {vector['fingerprint']}, and it is {found}")
    for refused in vectors["refused"]:
        try:
            canonical_bytes(read(refused["text"]))
        except ValueError as error:
            if str(error) == refused["said"]:
                continue
            sys.exit(f"{refused['name']}: expected `{refused['said']}`, and it said `{error}`")
        sys.exit(f"{refused['name']}: expected this to be refused")
    print(f"fingerprints: {len(vectors['vectors'])} vectors and {len(vectors['refused'])} refusals agree")


def main(arguments):
    if len(arguments) == 2 and arguments[0] == "--check":
        check(arguments[1])
    elif arguments == ["--canonical"]:
        sys.stdout.buffer.write(canonical_bytes(read(sys.stdin.read())) + b"\n")
    elif len(arguments) == 2 and arguments[1].isdigit():
        print(fingerprint(arguments[0], int(arguments[1]), read(sys.stdin.read())))
    else:
        sys.exit(__doc__)


if __name__ == "__main__":
    main(sys.argv[1:])
