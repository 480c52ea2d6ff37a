package io.sluice.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

class JsonWriterTest {
    private final JsonWriter json = new JsonWriter();

    @Test
    void writesWhatAParserReadsBack() throws IOException {
        String odd = "quote \" backslash \\ tab \t line \n \r del \u007f c1 \u0085 umlaut ü euro € clef \uD834\uDD1E";

        json.beginObject().field("odd", odd).field("n", -7).field("yes", true).beginArray("list");
        json.element("a").element("b").endArray();
        json.beginObject("empty").endObject().endObject().newLine();

        JsonNode node = new ObjectMapper().readTree(json.toByteArray());
        assertThat(node.get("odd").asText()).isEqualTo(odd);
        assertThat(node.get("n").asInt()).isEqualTo(-7);
        assertThat(node.get("yes").asBoolean()).isTrue();
        assertThat(node.get("list")).hasSize(2);
        assertThat(node.get("empty")).isEmpty();
    }

    @Test
    void keepsALineALine() {
        json.beginObject()
                .field("path", "/\n{\"forged\":1}\r\u0000\u001b[31m\u009b")
                .endObject()
                .newLine();

        assertThat(text()).isEqualTo("{\"path\":\"/\\u000a{\\\"forged\\\":1}\\u000d\\u0000\\u001b[31m\\u009b\"}\n");
    }

    @Test
    void replacesHalfOfASurrogatePair() {
        json.beginObject().field("half", "\uD834!").endObject();

        assertThat(text()).startsWith("{\"half\":\"\uFFFD!\"}");
    }

    @Test
    void leavesOutWhatIsNull() {
        json.beginObject().field("absent", null).field("n", 1).endObject().newLine();

        assertThat(text()).isEqualTo("{\"n\":1}\n");
    }

    @Test
    void writesMillisecondsWithThreeDecimals() {
        json.beginObject()
                .millis("a", 1_002_999)
                .millis("b", 45_000)
                .millis("c", -5)
                .millis("d", 123_456_789);
        json.endObject().newLine();

        assertThat(text()).isEqualTo("{\"a\":1.002,\"b\":0.045,\"c\":0.000,\"d\":123.456}\n");
    }

    @Test
    void escapesNamesThatAreNotOurs() {
        json.beginObject().foreignField("a\"b", "c").endObject().newLine();

        assertThat(text()).isEqualTo("{\"a\\\"b\":\"c\"}\n");
    }

    @Test
    void startsAnewEvenIfTheSinkFails() {
        json.beginObject().field("n", 1).endObject().newLine();

        Assertions.assertThatIOException().isThrownBy(() -> json.drainTo(failing()));

        assertThat(json.size()).isZero();
    }

    private String text() {
        return new String(json.toByteArray(), StandardCharsets.UTF_8);
    }

    private static OutputStream failing() {
        return new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("full");
            }
        };
    }
}
