package io.jenkins.plugins.synchronization.storage;

import io.jenkins.plugins.synchronization.engine.run.ApiTerm;
import io.jenkins.plugins.synchronization.engine.run.ConnectorType;
import io.jenkins.plugins.synchronization.engine.run.ExecutionResult;
import io.jenkins.plugins.synchronization.engine.run.ExecutionState;
import io.jenkins.plugins.synchronization.engine.run.Job;
import io.jenkins.plugins.synchronization.engine.run.SuggestedAction;
import io.jenkins.plugins.synchronization.engine.run.SynchronizationReport;
import io.jenkins.plugins.synchronization.engine.run.Task;
import io.jenkins.plugins.synchronization.engine.run.TaskError;
import io.jenkins.plugins.synchronization.engine.run.Term;
import java.time.Instant;
import java.util.Random;

/** Tasks and jobs of any kind that a reader may hand out: the same ones for the same seed. */
final class AnyTasks {

    private static final String[] TEXTS = {
        "",
        " ",
        "Success",
        "executing",
        "TAE_BRG_1000",
        "Größe.ifc",
        "\u202Eevil",
        "\uD83D\uDE80.dgn",
        "\uD800",
        "\0\n\t",
        "文件"
    };

    private final Random random;

    AnyTasks(long seed) {
        random = new Random(seed);
    }

    Task task() {
        return new Task(
                text(),
                text(),
                time(),
                time(),
                random.nextInt(3) == 0 ? random.nextInt(Integer.MAX_VALUE) : 0,
                term(ExecutionState.class),
                term(ExecutionResult.class),
                random.nextBoolean() ? null : error(),
                random.nextBoolean() ? null : report());
    }

    Job job(int index) {
        return new Job(
                index,
                text(),
                time(),
                time(),
                term(ExecutionState.class),
                term(ExecutionResult.class),
                term(ConnectorType.class));
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    private TaskError error() {
        return new TaskError(
                text(),
                text(),
                text(),
                random.nextBoolean() ? null : Long.valueOf(count()),
                text(),
                text(),
                text(),
                text(),
                text(),
                text(),
                random.nextBoolean() ? null : Boolean.valueOf(random.nextBoolean()));
    }

    private SynchronizationReport report() {
        return new SynchronizationReport(term(SuggestedAction.class), text(), count(), count(), count());
    }

    private long count() {
        return random.nextBoolean() ? random.nextInt(100) : random.nextLong();
    }

    private String text() {
        return switch (random.nextInt(8)) {
            case 0 -> null;
            case 1 -> "x".repeat(random.nextInt(9000));
            case 2 -> "€".repeat(random.nextInt(9000));
            case 3 -> Long.toHexString(random.nextLong());
            default -> TEXTS[random.nextInt(TEXTS.length)];
        };
    }

    private Instant time() {
        return switch (random.nextInt(6)) {
            case 0 -> null;
            case 1 -> random.nextBoolean() ? Instant.MIN : Instant.MAX;
            default -> Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000_000));
        };
    }

    private <E extends Enum<E> & ApiTerm> Term<E> term(Class<E> list) {
        return Term.of(list, random.nextBoolean() ? list.getEnumConstants()[0].text() : text());
    }
}
