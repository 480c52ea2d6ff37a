package io.sluice.launcher;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.launcher.generations.Attempt;
import java.time.temporal.ChronoUnit;

/** An attempt to change the configuration, as JSON and as lines for people. */
final class AttemptPage {
    private AttemptPage() {}

    /** As an object. */
    static ObjectNode json(Attempt attempt, boolean withFindings) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("outcome", attempt.outcome().label())
                .put("trigger", attempt.trigger().label());
        if (attempt.accepted()) {
            json.put("generation", attempt.generation());
        }
        if (attempt.restores() > 0) {
            json.put("restores", attempt.restores());
        }
        json.put("hash", attempt.hash())
                .put("time", attempt.time().truncatedTo(ChronoUnit.MILLIS).toString())
                .put("durationMs", attempt.duration().toMillis())
                .put("changes", attempt.changes())
                .put("errors", attempt.report().errors())
                .put("warnings", attempt.report().warnings());
        if (withFindings) {
            json.putArray("findings").addAll(attempt.report().findings());
        }
        return json;
    }

    /** One line. */
    static String line(Attempt attempt) {
        String number = attempt.applied() ? "gen " + attempt.generation() : "refused";
        return "%-9s %s  %-8s %6d ms  %s"
                .formatted(
                        number,
                        attempt.time().truncatedTo(ChronoUnit.SECONDS),
                        attempt.trigger().label(),
                        attempt.duration().toMillis(),
                        summary(attempt));
    }

    /** The line and all findings. */
    static String text(Attempt attempt) {
        return line(attempt) + "\nhash " + attempt.hash() + '\n'
                + attempt.report().text();
    }

    /** What the one who asked for the attempt wants to know. */
    static String verdict(Attempt attempt) {
        String number = "generation " + attempt.generation();
        return switch (attempt.outcome()) {
            case APPLIED ->
                number + " applied in " + attempt.duration().toMillis() + " ms: " + summary(attempt) + '\n'
                        + attempt.report().text();
            case UNCHANGED -> "nothing has changed, " + number + " stays\n";
            case REFUSED -> "refused, " + number + " stays\n" + attempt.report().text();
        };
    }

    private static String summary(Attempt attempt) {
        StringBuilder text = new StringBuilder(attempt.changes());
        if (attempt.restores() > 0) {
            text.append(", restores ").append(attempt.restores());
        }
        count(text, attempt.report().errors(), " error");
        count(text, attempt.report().warnings(), " warning");
        return text.toString();
    }

    private static void count(StringBuilder text, int count, String noun) {
        if (count > 0) {
            text.append(text.isEmpty() ? "" : ", ").append(count).append(noun).append(count == 1 ? "" : "s");
        }
    }
}
