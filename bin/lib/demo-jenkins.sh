# The Jenkins of bin/demo --jenkins. To be sourced by bin/demo, whose variables and functions it uses.
# shellcheck shell=bash disable=SC2154

# How long Jenkins may take to be up, in seconds. The first time Maven downloads Jenkins and all plugins.
patience=1800
jenkins=

is_taken() {
    (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null
}

# Sets $port: the one given with --port, else 8080 or the next free one.
choose_port() {
    if [[ -n "$port" ]]; then
        if is_taken "$port"; then
            echo "Port $port is in use. Choose another one: bin/demo --jenkins --port N" >&2
            exit 1
        fi
        return
    fi
    for ((port = 8080; port < 8180; port++)); do
        if ! is_taken "$port"; then
            return
        fi
    done
    echo "Ports 8080 to 8179 are all in use. Choose another one: bin/demo --jenkins --port N" >&2
    exit 1
}

# Whether Jenkins is likely to be available here: its parent POM was downloaded before, or its repository is reachable.
may_have_jenkins() {
    [[ -f "$root/pom.xml" ]] || return 1
    [[ ! -d ~/.m2/repository/org/jenkins-ci/plugins/plugin ]] || return 0
    local tries=0 probe
    (exec 3<>/dev/tcp/repo.jenkins-ci.org/443) 2>/dev/null &
    probe=$!
    while kill -0 "$probe" 2>/dev/null; do
        tries=$((tries + 1))
        if [[ $tries -gt 30 ]]; then
            kill "$probe" 2>/dev/null || true
        fi
        sleep 0.1
    done
    wait "$probe" 2>/dev/null
}

# The home of a new Jenkins, with the address of the simulator for demo-jenkins.groovy.
make_home() {
    home="$work/jenkins"
    user=demo
    password="$(od -An -N 8 -t x1 /dev/urandom | tr -d ' \n')"
    mkdir -p "$home/init.groovy.d"
    cp "$root/bin/lib/demo-jenkins.groovy" "$home/init.groovy.d/"
    cat >"$home/demo.properties" <<PROPERTIES
url=$url/
user=$user
password=$password
apiUrl=$(cat "$work/url")
tokenUrl=$(cat "$work/url")/connect/token
connection=$(hint --connection)
token=$(hint ITWIN_TOKEN)
clientId=$(hint ITWIN_CLIENT_ID)
clientSecret=$(hint ITWIN_CLIENT_SECRET)
PROPERTIES
}

# Maven does not stop the Jenkins that it starts, so both are a process group of their own.
start_jenkins() {
    set -m
    run_maven -f "$root/pom.xml" ${plugin_options[@]+"${plugin_options[@]}"} hpi:run \
        -Dhost=127.0.0.1 -Dport="$port" -DjenkinsHome="$home" -Dspotless.check.skip=true \
        -Djenkins.install.runSetupWizard=false -Djenkins.model.Jenkins.slaveAgentPort=-1 \
        -Dhudson.model.UpdateCenter.never=true -Dhudson.model.DownloadService.never=true >"$work/jenkins.log" 2>&1 &
    jenkins=$!
    set +m
}

end_jenkins() {
    local tries=0
    kill -TERM -- "-$jenkins" 2>/dev/null || true
    while kill -0 -- "-$jenkins" 2>/dev/null; do
        tries=$((tries + 1))
        if [[ $tries -eq 150 ]]; then
            kill -KILL -- "-$jenkins" 2>/dev/null || true
            break
        fi
        sleep 0.2
    done
    wait "$jenkins" 2>/dev/null || true
    jenkins=
}

# Whether Jenkins is up: while it starts, it responds with 503.
answers() {
    (
        exec 3<>"/dev/tcp/127.0.0.1/$port" || exit 1
        printf 'GET /jenkins/login HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n' >&3
        IFS= read -r -t 20 status <&3
        [[ "$status" == *" 200 "* ]]
    ) 2>/dev/null
}

jenkins_failed() {
    echo "$1 The end of its log:" >&2
    tail -n 30 "$work/jenkins.log" >&2
    keep_work=yes
    echo "The whole log is $work/jenkins.log." >&2
    exit 1
}

# Waits until Jenkins is up; false if one of its artifacts is unavailable.
await_jenkins() {
    local began=$SECONDS launched=
    until answers; do
        if [[ -z "$launched" ]] && grep -q 'Launching Jenkins' "$work/jenkins.log"; then
            launched=yes
            echo "The plugin is built; Jenkins is starting…"
        fi
        if ! kill -0 "$jenkins" 2>/dev/null; then
            if [[ -z "$launched" ]] && is_unresolved "$work/jenkins.log"; then
                return 1
            fi
            jenkins_failed "Jenkins did not start."
        fi
        if ((SECONDS - began > patience)); then
            jenkins_failed "Jenkins was not up after $((patience / 60)) minutes."
        fi
        sleep 1
    done
    if [[ ! -e "$home/demo-is-set-up" ]]; then
        jenkins_failed "Jenkins is up, but its jobs could not be created."
    fi
}

without_jenkins() {
    cat >&2 <<TEXT
################################################################################
NO JENKINS. The plugin cannot be built here: $1
What follows is the demo without Jenkins.
################################################################################
TEXT
}

# Stays until it is interrupted; returns only if Jenkins is unavailable here, after saying so.
jenkins_demo() {
    url="http://127.0.0.1:$port/jenkins"
    if ! can_build_plugin; then
        if [[ -z "$why_no_plugin" ]]; then
            cp "$logs/plugin-pom.log" "$work/jenkins.log"
            jenkins_failed "Maven cannot read pom.xml."
        fi
        without_jenkins "$why_no_plugin"
        keep_work=yes
        return
    fi
    start_simulator each 1
    make_home
    echo "Building the plugin and starting Jenkins (the first time this takes minutes, as Maven downloads what it needs)…"
    start_jenkins
    if ! await_jenkins; then
        keep_work=yes
        without_jenkins "some of Jenkins' artifacts are unavailable on this machine (see $work/jenkins.log)."
        end_jenkins
        end_simulator
        return
    fi
    cat <<TEXT

Jenkins is up, with the plugin and a folder of jobs that wait for runs of the simulated API. Some builds have started;
build any job again to see a new run. Jenkins listens on 127.0.0.1 only. All users of this machine can view and build jobs;
to configure them, sign in as $user with the password $password

To see waits survive a restart: start some builds, sign in, and restart Jenkins at $url/restart

Ctrl-C stops Jenkins and the simulator, and deletes their files ($work).

TEXT
    echo "$url/job/Synchronization/"
    wait "$jenkins" || true
    jenkins_failed "Jenkins stopped unexpectedly."
}
