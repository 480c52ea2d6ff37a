package io.sluice.config.explain;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a policy did when it was asked, about the request or about the response.
 *
 * @param reason a sentence part for people, empty if the decision says it all
 * @param status of its answer, 0 if it did not answer
 * @param code the stable name of the error in its answer, null if there is none
 * @param calls the URLs it would have called, without their queries
 * @param bodyLimit bytes of the body it reads as a whole, -1 if it does not
 * @param changes what it did to the headers
 */
public record Turn(
        Decision decision,
        String reason,
        int status,
        @Nullable String code,
        List<String> calls,
        int bodyLimit,
        List<HeaderChange> changes) {
    /** What was decided. */
    public enum Decision {
        CONTINUES,
        /** It continues now; it would not if a quota was used up. */
        CONTINUES_WITHIN_QUOTA,
        ANSWERS,
        /** It depends on something that was not asked; taken as if it continued. */
        UNKNOWN,
        /** None of its rules matches. */
        SKIPPED,
        /** An earlier policy answered. */
        NOT_REACHED
    }

    public Turn {
        calls = List.copyOf(calls);
        changes = List.copyOf(changes);
    }

    static Turn none(Decision decision) {
        return new Turn(decision, "", 0, null, List.of(), -1, List.of());
    }
}
