#!/usr/bin/env bash
# Runs the command that the inputs describe. Inputs come in by the environment and stay text.
set -euo pipefail

read -ra modules <<< "${INPUT_MODULES//$'\n'/ }"
read -ra tags <<< "${INPUT_TAG//$'\n'/ }"

options=()
add() { # add OPTION VALUE: an option, unless its value is empty
  if [ -n "$2" ]; then options+=("$1=$2"); fi
}
flag() { # flag OPTION VALUE: an option without a value, if the input is true
  if [ "$2" = true ]; then options+=("$1"); fi
}

add --config "$INPUT_CONFIG"
case "$INPUT_COMMAND" in
  check)
    options+=(--format=github)
    add --base "$INPUT_BASE"
    add --level "$INPUT_LEVEL"
    add --comment "$INPUT_COMMENT"
    words=("${modules[@]}")
    ;;
  publish)
    flag --dry-run "$INPUT_DRY_RUN"
    flag --draft "$INPUT_DRAFT"
    add --latest "$INPUT_LATEST"
    if [ "${#tags[@]}" -eq 0 ]; then options+=(--missing); fi
    words=("${tags[@]}")
    ;;
  tag)
    options+=(--push --yes)
    flag --dry-run "$INPUT_DRY_RUN"
    if [ "${#modules[@]}" -eq 0 ]; then options+=(--all); fi
    words=("${modules[@]}")
    ;;
  *)
    words=("${modules[@]}")
    ;;
esac

exec "$RELEASE" "$INPUT_COMMAND" "${options[@]}" -- "${words[@]}"
