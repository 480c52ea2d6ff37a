package io.sluice.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.sluice.config.explain.Field;
import io.sluice.config.explain.Question;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuestionJsonTest {
    @Test
    void readsWhatItWrites() {
        Question question = new Question(
                "POST",
                "http://localhost/x?y=\"z\"",
                List.of(new Field("X-A", "ü\\"), new Field("X-A", "2")),
                new byte[] {0, 1, (byte) 200},
                Question.client("2001:db8::1"));

        Question read = QuestionJson.read(QuestionJson.write(question));

        assertThat(read).usingRecursiveComparison().isEqualTo(question);
    }

    @Test
    void takesDefaults() {
        Question read = read("{\"url\":\"/x\"}");

        assertThat(read.method()).isEqualTo("GET");
        assertThat(read.client()).isEqualTo(Question.client("127.0.0.1"));
        assertThat(read.body()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[]                     | the body must be a JSON object",
                "{                      | the body must be JSON but",
                "{'url':1}              | url must be text but is 1",
                "{'headers':{'a':'b'}}  | headers must be a list of objects with name and value",
                "{'uri':'/x'}           | the body must have only method, url, headers, bodyBase64 and client but has uri",
                "{'bodyBase64':'%'}     | bodyBase64 must be base64 but is not",
                "{'client':'here'}      | client must be an IP address but is here",
            })
    void namesWhatIsWrong(String json, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(json.replace('\'', '"')))
                .withMessageStartingWith(message);
    }

    private static Question read(String json) {
        return QuestionJson.read(json.getBytes(StandardCharsets.UTF_8));
    }
}
