package io.sluice.launcher;

import io.sluice.launcher.generations.Attempt;
import io.sluice.launcher.generations.History;
import io.sluice.launcher.generations.Outcome;
import io.sluice.launcher.generations.Report;
import io.sluice.launcher.generations.Trigger;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells everybody how an attempt to change the configuration ended: the log, the metrics, the history and the readiness.
 *
 * <p>Threading: for one thread at a time.
 */
final class ReloadLog {
    private static final Logger LOG = LoggerFactory.getLogger(ReloadLog.class);

    private final ReloadMeters meters;
    private final Readiness readiness;
    private final History history;
    /** Hash of the contents that were refused and reported last. */
    private String refused = "";

    ReloadLog(ReloadMeters meters, Readiness readiness, History history) {
        this.meters = meters;
        this.readiness = readiness;
        this.history = history;
    }

    /** @param drifted whether the files say something else than what is served now */
    void record(Attempt attempt, boolean drifted) {
        meters.count(attempt);
        Serving before = readiness.serving();
        readiness.serving((attempt.applied() ? Serving.of(attempt) : before).drifted(drifted));
        if (attempt.outcome() == Outcome.REFUSED) {
            refused(attempt);
            return;
        }
        refused = "";
        if (attempt.applied()) {
            history.add(attempt);
            applied(attempt);
        }
    }

    /** What is served now comes from an earlier process. */
    void recovered(Attempt refusal, Attempt stored) {
        String reason = "the files were refused at the start (%s); generation %d of %s is served instead"
                .formatted(
                        count(refusal.report()),
                        stored.generation(),
                        stored.time().truncatedTo(ChronoUnit.SECONDS));
        readiness.serving(readiness.serving().recovered(List.of(reason)));
        LOG.error("recovered: {}; correct the files, and they are taken", reason);
    }

    private void applied(Attempt attempt) {
        Report report = attempt.report();
        if (report.warnings() > 0) {
            LOG.warn("the configuration has warnings\n{}", report.text());
        } else if (!report.text().isEmpty()) {
            LOG.info("the configuration has notes\n{}", report.text());
        }
        LOG.info(
                "config gen {} applied in {} ms: {} (trigger={}{})",
                attempt.generation(),
                attempt.duration().toMillis(),
                attempt.changes(),
                attempt.trigger().label(),
                attempt.restores() > 0 ? ", restores " + attempt.restores() : "");
    }

    /** The same contents are reported once, unless somebody asks. */
    private void refused(Attempt attempt) {
        boolean repeated = attempt.trigger() == Trigger.FILE && attempt.hash().equals(refused);
        refused = attempt.hash();
        if (repeated) {
            return;
        }
        history.add(attempt);
        LOG.error(
                "configuration refused, {} (trigger={}{})\n{}",
                attempt.generation() == 0 ? "nothing is served" : "generation " + attempt.generation() + " stays",
                attempt.trigger().label(),
                attempt.restores() > 0 ? ", restores " + attempt.restores() : "",
                attempt.report().text());
    }

    private static String count(Report report) {
        return report.errors() + (report.errors() == 1 ? " error" : " errors");
    }
}
