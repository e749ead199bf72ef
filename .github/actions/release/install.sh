#!/usr/bin/env bash
# Installs the tool from the checkout that this action is part of, for this job only.
set -euo pipefail

top=$(cd "$ACTION_PATH/../../.." && pwd)
place="$RUNNER_TEMP/release-tool-$(printf '%s' "$top" | cksum | cut -d ' ' -f 1)"

# Python looks for modules in the folder where it starts, and the workspace is somebody else's.
cd "$RUNNER_TEMP"
if [ ! -x "$place/bin/release" ]; then
  "$PYTHON" -m venv --without-pip "$place"
  "$PYTHON" -m pip --python "$place/bin/python" install --quiet --disable-pip-version-check "$top"
fi
echo "release=$place/bin/release" >> "$GITHUB_OUTPUT"
