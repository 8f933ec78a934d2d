package io.jenkins.plugins.synchronization.simulator;

import io.jenkins.plugins.synchronization.simulator.http.Delivery;
import io.jenkins.plugins.synchronization.simulator.script.ConnectionKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the troubles of a scenario file. */
final class TroubleReader {

    private static final Pattern REQUESTS = Pattern.compile("([1-9]\\d{0,8})(\\.\\.([1-9]\\d{0,8})?)?");
    private static final Pattern HEADER_TEXT = Pattern.compile("[ -~]{1,100}");
    private static final List<String> EFFECTS =
            List.of("status", "reset", "cutShort", "slowBody", "late", "notFoundFor");

    private TroubleReader() {}

    static List<Trouble> read(List<Section> sections, ConnectionKind kind) {
        List<Trouble> troubles = new ArrayList<>();
        for (Section section : sections == null ? List.<Section>of() : sections) {
            troubles.add(trouble(section, kind));
            section.refuseUnknownKeys();
        }
        return troubles;
    }

    private static Trouble trouble(Section section, ConnectionKind kind) {
        List<String> effects = EFFECTS.stream().filter(section::has).toList();
        if (effects.size() != 1) {
            throw section.mistake(
                    effects.isEmpty() ? "status" : effects.get(1),
                    (effects.isEmpty() ? "is missing" : "cannot be combined with " + effects.get(0))
                            + "; a trouble must have exactly one of "
                            + String.join(", ", EFFECTS));
        }
        Duration notFoundFor = section.duration("notFoundFor", null);
        if (notFoundFor != null) {
            Occasion atFirst = new Occasion(1, Integer.MAX_VALUE, 1, Duration.ZERO, notFoundFor);
            return new Trouble(Target.RUN, atFirst, ApiAnswers.usualRefusal(404, kind), Delivery.WHOLE, false);
        }
        Target at = Target.valueOf(section.oneOf("at", Target.names(), "run").toUpperCase(Locale.ROOT));
        boolean processed = section.flag("processed", false);
        if (processed && at != Target.START) {
            throw section.mistake("processed", "is for starts; allowed only with at: start");
        }
        Occasion when = occasion(section);
        return switch (effects.get(0)) {
            case "status" -> new Trouble(at, when, refusal(section, kind), Delivery.WHOLE, processed);
            case "reset" -> {
                if (!section.flag("reset", true)) {
                    throw section.mistake("reset", "is 'false'; allowed: true, or leave the trouble out");
                }
                yield new Trouble(at, when, null, Delivery.RESET, processed);
            }
            case "cutShort" ->
                new Trouble(
                        at,
                        when,
                        null,
                        new Delivery.CutShort(section.integer("cutShort", 0, Integer.MAX_VALUE, 0L)),
                        true);
            case "late" -> new Trouble(at, when, null, new Delivery.Late(section.duration("late", null)), true);
            default -> new Trouble(at, when, null, new Delivery.Slow(section.duration("slowBody", null)), true);
        };
    }

    private static Occasion occasion(Section section) {
        int first = 1;
        int last = Integer.MAX_VALUE;
        String requests = section.matching("onRequests", REQUESTS, "a number or a range, such as 3, 3..5 or 3..", null);
        if (requests != null) {
            Matcher range = REQUESTS.matcher(requests);
            range.matches();
            first = Integer.parseInt(range.group(1));
            if (range.group(2) == null) {
                last = first;
            } else if (range.group(3) != null) {
                last = Integer.parseInt(range.group(3));
            }
        }
        int every = section.count("every", 1, 1_000_000, 1);
        Duration from = section.duration("from", Duration.ZERO);
        Duration until = section.duration("until", null);
        return new Occasion(first, last, every, from, until);
    }

    private static Refusal refusal(Section section, ConnectionKind kind) {
        int status = section.count("status", 200, 599, 0);
        if (status == 204 || status == 205 || status == 304) {
            throw section.mistake(
                    "status", "is '" + status + "', which has no body; allowed: any other from 200 to 599");
        }
        Refusal usual = ApiAnswers.usualRefusal(status, kind);
        return new Refusal(
                status,
                section.text("code", usual.code()),
                section.text("message", usual.message()),
                Refusal.Style.valueOf(section.oneOf("body", List.of("envelope", "legacy", "html", "empty"), "envelope")
                        .toUpperCase(Locale.ROOT)),
                section.matching(
                        "retryAfter",
                        HEADER_TEXT,
                        "a number of seconds, 'date+' and a number of seconds, or up to 100 printable ASCII characters",
                        null),
                section.matching("location", HEADER_TEXT, "a URL of up to 100 printable ASCII characters", null));
    }
}
