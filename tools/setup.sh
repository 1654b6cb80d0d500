#!/bin/sh
# Lays the virtual environment with the locked versions: sh tools/setup.sh demo|dev
# Does nothing when the lock has not changed since.
set -eu
cd "$(dirname "$0")/.."
kind=${1:-dev}

say() { printf '%s\n' "$*"; }
stop() { printf '\n%s\n' "$*" >&2; exit 1; }

# One install command for whoever may: root, or a user with sudo.
apt_install() {
    command -v apt-get >/dev/null 2>&1 || return 1
    if [ "$(id -u)" = 0 ]; then as_root=
    elif command -v sudo >/dev/null 2>&1 && { [ -t 0 ] || sudo -n true 2>/dev/null; }; then as_root=sudo
    else return 1; fi
    say "Installing $* ..."
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get update -qq >&2 || true
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >&2
}

find_python() {
    for name in python3 python3.13 python3.12 python3.11 python3.14; do
        if command -v "$name" >/dev/null 2>&1 &&
            "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then
            "$name" -c 'import sys; print(sys.executable)'
            return 0
        fi
    done
    return 1
}

fingerprint=$(cat uv.lock pyproject.toml | cksum | tr -d ' \n')
stamp=.venv/.laid
if [ -x .venv/bin/anpacken ] && [ -f "$stamp" ]; then
    laid=$(cat "$stamp")
    if [ "$laid" = "$fingerprint dev" ] || [ "$laid" = "$fingerprint $kind" ]; then exit 0; fi
fi

python=$(find_python) || stop "Anpacken needs Python 3.11 or newer, and finds none. On Debian or Ubuntu: apt-get install python3 python3-venv"

# A home that is missing or cannot be written to must not matter.
if [ -z "${HOME:-}" ] || [ ! -d "${HOME:-}" ] || [ ! -w "${HOME:-}" ]; then
    mkdir -p .tools/home
    HOME=$PWD/.tools/home
    export HOME
fi

if command -v uv >/dev/null 2>&1 && uv --version >/dev/null 2>&1; then
    uv=uv
else
    uv=.tools/uv/bin/uv
    if [ ! -x "$uv" ]; then
        say "Fetching uv, which lays the virtual environment ..."
        rm -rf .tools/uv
        if ! "$python" -m venv .tools/uv >/dev/null 2>&1; then
            version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
            apt_install "python$version-venv" || apt_install python3-venv ||
                stop "Python's venv module is missing, and it cannot be installed from here. Please run: apt-get install python$version-venv"
            rm -rf .tools/uv
            "$python" -m venv .tools/uv
        fi
        .tools/uv/bin/python -m pip install --quiet --disable-pip-version-check 'uv>=0.9,<1' ||
            stop "uv could not be fetched with pip. Is the network there? Installing uv yourself works too."
    fi
fi

say "Laying the virtual environment ..."
mkdir -p .tools
unset VIRTUAL_ENV
UV_PYTHON_DOWNLOADS=never
UV_PYTHON=$python
export UV_PYTHON_DOWNLOADS UV_PYTHON
rm -f "$stamp"
if [ "$kind" = dev ]; then set -- --group dev; else set -- --no-dev --inexact; fi
if ! "$uv" sync --quiet --frozen "$@" 2>.tools/errors; then
    # Where a proxy reads along, only the system knows whom to trust.
    "$uv" sync --quiet --frozen --system-certs "$@" 2>/dev/null || {
        cat .tools/errors >&2
        rm -f .tools/errors
        stop "The locked packages could not be fetched; the lines above say why. Is the network there?"
    }
fi
rm -f .tools/errors
printf '%s %s\n' "$fingerprint" "$kind" >"$stamp"
