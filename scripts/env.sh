# Shared by the scripts: finds a Python, makes .venv and keeps it as the lock says. Sourced, not run.
# After it: $root is the project's folder, $venv its environment, `prepare NAME` installs lock NAME into it, and
# `packaging_tools` installs what makes and tries packages into $tools, apart from it.
set -eu
root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
venv=$root/.venv

say() { printf '%s\n' "$*" >&2; }

find_python() {
    for name in ${DESKBREAK_PYTHON:-} python3 python3.13 python3.12 python3.11 python3.14; do
        if command -v "$name" >/dev/null 2>&1 &&
            "$name" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            printf '%s' "$name"
            return
        fi
    done
    say "deskbreak needs Python 3.11 or newer with its venv module."
    say "On Debian or Ubuntu: sudo apt-get install python3-venv   (or set DESKBREAK_PYTHON=/path/to/python)"
    exit 1
}

prepare() { # NAME: requirements-NAME.lock
    lock=$root/requirements-$1.lock
    stamp=$venv/.deskbreak-$1
    if [ -x "$venv/bin/python" ] && cmp -s "$lock" "$stamp" && [ "$stamp" -nt "$root/pyproject.toml" ]; then
        return
    fi
    [ -x "$venv/bin/python" ] || { say "Making the environment in .venv ..."; "$(find_python)" -m venv "$venv"; }
    say "Installing what deskbreak needs ..."
    "$venv/bin/python" -m pip --disable-pip-version-check --quiet install --require-hashes -r "$lock"
    "$venv/bin/python" -m pip --disable-pip-version-check --quiet install --no-deps --no-build-isolation -e "$root"
    "$venv/bin/python" -m compileall -q "$root/deskbreak" # or every start does it, where Python must not write it down
    cp "$lock" "$stamp"
}

tools=$root/build/tools
packaging_tools() {
    cmp -s "$root/packaging/tools.txt" "$tools/made-for" && return
    say "Installing what makes packages ..."
    "$venv/bin/python" -m pip --disable-pip-version-check --quiet install --upgrade --target "$tools" \
        -r "$root/packaging/tools.txt"
    cp "$root/packaging/tools.txt" "$tools/made-for"
}
