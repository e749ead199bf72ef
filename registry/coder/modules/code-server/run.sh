#!/usr/bin/env bash
set -euo pipefail

# Values arrive encoded, so that no quote in them can end a shell word early.
decode() { printf '%s' "$1" | base64 -d; }

prefix=$(decode '${PREFIX}')
version=$(decode '${VERSION}')
editor="$prefix/bin/code-server"

if [ ! -x "$editor" ]; then
  curl -fsSL https://code-server.dev/install.sh |
    sh -s -- --method=standalone --prefix="$prefix" $${version:+--version="$version"}
fi

settings="$HOME/.local/share/code-server/User/settings.json"
if [ ! -e "$settings" ]; then
  mkdir -p "$(dirname "$settings")"
  decode '${SETTINGS}' > "$settings"
fi

while IFS= read -r extension || [ -n "$extension" ]; do
  "$editor" --install-extension "$extension"
done < <(decode '${EXTENSIONS}')

nohup "$editor" --auth none --port '${PORT}' > "$prefix/code-server.log" 2>&1 &
