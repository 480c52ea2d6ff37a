package io.sluice.config.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

class EffectiveYamlTest {
    @Test
    void saysWhereThingsComeFrom() {
        assertThat(EffectiveYaml.write(Samples.everything())).isEqualTo("""
                schemaVersion: 1
                listeners:
                - name: http:8088
                  address: "0.0.0.0:8088"
                  apis:
                  - name: shop/catalog # conf/shop.yaml:3:5
                    address: http://0.0.0.0:8088/catalog
                    basePath: /catalog
                    encodedSlashes: keep
                    labels:
                      a: b
                      tier: public
                    policies:
                    - name: http-basic-authentication-flex # conf/shop.yaml:12:5
                      binding: catalog-basic-1
                      scope: binding
                      order: 5
                      rules: []
                      config:
                        username: "ops: \\"the\\" #1"
                        password: "***"
                        enabled: true
                        limits:
                        - maximum: 20
                        - maximum: 3000000000
                        words: ["yes", "a\\u0007b", ""]
                        nothing: []
                    routes:
                    - name: "items[0]" # conf/shop.yaml:8:5
                      order: 0
                      rules:
                      - path: "/v2(/.*)" # conf/shop.yaml:9:5
                        methods: "GET|HEAD"
                        host: ".*"
                        headers:
                          x-channel: web
                      destinations:
                      - upstream: catalog-items # conf/shop.yaml:7:5
                        url: https://items:8443
                        path: /store
                        weight: 1
                      responseTimeout: "15000ms"
                - name: https:8443
                  address: "0.0.0.0:8443"
                  tls: c0ffee
                  apis: []
                settings:
                - key: timeouts # conf/shop.yaml:40:5
                  name: default/timeouts
                  values:
                    idle: "5s"
                """);
    }

    @Test
    void isYamlWithTheSameValues() {
        Yaml reader = new Yaml(new SafeConstructor(new LoaderOptions()));

        Map<String, Object> read = reader.load(EffectiveYaml.write(Samples.everything()));

        assertThat(read.toString())
                .contains("username=ops: \"the\" #1", "words=[yes, a\u0007b, ]", "maximum=3000000000", "host=.*");
    }

    @Test
    void hidesSecretsAndTheLinesTheyStandOn() {
        assertThat(EffectiveYaml.write(Samples.everything())).doesNotContain("swordfish");
    }
}
