# Prints the home of a JDK 25 or newer, or nothing. Sourced by ./mvnw and ./chiasm: defines chiasm_find_jdk.
# Looks at CHIASM_JAVA_HOME, JAVA_HOME, the java on the PATH, then the usual places; versions are read from each JDK's
# `release` file, so nothing is started.

chiasm_jdk_feature() {
  [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 1
  sed -n 's/^JAVA_VERSION="\{0,1\}\([0-9]*\).*/\1/p' "$1/release" | head -n 1
}

chiasm_find_jdk() {
  chiasm_on_path=$(command -v javac 2>/dev/null) && chiasm_on_path=$(readlink -f "$chiasm_on_path" 2>/dev/null)
  for chiasm_home in "${CHIASM_JAVA_HOME:-}" "${JAVA_HOME:-}" "${chiasm_on_path%/bin/javac}" \
    /usr/lib/jvm/* "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* /opt/*jdk* /opt/java/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    [ -n "$chiasm_home" ] || continue
    chiasm_feature=$(chiasm_jdk_feature "$chiasm_home") || continue
    if [ "${chiasm_feature:-0}" -ge 25 ] 2>/dev/null; then
      printf '%s\n' "$chiasm_home"
      return 0
    fi
  done
  return 1
}
