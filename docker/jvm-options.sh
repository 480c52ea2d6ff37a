# Which Java and which options: sourced by ./gateway, docker/entrypoint.sh and bench/adapter, so that all three run the same JVM.

# Sets JAVA_BIN to JAVA, else the one in JAVA_HOME, else the one in PATH, JAVA_RELEASE to the file in which it may tell what it is, and JAVA_MAJOR to
# its version; explains and fails below 17. Each process that a script starts takes a start a millisecond or two, so there are few.
find_java() {
  if [ -n "${JAVA:-}" ]; then
    JAVA_BIN=$JAVA
  elif [ -n "${JAVA_HOME:-}" ]; then
    JAVA_BIN=$JAVA_HOME/bin/java
  else
    JAVA_BIN=java
  fi
  JAVA_BIN=$(command -v "$JAVA_BIN") || {
    echo "gateway: Java 17 or newer is needed but ${JAVA:-${JAVA_HOME:+$JAVA_HOME/bin/}java} was not found; set JAVA_HOME or PATH" >&2
    return 1
  }
  JAVA_RELEASE=$(readlink -f -- "$JAVA_BIN")
  JAVA_RELEASE=${JAVA_RELEASE%/*/*}/release
  find_java_major
  if [ "${JAVA_MAJOR:-0}" -lt 17 ]; then
    echo "gateway: Java 17 or newer is needed but $JAVA_BIN is ${JAVA_MAJOR:-of unknown version}; set JAVA_HOME or PATH" >&2
    return 1
  fi
}

# The release file of a Java saves starting it only to ask.
find_java_major() {
  local key value version=
  if [ -r "$JAVA_RELEASE" ]; then
    while IFS='"' read -r key value _; do
      [ "$key" != JAVA_VERSION= ] || version=$value
    done < "$JAVA_RELEASE"
  fi
  if [ -z "$version" ]; then
    version=$("$JAVA_BIN" -version 2>&1 | sed -n 's/.* version "\([0-9.]*\).*/\1/p' | head -n 1)
  fi
  version=${version#1.}
  JAVA_MAJOR=${version%%[!0-9]*}
}

# Processors this process may use, as the JVM counts them: affinity, then the quota of the control group.
processors() {
  local count quota=max period=100000
  count=$(nproc)
  if [ -r /sys/fs/cgroup/cpu.max ]; then
    read -r quota period < /sys/fs/cgroup/cpu.max
  fi
  if [ "$quota" != max ] && [ $(((quota + period - 1) / period)) -lt "$count" ]; then
    count=$(((quota + period - 1) / period))
  fi
  echo "$count"
}

# Where the class-data archive of $1, a jar, is for this Java; fails if this Java does not tell what it is.
archive_of() {
  local sum
  [ -r "$JAVA_RELEASE" ] || return 1
  sum=$(cksum < "$JAVA_RELEASE")
  echo "${1%.jar}-$JAVA_MAJOR-${sum%% *}.jsa"
}

# Sets ARCHIVE_OPTIONS to what makes the JVM take the classes of $1, a jar, from its archive if there is one. The JVM checks that archive, jar and Java belong
# together, and starts as if there were none if they do not; nobody needs to hear of that.
archive_options() {
  local archive
  ARCHIVE_OPTIONS=()
  if archive=$(archive_of "$1") && [ -s "$archive" ]; then
    if [ "$JAVA_MAJOR" -ge 25 ]; then
      # It holds objects in this layout only.
      ARCHIVE_OPTIONS=(-XX:+UseCompactObjectHeaders "-XX:AOTCache=$archive" '-Xlog:aot*=off' '-Xlog:cds*=off')
    else
      ARCHIVE_OPTIONS=(-Xshare:auto "-XX:SharedArchiveFile=$archive" '-Xlog:cds*=off')
    fi
  fi
}

# Sets JVM_OPTIONS for JAVA_MAJOR and $1, the jar to run; JAVA_OPTS comes last and so wins.
jvm_options() {
  JVM_OPTIONS=(
    -XX:+ExitOnOutOfMemoryError
    # Else the JVM collects garbage twice during the start, only because classes have been loaded.
    -XX:MetaspaceSize=64m
    # For what is called by reflection Java 17 makes a class at the 16th call, and newer ones make a method handle, often of several classes, at the first;
    # both take longer than all the calls of a start.
    -Dsun.reflect.inflationThreshold=1000000
    -Djdk.reflect.useNativeAccessorOnly=true
    # Not worth the second compiler, which would take a third of the CPU time of a start with 1,000 APIs for it: what reads manifests, at starts and
    # reloads only, and the JDK's texts, collections and streams on their own; those that the data plane uses are compiled as part of its methods. With this
    # bound the second compiler gives up at once and leaves the method to the first one. Of several commands that fit, the last one counts.
    -XX:CompileCommand=quiet
    '-XX:CompileCommand=MaxNodeLimit,org.yaml.snakeyaml.*::*,10000'
    '-XX:CompileCommand=MaxNodeLimit,io.sluice.config.*::*,10000'
    '-XX:CompileCommand=MaxNodeLimit,java.lang.*::*,10000'
    '-XX:CompileCommand=MaxNodeLimit,java.lang.invoke.*::*,80000'
    '-XX:CompileCommand=MaxNodeLimit,java.util.*::*,10000'
    '-XX:CompileCommand=MaxNodeLimit,java.util.Base64*::*,80000'
  )
  # A JVM refuses to start with two collectors.
  if [[ ! " ${JAVA_OPTS:-} " =~ \ -XX:\+Use[A-Za-z0-9]+GC\  ]]; then
    if [ "$(processors)" -gt 1 ]; then
      JVM_OPTIONS+=(-XX:+UseParallelGC)
    else
      # Nearly all that a request leaves behind is garbage: half of the heap for what is new means fewer collections.
      JVM_OPTIONS+=(-XX:+UseSerialGC -XX:NewRatio=1)
    fi
  fi
  # A heap that begins small and grows with the need, yet with room for a start without collections; it must not begin above a limit that is set.
  if [[ ! " ${JAVA_OPTS:-} " =~ \ -X(m[snx]|X:(Initial|Min|Max)HeapSize|X:InitialRAM) ]]; then
    JVM_OPTIONS+=(-Xms40m)
  fi
  if [ "$JAVA_MAJOR" -ge 24 ]; then
    JVM_OPTIONS+=(--sun-misc-unsafe-memory-access=allow)
  fi
  if [ "$JAVA_MAJOR" -ge 25 ]; then
    JVM_OPTIONS+=(-XX:+UseCompactObjectHeaders)
  fi
  if [ $# -gt 0 ]; then
    archive_options "$1"
    JVM_OPTIONS+=("${ARCHIVE_OPTIONS[@]}")
  fi
  # Split at blanks on purpose: it is a list of options.
  # shellcheck disable=SC2206
  JVM_OPTIONS+=(${JAVA_OPTS:-})
}
