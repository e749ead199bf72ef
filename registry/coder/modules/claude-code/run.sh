#!/usr/bin/env bash
set -euo pipefail

# Values arrive encoded, so that no quote in them can end a shell word early.
decode() { printf '%s' "$1" | base64 -d; }

export PATH="$HOME/.local/bin:$PATH"
wanted='${VERSION}'
installed=$(claude --version 2> /dev/null | cut -d ' ' -f 1 || true)

if [ -z "$installed" ] || [ "$installed" != "$wanted" ]; then
  curl -fsSL https://claude.ai/install.sh | bash -s -- "$wanted"
fi

settings="$HOME/.claude/settings.json"
if [ ! -e "$settings" ]; then
  mkdir -p "$(dirname "$settings")"
  decode '${SETTINGS}' > "$settings"
fi

bash -c "$(decode '${POST_INSTALL}')"
