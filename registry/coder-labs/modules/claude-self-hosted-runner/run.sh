#!/usr/bin/env bash
set -euo pipefail

export PATH="$HOME/.local/bin:$PATH"
queue="$HOME/$(printf '%s' '${QUEUE}' | base64 -d)"
mkdir -p "$queue/running" "$queue/done" "$queue/failed"

run_job() {
  local name outcome="done"
  name=$(basename "$1")
  # Moving the file claims the job: of two runners only one succeeds.
  mv "$1" "$queue/running/$name" 2> /dev/null || return 0
  claude --print --max-turns '${MAX_TURNS}' \
    < "$queue/running/$name" > "$queue/running/$name.log" 2>&1 || outcome=failed
  mv "$queue/running/$name" "$queue/running/$name.log" "$queue/$outcome/"
}

serve() {
  while true; do
    for job in "$queue"/*.md; do
      if [ -e "$job" ]; then
        run_job "$job"
      fi
    done
    sleep '${POLL_SECONDS}'
  done
}

serve > "$queue/runner.log" 2>&1 &
