package io.sluice.launcher;

import io.sluice.config.Problem;
import io.sluice.config.ProblemCode;
import io.sluice.config.ProblemPage;
import io.sluice.config.Problems;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** How severe somebody wants certain codes to be. Errors stay errors: what a start refuses, a check must not accept. */
record SeverityLevels(Map<ProblemCode, Optional<Problem.Severity>> byCode) {
    /**
     * @param options such as {@code GW4001=off}; later ones win
     * @throws IllegalArgumentException if one has another form, or is about an error
     */
    static SeverityLevels parse(List<String> options) {
        Map<ProblemCode, Optional<Problem.Severity>> levels = new EnumMap<>(ProblemCode.class);
        for (String option : options) {
            String[] parts = option.split("=", 2);
            if (parts.length != 2) {
                throw new IllegalArgumentException("-W must be CODE=LEVEL but is " + option);
            }
            levels.put(code(parts[0]), level(parts[1]));
        }
        return new SeverityLevels(levels);
    }

    Problems apply(Problems problems) {
        return problems.adjusted(byCode);
    }

    private static ProblemCode code(String id) {
        ProblemCode code = ProblemPage.code(id)
                .orElseThrow(() -> new IllegalArgumentException(
                        "-W names the unknown code " + id + "; \"gateway codes\" lists all"));
        if (code.severity() == Problem.Severity.ERROR) {
            throw new IllegalArgumentException("-W must be about a warning or a note but " + code + " is an error");
        }
        return code;
    }

    private static Optional<Problem.Severity> level(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "off" -> Optional.empty();
            case "info" -> Optional.of(Problem.Severity.INFO);
            case "warning" -> Optional.of(Problem.Severity.WARNING);
            case "error" -> Optional.of(Problem.Severity.ERROR);
            default -> throw new IllegalArgumentException("-W must set off, info, warning or error but sets " + word);
        };
    }
}
