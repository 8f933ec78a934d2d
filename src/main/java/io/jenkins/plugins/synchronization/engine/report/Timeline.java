package io.jenkins.plugins.synchronization.engine.report;

import io.jenkins.plugins.synchronization.engine.outcome.DurationWords;
import io.jenkins.plugins.synchronization.engine.outcome.Presentation;
import io.jenkins.plugins.synchronization.engine.report.page.JobView;
import io.jenkins.plugins.synchronization.engine.report.page.Lane;
import io.jenkins.plugins.synchronization.engine.report.page.Percent;
import io.jenkins.plugins.synchronization.engine.report.page.TaskView;
import io.jenkins.plugins.synchronization.engine.report.page.TimelineView;
import io.jenkins.plugins.synchronization.engine.report.page.Words;
import io.jenkins.plugins.synchronization.engine.run.Sanitizer;
import io.jenkins.plugins.synchronization.engine.run.Task;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** Picks the tasks that are worth a bar: those that failed, then those that took longest. */
final class Timeline {

    private static final int MOST_TASKS = 100;
    private static final int MAX_LABEL = 120;

    private record Candidate(
            int number,
            int job,
            String label,
            String hover,
            Instant start,
            Instant end,
            Presentation look,
            boolean failed) {
        Duration length() {
            return end == null || end.isBefore(start) ? Duration.ZERO : Duration.between(start, end);
        }
    }

    private final PriorityQueue<Candidate> picked = new PriorityQueue<>(Comparator.comparing(Candidate::failed)
            .thenComparing(Candidate::length)
            .thenComparing(Candidate::number, Comparator.reverseOrder()));
    private int started;
    private Instant first;
    private Instant last;

    void add(int job, Task task, Presentation look, boolean failed) {
        if (task.start() == null) {
            return;
        }
        started++;
        span(task.start(), task.end());
        Candidate candidate = new Candidate(started, job, null, null, task.start(), task.end(), look, failed);
        boolean full = picked.size() == MOST_TASKS;
        if (full && picked.comparator().compare(candidate, picked.peek()) <= 0) {
            return;
        }
        if (full) {
            picked.poll();
        }
        String label = task.name() == null ? "–" : Sanitizer.oneLine(task.name(), MAX_LABEL);
        picked.add(new Candidate(started, job, label, TaskView.hover(task), task.start(), task.end(), look, failed));
    }

    /** The bars of the run, its jobs and the picked tasks; the run's start and end may be null. */
    TimelineView view(Instant start, Instant end, Presentation runLook, List<JobView> jobs, Words words) {
        span(start, end);
        jobs.forEach(job -> span(job.start(), job.end()));
        if (first == null) {
            return new TimelineView(null, List.of(), List.of(), 0, 0);
        }
        List<Lane> lanes = new ArrayList<>();
        for (int i = 0; i < jobs.size(); i++) {
            JobView job = jobs.get(i);
            boolean hasBar = job.start() != null && job.look() != null;
            TimelineView.Row bar =
                    hasBar ? row(1, job.connector(), job.connector(), job.look(), job.start(), job.end()) : null;
            List<TimelineView.Row> tasks = tasksOf(i);
            if (hasBar || !tasks.isEmpty()) {
                lanes.add(new Lane(job.connector(), bar, tasks));
            }
        }
        String whole = words.text("timeline.run");
        TimelineView.Row run = start == null ? null : row(0, whole, whole, runLook, start, end);
        return new TimelineView(run, lanes, ticks(), picked.size(), started);
    }

    private List<TimelineView.Row> tasksOf(int slot) {
        return picked.stream()
                .filter(task -> Jobs.slot(task.job()) == slot)
                .sorted(Comparator.comparing(Candidate::start).thenComparing(Candidate::number))
                .map(task -> row(2, task.label(), task.hover(), task.look(), task.start(), task.end()))
                .toList();
    }

    private TimelineView.Row row(int level, String label, String hover, Presentation look, Instant start, Instant end) {
        double whole = millis(first, last);
        boolean ended = end != null && !end.isBefore(start);
        double from = Math.min(millis(first, start), whole * 0.995);
        double length = Math.max(millis(start, ended ? end : last), whole * 0.005);
        return new TimelineView.Row(
                level,
                label,
                hover,
                look,
                whole == 0 ? 0 : 100 * from / whole,
                whole == 0 ? 100 : Math.min(100, 100 * length / whole),
                DurationWords.of(Duration.between(first, start)),
                ended ? DurationWords.of(Duration.between(start, end)) : null);
    }

    private List<TimelineView.Tick> ticks() {
        long whole = Duration.between(first, last).toMillis();
        long step = TimeScale.step(whole);
        List<TimelineView.Tick> ticks = new ArrayList<>();
        for (long at = 0; step > 0 && at <= whole - step / 3; at += step) {
            ticks.add(new TimelineView.Tick(Percent.of(at, whole), DurationWords.of(Duration.ofMillis(at))));
        }
        return ticks;
    }

    private void span(Instant start, Instant end) {
        for (Instant time : new Instant[] {start, end}) {
            if (time != null) {
                first = first == null || time.isBefore(first) ? time : first;
                last = last == null || time.isAfter(last) ? time : last;
            }
        }
    }

    private static double millis(Instant from, Instant to) {
        return Duration.between(from, to).toMillis();
    }
}
