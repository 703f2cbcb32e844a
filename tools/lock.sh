#!/usr/bin/env bash
# Resolve pyproject.toml into requirements.lock: exact versions with the hashes of every wheel, no address.
#
# uv does not read pip's settings, so those of this machine are handed over through
# the environment. They are never written to a file.
set -euo pipefail
cd "$(dirname "$0")/.."

pip_setting() { # name of a pip option -> its value, from the environment or pip's files
    local variable="PIP_${1^^}"
    variable="${variable//-/_}"
    if [ -n "${!variable:-}" ]; then
        printf '%s' "${!variable}"
    else
        python3 -m pip config get "global.$1" 2>/dev/null || true
    fi
}

index="$(pip_setting index-url)"
certificates="$(pip_setting cert)"
[ -z "$index" ] || export UV_DEFAULT_INDEX="$index"
[ -z "$certificates" ] || export SSL_CERT_FILE="$certificates"

# extra-index-url is left out on purpose: a local cache holds a part of each release's
# files, and the lock must have the hashes for all supported machines.
# One version for all Pythons where possible (fewest): goldens are the same everywhere.
uv pip compile pyproject.toml --extra dev --extra cluster \
    --universal --fork-strategy fewest --python-version 3.11 \
    --generate-hashes --no-emit-index-url --no-emit-find-links \
    --no-annotate --custom-compile-command "make lock" \
    --quiet --output-file requirements.lock "$@"
