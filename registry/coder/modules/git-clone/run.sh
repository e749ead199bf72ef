#!/usr/bin/env bash
set -euo pipefail

# Values arrive encoded, so that no quote in them can end a shell word early.
decode() { printf '%s' "$1" | base64 -d; }

url=$(decode '${URL}')
path=$(decode '${CLONE_PATH}')
post_clone=$(decode '${POST_CLONE}')
case "$path" in
  \~/*) path="$HOME/$${path#\~/}" ;;
esac

args=()
while IFS= read -r arg || [ -n "$arg" ]; do
  args+=("$arg")
done < <(decode '${CLONE_ARGS}')

if [ -e "$path/.git" ]; then
  echo "$path is already a clone; nothing to do."
  exit 0
fi

mkdir -p "$(dirname "$path")"
git clone $${args[@]+"$${args[@]}"} -- "$url" "$path"

cd "$path"
bash -c "$post_clone"
