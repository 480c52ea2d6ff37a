package io.sluice.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.sluice.config.ConfigLoader;
import io.sluice.config.LoadResult;
import io.sluice.config.ProcessSettings;
import io.sluice.config.SchemaWriter;
import io.sluice.core.observe.Metrics;
import io.sluice.core.policy.Policy;
import io.sluice.core.policy.PolicyType;
import io.sluice.policies.BuiltInPolicies;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What belongs to a policy besides its class; each failure says what to do. */
class PolicyCatalogTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Path PAGES = ROOT.resolve("docs/policies");
    private static final Path TESTS = ROOT.resolve("gateway-policies/src/test/java/io/sluice/policies");
    private static final Pattern TABLE = Pattern.compile("(?m)^\\| Setting \\|.*\\n(?:\\|.*\\n)+");
    private static final Pattern SAMPLE = Pattern.compile("(?s)```yaml\\n(.*?)```");

    @TempDir
    Path folder;

    @Test
    void listsEveryPolicy() {
        Set<String> listed = types().map(type -> owner(type).getName()).collect(Collectors.toSet());

        for (JavaClass policy : policyClasses()) {
            assertThat(listed)
                    .as("add %s.TYPE to BuiltInPolicies.all()", policy.getSimpleName())
                    .contains(policy.getName());
        }
    }

    @ParameterizedTest
    @MethodSource("types")
    void hasATest(PolicyType<?> type) {
        String test = owner(type).getSimpleName() + "Test.java";

        assertThat(TESTS.resolve(test)).as("write %s", TESTS.resolve(test)).exists();
    }

    @ParameterizedTest
    @MethodSource("types")
    void saysWhatItIsForAndDoes(PolicyType<?> type) throws IOException {
        assertThat(type.summary())
                .as(
                        "add .describedAs(Purpose.…, \"one sentence\") to %s.TYPE",
                        owner(type).getSimpleName())
                .endsWith(".")
                .doesNotContain(". ");
        assertThat(page(type))
                .as("%s must begin with the name and the summary of the policy", path(type))
                .startsWith("# " + type.name() + "\n\n" + type.summary());
    }

    @ParameterizedTest
    @MethodSource("types")
    void describesItsSettings(PolicyType<?> type) throws IOException {
        String expected = SchemaWriter.markdown(type.config());
        Matcher table = TABLE.matcher(page(type));

        if (!table.find() || !table.group().equals(expected)) {
            fail("the table of settings in %s must read\n%s", path(type), expected);
        }
    }

    @ParameterizedTest
    @MethodSource("types")
    void showsASampleThatCompiles(PolicyType<?> type) throws IOException {
        Matcher sample = SAMPLE.matcher(page(type));
        assertThat(sample.find())
                .as("put a manifest in ```yaml into %s", path(type))
                .isTrue();
        assertThat(sample.group(1)).as("the first sample in %s", path(type)).contains("name: " + type.name());
        Files.writeString(folder.resolve("sample.yaml"), sample.group(1));

        ConfigLoader loader = new ConfigLoader(
                BuiltInPolicies.all(), new Metrics(), ProcessSettings.defaults(), name -> "value-of-" + name);
        LoadResult result = loader.load(folder);

        if (result instanceof LoadResult.Rejected rejected) {
            fail(
                    "correct the first sample in %s\n%s",
                    path(type), rejected.problems().pretty());
        }
        ((LoadResult.Loaded) result).discard();
    }

    private static Stream<PolicyType<?>> types() {
        return BuiltInPolicies.all().stream();
    }

    private static Class<?> owner(PolicyType<?> type) {
        Class<?> owner = type.config().getEnclosingClass();
        assertThat(owner)
                .as("make %s a record inside its policy", type.config().getName())
                .isNotNull();
        return owner;
    }

    private static List<JavaClass> policyClasses() {
        return new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("io.sluice.policies").stream()
                        .filter(type -> type.isAssignableTo(Policy.class))
                        .toList();
    }

    private static Path path(PolicyType<?> type) {
        return PAGES.resolve(type.name() + ".md");
    }

    private static String page(PolicyType<?> type) throws IOException {
        assertThat(path(type))
                .as("write %s with the table of settings\n%s", path(type), SchemaWriter.markdown(type.config()))
                .exists();
        return Files.readString(path(type));
    }
}
