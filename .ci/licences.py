"""Whether all that the crate is built with is allowed by deny.toml, for where `cargo deny` is not installed."""

import json
import re
import subprocess
import sys
import tomllib


def metadata(*more):
    command = ["cargo", "metadata", "--format-version", "1", *more]
    return json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)


def allowed_by(expression, allowed):
    """Whether an SPDX expression can be satisfied with the allowed licences."""
    words = re.findall(r"\(|\)|[^\s()]+", expression.replace("/", " OR "))

    def one():
        word = words.pop(0)
        if word == "(":
            inside = either()
            words.pop(0)
            return inside
        if words and words[0] == "WITH":
            words.pop(0)
            word = f"{word} WITH {words.pop(0)}"
        return word in allowed

    def both():
        all_of = one()
        while words and words[0] == "AND":
            words.pop(0)
            all_of = one() and all_of
        return all_of

    def either():
        any_of = both()
        while words and words[0] == "OR":
            words.pop(0)
            any_of = both() or any_of
        return any_of

    return either()


def allowed():
    """Licences and registries of everything, and what must not be in the tree that a user of the crate builds."""
    with open("deny.toml", "rb") as file:
        rules = tomllib.load(file)
    licences = set(rules["licenses"]["allow"])
    # The check itself is checked: a script that allows everything would be no check.
    assert allowed_by("MIT OR GPL-3.0", {"MIT"}) and not allowed_by("MIT AND GPL-3.0", {"MIT"})
    assert allowed_by("(A OR B) AND C", {"B", "C"}) and not allowed_by("A WITH x", {"A"})
    packages = metadata("--all-features")["packages"]
    refused = [
        f"{package['name']} {package['version']}: {package['license'] or 'no licence given'}"
        for package in packages
        if not (package["license"] and allowed_by(package["license"], licences))
    ]
    refused += [
        f"{package['name']}: from {package['source']}"
        for package in packages
        if package["source"] not in (None, "registry+https://github.com/rust-lang/crates.io-index")
    ]
    command = "cargo tree --package mutual-care --target all --edges normal,build"
    command = [*command.split(), "--prefix", "none", "--format", "{p}"]
    tree = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
    names = {line.split()[0] for line in tree.splitlines() if line}
    assert "serde" in names
    refused += [f"{ban['name']}: {ban['reason']}" for ban in rules["bans"]["deny"] if ban["name"] in names]
    print(f"licences and sources of {len(packages)} packages, those for tests and benches included")
    if refused:
        sys.exit("expected only what deny.toml allows:\n" + "\n".join(refused))


allowed()
