#!/usr/bin/env bash
# Greenbelt's front door: finds a JDK, builds when sources are newer than the build, starts.
# Works with bash 3.2, as macOS has it. `./run.sh help` says what it can do.
set -u

root=$(cd "${BASH_SOURCE[0]%/*}" 2>/dev/null && pwd -P) || root=$PWD
out=$root/target/greenbelt # what a start needs: the jars, the AOT cache, and what they were made from
log=$root/target/build.log
needed=25 # feature release of the JDK
missing=3 # exit code when a tool is not there
commands="console exec serve search replay diff test bench doctor tools help"
words="status metrics admin mode order users stock traces trace events state fork http load crash restart advance check reset quit"

say() { printf '%s\n' "$*" >&2; }

# --- help -------------------------------------------------------------------------------------

help() {
    cat <<'TEXT'
Greenbelt: a microservices system in one JVM, to play with.

  ./run.sh                        the console: a prompt with history, completion and help
  ./run.sh exec 'COMMAND' ...     boot, run the commands, print, exit (0 when all went well)
  ./run.sh serve                  the system alone, until Ctrl-C
  ./run.sh search --seeds 1..1000 look for seeds whose run breaks an invariant, under faults
  ./run.sh replay FILE            a run that a search has saved, again, as a message diagram
  ./run.sh diff RUN_A RUN_B       two saved runs, again: in what their orders differ
  ./run.sh diff --seed 7 --modes sync,async
                                  one seed in two of sync, async, choreography: in what its orders differ
  ./run.sh test [--all]           build, and run every test; --all searches many more seeds
  ./run.sh bench world [N [M]]    how fast N virtual worlds of M orders run (1000 of 20)
  ./run.sh bench search [N [F]]   how fast N seeds with F faults each are searched (10000, 3)
  ./run.sh bench bus [N [R]]      how fast N messages go through the bus, in each of R rounds (1000000, 5)
  ./run.sh bench eventstore [ROW] all that is promised of event sourcing, against plain JDBC; or a row of it
  ./run.sh bench rebuild [N [M]]  how fast read model M is built anew from N events (1000000)
  ./run.sh bench gateway [ROW]    what the gateway reaches beside nginx and others; or a row: ladder,
                                  verify, streaming, idle
  ./run.sh bench sharding [--orders N] [--rounds N] [--seconds N] [--svg FILE] [--load-only]
                                  one shop on 1, 2, 4 and 8 shards, against one database (1000000, 3, 1)
  ./run.sh bench split [N [W [S]]]
                                  what splits one of S shards with N orders, while there are W writes a second
  ./run.sh doctor                 what is found and what is missing; exit code 0 when nothing is
  ./run.sh tools install          install what some tests want (curl, tmux), where missing
  ./run.sh help                   this text

Options of console, exec and serve:
  --world live|virtual   live (default): real time, sockets, files. virtual: simulated time,
                         and the same seed gives the same bytes
  --seed N               what a virtual world is drawn from, and in both worlds whom faults
                         strike (default 1)
  --data DIR             where databases and queues are kept
                         (default $GREENBELT_DATA, or the folder "data" beside run.sh)
  --ephemeral            begin with empty databases, and keep nothing
  --durability POSITION  what a commit survives in the live world: heap (an orderly stop),
                         process (kill -9; the default), device (the end of the power)
  --projection-batch N   how many events projections take in one transaction (default 200)
  --snapshots N|never    after how many events an order gets a snapshot (default 20)
  --port N               where the gateway listens (default 8080; with exec any free port)
  --tls                  the gateway speaks TLS, by a certificate for this machine that is made at
                         the first start and kept with the data
  --tls-cert FILE --tls-key FILE
                         the gateway speaks TLS, by this certificate and key, both in PEM
  --admin-port N         where those who run the gateway ask it (default: any free port); the
                         command "admin" shows where, and the key
  --admin-write          they may load routes there, too
  --routes FILE          the routes of the gateway (default: those that are shipped); the live
                         world loads them again when the file changes
  --json                 print results as JSON

Options of search (exit code 0: nothing found, 1: found, 2: bad input):
  --seeds A..B           which seeds to try
  --plan FILE            the faults, one a line, in the words of the command "fault add"
  --faults N             without a plan: how many random ones each seed gets (default 3)
  --workload FILE        what is asked of the system (default: 20 orders, mixed modes)
  --variant NAME         build the system wrongly: no-inbox, no-outbox, ... (may be repeated)
  --out DIR              where failing runs are kept (default target/failures)
  --json                 print the report as JSON
Options of replay:
  --svg FILE             draw the message diagram as a picture, too
  --json                 print it as JSON
Options of diff (exit code 0: no difference, 1: they differ, 2: bad input):
  --seed N               what both systems are drawn from (default 1)
  --modes A,B            how both edges are set in each, such as sync,async
  --orders N             how many orders each places (default 20)
  --order order-N        the only order to show, in full
  --json                 print the difference as JSON

Examples:
  ./run.sh exec status
  ./run.sh exec --ephemeral 'users' 'stock' 'order list'
  ./run.sh --world virtual --seed 7

Environment:
  GREENBELT_JAVA_HOME    the JDK to use, 25 or newer (default: the first found, see doctor)
  GREENBELT_DATA         the data folder
  GREENBELT_FAILURES     where failing runs are kept (default target/failures)
  GREENBELT_AOT=off      start without the AOT cache
TEXT
}

# The word of $2... that is nearest to $1, by edit distance.
nearest() {
    awk 'function min(a, b) { return a < b ? a : b }
        function distance(a, b,    i, j, above, left, diagonal, row) {
            for (j = 0; j <= length(b); j++) row[j] = j
            for (i = 1; i <= length(a); i++) {
                diagonal = row[0]; row[0] = i
                for (j = 1; j <= length(b); j++) {
                    above = row[j]
                    left = diagonal + (substr(a, i, 1) != substr(b, j, 1))
                    row[j] = min(min(above, row[j - 1]) + 1, left)
                    diagonal = above
                }
            }
            return row[length(b)]
        }
        BEGIN {
            least = 1e9
            for (w = 2; w < ARGC; w++) {
                d = distance(ARGV[1], ARGV[w])
                if (d < least) { least = d; word = ARGV[w] }
            }
            print word
        }' "$@"
}

# --- the JDK ----------------------------------------------------------------------------------

# Sets `version` and `feature` of the JDK in folder $1; feature is 0 when there is none.
# Reads the file `release`, because starting a JVM to ask costs more than everything else here.
inspect_jdk() {
    local line
    version='' feature=0
    [ -x "$1/bin/java" ] && [ -x "$1/bin/javac" ] || return 0
    if [ -r "$1/release" ]; then
        while IFS= read -r line; do
            case $line in JAVA_VERSION=*)
                line=${line#*\"} version=${line%%\"*} ;;
            esac
        done <"$1/release"
    fi
    if [ -z "$version" ]; then
        version=$("$1/bin/java" -version 2>&1 | sed -n 's/.* version "\([^"]*\)".*/\1/p')
    fi
    feature=${version%%[!0-9]*}
    feature=${feature:-0}
}

# The folder of the JDK that the `java` of PATH belongs to, links followed.
jdk_of_path() {
    local java target
    java=$(command -v java) || return 0
    while [ -L "$java" ]; do
        target=$(readlink "$java")
        case $target in /*) java=$target ;; *) java=${java%/*}/$target ;; esac
    done
    java=${java%/*}
    # /usr/bin/java of macOS only stands for a JDK elsewhere, and asks to install one.
    [ "$java" = /usr/bin ] || printf '%s' "${java%/bin}"
}

# Sets `jdk` to the first JDK that is new enough; on_sight is called with every folder looked at.
find_jdk() {
    local home candidates
    jdk=''
    if [ -n "${GREENBELT_JAVA_HOME:-}" ]; then
        inspect_jdk "$GREENBELT_JAVA_HOME"
        if [ "$feature" -ge "$needed" ]; then jdk=$GREENBELT_JAVA_HOME; fi
        return
    fi
    if [ -n "${JAVA_HOME:-}" ]; then
        inspect_jdk "$JAVA_HOME"
        if [ "$feature" -ge "$needed" ]; then jdk=$JAVA_HOME && return; fi
    fi
    for home in "$(jdk_of_path)" \
        /usr/lib/jvm/* /opt/* /opt/*/* \
        "${HOME:-}"/.sdkman/candidates/java/* "${HOME:-}"/.jdks/* \
        /Library/Java/JavaVirtualMachines/*/Contents/Home \
        "${HOME:-}"/Library/Java/JavaVirtualMachines/*/Contents/Home \
        /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
        /usr/local/opt/openjdk*/libexec/openjdk.jdk/Contents/Home; do
        [ -n "$home" ] || continue
        inspect_jdk "$home"
        if [ "$feature" -ge "$needed" ]; then jdk=$home && return; fi
    done
}

how_to_get_jdk() {
    if [ -n "${GREENBELT_JAVA_HOME:-}" ]; then
        inspect_jdk "$GREENBELT_JAVA_HOME"
        say "GREENBELT_JAVA_HOME=$GREENBELT_JAVA_HOME is not a JDK $needed or newer" \
            "(found: ${version:-no JDK})."
        say "Point it at one, or unset it to have the usual folders searched."
        return
    fi
    say "Greenbelt needs a JDK $needed or newer, and found none."
    say "Looked at JAVA_HOME (${JAVA_HOME:-not set}), PATH and the usual install folders."
    say "To get one:"
    case $(uname -s) in
        Darwin) say "  brew install openjdk      or  https://adoptium.net" ;;
        *) say "  https://adoptium.net (packages for apt, dnf, apk)" ;;
    esac
    say "  sdk install java 25-tem   (SDKMAN, https://sdkman.io)"
    say "Installed elsewhere? Then: GREENBELT_JAVA_HOME=/folder/of/the/jdk ./run.sh"
}

need_jdk() {
    find_jdk
    [ -n "$jdk" ] || { how_to_get_jdk; exit "$missing"; }
}

# --- the build --------------------------------------------------------------------------------

find_maven() {
    local candidate
    maven=$(command -v mvn) && return
    for candidate in "${MAVEN_HOME:-}" "${M2_HOME:-}" /opt/*maven* /usr/share/maven \
        "${HOME:-}"/.sdkman/candidates/maven/current /opt/homebrew /usr/local; do
        if [ -x "$candidate/bin/mvn" ]; then maven=$candidate/bin/mvn && return; fi
    done
    maven=''
}

need_maven() {
    find_maven
    [ -n "$maven" ] && return
    say "Greenbelt is built with Maven 3.8 or newer, and found no mvn."
    say "To get it:"
    case $(uname -s) in
        Darwin) say "  brew install maven" ;;
        *) say "  apt-get install maven   (or your system's package manager)" ;;
    esac
    say "  sdk install maven         (SDKMAN, https://sdkman.io)"
    exit "$missing"
}

# A folder's time changes when a file in it comes or goes, so this sees deleted sources too.
is_stale() {
    [ -f "$out/built" ] || return 0
    [ -n "$(cd "$root" && find pom.xml .mvn modules/*/pom.xml modules/*/src/main \
        -newer "$out/built" -print -quit 2>/dev/null)" ]
}

# Holds target/greenbelt/lock while it runs "$@", so that two starts do not build over each other.
# A lock whose owner is gone, or that has had no owner for 3 s, is what a killed run has left behind.
locked() {
    local owner result ownerless=0 said=''
    if [ -n "${GREENBELT_LOCKED:-}" ]; then # by the run.sh that started this one
        "$@"
        return
    fi
    export GREENBELT_LOCKED=yes
    mkdir -p "$out"
    until mkdir "$out/lock" 2>/dev/null; do
        owner=$(cat "$out/lock/pid" 2>/dev/null)
        if [ -z "$owner" ]; then
            ownerless=$((ownerless + 1))
            if [ "$ownerless" -gt 10 ]; then rm -rf "$out/lock"; fi
        elif ! kill -0 "$owner" 2>/dev/null; then
            rm -rf "$out/lock"
        elif [ -z "$said" ]; then
            say "Waiting for another build of this checkout (process $owner)." && said=yes
        fi
        sleep 0.3
    done
    echo $$ >"$out/lock/pid"
    "$@"
    result=$?
    rm -rf "$out/lock"
    unset GREENBELT_LOCKED
    return "$result"
}

# Maven's output goes to the log; the screen gets one line that moves, and a line per tested module.
maven_quietly() {
    local doing=$1 line module='' at='' downloads=0 tests clear=''
    shift
    if [ -t 2 ]; then clear=$'\r\033[K'; fi
    : >"$log"
    (cd "$root" && JAVA_HOME=$jdk exec "$maven" -B -Dstyle.color=never "$@" 2>&1) |
        while IFS= read -r line; do
            printf '%s\n' "$line" >>"$log"
            case $line in
                *'Building greenbelt-'*'['*/*']')
                    at=${line##*[} module=${line#*Building greenbelt-} module=${module%% *} ;;
                *'Downloaded from '*) downloads=$((downloads + 1)) ;;
                *'Tests run: '*'Time elapsed'*) continue ;;
                *'Tests run: '*)
                    tests=${line#*Tests run: }
                    printf '%s  %-20s %s tests, %s\n' "$clear" "$module" "${tests%%,*}" \
                        "${tests#*, }" >&2
                    continue ;;
                *) continue ;;
            esac
            [ -z "$clear" ] || printf '%s%s %s (%s%s' "$clear" "$doing" "$module" "${at%]}" \
                "$([ "$downloads" = 0 ] || printf ', %s files downloaded' "$downloads"))" >&2
        done
    local result=${PIPESTATUS[0]}
    printf '%s' "$clear" >&2
    return "$result"
}

build() {
    is_stale || return 0
    need_maven
    mkdir -p "$out"
    local started=$SECONDS
    say "Building Greenbelt (log: target/build.log; the first build downloads its libraries)."
    rm -rf "$out/lib.next"
    : >"$out/building" # as old as the start of the build: what is edited meanwhile is newer
    if ! maven_quietly Building package -pl modules/console,modules/bench -am -Dmaven.test.skip=true \
        -Dspotless.check.skip=true -Dgreenbelt.lib="$out/lib.next" ||
        ! cp "$root"/modules/console/target/greenbelt-console-*.jar \
            "$root"/modules/bench/target/greenbelt-bench-*.jar "$out/lib.next/"; then
        grep -E '^\[(ERROR|WARNING)\]|^Error' "$log" | awk '!seen[$0]++' |
            grep -Ev '^\[ERROR\] *$|Help|Re-run Maven|For more info|After correcting|mvn <args>|To see the full' |
            head -n 30 >&2
        say "The build failed. All it said is in $log."
        return 1
    fi
    rm -rf "$out/lib" "$out/aot" "$out/aot.key"
    mv "$out/lib.next" "$out/lib" && mv "$out/building" "$out/built" || return 1
    say "Built in $((SECONDS - started)) s."
}

# --- the start --------------------------------------------------------------------------------

# Sets `flags`. The AOT cache holds only for the flags it was made with: every start uses these.
java_flags() {
    flags=(-XX:+UseSerialGC -Xms24m -Xmx512m -XX:-UsePerfData
        -Xlog:disable -Xlog:all=error:stderr
        -Dfile.encoding=UTF-8 -Dstdout.encoding=UTF-8 -Dstderr.encoding=UTF-8
        -Duser.language=en
        --enable-native-access=org.jline.terminal.ffm)
    # What Chronicle asks for (see its README), and silence about how it gets at memory.
    flags=("${flags[@]}" --sun-misc-unsafe-memory-access=allow
        --add-exports=java.base/sun.nio.ch=chronicle.core
        --add-exports=java.base/jdk.internal.ref=chronicle.core
        --add-opens=java.base/java.lang.reflect=chronicle.core
        -Dchronicle.analytics.disable=true -Dchronicle.announcer.disable=true
        -Dchronicle.disk.monitor.disable=true)
}

module_path() {
    main=(-p "$out/lib" -m greenbelt.console/greenbelt.console.Main)
}

aot_key() { printf '%s %s %s' "$jdk" "$version" "${flags[*]}"; }

# Does real work once and keeps the classes that took, loaded and linked, and what the JVM learnt.
train() {
    "$jdk/bin/java" "${flags[@]}" -XX:AOTCacheOutput="$out/aot.next" "${main[@]}" \
        rehearse >"$out/aot.log" 2>&1 </dev/null
    [ -s "$out/aot.next" ] && mv "$out/aot.next" "$out/aot" && aot_key >"$out/aot.key"
}

has_aot() {
    local key=''
    [ -s "$out/aot" ] && [ -r "$out/aot.key" ] && read -r key <"$out/aot.key"
    [ "$key" = "$(aot_key)" ]
}

# Makes the AOT cache: at once for a script, beside the prompt for a person.
prepare_aot() {
    [ "${GREENBELT_AOT:-on}" != off ] || return 0
    if ! has_aot; then
        if [ "$1" = console ]; then
            (locked train) </dev/null >/dev/null 2>&1 &
            return
        fi
        say "Preparing a faster start (once after a build)."
        locked train
    fi
    if has_aot; then flags=("${flags[@]}" -XX:AOTCache="$out/aot"); fi
}

# In a locale without UTF-8 the JVM could not read the arrow in order→user.
speak_utf8() {
    case ${LC_ALL:-${LC_CTYPE:-${LANG:-}}} in
        *[Uu][Tt][Ff]8* | *[Uu][Tt][Ff]-8*) ;;
        *) if [ "$(uname -s)" != Darwin ]; then export LC_ALL=C.UTF-8; fi ;;
    esac
}

start() {
    local command=$1
    shift
    speak_utf8
    need_jdk
    if is_stale; then locked build || exit 1; fi
    java_flags
    module_path
    prepare_aot "$command"
    case "$command $*" in
        exec*load\ *) ;; # long enough for the second compiler to pay
        exec* | replay* | diff*) flags=("${flags[@]}" -XX:TieredStopAtLevel=1) ;;
    esac
    export GREENBELT_DATA="${GREENBELT_DATA:-$root/data}"
    export GREENBELT_FAILURES="${GREENBELT_FAILURES:-$root/target/failures}"
    if [ -t 0 ] && [ -t 1 ]; then
        export GREENBELT_TERMINAL=yes
        COLUMNS=$(tput cols 2>/dev/null) && export COLUMNS
    fi
    exec "$jdk/bin/java" "${flags[@]}" "${main[@]}" "$command" "$@"
}

# Where one virtual world runs after the other: more threads than cores would get in one another's way.
one_carrier_a_core() {
    local cores
    cores=$(getconf _NPROCESSORS_ONLN 2>/dev/null) || cores=2
    flags=("${flags[@]}" "-Djdk.virtualThreadScheduler.parallelism=$cores")
}

# --- the benchmarks ---------------------------------------------------------------------------

bench() {
    local what
    case ${1:-} in
        world) what=VirtualWorldBench ;;
        search) what=SearchBench ;;
        bus) what=bus.BusBench ;;
        eventstore) what=eventstore.EventStoreBench ;;
        rebuild) what=RebuildBench ;;
        gateway) what=gateway.GatewayBench ;;
        sharding) what=sharding.ShardingBench ;;
        split) what=sharding.SplitBench ;;
        *) say "bench knows eight words: world, search, bus, eventstore, rebuild, gateway, sharding, split. Try: ./run.sh bench world" && exit 2 ;;
    esac
    shift
    need_jdk
    if is_stale; then locked build || exit 1; fi
    java_flags
    if [ "$what" = VirtualWorldBench ]; then one_carrier_a_core; fi
    flags=("${flags[@]}" -Djava.util.logging.config.file="$root/modules/bench/logging.properties")
    case $what in
        # They keep a million messages, so that making them is no part of the measurement.
        bus.BusBench | eventstore.EventStoreBench | sharding.ShardingBench) flags=("${flags[@]}" -Xms2g -Xmx2g) ;;
    esac
    if [ "$what" = gateway.GatewayBench ]; then
        flags=("${flags[@]}" -Dgreenbelt.bench.peers="$root/modules/bench/peers"
            -Dgreenbelt.bench.downloads="$root/target/peers")
    fi
    # With the console's modules, because the flags name some of them.
    exec "$jdk/bin/java" "${flags[@]}" -p "$out/lib" --add-modules greenbelt.console \
        -m "greenbelt.bench/greenbelt.bench.$what" "$@"
}

# --- the tests --------------------------------------------------------------------------------

# Sums up Surefire's reports: what failed, what was skipped and why, and how many passed.
sum_up() {
    local reports
    reports=$(find "$root"/modules/*/target/surefire-reports -name 'TEST-*.xml' 2>/dev/null | sort)
    if [ -z "$reports" ]; then
        printf '0 passed, 0 failed\n'
        return 1
    fi
    # shellcheck disable=SC2086 # the paths are ours and have no spaces below the root
    printf '%s\n' "$reports" | tr '\n' '\0' | xargs -0 cat | awk -v broken="$1" '
        function value(name,    at, rest) {
            at = index($0, " " name "=\"")
            if (at == 0) return ""
            rest = substr($0, at + length(name) + 3)
            return substr(rest, 1, index(rest, "\"") - 1)
        }
        function plain(text) {
            gsub(/&#10;.*/, "", text); gsub(/&quot;/, "\"", text); gsub(/&apos;/, "\047", text)
            gsub(/&lt;/, "<", text); gsub(/&gt;/, ">", text); gsub(/&amp;/, "\\&", text)
            return text
        }
        /<testcase / { tests++; test = value("classname") " " value("name"); state = "" }
        /<(failure|error)[ >]/ && state == "" {
            state = "failed"; failed++; failures = failures "  " plain(test ": " value("message")) "\n"
        }
        /<skipped/ && state == "" {
            state = "skipped"; skipped++; skips = skips "  " plain(test ": " value("message")) "\n"
        }
        END {
            passed = tests - failed - skipped
            if (broken && !failed) { failed = 1; failures = "  the build: see target/build.log\n" }
            if (skipped) printf "\nNot run, and why:\n%s", skips
            if (failed) printf "\nFailed:\n%s", failures
            printf "\n"
            if (skipped) printf "%d skipped\n", skipped
            printf "%d passed, %d failed\n", passed, failed
            exit failed > 0
        }'
}

# Every module is tested, also after one has failed.
run_tests() {
    local built=0 summed=0 started=$SECONDS
    local goals=(-fae test)
    case ${1:-} in
        --all) goals=("${goals[@]}" -Dgreenbelt.tests=all) ;;
        '') ;;
        *) say "test takes --all or nothing, found '$1'." && exit 2 ;;
    esac
    need_jdk
    need_maven
    say "Testing with JDK $version in $jdk (log: target/build.log)."
    rm -rf "$root"/modules/*/target/surefire-reports
    locked build || exit 1 # some tests start what it makes
    locked maven_quietly Testing "${goals[@]}" || built=1
    if [ "$built" = 1 ]; then grep -E '^\[ERROR\]' "$log" | head -n 60; fi
    printf 'Took %s s.\n' "$((SECONDS - started))"
    sum_up "$built" || summed=1
    [ "$built$summed" = 00 ]
}

# --- what is there ----------------------------------------------------------------------------

fine() { printf '  ok       %s\n' "$*"; }
lack() { printf '  MISSING  %s\n' "$*" && found_all=no; }
note() { printf '  -        %s\n' "$*"; }

doctor() {
    local found_all=yes port free data=${GREENBELT_DATA:-$root/data}
    printf 'Needed\n'
    find_jdk
    if [ -n "$jdk" ]; then
        fine "JDK $version: $jdk"
    else
        lack "JDK $needed or newer"
        how_to_get_jdk
    fi
    find_maven
    if [ -n "$maven" ]; then
        fine "Maven $(maven_version): $maven"
    else
        lack "Maven 3.8 or newer (mvn), for the build"
    fi
    free=$(df -Pk "$root" | awk 'NR == 2 { print int($4 / 1024) }')
    if [ "$free" -ge 1024 ]; then
        fine "disk: $free MB free"
    else
        lack "disk: $free MB free, 1024 MB wanted for libraries, builds and data"
    fi
    printf 'This checkout\n'
    if [ ! -f "$out/built" ]; then
        note "not built yet: the next start builds it"
    elif is_stale; then
        note "sources are newer than the build: the next start builds"
    else
        fine "built, and as new as the sources"
    fi
    if [ -s "$out/aot" ]; then fine "AOT cache"; else note "no AOT cache: made after a build"; fi
    if [ -d "$data" ]; then
        if [ -w "$data" ]; then fine "data: $data"; else lack "data: cannot write $data"; fi
    else
        note "data: $data (made by the first start)"
    fi
    port=8080
    if (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then
        note "port $port is taken: start with --port N"
    else
        fine "port $port is free"
    fi
    printf 'For some tests\n'
    for tool in $tools; do
        if command -v "$tool" >/dev/null; then
            fine "$tool"
        else
            note "no $tool: ./run.sh tools install"
        fi
    done
    [ "$found_all" = yes ] || exit "$missing"
}

# From the name of a jar, because asking mvn starts a JVM.
maven_version() {
    local home core
    home=$(cd "${maven%/*}/.." && pwd -P)
    for core in "$home"/lib/maven-core-[0-9]*.[0-9]*.jar \
        "$home"/libexec/lib/maven-core-[0-9]*.[0-9]*.jar \
        /usr/share/java/maven3-core-[0-9]*.jar; do
        [ -e "$core" ] || continue
        core=${core##*-core-}
        printf '%s' "${core%.jar}"
        return
    done
    printf '(version unknown)'
}

tools="curl tmux"

install_tools() {
    local tool wanted=() as_root=()
    case ${1:-} in
        install) ;;
        *) say "tools knows one word: install. Try: ./run.sh tools install" && exit 2 ;;
    esac
    for tool in $tools; do
        if command -v "$tool" >/dev/null; then
            printf '%s is there\n' "$tool"
        else
            wanted=("${wanted[@]+"${wanted[@]}"}" "$tool")
        fi
    done
    [ "${#wanted[@]}" -gt 0 ] || return 0
    if command -v brew >/dev/null; then
        brew install "${wanted[@]}" && return
    elif command -v apt-get >/dev/null; then
        if [ "$(id -u)" != 0 ]; then as_root=(sudo); fi
        "${as_root[@]+"${as_root[@]}"}" apt-get update -q &&
            "${as_root[@]+"${as_root[@]}"}" apt-get install -y -q --no-install-recommends \
                "${wanted[@]}" && return
    else
        say "Neither brew nor apt-get here."
    fi
    say "Not installed: ${wanted[*]}. Tests that want them are skipped, and say so."
}

case ${1:-console} in
    -h | --help | help) help ;;
    console | exec | serve | search | replay | diff) command=${1:-console}; [ $# = 0 ] || shift; start "$command" "$@" ;;
    test) shift && run_tests "$@" ;;
    bench) shift && bench "$@" ;;
    doctor) doctor ;;
    tools) shift && install_tools "$@" ;;
    -*) start console "$@" ;;
    *)
        near=$(nearest "$1" $commands $words)
        case " $words " in *" $near "*) near="exec $near" ;; esac
        say "No command '$1'. Did you mean './run.sh $near'? Try: ./run.sh help"
        exit 2
        ;;
esac
