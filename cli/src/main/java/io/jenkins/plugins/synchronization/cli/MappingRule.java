package io.jenkins.plugins.synchronization.cli;

import io.jenkins.plugins.synchronization.engine.outcome.Outcome;
import io.jenkins.plugins.synchronization.engine.run.ExecutionResult;
import io.jenkins.plugins.synchronization.engine.run.Term;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * One {@code --map}: the outcome of one result.
 *
 * @param result not null
 * @param outcome not null
 */
record MappingRule(ExecutionResult result, Outcome outcome) {

    /** Reads rules such as {@code Skipped=NOT_BUILT}, in any letter case. */
    static final class Converter implements ITypeConverter<MappingRule> {
        @Override
        public MappingRule convert(String text) {
            int equals = text.indexOf('=');
            if (equals < 0) {
                throw new TypeConversionException(
                        "'" + text + "' is not of the form RESULT=OUTCOME, such as Skipped=NOT_BUILT");
            }
            return new MappingRule(result(text.substring(0, equals)), outcome(text.substring(equals + 1)));
        }

        private static ExecutionResult result(String text) {
            return Term.of(ExecutionResult.class, text)
                    .known()
                    .orElseThrow(() -> new TypeConversionException("'" + text + "' is not a result of a run; there are "
                            + Arrays.stream(ExecutionResult.values())
                                    .map(ExecutionResult::text)
                                    .collect(Collectors.joining(", "))));
        }

        private static Outcome outcome(String text) {
            String name = text.strip().toUpperCase(Locale.ROOT);
            return Arrays.stream(Outcome.values())
                    .filter(outcome -> outcome.name().equals(name))
                    .findAny()
                    .orElseThrow(() -> new TypeConversionException("'" + text + "' is not an outcome; there are "
                            + Arrays.stream(Outcome.values()).map(Enum::name).collect(Collectors.joining(", "))));
        }
    }
}
