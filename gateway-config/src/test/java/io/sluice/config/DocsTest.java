package io.sluice.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.config.testing.ConfigFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written for people must be what the code does. */
class DocsTest {
    private static final Path REPOSITORY = Path.of("..");
    private static final Pattern YAML = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);

    @TempDir
    Path directory;

    @Test
    void listsEveryProcessSetting() throws IOException {
        assertThat(page("configuration.md"))
                .as("the table of docs/configuration.md")
                .contains('\n' + SchemaWriter.markdown(ProcessSettings.class) + '\n');
    }

    @ParameterizedTest
    @MethodSource("compiledPolicies")
    void describesThePoliciesThatTheCompilerDoesItself(PolicyCatalog.Entry policy) throws IOException {
        assertThat(page("policies/" + policy.name() + ".md"))
                .startsWith("# " + policy.name() + "\n\n" + policy.summary() + "\n\n")
                .contains("\n\n" + SchemaWriter.markdown(policy.config()) + "\n")
                .contains("name: " + policy.name() + '\n');
    }

    @ParameterizedTest
    @ValueSource(strings = {"route", "route-weighted", "response-timeout"})
    void showsSamplesOfCompiledPoliciesThatLoad(String policy) throws IOException {
        ConfigFolder folder = ConfigFolder.in(directory, TestPolicies.ALL);
        folder.file("sample.yaml", samples(page("policies/" + policy + ".md")).get(0));

        assertThat(folder.problems().pretty()).startsWith("0 errors, 0 warnings");
    }

    private static List<PolicyCatalog.Entry> compiledPolicies() {
        return new PolicyCatalog(List.of()).all();
    }

    @Test
    void showsManifestsThatLoad() throws IOException {
        ConfigFolder folder = ConfigFolder.in(directory, TestPolicies.ALL).environment("OPS_PASSWORD", "x");
        List<String> samples = samples(page("manifests.md"));
        for (int i = 0; i < samples.size(); i++) {
            folder.file(i + ".yaml", samples.get(i));
        }

        assertThat(samples).isNotEmpty();
        assertThat(folder.problems().pretty()).startsWith("0 errors, 0 warnings");
    }

    @Test
    void shipsProcessSettingsThatAreTheDefaultsAndNameEveryKey() throws IOException {
        Path sample = REPOSITORY.resolve("conf");
        String text = Files.readString(sample.resolve(ProcessSettings.FILE));

        assertThat(ProcessSettings.load(sample)).isEqualTo(new SettingsResult.Accepted(ProcessSettings.defaults()));
        for (Setting setting : RecordBinder.describe(ProcessSettings.class).settings()) {
            assertThat(text).containsPattern("(?m)^#? ?" + setting.name() + ":");
            if (setting.shape() instanceof Shape.Fields group) {
                group.settings().forEach(key -> assertThat(text).containsPattern("(?m)^ +#? ?" + key.name() + ":"));
            }
        }
    }

    @Test
    void shipsASampleApiThatIsUnderstood() throws IOException {
        Findings findings = new Findings();
        byte[] bytes = Files.readAllBytes(REPOSITORY.resolve("conf/api.yaml"));
        SecretResolver references = new SecretResolver(name -> null, new ExternalFiles(directory), findings);

        ManifestReader reader = new ManifestReader(references, findings);
        YamlReader.read("api.yaml", bytes, findings, reader::read);
        Manifests manifests = reader.manifests();

        assertThat(findings.problems(1).pretty()).startsWith("0 errors, 0 warnings");
        assertThat(manifests.all(Manifest.ApiInstance.class))
                .extracting(manifest -> manifest.spec().address().text())
                .allMatch(address -> address.startsWith("http://0.0.0.0:8081"));
    }

    private static String page(String name) throws IOException {
        return Files.readString(REPOSITORY.resolve("docs").resolve(name));
    }

    private static List<String> samples(String page) {
        List<String> samples = new ArrayList<>();
        Matcher matcher = YAML.matcher(page);
        while (matcher.find()) {
            samples.add(matcher.group(1));
        }
        return samples;
    }
}
