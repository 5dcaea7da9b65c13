#!/usr/bin/env python3
"""Every YAML file of every rule set below a folder names its schema in its first line and fits it, every key and word of
a schema is described, and what the loader refuses, the schema refuses too: a key left out, a key too many, a word
that is not in its list, an empty list.

    tests/rule_schemas.py rules
"""
import copy
import json
import pathlib
import sys

import jsonschema
import yaml


class Loader(yaml.SafeLoader):
    """Dates stay texts, as the program reads them."""


Loader.yaml_implicit_resolvers = {
    first: [(tag, regexp) for tag, regexp in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def undescribed(schema, way=""):
    """Keys without a sentence, and words without one."""
    if way and not way.endswith("[]") and not schema.get("description", "").split("\n")[0]:
        yield way
    for word in schema.get("enum", []):
        if f"\n- {word}: " not in schema.get("description", ""):
            yield f"{way}={word}"
    for key, inner in schema.get("properties", {}).items():
        yield from undescribed(inner, f"{way}.{key}" if way else key)
    if "items" in schema:
        yield from undescribed(schema["items"], way + "[]")


def spoilt(schema, value):
    """Copies of a value, each with one fault."""
    if isinstance(value, dict):
        yield {**value, "no-such-key": "x"}
        for key, inner in value.items():
            if key in schema["required"]:
                yield {k: v for k, v in value.items() if k != key}
            for fault in spoilt(schema["properties"][key], inner):
                yield {**value, key: fault}
    elif isinstance(value, list):
        yield "a text"
        if schema["minItems"]:
            yield []
        for fault in spoilt(schema["items"], value[0]) if value else []:
            yield [fault] + copy.copy(value[1:])
    elif "enum" in schema:
        yield "no-such-word"
    else:
        yield ["a list"]


def check(path, faults):
    text = path.read_text(encoding="utf-8")
    first = text.split("\n", 1)[0]
    mark = "# yaml-language-server: $schema="
    if not first.startswith(mark):
        faults.append(f"{path}: the first line names no schema: {mark}…")
        return
    schema = json.loads((path.parent / first[len(mark):]).read_text(encoding="utf-8"))
    jsonschema.Draft7Validator.check_schema(schema)
    validator = jsonschema.Draft7Validator(schema)
    value = yaml.load(text, Loader)
    for fault in validator.iter_errors(value):
        faults.append(f"{path}: {fault.json_path}: {fault.message[:200]}")
    accepted = sum(validator.is_valid(fault) for fault in spoilt(schema, value))
    if accepted:
        faults.append(f"{path}: the schema accepts {accepted} faults that the loader refuses")


def main():
    root = pathlib.Path(sys.argv[1])
    faults = []
    files = sorted(path for path in root.glob("*/*.yaml"))
    for path in files:
        check(path, faults)
    for path in sorted(root.glob("schema/*.schema.json")):
        schema = json.loads(path.read_text(encoding="utf-8"))
        faults += [f"{path}: nothing is said of {way}" for way in undescribed(schema)]
    if not files:
        faults.append(f"{root}: no rule files")
    print("\n".join(faults), end="\n" if faults else "")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
