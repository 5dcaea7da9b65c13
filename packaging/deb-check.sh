#!/bin/bash
# Looks at the package with lintian, installs it into a fresh Debian below a folder, and runs it there. An extra, not
# part of make check: it needs root, debootstrap and a Debian mirror (MIRROR, SUITE).
#
#     packaging/deb-check.sh build/deb
set -eu
cd "$(dirname "$0")/.."
package=$(find "$1" -name 'chitieu_*.deb' | head -n 1)
[ -n "$package" ] || { echo "deb-check: no package in $1; make deb first" >&2; exit 1; }
if command -v lintian >/dev/null; then
    lintian --fail-on error --allow-root "$package" && echo 'deb-check: lintian has no errors'
else
    echo 'deb-check: lintian is not installed: the package was not looked at'
fi
for need in debootstrap chroot; do
    command -v $need >/dev/null || { echo "deb-check: $need is not installed: the package was not installed anywhere" >&2; exit 1; }
done
[ "$(id -u)" -eq 0 ] || { echo 'deb-check: only root can make a fresh Debian: the package was not installed anywhere' >&2; exit 1; }

root=$(mktemp -d)
trap 'rm -rf "$root"' EXIT
debootstrap --variant=minbase "${SUITE:-bookworm}" "$root" ${MIRROR:+"$MIRROR"} >"$1/debootstrap.log" 2>&1 || {
    tail -n 5 "$1/debootstrap.log" >&2
    echo 'deb-check: debootstrap failed (is there a mirror?)' >&2
    exit 1
}
# The machine's own sources, which may name a nearer mirror.
cp -r /etc/apt/sources.list* /etc/apt/apt.conf.d "$root/etc/apt/" 2>/dev/null || true
cp /etc/resolv.conf "$root/etc/" 2>/dev/null || true
cp "$package" "$root/tmp/chitieu.deb"
mkdir -p "$root/srv/inbox"
find samples -maxdepth 1 -name '*.docx' -exec cp {} "$root/srv/inbox/" \;
chroot "$root" sh -eu -c '
    apt-get update >/dev/null
    DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends /tmp/chitieu.deb >/tmp/install.log 2>&1 ||
        { tail -n 20 /tmp/install.log; exit 1; }
    getent passwd chitieu
    chitieu run --inbox /srv/inbox --db /tmp/reports.db --log /tmp/log --settle-seconds 0
    chitieu log verify --db /tmp/reports.db /tmp/log
    chitieu export --db /tmp/reports.db --format csv -o - | grep -c ,reported,
    install -d -o chitieu -g chitieu /var/lib/chitieu /var/log/chitieu
    cp -r /srv/inbox /var/lib/chitieu/
    chitieu run --settle-seconds 0
    test -s /var/lib/chitieu/reports.db
    apt-get purge -y chitieu >/dev/null 2>&1
    test ! -e /usr/bin/chitieu
    test -s /var/lib/chitieu/reports.db'
echo 'deb-check: installed, run and removed in a fresh Debian'
