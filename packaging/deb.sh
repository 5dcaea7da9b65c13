#!/bin/bash
# Builds the Debian package from what is committed, in a folder of its own, and puts it into a folder.
#
#     packaging/deb.sh build/deb
set -eu
cd "$(dirname "$0")/.."
for need in dpkg-buildpackage dh; do
    command -v $need >/dev/null || {
        echo "deb: $need is needed: apt-get install dpkg-dev debhelper" >&2
        exit 1
    }
done
mkdir -p "$1"
to=$(realpath "$1")
rm -rf "${to:?}"/*
mkdir "$to/source"
git archive HEAD | tar -x -C "$to/source"
(cd "$to/source" && dpkg-buildpackage --no-sign --build=binary) >"$to/log" 2>&1 || {
    tail -n 30 "$to/log" >&2
    exit 1
}
rm -rf "$to/source"
ls "$to"/*.deb
