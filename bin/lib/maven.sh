# What bin/verify and bin/demo share: Maven, and whether it can build the Jenkins plugin here. To be sourced by bash.
#
# The script that sources this sets $root, the folder of the project; before calling anything but run_maven and
# is_new_enough, $logs, an existing folder; and $options, an array of options for every Maven.
# It sets $maven, the Maven to call, and $plugin_options, an array of options for building the plugin.
# shellcheck shell=bash disable=SC2154

maven=mvn
maven_version=3.9.11
maven_sha512=bcfe4fe305c962ace56ac7b5fc7a08b87d5abd8b7e89027ab251069faebee516b0ded8961445d6d91ec1985dfe30f8153268843c89aa392733d1a3ec956c9978
plugin_options=()

# Maven looks for .mvn in the folder of the POM: each build has its own, but formatting.xml and the plugin share one.
run_maven() {
    "$maven" -B -Dstyle.color=never "$@" ${options[@]+"${options[@]}"} </dev/null
}

is_new_enough() {
    local version major minor patch
    version="$("$1" -v 2>/dev/null | sed -n 's/^[^A]*Apache Maven \([0-9.]*\).*/\1/p' | head -n 1)"
    IFS=. read -r major minor patch <<<"${version:-0.0.0}"
    ((major > 3 || (major == 3 && (minor > 9 || (minor == 9 && ${patch:-0} >= 6)))))
}

sha512_of() {
    if command -v sha512sum >/dev/null; then
        sha512sum "$1" | cut -d ' ' -f 1
    else
        shasum -a 512 "$1" | cut -d ' ' -f 1
    fi
}

# The Jenkins parent wants Maven 3.9.6 or newer.
newer_maven() {
    # Unlike $HOME, ~ is also known where HOME is unset.
    local caches=~/.cache download
    local cache="${XDG_CACHE_HOME:-$caches}/itwin-synchronization"
    local home="$cache/apache-maven-$maven_version"
    if ! is_new_enough "$home/bin/mvn"; then
        mkdir -p "$cache"
        download="$(mktemp -d "$cache/download.XXXXXX")"
        local archive="$download/apache-maven-$maven_version-bin.tar.gz"
        run_maven -q -f "$root/simulator/pom.xml" dependency:copy -DoutputDirectory="$download" \
            -Dartifact="org.apache.maven:apache-maven:$maven_version:tar.gz:bin" >"$logs/newer-maven.log" 2>&1 ||
            return 1
        if [[ "$(sha512_of "$archive")" != "$maven_sha512" ]]; then
            echo "The download of Maven $maven_version does not have the expected checksum." >&2
            return 1
        fi
        tar -xzf "$archive" -C "$download" || return 1
        rm -rf "$home"
        mv "$download/apache-maven-$maven_version" "$home" || return 1
        rm -rf "$download"
    fi
    maven="$home/bin/mvn"
}

# Whether Maven can read the plugin's POM, which needs Jenkins' parent: from the network, or the local repository.
can_resolve_plugin() {
    local log="$logs/plugin-pom.log"
    if run_maven -q -f "$root/pom.xml" validate >"$log" 2>&1; then
        return 0
    fi
    if run_maven -q -o -f "$root/pom.xml" validate >>"$log" 2>&1; then
        plugin_options=(-o)
        return 0
    fi
    return 1
}

# is_unresolved LOG: whether Maven failed because an artifact is unavailable.
is_unresolved() {
    grep -q -E 'Non-resolvable parent POM|could not be resolved|Could not (find|transfer) artifact|Plugin .* not found' "$1"
}

# Sets $why_no_plugin to the reason if the plugin cannot be built here; leaves it empty if it can or its POM is broken.
# False if it cannot be built.
can_build_plugin() {
    why_no_plugin=
    if [[ ! -f "$root/pom.xml" ]]; then
        why_no_plugin="it is not in this tree yet (there is no pom.xml)."
    elif ! is_new_enough mvn && ! newer_maven; then
        why_no_plugin="it needs Maven 3.9.6 or newer, this machine's is older, and Maven $maven_version is unavailable on Maven Central (see $logs/newer-maven.log)."
    elif can_resolve_plugin; then
        return 0
    elif is_unresolved "$logs/plugin-pom.log"; then
        why_no_plugin="Jenkins' parent POM, or another artifact of Jenkins, is unavailable on this machine; it comes from repo.jenkins-ci.org (see $logs/plugin-pom.log)."
    fi
    return 1
}
