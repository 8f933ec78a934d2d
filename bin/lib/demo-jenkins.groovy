// Sets up the Jenkins of `bin/demo --jenkins`, when it starts: the simulator as a server, credentials for it, a folder of
// jobs. For that home only, which bin/demo makes and removes: what is in demo.properties opens nothing but the simulator.
import com.cloudbees.hudson.plugins.folder.Folder
import com.cloudbees.plugins.credentials.CredentialsScope
import com.cloudbees.plugins.credentials.SystemCredentialsProvider
import com.cloudbees.plugins.credentials.impl.UsernamePasswordCredentialsImpl
import hudson.model.Cause
import hudson.model.CauseAction
import hudson.model.ChoiceParameterDefinition
import hudson.model.FreeStyleProject
import hudson.model.Item
import hudson.model.ParametersDefinitionProperty
import hudson.model.View
import hudson.security.GlobalMatrixAuthorizationStrategy
import hudson.security.HudsonPrivateSecurityRealm
import hudson.tasks.Shell
import hudson.util.Secret
import io.jenkins.plugins.synchronization.config.SynchronizationConfiguration
import io.jenkins.plugins.synchronization.config.SynchronizationServer
import io.jenkins.plugins.synchronization.freestyle.SynchronizationRunBuilder
import jenkins.model.Jenkins
import jenkins.model.JenkinsLocationConfiguration
import org.jenkinsci.plugins.matrixauth.PermissionEntry
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition
import org.jenkinsci.plugins.workflow.job.WorkflowJob

def jenkins = Jenkins.get()
def done = new File(jenkins.rootDir, 'demo-is-set-up')
if (done.exists()) {
    // Jenkins was restarted.
    return
}
def settings = new Properties()
new File(jenkins.rootDir, 'demo.properties').withReader('UTF-8') { settings.load(it) }
def connection = settings.connection

jenkins.numExecutors = 2
jenkins.noUsageStatistics = true
JenkinsLocationConfiguration.get().url = settings.url

def realm = new HudsonPrivateSecurityRealm(false, false, null)
realm.createAccount(settings.user, settings.password)
jenkins.securityRealm = realm
def permissions = new GlobalMatrixAuthorizationStrategy()
permissions.add(Jenkins.ADMINISTER, PermissionEntry.user(settings.user))
[Jenkins.READ, View.READ, Item.READ, Item.BUILD, Item.CANCEL].each {
    permissions.add(it, PermissionEntry.group('anonymous'))
    permissions.add(it, PermissionEntry.group('authenticated'))
}
jenkins.authorizationStrategy = permissions
jenkins.save()

def server = new SynchronizationServer('Simulator', settings.apiUrl)
server.tokenUrl = settings.tokenUrl
server.minIntervalSeconds = 1
server.maxIntervalSeconds = 5
SynchronizationConfiguration.get().servers = [server]
SynchronizationConfiguration.get().defaultServer = server.name

def credentials = SystemCredentialsProvider.instance
credentials.credentials.add(new StringCredentialsImpl(
    CredentialsScope.GLOBAL, 'simulator-token', 'A token of the simulator', Secret.fromString(settings.token)))
credentials.credentials.add(new UsernamePasswordCredentialsImpl(
    CredentialsScope.GLOBAL, 'simulator-client', 'A client of the simulator', settings.clientId, settings.clientSecret))
credentials.save()

def folder = jenkins.createProject(Folder, 'Synchronization')
folder.description = 'Jobs that wait for runs of the simulated API. Each build waits for its own run.'

def pipeline = { String name, String description, String script ->
    def job = folder.createProject(WorkflowJob, name)
    job.description = description
    job.definition = new CpsFlowDefinition(script.stripIndent().trim() + '\n', true)
    job.save()
    job
}

def scenarios = [
    'success'        : 'Two connectors, five files, nothing goes wrong.',
    'partial-success': 'The run in the API\'s documentation: its file is synchronized, the run has an error, and the build is unstable.',
    'error'          : 'Every file fails, and so does the build.',
    'canceled'       : 'The run is canceled: the build is aborted.',
    'timed-out'      : 'The service gives up; one task never gets a result.',
    'skipped'        : 'Nothing has changed, nothing is synchronized.',
    'throttled'      : 'The API throttles the wait (429), which continues after the pause.',
    'flaky'          : 'The API fails in many ways; the wait continues.',
    'token-expiry'   : 'A valid token is refused once; the wait requests a new one.',
    'huge'           : '100,000 tasks, 77 MB.',
    'demo'           : 'Twelve files, three connectors; throttled once, two errors of the API, PartialSuccess.'
]
def jobs = scenarios.collectEntries { name, description ->
    def credential = name == 'token-expiry' ? 'simulator-client' : 'simulator-token'
    [name, pipeline(name, description, """
        stage('Wait') {
            def run = waitForSynchronizationRun(
                connectionId: '$connection',
                connectionType: 'storage',
                runId: "$name-\${BUILD_NUMBER}",
                credentialsId: '$credential')
            echo run.summary
        }
        """)]
}

jobs.parallel = pipeline('parallel', 'Three waits at once, without an executor.', """
    def wait = { label, scenario ->
        waitForSynchronizationRun(
            name: label,
            connectionId: '$connection',
            connectionType: 'storage',
            runId: "\${scenario}-parallel-\${BUILD_NUMBER}",
            credentialsId: 'simulator-client')
    }
    stage('Wait') {
        parallel(
            structure: { wait('Structure', 'success') },
            piping: { wait('Piping', 'demo') },
            site: { wait('Site', 'throttled') })
    }
    """)

jobs.declarative = pipeline('declarative', 'A Declarative Pipeline that archives the report.', """
    pipeline {
        agent none
        stages {
            stage('Synchronize') {
                steps {
                    waitForSynchronizationRun(
                        connectionId: '$connection',
                        connectionType: 'storage',
                        runId: "demo-declarative-\${BUILD_NUMBER}",
                        credentialsId: 'simulator-token',
                        archiveReport: true)
                }
            }
            stage('Publish') {
                steps {
                    echo 'An unstable build continues; a failed one does not get here.'
                }
            }
        }
        post {
            unstable {
                echo 'Some files were not synchronized.'
            }
        }
    }
    """)

def freestyle = folder.createProject(FreeStyleProject, 'freestyle')
freestyle.description = 'A freestyle project with the build step; choose what it waits for.'
def choices = ['demo'] + scenarios.keySet().findAll { it != 'demo' }
freestyle.addProperty(new ParametersDefinitionProperty(
    new ChoiceParameterDefinition('SCENARIO', choices as String[], 'What the run does')))
def step = new SynchronizationRunBuilder(connection, '${SCENARIO}-freestyle-${BUILD_NUMBER}', 'simulator-client')
step.connectionType = 'storage'
freestyle.buildersList.add(step)
freestyle.buildersList.add(new Shell('echo "$SYNCHRONIZATION_RESULT"'))
freestyle.save()
jobs.freestyle = freestyle

['success', 'partial-success', 'error', 'canceled', 'skipped', 'demo', 'parallel', 'declarative', 'freestyle'].each {
    jobs[it].scheduleBuild2(0, new CauseAction(new Cause.UserIdCause(settings.user)))
}

done.createNewFile()
