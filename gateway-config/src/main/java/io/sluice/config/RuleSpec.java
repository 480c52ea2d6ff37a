package io.sluice.config;

import io.sluice.core.runtime.PathMatcher;
import io.sluice.core.runtime.TextMatcher;
import io.sluice.core.schema.Default;
import io.sluice.core.schema.Doc;
import java.util.Map;

/** Predicates that must all hold. */
record RuleSpec(
        @Doc("The path behind the base path, without query.") @Default(".*")
        PathMatcher path,

        @Doc("The method.") @Default(".*") TextMatcher methods,

        @Doc("The requested host, in lower case and without port.") @Default(".*")
        TextMatcher host,

        @Doc("Values of headers that must be there.") Map<String, TextMatcher> headers,

        Location at) {}
