package io.sluice.launcher;

/** Manifests with many APIs on one port, each with its own upstream address and four policies. */
final class ManyApis {
    static final String SECRET = "0123456789abcdef0123456789abcdef";

    private ManyApis() {}

    /** @param mark goes into a header that the first API adds, so that two manifests differ */
    static String manifest(int count, int upstreamPort, String mark) {
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < count; i++) {
            all.append(api(i, upstreamPort, i == 0 ? mark : "edge"));
        }
        return all.toString();
    }

    /** An address of the loopback network that belongs to API number {@code i}. */
    static String address(int i) {
        return "127.0." + (1 + i / 250) + "." + (1 + i % 250);
    }

    private static String api(int i, int upstreamPort, String mark) {
        return """
                ---
                apiVersion: gateway.mulesoft.com/v1alpha1
                kind: ApiInstance
                metadata: { name: api%1$d }
                spec:
                  address: http://127.0.0.1:0/api%1$d
                  services:
                    main:
                      address: http://%2$s:%3$d
                      routes: [ { rules: [ { path: "/v1(/.*)" } ], config: { destinationPath: /orders } } ]
                  policies:
                    - policyRef: { name: message-logging-flex }
                      config:
                        loggingConfiguration:
                          - { itemName: a, itemData: { message: "#[attributes.requestPath]", level: DEBUG } }
                    - policyRef: { name: rate-limiting-flex }
                      config: { rateLimits: [ { maximumRequests: 1000000, timePeriodInMilliseconds: 60000 } ] }
                    - policyRef: { name: jwt-validation-flex }
                      config: { signingMethod: hmac, textKey: %4$s }
                    - policyRef: { name: header-injection-flex }
                      config: { inboundHeaders: [ { key: x-gateway, value: %5$s } ] }
                """.formatted(i, address(i), upstreamPort, SECRET, mark);
    }
}
