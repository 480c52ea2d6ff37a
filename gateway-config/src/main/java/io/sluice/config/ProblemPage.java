package io.sluice.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * What is written about a code: what it means, an example, how to mend it. The pages of {@code docs/problems} are part of the program.
 *
 * @param text the page in Markdown
 */
public record ProblemPage(ProblemCode code, String text) {
    /** @throws IllegalStateException if the build left the page out */
    public static ProblemPage of(ProblemCode code) {
        try (InputStream in = ProblemPage.class.getResourceAsStream("problems/" + code.id() + ".md")) {
            if (in == null) {
                throw new IllegalStateException(code.docs() + " is not part of this build");
            }
            return new ProblemPage(code, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The code that is called {@code id}, in any case of letters. */
    public static Optional<ProblemCode> code(String id) {
        String wanted = id.toUpperCase(Locale.ROOT);
        for (ProblemCode code : ProblemCode.values()) {
            if (code.id().equals(wanted)) {
                return Optional.of(code);
            }
        }
        return Optional.empty();
    }

    /** What a page about {@code code} begins with. */
    public static String title(ProblemCode code) {
        return "# " + code.id() + ": " + code.meaning();
    }

    /** What stands between the title and the first section. */
    public String explanation() {
        String body = text.substring(text.indexOf('\n') + 1);
        int section = body.indexOf("\n## ");
        return (section < 0 ? body : body.substring(0, section)).strip();
    }
}
