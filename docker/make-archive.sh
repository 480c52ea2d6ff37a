#!/usr/bin/env bash
# Makes the class-data archive of a gateway.jar, from which this Java starts it in half the time; jvm-options.sh has it used. usage: make-archive.sh JAR
# Quick if there is one already. Never fails: a gateway without an archive only starts later. An empty archive says that it could not be made.
set -euo pipefail

# shellcheck source=docker/jvm-options.sh
. "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/jvm-options.sh"
jar=$1

# Starts the gateway for a moment; the JVM writes to $1 what it has loaded.
rehearse() {
  local output=-XX:ArchiveClassesAtExit=$1
  if [ "$JAVA_MAJOR" -ge 25 ]; then
    # Only this collector can write objects; others can read them.
    JAVA_OPTS=-XX:+UseG1GC
    output=-XX:AOTCacheOutput=$1
  fi
  jvm_options
  "$JAVA_BIN" "${JVM_OPTIONS[@]}" "$output" -jar "$jar" rehearse < /dev/null > /dev/null 2>&1 && [ -s "$1" ]
}

find_java
archive=$(archive_of "$jar") || exit 0
if [ "$archive" -nt "$jar" ] || [ ! -w "$(dirname -- "$jar")" ]; then
  exit 0
fi
echo "gateway: making $archive for quick starts" >&2
new=$archive.$$
trap 'rm -f -- "$new" "$new".*' EXIT
if JAVA_OPTS='' rehearse "$new"; then
  mv -f -- "$new" "$archive"
else
  : > "$archive"
  echo "gateway: it could not be made; starting without" >&2
fi
