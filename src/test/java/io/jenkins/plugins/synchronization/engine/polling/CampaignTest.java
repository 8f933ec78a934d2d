package io.jenkins.plugins.synchronization.engine.polling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Random schedules of everything that can go wrong, and what must hold all the same: each wait ends exactly once and in
 * time, with the run's outcome once that was reported, the limits are respected, and nothing is left.
 *
 * <p>{@code -Dcampaign.schedules=10000} runs the long form, {@code -Dcampaign.seed=…} one schedule again.
 */
class CampaignTest {

    private static final int SHORT_FORM = 400;

    private final Logger log = Logger.getLogger(RunWatcher.class.getPackageName());
    private final List<Throwable> unexpected = new ArrayList<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord record) {
            Throwable thrown = record.getThrown();
            if (thrown == null || !String.valueOf(thrown.getMessage()).contains(Campaign.INJECTED)) {
                unexpected.add(thrown);
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listenToTheLog() {
        log.setUseParentHandlers(false);
        log.addHandler(handler);
    }

    @AfterEach
    void leaveTheLog() {
        log.removeHandler(handler);
        log.setUseParentHandlers(true);
    }

    @Test
    void whateverGoesWrongEachWaitEndsOnceAndInTimeAndNothingIsLeft() {
        Long only = Long.getLong("campaign.seed");
        long first = only == null ? 1 : only;
        long last = only == null ? Integer.getInteger("campaign.schedules", SHORT_FORM) : only;
        for (long seed = first; seed <= last; seed++) {
            List<String> violations = Campaign.violations(seed);

            assertThat(violations).as("replay with -Dcampaign.seed=%d", seed).isEmpty();
            assertThat(unexpected).as("replay with -Dcampaign.seed=%d", seed).isEmpty();
        }
    }
}
