package io.jenkins.plugins.synchronization.simulator;

import io.jenkins.plugins.synchronization.simulator.script.GeneratedTasks;
import io.jenkins.plugins.synchronization.simulator.script.Ids;
import io.jenkins.plugins.synchronization.simulator.script.Job;
import io.jenkins.plugins.synchronization.simulator.script.ListedTasks;
import io.jenkins.plugins.synchronization.simulator.script.Run;
import io.jenkins.plugins.synchronization.simulator.script.Spread;
import io.jenkins.plugins.synchronization.simulator.script.Task;
import io.jenkins.plugins.synchronization.simulator.script.Tasks;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/** Reads the jobs of a scenario file, with their tasks. */
final class JobReader {

    private static final long MAX_UNSIGNED_INT = 4_294_967_295L;
    private static final int MAX_TASKS = 1_000_000;

    private final ScenarioReader scenario;
    private final Run run;

    JobReader(ScenarioReader scenario, Run run) {
        this.scenario = scenario;
        this.run = run;
    }

    List<Job> read(List<Section> sections) {
        List<Job> jobs = new ArrayList<>();
        for (Section section : sections) {
            String id = section.text("id", Ids.derived(run.id(), jobs.size()));
            Tasks tasks = tasks(section, id);
            jobs.add(new Job(
                    id,
                    section.text("connectorType", null),
                    scenario.result(section, tasks.result()),
                    ScenarioReader.dates(section),
                    tasks));
            section.refuseUnknownKeys();
        }
        return jobs;
    }

    private Tasks tasks(Section job, String jobId) {
        Duration start = time(job, "starts", run.start(), Duration.ZERO);
        Duration end = time(job, "finishes", run.executed(), start);
        Section generate = job.section("generate");
        List<Section> listed = job.sections("tasks");
        if (generate != null && listed != null) {
            throw job.mistake("generate", "cannot be combined with tasks; remove one of them");
        }
        if (generate != null) {
            return generated(generate, jobId, start, end);
        }
        List<Task> tasks = new ArrayList<>();
        int count = listed == null ? 0 : listed.size();
        for (int i = 0; i < count; i++) {
            tasks.add(task(
                    listed.get(i),
                    jobId,
                    i,
                    Spread.point(start, end, i, count),
                    Spread.point(start, end, i + 1, count)));
        }
        return new ListedTasks(tasks);
    }

    private static Tasks generated(Section section, String jobId, Duration start, Duration end) {
        GeneratedTasks tasks = new GeneratedTasks(
                jobId,
                section.count("count", 1, MAX_TASKS, 1),
                section.count("failEvery", 1, MAX_TASKS, 0),
                section.count("skipEvery", 1, MAX_TASKS, 0),
                start,
                end,
                error(section.section("error")),
                section.flag("everyTaskCarriesError", false),
                report(section.section("synchronizationReport")));
        section.refuseUnknownKeys();
        return tasks;
    }

    private Task task(Section section, String jobId, int index, Duration start, Duration end) {
        boolean never = "never".equals(section.text("finishes", null));
        Duration starts = time(section, "starts", start, Duration.ZERO);
        Duration finishes = never ? null : time(section, "finishes", starts.compareTo(end) > 0 ? starts : end, starts);
        String name = section.text("name", null);
        Task task = new Task(
                section.text("id", Ids.derived(jobId, index)),
                section.text(run.kind().fileIdField(), Ids.guid(name == null ? jobId + "/" + index : name)),
                name,
                starts,
                finishes,
                ScenarioReader.dates(section),
                section.count("retryAttempts", 0, 1000, 0),
                never ? "Undetermined" : scenario.result(section, "Success"),
                error(section.section("error")),
                report(section.section("synchronizationReport")));
        section.refuseUnknownKeys();
        return task;
    }

    private Duration time(Section section, String key, Duration otherwise, Duration earliest) {
        Duration time = section.duration(key, otherwise);
        if (time.compareTo(earliest) < 0 || time.compareTo(run.end()) > 0) {
            throw section.mistake(
                    key,
                    "is " + seconds(time) + "; allowed: from " + seconds(earliest) + " to the end of the run at "
                            + seconds(run.end()));
        }
        return time;
    }

    private static String seconds(Duration time) {
        return time.toMillis() / 1000.0 + "s";
    }

    private static Map<String, Object> error(Section error) {
        return fields(error, fields -> {
            texts(error, fields, "errorCode", "message", "details");
            fields.put("bridgeExitCode", error.integer("bridgeExitCode", 0, MAX_UNSIGNED_INT, null));
            texts(error, fields, "system", "phase", "category", "descriptionKey", "description", "kbArticleLink");
            fields.put("canUserFix", error.flag("canUserFix", null));
        });
    }

    private static Map<String, Object> report(Section report) {
        return fields(report, fields -> {
            texts(report, fields, "suggestedAction", "message");
            for (String key : List.of("totalErrorsCount", "totalWarningsCount", "totalOtherIssuesCount")) {
                fields.put(key, report.count(key, 0, Integer.MAX_VALUE, null));
            }
        });
    }

    /** Fields of the response that a section has, in the order of the API's page; null without a section. */
    static Map<String, Object> fields(Section section, Consumer<Map<String, Object>> reader) {
        if (section == null) {
            return null;
        }
        Map<String, Object> fields = new LinkedHashMap<>();
        reader.accept(fields);
        section.refuseUnknownKeys();
        fields.values().removeIf(Objects::isNull);
        return fields;
    }

    static void texts(Section section, Map<String, Object> fields, String... keys) {
        for (String key : keys) {
            fields.put(key, section.text(key, null));
        }
    }
}
