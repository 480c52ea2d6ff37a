package io.sluice.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Everything found in one reading of a configuration, in the order of files and lines. Threading: immutable. */
public final class Problems {
    /** More of one file are counted but not printed. */
    private static final int PRINTED_PER_FILE = 50;

    private final List<Problem> all;
    private final int files;

    /** @param files how many files were read */
    Problems(List<Problem> found, int files) {
        List<Problem> sorted = new ArrayList<>(found);
        sorted.sort(Comparator.comparing(Problem::file)
                .thenComparingInt(Problem::line)
                .thenComparingInt(Problem::column));
        this.all = List.copyOf(sorted);
        this.files = files;
    }

    /** Findings of whatever origin, sorted. */
    public static Problems of(List<Problem> found, int files) {
        return new Problems(found, files);
    }

    public List<Problem> all() {
        return all;
    }

    public boolean isEmpty() {
        return all.isEmpty();
    }

    public int errors() {
        return count(Problem.Severity.ERROR);
    }

    public int warnings() {
        return count(Problem.Severity.WARNING);
    }

    /** How many findings are neither errors nor warnings. */
    public int notes() {
        return count(Problem.Severity.INFO);
    }

    /** Such as {@code 2 errors, 1 warning in 5 files}; notes are mentioned if there are any. */
    public String summary() {
        String notes = notes() == 0 ? "" : ", " + plural(notes(), "note");
        return plural(errors(), "error") + ", " + plural(warnings(), "warning") + notes + " in "
                + plural(files, "file");
    }

    /** How many files were read. */
    public int files() {
        return files;
    }

    /** What was found in several readings. */
    public static Problems together(List<Problems> several) {
        return new Problems(
                several.stream().flatMap(each -> each.all.stream()).toList(),
                several.stream().mapToInt(each -> each.files).sum());
    }

    /** The same with other severities: those of {@code levels}; a code whose level is empty is left out. */
    public Problems adjusted(Map<ProblemCode, Optional<Problem.Severity>> levels) {
        List<Problem> kept = new ArrayList<>();
        for (Problem problem : all) {
            levels.getOrDefault(problem.code(), Optional.of(problem.severity()))
                    .ifPresent(level -> kept.add(problem.as(level)));
        }
        return new Problems(kept, files);
    }

    /** Those that are at least as bad as {@code least}. */
    public Problems atLeast(Problem.Severity least) {
        return new Problems(
                all.stream().filter(p -> p.severity().compareTo(least) <= 0).toList(), files);
    }

    /** All problems for people, each with its line of the file, and {@link #summary} at the end. */
    public String pretty() {
        return pretty(PrettyStyle.PLAIN);
    }

    public String pretty(PrettyStyle style) {
        StringBuilder out = new StringBuilder();
        Map<String, Integer> printed = new TreeMap<>();
        for (Problem problem : all) {
            if (printed.merge(problem.file(), 1, Integer::sum) <= PRINTED_PER_FILE) {
                new PrettyProblem(problem, style).appendTo(out);
            }
        }
        printed.forEach((file, count) -> appendRest(out, file, count));
        return out.append(summary()).append('\n').toString();
    }

    /** The {@link #summary}. */
    @Override
    public String toString() {
        return summary();
    }

    private static void appendRest(StringBuilder out, String file, int count) {
        if (count > PRINTED_PER_FILE) {
            out.append(count - PRINTED_PER_FILE)
                    .append(" more in ")
                    .append(VisibleText.of(file))
                    .append('\n');
        }
    }

    private int count(Problem.Severity severity) {
        return (int) all.stream().filter(p -> p.severity() == severity).count();
    }

    private static String plural(int count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }
}
