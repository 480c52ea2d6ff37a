#!/usr/bin/env bash
# What the image runs: gateway.jar and jvm-options.sh lie in the same folder as this file.
set -euo pipefail

app=$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")
# shellcheck source=docker/jvm-options.sh
. "$app/jvm-options.sh"

find_java
case "${1:-}" in
  probe | status | history | reload | rollback)
    # Beside a running gateway: small, and quick to start.
    archive_options "$app/gateway.jar"
    exec "$JAVA_BIN" "${ARCHIVE_OPTIONS[@]}" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xmx24m -jar "$app/gateway.jar" "$@"
    ;;
esac
# Heap and buffers may each take this share of the container; the rest is for code and stacks.
JAVA_OPTS="-XX:MaxRAMPercentage=40 ${JAVA_OPTS:-}"
jvm_options "$app/gateway.jar"
exec "$JAVA_BIN" "${JVM_OPTIONS[@]}" -jar "$app/gateway.jar" "$@"
