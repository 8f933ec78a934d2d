package io.jenkins.plugins.synchronization.metrics;

import com.codahale.metrics.Gauge;
import com.codahale.metrics.Meter;
import com.codahale.metrics.Metric;
import com.codahale.metrics.MetricSet;
import com.codahale.metrics.Timer;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import io.jenkins.plugins.synchronization.engine.client.ApiFailure;
import io.jenkins.plugins.synchronization.engine.outcome.Outcome;
import io.jenkins.plugins.synchronization.model.EndedWait;
import io.jenkins.plugins.synchronization.recording.RecordedRun;
import io.jenkins.plugins.synchronization.wait.BuildWaits;
import io.jenkins.plugins.synchronization.wait.ObservedWait;
import io.jenkins.plugins.synchronization.wait.RequestObserver;
import io.jenkins.plugins.synchronization.wait.WaitObserver;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import jenkins.metrics.api.MetricProvider;

/**
 * Publishes waits, requests and outcomes since Jenkins was started; docs/configuration.md has a table of the names. Comes
 * before the observer that publishes checks, which may block.
 */
@Extension(optional = true, ordinal = 1)
public final class SynchronizationMetrics extends MetricProvider implements WaitObserver, RequestObserver {

    private static final String PREFIX = "itwin.synchronization.";

    private final Map<String, Metric> published = new HashMap<>();
    private final Timer requests = publish("requests.duration", new Timer());
    private final Meter throttled = publish("requests.throttled", new Meter());
    private final Meter failed = publish("requests.failed", new Meter());
    private final Timer detection = publish("runs.detection", new Timer());
    private final Map<String, Meter> ends = new HashMap<>();

    public SynchronizationMetrics() {
        publish("waits.active", (Gauge<Integer>) () -> BuildWaits.get().list().size());
        publish("starts.active", (Gauge<Integer>)
                () -> BuildWaits.get().starts().size());
        for (Outcome outcome : Outcome.values()) {
            publishEnd("runs", outcome);
        }
        publishEnd("waits", Outcome.FAILURE);
        publishEnd("waits", Outcome.ABORTED);
    }

    private <M extends Metric> M publish(String name, M metric) {
        published.put(PREFIX + name, metric);
        return metric;
    }

    private void publishEnd(String of, Outcome outcome) {
        String name = end(of, outcome.name());
        ends.put(name, publish(name, new Meter()));
    }

    private static String end(String of, String outcome) {
        return of + "." + outcome.toLowerCase(Locale.ROOT);
    }

    @Override
    @NonNull
    public MetricSet getMetricSet() {
        return metrics(published);
    }

    @Override
    public void ended(@NonNull Duration duration, @CheckForNull ApiFailure failure) {
        requests.update(duration);
        if (failure != null) {
            (failure.kind() == ApiFailure.Kind.THROTTLED ? throttled : failed).mark();
        }
    }

    @Override
    public void detected(@NonNull ObservedWait wait, @NonNull Duration sinceEnd) {
        detection.update(sinceEnd);
    }

    @Override
    public void completed(@NonNull ObservedWait wait, @NonNull RecordedRun recorded) {
        ends.get(end("runs", recorded.run().getOutcome())).mark();
    }

    @Override
    public void ended(@NonNull ObservedWait wait, @NonNull EndedWait ended) {
        ends.get(end("waits", ended.getOutcome())).mark();
    }
}
