package io.sluice.config.fmt;

import java.util.List;

/** What came of formatting a file. */
public sealed interface FormatResult {
    /**
     * The canonical text, which may be what the file holds already.
     *
     * @param notes about documents in it that were left as they are
     */
    record Formatted(String text, List<String> notes) implements FormatResult {
        public Formatted {
            notes = List.copyOf(notes);
        }
    }

    /** The file holds nothing that this gateway reads. */
    record Untouched(String reason) implements FormatResult {}

    /** The file cannot be formatted; the reason begins with its line where there is one. */
    record Refused(String reason) implements FormatResult {}
}
