#!/usr/bin/env python3
"""Writes docs/rules-keys.md: the keys of the rule files, from their JSON Schemas.

    docs/rules-keys.py rules/schema/*.schema.json >docs/rules-keys.md
"""
import json
import sys


def kind(schema):
    if "enum" in schema:
        return "one of " + ", ".join(f"`{word}`" for word in schema["enum"])
    if schema.get("type") == "array":
        least = schema["minItems"]
        return "list" if least else "list, may be `[]`"
    return {"object": "entry", "number": "number", "integer": "whole number", "boolean": "yes or no"}.get(str(schema.get("type")), "text")


def rows(schema, way, must):
    if way:
        sentence, *words = schema.get("description", "").split("\n- ")
        text = sentence + "".join(f"<br>`{word.split(': ')[0]}`: {word.split(': ', 1)[1]}" for word in words)
        name = "one of these" if "enum" in schema else kind(schema)
        yield f"| `{way}` | {name} | {'yes' if must else 'no'} | {text.replace('|', chr(92) + '|')} |"
    items = schema
    while items.get("type") == "array":
        items, way = items["items"], way + "[]"
    for key, inner in items.get("properties", {}).items():
        yield from rows(inner, f"{way}.{key}" if way else key, key in items["required"])


print("# The keys of the rule files\n")
print("Made by `make docs` from the tables that the program reads rule files by; [rules.md](rules.md) teaches how to use")
print("them. `a[].b` is the key `b` of every entry of the list `a`.")
for path in sys.argv[1:]:
    with open(path, encoding="utf-8") as file:
        schema = json.load(file)
    print(f"\n## {schema['title']}\n\n{schema['description']}\n")
    print("| key | value | must | meaning |\n|---|---|---|---|")
    print("\n".join(rows(schema, "", True)))
